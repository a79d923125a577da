"""What somebody asked for: the words of an address, read with suspicion."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from parisana.errors import InputError

W = TypeVar("W", bound=StrEnum)
#: Numbers of the database are not larger; a text that is asked for is not longer.
LARGEST, LONGEST = 2**31 - 1, 200


class BadQuestion(InputError):
    """The address says what no page understands."""


class Asked:
    """One question: the path's own parts, and what stands behind the question mark."""

    def __init__(self, path: str, parts: Mapping[str, str], query: Mapping[str, str]) -> None:
        self.path, self._parts, self._query = path, parts, query

    def part(self, name: str) -> str:
        """Return a part of the path."""
        return self._parts[name]

    def number_of(self, name: str) -> int:
        """Return a part of the path that is a number."""
        return _number(name, self._parts[name])

    def number(self, name: str) -> int | None:
        """Return a number, if one was given."""
        text = self._query.get(name, "").strip()
        return _number(name, text) if text else None

    def text(self, name: str) -> str:
        """Return a text; empty when none was given."""
        return self._query.get(name, "").strip()[:LONGEST]

    def word(self, name: str, vocabulary: type[W]) -> W | None:
        """Return a word of a vocabulary, if one was given."""
        text = self.text(name)
        if not text:
            return None
        try:
            return vocabulary(text)
        except ValueError as error:
            known = ", ".join(vocabulary)
            raise BadQuestion(f"{text!r} is no {name}.", hint=f"There are {known}.") from error

    def equal(self, *names: str) -> dict[str, str]:
        """Return those of these texts that were given."""
        return {name: text for name in names if (text := self.text(name))}

    def link(self, **changes: object) -> str:
        """Return the same question with something changed; ``None`` leaves it out."""
        query = {name: value for name, value in {**self._query, **changes}.items() if value not in (None, "")}
        return f"{self.path}?{urlencode(query)}" if query else self.path


def _number(name: str, text: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text[:12]) > LARGEST or len(text) > 12:
        raise BadQuestion(f"{text[:40]!r} is no number of a {name}.", hint="Write it with digits only.")
    return int(text)
