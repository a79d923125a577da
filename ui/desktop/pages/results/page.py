"""The page Results: what the chosen production made, as far as it has come."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from parisana.app.driving.watch import Snapshot
from parisana.app.ground.command_line import command_line
from parisana.app.results.outcomes import Content, Origin, Outcome, ResultFile
from parisana.core.texts.words import counted, duration
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.dialogs.enlarged import Enlarged
from parisana.ui.desktop.dialogs.messages import say_error
from parisana.ui.desktop.dialogs.provenance import ProvenanceDialog
from parisana.ui.desktop.dialogs.send import SendDialog
from parisana.ui.desktop.forms.inputs import Choice
from parisana.ui.desktop.theme import WIDE
from parisana.ui.desktop.widgets.command_line import command_button
from parisana.ui.desktop.widgets.empty import Empty
from parisana.ui.desktop.widgets.page import Page
from parisana.ui.desktop.widgets.picture import image_from
from parisana.ui.desktop.widgets.segments import Segments
from parisana.ui.desktop.widgets.texts import button

from .drawn import Drawn, draw
from .files import Files
from .overview import Overview
from .plots import PlotCard
from .runs import RunsView
from .saving import Saving, exported

if TYPE_CHECKING:
    from parisana.app.session import Session

#: What is gathered in one lane trip: the outcome, and what is in the files that the overview shows.
Gathered = tuple[Outcome, Mapping[str, Content], Mapping[str, QImage], Drawn]


class ResultsPage(Page):
    """Overview and files."""

    def __init__(self, desk: Desk, stage: str = "") -> None:
        super().__init__("")
        self.title.setText(self.tr("Results"))
        self.setAccessibleName(self.tr("Results"))
        self.desk = desk
        self.outcome: Outcome | None = None
        self.images: Mapping[str, QImage] = {}
        self.drawn: Drawn | None = None
        self.origin: Origin | None = None
        self.against: int | None = None
        self.saving = Saving(desk, self)
        self._known: tuple[int | None, int] = (None, -1)
        self._question = Question(desk.bridge, "results", self)
        self._detail = Question(desk.bridge, "results", self)
        self._origin = Question(desk.bridge, "results", self)
        self._head_buttons()
        self.overview, self.runs, self.files = Overview(), RunsView(), Files()
        self.empty = self._empty()
        self.stack = QStackedWidget()
        for each in (self.empty, self.overview, self.runs, self.files):
            self.stack.addWidget(each)
        self.content.addWidget(self.stack, 1)
        self._connect()
        self._show_buttons(False, 0)
        for unknown in (self.which, self.dry_run, self.jobs):
            unknown.hide()  # until it is known what there is

    def _head_buttons(self) -> None:
        self.which: QComboBox = Choice()
        self.which.setAccessibleName(self.tr("Production"))
        self.which.setMinimumWidth(WIDE // 2)
        self.views = Segments([self.tr("Overview"), self.tr("Runs"), self.tr("Files")], self.tr("View"))
        self.commands = command_button(self, self._commands)
        self.send = button(self.tr("Send to…"), "share-network")
        self.export = button(self.tr("Export…"), "export", kind="primary")
        for each in (self.which, self.views, self.commands, self.send, self.export):
            self.buttons.addWidget(each)

    def _empty(self) -> Empty:
        self.dry_run = button(self.tr("Show dry run"), "paper-plane-tilt", kind="primary")
        self.jobs = button(self.tr("Show jobs"), "list-bullets")
        self.dry_run.clicked.connect(lambda: self.go.emit("page.plan"))
        self.jobs.clicked.connect(lambda: self.go.emit("page.jobs"))
        return Empty("chart-line", " ", " ", self.dry_run, self.jobs)

    def _connect(self) -> None:
        self.which.activated.connect(lambda at: self.desk.choose(self.which.itemData(at)))
        self.views.chosen.connect(lambda number: self._show_view())
        self.export.clicked.connect(lambda: self.saving.everything(self.outcome) if self.outcome else None)
        self.send.clicked.connect(self._send)
        for card in (*self.overview.plots, self.runs.curve):
            card.asked_save.connect(self._save_plot)
        self.overview.spectrum.asked_other.connect(self._compare)
        self.overview.asked_graph.connect(lambda: self._graph(self.origin))
        self.files.asked_graph.connect(self._graph)
        self.overview.asked_large.connect(self.enlarge)
        self.overview.asked_origin.connect(self._ask_origin)
        self.overview.asked_save.connect(self.saving.file)
        self.files.chosen.connect(self._ask_file)
        self.files.asked_save.connect(self.saving.file)
        self.files.asked_folder.connect(lambda file: open_folder(file))
        self.desk.looked.connect(self._looked)

    def shown(self) -> None:
        """Look at the production now."""
        self._known = (None, -1)
        self._looked(self.desk.snapshot)

    def left(self) -> None:
        """Forget what was asked."""
        self._question.drop()
        self._detail.drop()
        self._origin.drop()

    def _looked(self, snapshot: Snapshot | None) -> None:
        """Ask again when another production was chosen, or more of its jobs are done."""
        if not self.isVisible() or snapshot is None:
            return
        self._offer(snapshot)
        if self.desk.production is None:
            if (number := self._own(snapshot)) is not None:
                self.desk.choose(number)
            else:
                self._show_nothing()
            return
        now = (self.desk.production, self.desk.counts.get("done", 0))
        if now != self._known and not self._question.open:
            self._known = now
            self._question.ask(partial(gather, self.desk.production, self.against), self.show_gathered, self._failed)

    def _own(self, snapshot: Snapshot) -> int | None:
        """Return the newest production of the profile in the window."""
        name = self.desk.editor.profile.name if self.desk.editor.is_open else ""
        return next((each.number for each in snapshot.productions if each.name == name), None)

    def _offer(self, snapshot: Snapshot) -> None:
        """Offer all productions."""
        offered = [(f"#{each.number} {each.name}", each.number) for each in snapshot.productions]
        if [self.which.itemData(at) for at in range(self.which.count())] != [number for _, number in offered]:
            self.which.clear()
            for words, number in offered:
                self.which.addItem(words, number)
        self.which.setCurrentIndex(self.which.findData(self.desk.production))
        self.which.setVisible(bool(offered))
        others = [(words, number) for words, number in offered if number != self.desk.production]
        if self.against == self.desk.production:
            self.against = None
        self.overview.spectrum.offer(others, self.against)

    def show_gathered(self, gathered: Gathered) -> None:
        """Show what was found."""
        self.outcome, contents, self.images, self.drawn = gathered
        self.overview.show_outcome(self.outcome, self.images, contents, self.drawn)
        self.runs.show_drawn(self.drawn)
        self.files.show_files(self.outcome.files)
        self._show_view()
        if first := next(iter(self.outcome.pictures or self.outcome.tables or self.outcome.files[::-1]), None):
            self._ask_origin(first)

    def _show_view(self) -> None:
        outcome = self.outcome
        if outcome is None or not outcome.files:
            self._show_nothing()
            return
        views: tuple[QWidget, ...] = (self.overview, self.runs, self.files)
        done = self.tr("{0} of {1} jobs done").format(f"{outcome.done:,}", f"{outcome.total:,}")
        self.remark.setText(done if outcome.done < outcome.total else "")
        self.stack.setCurrentWidget(views[self.views.current])
        number = len(exported(outcome))
        self.export.setText(counted(number, self.tr("Export 1 file…"), self.tr("Export {0} files…")))
        self._show_buttons(True, number)

    def _show_nothing(self) -> None:
        """Say what is missing, and what to do."""
        standing = self.desk.standing
        self.remark.setText("")
        self.stack.setCurrentWidget(self.empty)
        self._show_buttons(False, 0)
        if standing is None:
            self.empty.sentence.setText(self.tr("Nothing has been submitted from this profile"))
            remark = self.tr("Look at the dry run first; what it shows is exactly what will be sent.")
        else:
            self.empty.sentence.setText(self.tr("There are no results yet"))
            done = self.desk.counts.get("done", 0)
            remark = self.tr("{0} of {1} jobs are done.").format(f"{done:,}", f"{standing.total:,}")
            if standing.pace.seconds_left:
                remark += " " + self.tr("The last will be in about {0}.").format(duration(standing.pace.seconds_left))
        self.empty.remark.setText(remark)
        self.dry_run.setVisible(standing is None)
        self.jobs.setVisible(standing is not None)

    def _show_buttons(self, there: bool, number: int) -> None:
        for each in (self.views, self.commands, self.export):
            each.setVisible(there)
        self.send.setVisible(there and self.drawn is not None and bool(self.drawn.plots.runs or self.drawn.plots.image))
        self.export.setEnabled(number > 0)

    def enlarge(self, number: int) -> None:
        """Show a picture large, and from it the others."""
        assert self.outcome is not None, "a picture was shown"
        there = [file for file in self.outcome.pictures if not self.images.get(file.path, QImage()).isNull()]
        wanted = self.outcome.pictures[number]
        pictures = [(Path(file.name).name, self.images[file.path]) for file in there]
        Enlarged(self, pictures, there.index(wanted), lambda at: self.saving.file(there[at])).exec()

    def _ask_file(self, file: ResultFile) -> None:
        def show(found: tuple[Content, QImage | None, Origin]) -> None:
            content, image, origin = found
            self.files.show_content(file, content, image)
            self.files.show_origin(origin)

        self._detail.ask(partial(looked_into, file), show, self._failed)

    def _ask_origin(self, file: ResultFile) -> None:
        self._origin.ask(
            lambda session: session.outcomes.origin(file.path), partial(self._show_origin, file), self._failed
        )

    def _show_origin(self, file: ResultFile, origin: Origin) -> None:
        self.origin = origin
        self.overview.show_origin(file, origin)

    def _save_plot(self, card: PlotCard) -> None:
        if self.drawn is not None and self.outcome is not None:
            self.saving.plot(card, self.drawn.plots, self.outcome.files)

    def _send(self) -> None:
        """Offer what can be sent to other programs, and who is there."""
        assert self.drawn is not None, "the button is there only with results"
        SendDialog(self, self.desk, self.drawn.plots).open()

    def _graph(self, origin: Origin | None) -> None:
        """Show where a file comes from, as a graph."""
        if origin is not None:
            dialog = ProvenanceDialog(self, origin)
            dialog.go.connect(self.go)
            dialog.open()

    def _compare(self, production: int | None) -> None:
        """Lay another production over this one, or none."""
        self.against = production
        self._known = (None, -1)
        self._looked(self.desk.snapshot)

    def _commands(self) -> list[tuple[str, str]]:
        number = self.desk.production or 0
        found = [(self.tr("All files of this production"), command_line("results", number))]
        file = self.files.file or next(iter(self.outcome.pictures if self.outcome else ()), None)
        if file is not None:
            words = self.tr("Where {0} comes from").format(Path(file.name).name)
            found.append((words, command_line("results", number, provenance=file.path)))
        if self.against is not None:
            words = self.tr("Compared with production {0}").format(self.against)
            found.append((words, command_line("results", number, compare=self.against)))
        return found

    def _failed(self, error: Exception) -> None:
        say_error(self, error)


def gather(production: int, against: int | None, session: Session) -> Gathered:
    """Look at a production, and read what its overview shows."""
    outcome = session.outcomes.of(production)
    contents = {file.path: session.outcomes.content(file) for file in (*outcome.pictures, *outcome.tables)}
    images = {path: image_from(found.picture) for path, found in contents.items() if found.picture}
    return outcome, contents, images, draw(production, against, session)


def looked_into(file: ResultFile, session: Session) -> tuple[Content, QImage | None, Origin]:
    """Read a file, and ask where it comes from."""
    content = session.outcomes.content(file)
    image = image_from(content.picture) if content.picture else None
    return content, image, session.outcomes.origin(file.path)


def open_folder(file: ResultFile) -> None:
    """Show the folder that a file lies in."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(file.path).parent)))
