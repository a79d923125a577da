"""The jobs as columns: one array a column, one place in each a job."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from parisana.bookkeeping.jobs.blocks import JobBlock, StagePlace
from parisana.bookkeeping.values.views import JobLine
from parisana.core.jobs.states import BY_ATTENTION, Failure

from .texts import Texts

Places = NDArray[np.int64]
#: Values of several jobs, column by column.
Values = Mapping[str, Sequence[Any]]

#: Words by their codes: states in the order of the table, failures in that of the alphabet, after "none".
STATES = BY_ATTENTION
FAILURES: tuple[Failure | None, ...] = (None, *sorted(Failure))
_STATE_CODES = {str(state): code for code, state in enumerate(STATES)}
_FAILURE_CODES: Mapping[str | None, int] = {
    None if failure is None else str(failure): code for code, failure in enumerate(FAILURES)
}

KINDS: dict[str, Any] = {
    "id": np.int64, "production": np.int32, "number": np.int32, "stage": np.int16, "state": np.uint8,
    "failure": np.uint8, "attempts": np.int16, "shown": np.bool_, "changed_at": np.float64, "seconds": np.float32,
    "peak_memory_mb": np.float32, "unit": np.int32, "site": np.int32, "native_id": np.int32, "reason": np.int32,
}  # fmt: skip
#: What a line of the table consists of, in order; what of it is kept as a text, and what as a code for a word.
LINE = tuple(field.name for field in fields(JobLine))
CODED: Mapping[str, Sequence[Any]] = {"state": STATES, "failure": FAILURES}
TEXTS = ("unit", "site", "native_id", "reason")
FIRST_ROOM = 4096


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage as jobs are filtered and sorted by it."""

    name: str
    position: int


