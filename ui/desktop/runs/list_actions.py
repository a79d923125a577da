"""What one does to a run list: import, export, add, take out, another source; each as one edit of the profile."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from parisana.app.ground.command_line import command_line
from parisana.core.runs.files import WRITERS
from parisana.core.runs.run_list import Run, RunList
from parisana.core.texts.document import Wrong
from parisana.errors import InputError
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.dialogs.command_line import Commands
from parisana.ui.desktop.dialogs.messages import say_error

from . import words
from .new_runs import MATCHING
from .ways import SOURCES

if TYPE_CHECKING:
    from parisana.ui.desktop.pages.stages.target import TargetPage

#: Names of the kinds of file, in the order in which they are offered.
KINDS = {"hess": "H.E.S.S. run list", "plain": "One run a line", "ecsv": "ECSV table"}


class ListActions(QObject):
    """The actions of the page."""

    def __init__(self, page: TargetPage) -> None:
        super().__init__(page)
        self.page, self.editor = page, page.editor
        self._files = Question(page.desk.bridge, "runs", self)
        self._away: Any = []

    @property
    def present(self) -> list[Run]:
        """The runs as they are listed now, with their telescope patterns."""
        page = self.page
        if page.loaded.runs is not None:
            return list(page.loaded.runs)
        listed = page.listed
        return list(listed) if listed and page.way != "simulated" else [Run(row.run) for row in page.loaded.rows]

    def take(self, runs: RunList, what: str) -> None:
        """Make these the run list of the profile; they are looked for, not simulated."""
        page = self.page
        values: list[tuple[tuple[str, ...], Any]] = [(("runs",), page.written(runs))]
        if page.way == "simulated" and page.knows("store"):
            values.append((page.path("source"), "store"))
        if page.way == "simulated":
            page.chosen_way = "store"
        self.editor.set_values(values, what)

    def remove(self, numbers: list[int]) -> None:
        """Take runs out."""
        gone = set(numbers)
        self._leave([run for run in self.present if run.number not in gone], self.tr("Remove runs"))

    def keep(self, numbers: list[int]) -> None:
        """Take all other runs out."""
        left = set(numbers)
        self._leave([run for run in self.present if run.number in left], self.tr("Keep runs"))

    def _leave(self, runs: list[Run], what: str) -> None:
        self.editor.set_values([(("runs",), self.page.written(RunList(tuple(runs))))], what)

    def add(self, text: str) -> None:
        """Add runs by their numbers; those that are there already stay where they are."""
        try:
            numbers = [int(number) for number in re.findall(r"[0-9]{1,18}", text)]
            rest = re.sub(r"[0-9\s,;]+", "", text)
            if rest or not numbers:
                raise Wrong(f"{text[:40]!r} is no list of run numbers.", "Write for instance 23523 23526.")
            here = self.present
            there = {run.number for run in here}
            self.take(
                RunList.of([*here, *(Run(number) for number in numbers if number not in there)]), self.tr("Add runs")
            )
        except Wrong as wrong:
            self.page.complain(InputError(wrong.message, hint=wrong.hint))

    def look_for(self, asked: Any) -> None:
        """Take a query for further runs, or let it go; without one there is a list again."""
        values: list[tuple[tuple[str, ...], Any]] = [(MATCHING, asked)]
        if asked is None and self.editor.value(("runs",)) is None:
            values.append((("runs",), self._away))
        self.editor.set_values(values, self.tr("Change where runs come from"))

    def list_no_runs(self, on: bool) -> None:
        """Leave the list to the query, or bring it back as it was."""
        if on:
            self._away = self.editor.value(("runs",))
        self.editor.set_values([(("runs",), None if on else self._away)], self.tr("Change where runs come from"))

    def go_way(self, way: str) -> None:
        """Take the runs from elsewhere."""
        page, runs = self.page, self.editor.value(("runs",))
        values: list[tuple[tuple[str, ...], Any]] = []
        if page.knows(way):
            values.append((page.path("source"), SOURCES[way]))
        if way == "simulated" and not (isinstance(runs, dict) and "simulate" in runs):
            values.append((("runs",), {"simulate": max(len(page.loaded.rows), 1), "first": 900001}))
        if way in ("simulated", "bookkeeping") and self.editor.value(MATCHING) is not None:
            values.append((MATCHING, None))
        if way == "bookkeeping" and runs is None:
            values.append((("runs",), self._away))
        if way == "file" and not (isinstance(runs, dict) and "file" in runs):
            found, _ = QFileDialog.getOpenFileName(page, self.tr("Run list"), str(page.folder or Path.home()))
            if not found:
                page.chosen_way = ""
                return
            values.append((("runs",), {"file": found}))
        if way in ("store", "bookkeeping") and isinstance(runs, dict) and "file" in runs:
            values.append((("runs",), page.written(RunList(tuple(self.present)))))
        self.editor.set_values(values, self.tr("Change where runs come from"))

    def bring(self) -> None:
        """Read a run list from a file into the profile."""
        start = str(self.page.folder or Path.home())
        kinds = self.tr("Run lists ({0})").format("*.lis *.list *.txt *.ecsv *.dat") + ";;" + self.tr("All files (*)")
        found, _ = QFileDialog.getOpenFileName(self.page, self.tr("Import Run List"), start, kinds)
        if found:
            self._files.ask(lambda session: session.observations.read_runs(found), self._brought, self._failed)

    def _brought(self, runs: RunList) -> None:
        self.take(runs, self.tr("Import runs"))
        self.page.desk.say(self.tr("{0} imported").format(words.runs(len(runs))))

    def export(self) -> None:
        """Write the runs to a file, in the way that the user chooses."""
        filters = {f"{title} (*{WRITERS[kind][1]})": kind for kind, title in KINDS.items()}
        name = f"{self.editor.value(('name',), 'runs')}.lis"
        start = str((self.page.folder or Path.home()) / name)
        heading = self.tr("Export {0}").format(words.runs(len(self.page.loaded.rows)))
        found, chosen = QFileDialog.getSaveFileName(self.page, heading, start, ";;".join(filters))
        if not found:
            return
        runs, kind = self._exported(), filters.get(chosen, "")
        self._files.ask(
            lambda session: session.observations.write_runs(Path(found), runs, kind),
            lambda _: self.page.desk.say(self.tr("{0} written to {1}").format(words.runs(len(runs)), found)),
            self._failed,
        )

    def _exported(self) -> RunList:
        """Return the runs with the patterns that the list has, or that are known."""
        known = {row.run: row.pattern for row in self.page.loaded.rows}
        runs = self.present
        return RunList(tuple(run._replace(telescopes=run.telescopes or known.get(run.number)) for run in runs))

    def _failed(self, error: Exception) -> None:
        say_error(self.page, error)

    def show_commands(self) -> None:
        """Show what the page does as commands."""
        Commands(self.page, list(self.commands())).exec()

    def commands(self) -> list[tuple[str, str]]:
        """Return what the page does as commands."""
        page, values = self.page, self.page.values
        profile = str(self.editor.profile.path or self.editor.profile.name)
        found = [(self.tr("Export the run list of the saved profile"), command_line("runs export", profile))]
        if page.way == "store" and values.get("store"):
            options = {name: str(values[name]) if values.get(name) else None for name in ("radius", "begin", "end")}
            ra, dec = (f"{angle:g} deg" for angle in page.target) if page.target else (None, None)
            quality = values.get("quality")
            line = command_line(
                "runs find",
                str(values["store"]),
                **{
                    "from": options["begin"],
                    "to": options["end"],
                    "with": str(values.get("taking_part") or "") or None,
                },
                ra=ra,
                dec=dec,
                radius=options["radius"],
                zenith=str(values["zenith_max"]) if values.get("zenith_max") else None,
                telescopes=values.get("min_telescopes"),
                quality=quality if quality != "any" else None,
                livetime=str(values["min_duration"]) if values.get("min_duration") else None,
            )
            found.insert(0, (self.tr("Find runs"), line))
        return found
