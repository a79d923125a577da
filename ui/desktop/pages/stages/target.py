"""The page Target and Run List: what is analysed, and which runs of it, in the slices that will be cut."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from parisana.core.editing.draft import listed
from parisana.core.editing.profile_draft import Field, judge_values
from parisana.core.runs.observation import slices
from parisana.core.runs.run_list import RunList
from parisana.core.sky.directions import to_icrs
from parisana.core.sky.targets import Targets
from parisana.errors import InputError
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.runs import terms, words
from parisana.ui.desktop.runs.card import RunsCard
from parisana.ui.desktop.runs.charts_card import ChartsCard
from parisana.ui.desktop.runs.finder import Finder
from parisana.ui.desktop.runs.list_actions import ListActions
from parisana.ui.desktop.runs.new_runs import MATCHING, NewRuns, section
from parisana.ui.desktop.runs.place import place_of
from parisana.ui.desktop.runs.search_card import SearchCard
from parisana.ui.desktop.runs.ways import Loaded, Wanted, knows, load, plain, run_list, wanted, way_of
from parisana.ui.desktop.theme import GAP, NARROW
from parisana.ui.desktop.widgets.page import Page
from parisana.ui.desktop.widgets.texts import button

RUNS = ("runs",)
#: Where the window keeps the columns that the user chose.
COLUMNS = "runs/columns"


class TargetPage(Page):
    """Binds the cards to the profile under edit, and asks for what is known of its runs."""

    def __init__(self, desk: Desk, name: str) -> None:
        self.desk, self.editor, self.name = desk, desk.editor, name
        self.stage = self.editor.suite.stage(name)
        super().__init__(self.stage.title)
        self.own = terms.own_terms(self.stage)
        self.kept: dict[str, Any] = {}
        self.chosen_way = ""
        self.targets: Targets | None = None
        self._read: tuple[Any, RunList | None] | None = None
        self._shown: tuple[Any, ...] = ()
        self._wanted: Wanted | None = None
        self.loaded = Loaded((), None, 0)
        self._trouble: list[str] = []
        self.asked, self._known = (Question(desk.bridge, "runs", self) for _ in range(2))
        self._make()
        self._connect()
        self.refresh()
        self._known.ask(lambda session: session.observations.targets, self._show_known)

    def _make(self) -> None:
        self.bring = button(self.tr("Import…"), "download-simple")
        self.export = button(self.tr("Export…"), "export")
        self.command = button(self.tr("Command line"), "terminal-window")
        self.search = button(self.tr("Find Runs"), "magnifying-glass", "primary")
        for each in (self.command, self.bring, self.export, self.search):
            self.buttons.addWidget(each)
        self.terms, self.runs, self.charts = SearchCard(self.stage), RunsCard(), ChartsCard()
        self.verbs, self.finder, self.new_runs = ListActions(self), Finder(self), NewRuns()
        self.terms.add(self.new_runs)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.runs, 1)
        row.addWidget(self.charts)
        self.content.setSpacing(NARROW)
        self.content.addWidget(self.terms)
        self.content.addLayout(row, 1)

    def _connect(self) -> None:
        self.terms.edited.connect(self._edit)
        self.terms.named.connect(self._name)
        self.terms.place.moved.connect(lambda place: self.editor.set_value(self.path("position"), place))
        self.terms.chosen.connect(self._go_way)
        self.terms.counted.connect(self._count)
        self.new_runs.changed.connect(self.verbs.look_for)
        self.new_runs.alone_asked.connect(self.verbs.list_no_runs)
        self.search.clicked.connect(self.finder.find)
        self.bring.clicked.connect(self.verbs.bring)
        self.export.clicked.connect(self.verbs.export)
        self.command.clicked.connect(self.verbs.show_commands)
        self.runs.removed.connect(self.verbs.remove)
        self.runs.kept.connect(self.verbs.keep)
        self.runs.added.connect(self.verbs.add)
        self.runs.columns_chosen.connect(lambda names: self.window_settings.setValue(COLUMNS, names))
        self.editor.changed.connect(self.refresh)

    def shown(self) -> None:
        """Show the columns that were chosen last."""
        names = self.window_settings.value(COLUMNS) or []
        self.runs.choose([names] if isinstance(names, str) else list(names))

    def path(self, name: str) -> tuple[str, str, str]:
        """Return where a parameter stands in the profile."""
        return ("stages", self.name, name)

    @property
    def fields(self) -> dict[str, Field]:
        """The parameters of the stage and the terms of the page, as they are shown."""
        found = self.editor.judgement.stages.get(self.name)
        both = (*(found.fields if found else ()), *judge_values(self.own, self.kept))
        return {field.parameter.name: field for field in both}

    @property
    def values(self) -> dict[str, Any]:
        """What is written in the fields."""
        return {name: field.value for name, field in self.fields.items()}

    @property
    def way(self) -> str:
        """Where the runs come from."""
        return way_of(self.editor.value(RUNS), self.values.get("source"), self.chosen_way)

    @property
    def target(self) -> tuple[float, float] | None:
        """Right ascension and declination of the target, if the position can be read."""
        place = place_of(self.values.get("position"))
        return to_icrs(place["frame"], place["lon"], place["lat"]) if place else None

    @property
    def listed(self) -> RunList | None:
        """The runs that the profile lists; a long list is read once."""
        runs = self.editor.value(RUNS)
        if self._read is None or self._read[0] is not runs:
            self._read = (runs, run_list(runs))
        return self._read[1]

    @property
    def folder(self) -> Path | None:
        """Where relative paths of the profile begin."""
        path = self.editor.profile.path
        return path.parent if path else None

    @property
    def runs_per_slice(self) -> int | None:
        """How many runs a slice has; nothing where all are one."""
        analysis = self.editor.value(("analysis",), {})
        said = analysis if isinstance(analysis, dict) else {}
        length = said.get("runs_per_slice", 20)
        return max(length, 1) if said.get("sliced", True) is not False and isinstance(length, int) else None

    def refresh(self) -> None:
        """Show what the profile says now, and ask for the runs if they are others than before."""
        if not self.editor.is_open or self.editor.suite.names.count(self.name) == 0:
            return
        fields, runs, way = self.fields, self.editor.value(RUNS), self.way
        self.terms.show_target(fields["name"], fields["position"])
        self.terms.show_fields(fields.values(), way)
        self.terms.show_runs(runs, way)
        self._show_new_runs(way)
        self.search.setEnabled(way in ("store", "bookkeeping"))
        asked = wanted(way, runs, self.listed, self.values, self.target)
        if asked != self._wanted:
            self._wanted, self._trouble = asked, []
            self.asked.ask(lambda session: load(session, asked, self.folder), self._show_loaded, self._not_loaded)
        self.show_problems()
        self._show_runs()

    def _show_new_runs(self, way: str) -> None:
        """Show whether runs are added by themselves, which only a data store can have."""
        written = self.editor.value(MATCHING)
        self.new_runs.setVisible(way == "store" or written is not None)
        wanted = section(self.values, self.target, None, own_store=not self.knows("store"))
        self.new_runs.show_section(written, wanted, self.editor.value(RUNS) is None)

    def show_problems(self) -> None:
        """Say what is wrong with the fields and the runs."""
        problems = [f"{field.parameter.title}: {field.problem}" for field in self.fields.values() if field.problem] + [
            problem.words for problem in self.editor.judgement.problems if problem.path[:1] in (RUNS, MATCHING)
        ]
        self.terms.say([*problems, *self._trouble], self._remark())

    def _remark(self) -> str:
        """Return what is worth knowing of the target's name."""
        name = str(self.values.get("name") or "")
        try:
            if self.targets and name:
                self.targets.named(name)
        except InputError as error:
            return f"{error.message} {error.hint or ''}".strip()
        return ""

    def _show_known(self, targets: Targets) -> None:
        self.targets = targets
        self.terms.show_known(targets)
        self.show_problems()
        self._show_runs()

    def _show_loaded(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self._trouble = [said(loaded.problem)] if loaded.problem else []
        self.show_problems()
        self._show_runs()

    def _not_loaded(self, error: Exception) -> None:
        self._show_loaded(Loaded((), None, 0, error))

    def _show_runs(self) -> None:
        """Show the runs, if anything is other than it was."""
        values, rows, found = self.values, self.loaded.rows, self.finder.found_of(self.loaded.rows)
        radius, limit = plain(values, "radius", "deg"), plain(values, "zenith_max", "deg")
        name, length = str(values.get("name") or ""), self.runs_per_slice
        now = (
            id(rows),
            id(found),
            self.target,
            radius,
            limit,
            name,
            length,
            self.way,
            *self._trouble,
            id(self.targets),
        )
        if now == self._shown:
            return
        self._shown, pieces = now, slices(rows, length)
        self.runs.editable = self.way in ("store", "bookkeeping")
        self.runs.say_empty(*self._why_empty())
        self.runs.show_runs(rows, pieces, self.loaded.total, words.remark(rows, found))
        self.charts.show_runs(pieces, self.target, name, radius, limit, self.targets)
        self.export.setEnabled(bool(rows))

    def _why_empty(self) -> tuple[str, str]:
        if self._trouble:
            return self.tr("No runs to show"), self.tr("The reason stands above.")
        if self.way == "simulated":
            return self.tr("No runs yet"), self.tr("Say how many are to be simulated.")
        if self.editor.value(RUNS) is None and self.editor.value(MATCHING):
            return self.tr("No list of runs"), self.tr("Those that match are found when it is planned.")
        return self.tr("No runs yet"), self.tr("Find those that fit, import a list, or add runs by number.")

    def _edit(self, name: str, value: Any) -> None:
        if any(term.name == name for term in self.own):
            self.kept = {key: kept for key, kept in {**self.kept, name: value}.items() if kept is not None}
            self.refresh()
        else:
            self.editor.set_value(self.path(name), value)

    def _name(self, text: str) -> None:
        """Take a name, and with it the position of a known source."""
        values: list[tuple[tuple[str, ...], Any]] = [(self.path("name"), text.strip() or None)]
        try:
            if self.targets:
                target = self.targets.named(text)
                place = {"frame": "icrs", "lon": f"{target.ra:g} deg", "lat": f"{target.dec:g} deg"}
                values = [(self.path("name"), target.name), (self.path("position"), place)]
        except InputError:
            self.terms.name.setFocus()
        self.editor.set_values(values, self.tr("Choose a target"))

    def _go_way(self, way: str) -> None:
        self.chosen_way = way
        self.verbs.go_way(way)
        self.refresh()

    def _count(self, name: str, value: Any) -> None:
        runs = self.editor.value(RUNS)
        if name == "file":
            self.editor.set_value(RUNS, {"file": value})
            return
        counts = runs if isinstance(runs, dict) and "simulate" in runs else {"simulate": len(self.loaded.rows) or 1}
        self.editor.set_value(RUNS, {**counts, name: value})

    def complain(self, error: Exception) -> None:
        """Say what went wrong; the list stays as it is."""
        self._trouble = [said(error)]
        self.search.setEnabled(self.way in ("store", "bookkeeping"))
        self.show_problems()

    def point_at(self, place: str) -> None:
        """Put the cursor into the field that was looked for."""
        self.terms.focus(place.rpartition(".")[2])

    def knows(self, way: str) -> bool:
        """Whether the stage has a parameter that says this way."""
        return knows(self.stage, way)

    def written(self, runs: RunList) -> list[Any]:
        """Return runs as the profile lists them."""
        return list(listed(runs))


def said(error: Exception) -> str:
    """Return an error in one line: what, where, what to do."""
    place = getattr(error, "place", "") or ""
    parts = (getattr(error, "message", str(error)), getattr(error, "hint", None), f"({place})" if place else "")
    return " ".join(part for part in parts if part)
