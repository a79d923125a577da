"""Run lists: in order, each run once, cut into slices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from parisana.core.texts.document import Wrong
from parisana.core.texts.ecsvtable import cells
from parisana.errors import InputError

LARGEST = 999_999_999
MOST = 1_000_000
LINE = re.compile(r"([0-9]+)(?:\s+(0[xX][0-9a-fA-F]+|[0-9]+))?")
RUN_COLUMNS = ("obs_id", "run", "runnumber")
PATTERN_COLUMNS = ("tel_pattern", "telescopepattern", "pattern")
Piece = TypeVar("Piece")


class Run(NamedTuple):
    """One observation; ``telescopes`` is the pattern of those that took part, a bit each."""

    number: int
    telescopes: int | None = None


@dataclass(frozen=True, slots=True)
class RunList:
    """Runs in the order of the user."""

    runs: tuple[Run, ...]

    @classmethod
    def of(cls, runs: Iterable[Run | int]) -> RunList:
        """Make a list; a run that is twice there, or a number that is none, is refused."""
        seen: dict[int, Run] = {}
        for index, entry in enumerate(runs):
            run = entry if isinstance(entry, Run) else Run(entry)
            refuse(run, seen, (index,))
            seen[run.number] = run
        if not seen:
            raise Wrong("The run list is empty.", "Name at least one run.")
        return cls(tuple(seen.values()))

    @classmethod
    def simulated(cls, number: int, first: int) -> RunList:
        """Return the numbers that simulated runs get."""
        return cls.of(range(first, first + number))

    @property
    def numbers(self) -> tuple[int, ...]:
        """The run numbers alone."""
        return tuple(run.number for run in self.runs)

    def __len__(self) -> int:
        """Count the runs."""
        return len(self.runs)

    def __iter__(self) -> Iterator[Run]:
        """Go through the runs in order."""
        return iter(self.runs)

    def slices(self, runs_per_slice: int) -> tuple[tuple[int, ...], ...]:
        """Cut the list into consecutive pieces; the last one may be shorter."""
        return cut(self.numbers, max(runs_per_slice, 1))


def cut(runs: tuple[Piece, ...], runs_per_slice: int | None) -> tuple[tuple[Piece, ...], ...]:
    """Cut runs into consecutive pieces, the last one perhaps shorter; without a length, all are one piece."""
    step = runs_per_slice or max(len(runs), 1)
    return tuple(runs[start : start + step] for start in range(0, len(runs), step))


def refuse(run: Run, seen: dict[int, Run], path: tuple[int, ...]) -> None:
    """Refuse a run that cannot be added."""
    if not 1 <= run.number <= LARGEST:
        raise Wrong(f"{run.number} is not a run number.", f"They go from 1 to {LARGEST}.", path)
    if run.number in seen:
        raise Wrong(f"The run {run.number} is in the list twice.", "Remove one of them.", path)
    if len(seen) >= MOST:
        raise Wrong(f"The list has more than {MOST} runs.", "Divide it.", path)


def parse(text: str, file: str) -> RunList:
    """Read a run list: H.E.S.S. style, one run a line, or an ECSV table."""
    lines = text.removeprefix("\ufeff").splitlines()
    rows = ecsv_rows(lines, file) if text.startswith("# %ECSV") else plain_rows(lines, file)
    seen: dict[int, Run] = {}
    for line, run in rows:
        try:
            refuse(run, seen, ())
        except Wrong as wrong:
            raise InputError(wrong.message, hint=wrong.hint, file=file, line=line) from wrong
        seen[run.number] = run
    if not seen:
        raise InputError("The run list is empty.", hint="Write one run number a line.", file=file, line=1)
    return RunList(tuple(seen.values()))


def plain_rows(lines: list[str], file: str) -> Iterator[tuple[int, Run]]:
    """Yield the runs of a list whose lines are a number and perhaps a telescope pattern."""
    for line, written in enumerate(lines, start=1):
        words = written.partition("#")[0].strip()
        if words:
            yield line, one_run(words, file, line)


def one_run(words: str, file: str, line: int) -> Run:
    """Read ``23523`` or ``23523 30``."""
    found = LINE.fullmatch(words)
    if not found or max(map(len, words.split())) > 18:
        message = f"{words[:40]!r} is not a run number with an optional telescope pattern."
        raise InputError(message, hint="Write for instance '23523 30', one run a line.", file=file, line=line)
    number, pattern = found.groups()
    base = 16 if pattern and pattern[:2] in ("0x", "0X") else 10
    return Run(int(number), None if pattern is None else int(pattern, base))


def ecsv_rows(lines: list[str], file: str) -> Iterator[tuple[int, Run]]:
    """Yield the runs of an ECSV table, from its columns OBS_ID and (if there) TEL_PATTERN."""
    comma = any(line.startswith("#") and "delimiter" in line and "," in line for line in lines)
    table = [(number, cells(text, comma)) for number, text in enumerate(lines, 1) if text.strip() and text[0] != "#"]
    if not table:
        return
    (line, names), *rows = table
    run, pattern = column(names, RUN_COLUMNS), column(names, PATTERN_COLUMNS)
    if run is None:
        hint = "Name the column of run numbers OBS_ID."
        raise InputError("The table has no column of run numbers.", hint=hint, file=file, line=line)
    for line, row in rows:
        if len(row) != len(names):
            raise InputError(f"This row has {len(row)} cells, not {len(names)}.", file=file, line=line)
        yield line, one_run(row[run] + (f" {row[pattern]}" if pattern is not None and row[pattern] else ""), file, line)


def column(names: list[str], known: tuple[str, ...]) -> int | None:
    """Return where a column stands."""
    return next((index for index, name in enumerate(names) if name.lower() in known), None)


def write(runs: RunList) -> str:
    """Write a run list as H.E.S.S. programs read it."""
    lines = ["# RunNumber TelescopePattern"]
    lines += [f"{run.number}" if run.telescopes is None else f"{run.number} {run.telescopes}" for run in runs]
    return "\n".join(lines) + "\n"
