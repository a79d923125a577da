"""Texts of a column in one long buffer: a million of them take as many bytes as they have letters.

Each text has a code. A few thousand that come again and again share theirs; the others stand as often as they came.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int32]

#: Texts of which it is remembered that they are there.
REMEMBERED = 20_000
#: What stands between two texts, and in none of them.
GAP = b"\0"
#: Codes of what is not known, and of the text without a letter.
NOTHING, EMPTY = 0, 1


class Texts:
    """Texts by their codes; code 0 is that of a missing one."""

    def __init__(self) -> None:
        self._bytes = bytearray(2 * GAP)
        self._starts = np.array([0, 1], np.uint32)
        self.count = 2
        self._known: dict[str | None, int] = {None: NOTHING, "": EMPTY}
        self._ranks: Codes | None = None

    def codes(self, texts: Sequence[str | None]) -> Codes:
        """Return the codes of these texts, new ones included."""
        found = list(map(self._known.get, texts))
        unknown = [place for place, code in enumerate(found) if code is None]
        fresh: list[str] = []
        for place in unknown:
            text = str(texts[place])
            code = self._known.get(text) if fresh else None
            if code is None:
                code = self.count + len(fresh)
                fresh.append(text)
                if len(self._known) < REMEMBERED:
                    self._known[text] = code
            found[place] = code
        if fresh:
            self._append(fresh)
        return np.array(found, np.int32)

    def _append(self, fresh: list[str]) -> None:
        letters = "\0".join([text.replace("\0", " ") for text in fresh]).encode(errors="surrogatepass") + GAP
        ends = np.flatnonzero(np.frombuffer(letters, np.uint8) == 0)
        count = self.count + len(fresh)
        if count > len(self._starts):
            self._starts = np.resize(self._starts, max(count, 9 * len(self._starts) // 8))
        self._starts[self.count : count] = len(self._bytes) + np.concatenate(([0], ends[:-1] + 1))
        self._bytes += letters
        self.count, self._ranks = count, None

    def raw(self, code: int) -> bytes:
        """Return a text as it is kept."""
        start = int(self._starts[code])
        return bytes(self._bytes[start : self._bytes.index(0, start)])

    def text(self, code: int) -> str | None:
        """Return a text; a missing one is ``None``."""
        return None if code == NOTHING else self.raw(code).decode(errors="surrogatepass")

    def holding(self, wanted: str) -> NDArray[np.bool_]:
        """Return for each code whether its text has these letters; capitals do not count."""
        if not wanted.isascii():
            texts = self._bytes.decode(errors="surrogatepass").lower().split("\0")
            return np.array([wanted.lower() in text for text in texts[: self.count]], np.bool_)
        found = np.zeros(self.count, np.bool_)
        places = _occurrences(np.frombuffer(self._bytes, np.uint8), wanted.lower().encode())
        found[np.searchsorted(self._starts[: self.count], places.astype(np.uint32), "right") - 1] = True
        return found

    def ranks(self) -> Codes:
        """Return the place of each code's text in the order of all; equal texts have equal places."""
        if self._ranks is None:
            self._ranks = self._ranked()
        return self._ranks

    def _ranked(self) -> Codes:
        """Compare eight letters at a time, and those that are equal so far by their next eight."""
        starts = self._starts[: self.count].astype(np.int64)
        lengths = np.diff(np.append(starts, len(self._bytes))) - 1
        eights = _eights(bytes(self._bytes))
        ranks = np.zeros(self.count, np.int32)
        left, depth = np.arange(2, self.count), 0
        while len(left):
            _refine(ranks, left, _cut(eights[np.minimum(starts[left] + depth, len(eights) - 1)], lengths[left] - depth))
            depth += 8
            left = left[_undecided(ranks[left], lengths[left] > depth)]
        ranks[2:] += 2
        ranks[EMPTY] = 1
        return ranks


def _eights(letters: bytes) -> NDArray[np.uint64]:
    """Return, for each place, the eight letters from there on as one number: the same memory, read at each byte."""
    padded = letters + bytes(8)
    return np.ndarray(len(letters) + 1, ">u8", padded, strides=(1,))


def _cut(keys: NDArray[np.uint64], lengths: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Leave of eight letters only those that belong to the text."""
    gone = (8 * (8 - np.clip(lengths, 1, 8))).astype(np.uint64)
    return np.where(lengths > 0, (keys.astype(np.uint64) >> gone) << gone, np.uint64(0))


def _undecided(ranks: Codes, longer: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Say which texts share their rank with others, of which one goes on."""
    goes_on = np.zeros(int(ranks.max()) + 1, np.bool_)
    goes_on[ranks[longer]] = True
    return (np.bincount(ranks)[ranks] > 1) & goes_on[ranks]


def _refine(ranks: Codes, left: NDArray[np.int64], keys: NDArray[np.uint64]) -> None:
    """Order those that are left by their keys among those of equal rank; a rank is the number of those before."""
    order = np.lexsort((keys, ranks[left]))
    old, new = ranks[left][order], keys[order]
    begins = np.concatenate(([True], (old[1:] != old[:-1]) | (new[1:] != new[:-1])))
    groups = np.concatenate(([True], old[1:] != old[:-1]))
    place = np.arange(len(order))
    first_of_group = np.maximum.accumulate(np.where(groups, place, 0))
    first_of_equal = np.maximum.accumulate(np.where(begins, place, 0))
    ranks[left[order]] = old + (first_of_equal - first_of_group)


def _occurrences(letters: NDArray[np.uint8], needle: bytes) -> NDArray[np.int64]:
    """Return all places of some letters: looked for by the one that is there least often."""
    often = np.bincount(letters[:: max(1, len(letters) // 65_536)], minlength=256)
    rarest = min(range(len(needle)), key=lambda step: int(often[needle[step]] + often[_capital(needle[step])]))
    places = np.flatnonzero(_same(letters, needle[rarest])) - rarest
    places = places[(places >= 0) & (places + len(needle) <= len(letters))]
    for step, letter in enumerate(needle):
        if step != rarest:
            places = places[_same(letters[places + step], letter)]
    return places


def _same(letters: NDArray[np.uint8], letter: int) -> NDArray[np.bool_]:
    """Return where a letter stands, small or capital."""
    small = letters == letter
    return np.asarray(small if _capital(letter) == letter else small | (letters == _capital(letter)))


def _capital(letter: int) -> int:
    return letter - 32 if ord("a") <= letter <= ord("z") else letter