class Columns:
    """The jobs of some productions."""

    def __init__(self) -> None:
        self._arrays = {name: np.zeros(FIRST_ROOM, kind) for name, kind in KINDS.items()}
        self.texts = {name: Texts() for name in TEXTS}
        self.stages: list[Stage] = []
        self._stage_codes: dict[int, int] = {}
        self.count = 0
        self._largest, self._ids_ordered = 0, True
        #: Whether the jobs stand by production and number.
        self.in_number_order = True
        self._last = (0, 0)
        self._id_order: Places | None = None

    def __getitem__(self, name: str) -> NDArray[Any]:
        """Return a column."""
        return self._arrays[name][: self.count]

    def know_stages(self, found: Sequence[StagePlace]) -> bool:
        """Learn what stages are called; return whether one is new or stands elsewhere."""
        changed = False
        for stage_id, name, position in found:
            stage = Stage(name, position)
            if stage_id not in self._stage_codes:
                self._stage_codes[stage_id] = len(self.stages)
                self.stages.append(stage)
                changed = True
            elif self.stages[self._stage_codes[stage_id]] != stage:
                self.stages[self._stage_codes[stage_id]] = stage
                changed = True
        return changed

    def knows_stage(self, stage_id: int) -> bool:
        """Whether jobs of a stage can be taken."""
        return stage_id in self._stage_codes

    def append(self, blocks: Sequence[JobBlock]) -> Places:
        """Take new jobs; return their places."""
        places = np.arange(self.count, self.count + len(blocks))
        self._make_room(self.count + len(blocks))
        self.count += len(blocks)
        values = _by_column(blocks)
        ids = [self._largest, *values["id"]]
        self._ids_ordered &= all(after > before for before, after in pairwise(ids))
        self._largest = max(ids)
        numbers = [self._last, *zip(values["production_id"], values["number"], strict=True)]
        self.in_number_order &= all(after > before for before, after in pairwise(numbers))
        self._last = numbers[-1]
        self._write_numbers(places, values)
        for name in TEXTS:
            self[name][places] = self.texts[name].codes(values[name])
        return places

    def update(self, places: Places, blocks: Sequence[JobBlock]) -> None:
        """Take what jobs are now; a text that is there already is not kept a second time."""
        values = _by_column(blocks)
        self._write_numbers(places, values)
        for name in TEXTS:
            fresh = np.flatnonzero(self._other_texts(name, places, values[name]))
            self[name][places[fresh]] = self.texts[name].codes([values[name][place] for place in fresh.tolist()])

    def differing(self, places: Places, blocks: Sequence[JobBlock]) -> NDArray[np.bool_]:
        """Return which of these jobs are not as they are here."""
        values = _by_column(blocks)
        found = np.zeros(len(places), np.bool_)
        for name, now in self._numbers(values):
            there = self[name][places]
            found |= (there != now) & ~((there != there) & (now != now))
        for name in TEXTS:
            found |= self._other_texts(name, places, values[name])
        return found

    def places_of(self, ids: Sequence[int]) -> Places:
        """Return where jobs are, by their ids; -1 for those that are not here."""
        wanted = np.asarray(ids, np.int64)
        if not self.count or not len(wanted) or wanted.min() > self._largest:
            return np.full(len(wanted), -1)
        order, known = self._by_id()
        found = np.minimum(np.searchsorted(known, wanted), self.count - 1)
        places = found if order is None else order[found]
        return np.where(known[found] == wanted, places, -1)

    def _by_id(self) -> tuple[Places | None, NDArray[np.int64]]:
        """Return the order by id, none if that is the order in which they stand, and the ids in that order."""
        if not self._ids_ordered:
            if self._id_order is None or len(self._id_order) != self.count:
                self._id_order = np.argsort(self["id"], kind="stable")
            return self._id_order, self["id"][self._id_order]
        return None, self["id"]

    def lines(self, places: Places) -> list[JobLine]:
        """Return jobs as the table shows them."""
        values = [self._values(name, places) for name in LINE]
        return [JobLine(*row) for row in zip(*values, strict=True)]

    def _values(self, name: str, places: Places) -> list[Any]:
        codes = self["stage" if name == "stage_position" else name][places].tolist()
        if name in TEXTS:
            texts = self.texts[name]
            there = [texts.text(code) for code in codes]
            return there if name in ("site", "native_id") else [text or "" for text in there]
        if name in CODED:
            return [CODED[name][code] for code in codes]
        if name.startswith("stage"):
            return [
                self.stages[code].position if name == "stage_position" else self.stages[code].name for code in codes
            ]
        return [None if value != value else value for value in codes]

    def _write_numbers(self, places: Places, values: Values) -> None:
        for name, now in self._numbers(values):
            self[name][places] = now

    def _numbers(self, values: Values) -> Iterator[tuple[str, NDArray[Any]]]:
        """Yield the columns of numbers, with what they are to hold."""
        for name in ("id", "number", "attempts", "changed_at", "seconds", "peak_memory_mb"):
            yield name, np.array(values[name], KINDS[name])
        yield "production", np.array(values["production_id"], KINDS["production"])
        for name, codes in (("stage_id", self._stage_codes), ("state", _STATE_CODES), ("failure", _FAILURE_CODES)):
            name_here = name.removesuffix("_id")
            yield name_here, np.array([codes[value] for value in values[name]], KINDS[name_here])
        yield "shown", np.array([value is None for value in values["superseded_by"]])

    def _other_texts(self, name: str, places: Places, texts: Sequence[str | None]) -> NDArray[np.bool_]:
        """Return where another text is to stand than stands there."""
        kept, codes = self.texts[name], self[name][places].tolist()
        return np.array([kept.text(code) != text for code, text in zip(codes, texts, strict=True)], np.bool_)

    def reserve(self, more: int) -> None:
        """Make room for so many more jobs, and a few beyond."""
        self._make_room(self.count + more + FIRST_ROOM)

    def _make_room(self, count: int) -> None:
        there = len(self._arrays["id"])
        if count > there:
            room = max(count, there + there // 8)
            for name, array in self._arrays.items():
                wider = np.zeros(room, array.dtype)
                wider[: self.count] = array[: self.count]
                self._arrays[name] = wider


def _by_column(blocks: Sequence[JobBlock]) -> Values:
    columns = zip(*blocks, strict=True) if blocks else ((),) * len(JobBlock._fields)
    return dict(zip(JobBlock._fields, columns, strict=True))
