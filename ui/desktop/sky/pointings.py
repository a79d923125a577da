"""Where the runs of the profile look, asked for as the page of the run list does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from parisana.core.sky.directions import to_icrs
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.places import first_with
from parisana.ui.desktop.runs.place import place_of
from parisana.ui.desktop.runs.ways import Loaded, Wanted, load, plain, run_list, wanted, way_of

Direction = tuple[float, float]
#: Runs that are at the same place to so many digits are one pointing.
DIGITS = 2
#: Radius of the field of view, where no stage says how far out events are taken.
FIELD = 2.5


class RunPointings(QObject):
    """The pointings of the runs that are chosen; runs of which none is known are counted."""

    came = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self.editor = desk.editor
        self.places: tuple[Direction, ...] = ()
        self.unknown, self.problem = 0, ""
        self._wanted: Wanted | None = None
        self.asked = Question(desk.bridge, "runs", self)

    @property
    def values(self) -> dict[str, Any]:
        """What the stage with the target says."""
        stage = first_with(self.editor.suite, "position")
        fields = self.editor.judgement.stages[stage].fields if stage else ()
        return {field.parameter.name: field.value for field in fields}

    @property
    def target(self) -> Direction | None:
        """Where the target is, if that can be read."""
        place = place_of(self.values.get("position"))
        return to_icrs(place["frame"], place["lon"], place["lat"]) if place else None

    @property
    def field(self) -> float:
        """How far from the pointing events are taken: the largest that a stage says."""
        stages = self.editor.judgement.stages.values()
        values = [{"max_offset": f.value} for stage in stages for f in stage.fields if f.parameter.name == "max_offset"]
        return max((size for each in values if (size := plain(each, "max_offset", "deg"))), default=FIELD)

    def look(self) -> None:
        """Ask for the runs, if they are others than before."""
        runs, values = self.editor.value(("runs",)), {"store": None, **self.values}
        asked = wanted(way_of(runs, values.get("source"), ""), runs, run_list(runs), values, self.target)
        if asked == self._wanted:
            return
        path = self.editor.profile.path
        folder: Path | None = path.parent if path else None
        self._wanted = asked
        self.asked.ask(lambda session: load(session, asked, folder), self._show, self._failed)

    def _failed(self, error: Exception) -> None:
        self._show(Loaded((), None, 0, error))

    def _show(self, loaded: Loaded) -> None:
        seen = [row.pointing for row in loaded.rows]
        self.problem = str(getattr(loaded.problem, "message", loaded.problem or ""))
        self.unknown = sum(place is None for place in seen)
        known = ((round(place[0], DIGITS), round(place[1], DIGITS)) for place in seen if place is not None)
        self.places = tuple(dict.fromkeys(known))
        self.came.emit()
