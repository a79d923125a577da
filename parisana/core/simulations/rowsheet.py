"""The rows of a Monte-Carlo production as a table under edit: what each says of itself, and what follows for it.

Rows are plain values here, as a profile writes them: a zenith angle, or a mapping with what differs from the schedule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from parisana.core.documents.model import Model, validate
from parisana.core.texts.document import Document
from parisana.errors import InputError

from .schedule import ScheduledRow
from .simulation import IDENTITY, OWN, Row, Schedule, faults_of, identity, spoken

#: What a row may say, in the order of the table: its key, and the field of the scheduled row.
FIELDS: Mapping[str, str] = {**{name: name for name in IDENTITY}, **OWN}


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of the table."""

    number: int
    """Its place in the list."""
    own: Mapping[str, Any]
    """What it says of itself beside its zenith angle, as written."""
    row: ScheduledRow | None
    """All its values, unless something is wrong."""
    zenith: Any
    problem: str = ""

    def value(self, name: str) -> Any:
        """Return a value of the row: as it will be made, else as it is written."""
        if self.row is not None:
            return getattr(self.row, FIELDS.get(name, name))
        return self.zenith if name == "zenith" else self.own.get(name)


class _One(Model):
    row: Row


def sheet(section: Mapping[str, Any]) -> list[SheetRow]:
    """Return the rows of a section ``production``, whatever is wrong with it."""
    by = _schedule(section.get("schedule"))
    rows = [_row(number, entry, by) for number, entry in enumerate(listed(section))]
    there = Counter(identity(each.row) for each in rows if each.row is not None)
    return [_once(each, there) for each in rows]


def listed(section: Mapping[str, Any]) -> list[Any]:
    """Return the rows as they are written."""
    written = section.get("rows")
    return list(written) if isinstance(written, list) else []


def with_value(rows: Sequence[Any], number: int, name: str, value: Any) -> list[Any]:
    """Return rows of which one says something else; nothing lets the schedule count again."""
    own = {key: old for key, old in _spelled(rows[number]).items() if key != name}
    said = own if value is None else {**own, name: value}
    ordered = {key: said[key] for key in sorted(said, key=_place)}
    return [*rows[:number], _shortest(ordered), *rows[number + 1 :]]


def without_own(rows: Sequence[Any], numbers: Collection[int]) -> list[Any]:
    """Return rows of which some say nothing of themselves any more but what tells them from the others."""
    there = Counter(_spelled(entry).get("zenith") for entry in rows)
    return [
        _shortest(_kept(entry, there)) if number in numbers and isinstance(entry, Mapping) else entry
        for number, entry in enumerate(rows)
    ]


def without_rows(rows: Sequence[Any], numbers: Collection[int]) -> list[Any]:
    """Return the rows without some of them."""
    return [entry for number, entry in enumerate(rows) if number not in numbers]


def zeniths(rows: Iterable[Any]) -> list[Any]:
    """Return the zenith angles, each once, in the order of the rows."""
    return list(dict.fromkeys(_spelled(entry).get("zenith") for entry in rows))


def with_zeniths(rows: Sequence[Any], angles: Iterable[Any]) -> list[Any]:
    """Return the rows of these zenith angles, in their order: those that are there as they are, others new."""
    there = list(rows)
    found: list[Any] = []
    for angle in dict.fromkeys(angles):
        same = [entry for entry in there if _spelled(entry).get("zenith") == angle]
        found += same or [angle]
    return found


def with_more(rows: Sequence[Any], more: Iterable[Any], schedule: Any) -> list[Any]:
    """Return the rows with those behind them that are not there yet; what the schedule says is not repeated."""
    by = _schedule(schedule)
    found = list(rows)
    there = {_where(entry, by) for entry in rows}
    for entry in more:
        lean = _leaner(entry, by)
        if _where(lean, by) not in there:
            there.add(_where(lean, by))
            found.append(lean)
    return found


def _schedule(written: Any) -> Schedule | None:
    try:
        return Schedule.model_validate(written if written is not None else {})
    except ValidationError:
        return None


def _row(number: int, entry: Any, by: Schedule | None) -> SheetRow:
    said = _spelled(entry)
    own = {name: value for name, value in said.items() if name != "zenith"}
    bare = SheetRow(number, own, None, said.get("zenith"))
    try:
        read = validate(Document("rows", {"row": entry}), _One).row
    except InputError as error:
        return replace(bare, problem=_words(error))
    made = _scheduled(read, by)
    return replace(bare, row=made, problem=next(faults_of(made), "") if made else "")


def _scheduled(row: Row, by: Schedule | None) -> ScheduledRow | None:
    """Return all values of a row; what is wrong with the schedule is said at its own fields."""
    try:
        return None if by is None else row.scheduled(by)
    except InputError:
        return None


def _words(error: InputError) -> str:
    return f"{error.message} {error.hint}" if error.hint else error.message


def _once(each: SheetRow, there: Counter[tuple[float, ...]]) -> SheetRow:
    if each.row is None or each.problem or there[identity(each.row)] == 1:
        return each
    return replace(each, problem=f"This row is there twice: {spoken(each.row)}.")


def _spelled(entry: Any) -> Mapping[str, Any]:
    return entry if isinstance(entry, Mapping) else {"zenith": entry}


def _shortest(said: Mapping[str, Any]) -> Any:
    """Return a row as one writes it: only its angle, when it says no more."""
    return said["zenith"] if set(said) == {"zenith"} else dict(said)


def _kept(entry: Mapping[str, Any], there: Counter[Any]) -> dict[str, Any]:
    """Return what a row keeps: its zenith angle, where there are several of it also its direction and index."""
    kept = ("zenith",) if there[entry.get("zenith")] == 1 else IDENTITY
    return {name: value for name, value in entry.items() if name in kept}


def _place(name: str) -> int:
    return list(FIELDS).index(name) if name in FIELDS else len(FIELDS)


def _where(entry: Any, by: Schedule | None) -> tuple[Any, ...]:
    said = _spelled(entry)
    return tuple(said.get(name, getattr(by, name, None)) for name in IDENTITY)


def _leaner(entry: Any, by: Schedule | None) -> Any:
    """Return a row without the values that follow from the schedule anyway, within what tables print of them."""
    said = dict(_spelled(entry))
    try:
        usual = _scheduled(Row.model_validate(said.get("zenith")), by)
    except ValidationError:
        return entry
    if usual is None:
        return entry
    same = {name for name, value in said.items() if name != "zenith" and _close(value, getattr(usual, FIELDS[name]))}
    return _shortest({name: value for name, value in said.items() if name not in same})


def _close(one: Any, other: float) -> bool:
    return isinstance(one, int | float) and abs(one - other) <= 1e-5 * max(abs(one), abs(other))
