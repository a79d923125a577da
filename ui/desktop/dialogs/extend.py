"""A Monte-Carlo production is extended: more showers, more zenith angles; what is added is seen before."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from parisana.app.ground.command_line import command_line
from parisana.app.simulations.productions import SimulationRecord, Wider, Wish
from parisana.core.simulations.rowtext import read_angles
from parisana.core.texts.words import counted, size
from parisana.errors import InputError, ParisanaError
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.forms.inputs import Choice, Line
from parisana.ui.desktop.forms.spoken import whole
from parisana.ui.desktop.theme import DIALOG, MC_EXTENSION, NARROW, ROW_GAP, TABLE_HEAD, TABLE_ROW
from parisana.ui.desktop.widgets.command_line import CommandLine
from parisana.ui.desktop.widgets.rows import Column, Rows
from parisana.ui.desktop.widgets.table import Table
from parisana.ui.desktop.widgets.texts import button, label, set_tone

#: Milliseconds after the last letter before it is looked at what would be added.
CALM, ROWS_SEEN = 300, 7


class ExtendDialog(QDialog):
    """``number`` is the production, ``wish`` what is asked for; the button says how many jobs that adds."""

    def __init__(self, parent: QWidget, desk: Desk, records: Sequence[SimulationRecord], number: int) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Extend a production"))
        self.setMinimumWidth(MC_EXTENSION)
        self.records = list(records)
        self._looking = Question(desk.bridge, "mc-glance", self)
        self._calm = QTimer(self, singleShot=True, interval=CALM)
        self._calm.timeout.connect(self._look)
        self._fields()
        self._table()
        self._lay_out()
        self.productions.setCurrentIndex([each.production_id for each in self.records].index(number))
        self._changed()

    def _fields(self) -> None:
        self.productions, self.showers, self.zeniths = Choice(), Line(), Line()
        self.productions.addItems([f"#{each.production_id} {each.name}" for each in self.records])
        self.showers.setPlaceholderText(self.tr("as before"))
        self.zeniths.setPlaceholderText(self.tr("no further ones"))
        self.productions.activated.connect(self._changed)
        for line in (self.showers, self.zeniths):
            line.textChanged.connect(self._changed)

    def _table(self) -> None:
        columns: list[Column[object]] = [
            self._column(self.tr("Zenith (°)"), "zenith", 112),
            self._column(self.tr("Showers now"), "before", 136),
            self._column(self.tr("Showers then"), "after", 136),
            self._column(self.tr("Further jobs"), "jobs", -1),
        ]
        self.rows: Rows[object] = Rows(columns)
        self.table = Table(self.rows, self.tr("Rows of the extended production"))
        self.table.setFixedHeight(TABLE_HEAD + TABLE_ROW * ROWS_SEEN + 4)

    def _column(self, title: str, name: str, width: int) -> Column[object]:
        def text(row: object) -> str:
            value = getattr(row, name)
            return f"{value:g}" if name == "zenith" else f"{value:,}" if value else "–"

        return Column(title, text, lambda row: getattr(row, name), number=True, width=width)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(NARROW)
        grid.setVerticalSpacing(ROW_GAP)
        titles = (self.tr("Production"), self.tr("Showers of each row, in all"), self.tr("Further zenith angles (°)"))
        for line, (title, field) in enumerate(zip(titles, (self.productions, self.showers, self.zeniths), strict=True)):
            name = label(title)
            name.setBuddy(field)
            grid.addWidget(name, line, 0)
            grid.addWidget(field, line, 1)
        grid.setColumnStretch(1, 1)
        self.says, self.command = label("", "body", "dim", wrap=True), CommandLine("")
        self.cancel, self.add = button(self.tr("Cancel")), button("", kind="primary")
        self.cancel.clicked.connect(self.reject)
        self.add.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setSpacing(ROW_GAP)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(DIALOG, DIALOG, DIALOG, DIALOG)
        column.setSpacing(NARROW)
        column.addWidget(label(self.windowTitle(), "heading"))
        column.addLayout(grid)
        for part in (self.table, self.says, self.command):
            column.addWidget(part)
        column.addLayout(foot)

    @property
    def number(self) -> int:
        """The production that is chosen."""
        return self.records[self.productions.currentIndex()].production_id

    @property
    def wish(self) -> Wish:
        """What is asked for; what cannot be read is the user's mistake."""
        showers = whole(self.showers.text())
        if showers is not None and (not isinstance(showers, int) or showers < 1):
            raise InputError(self.tr("{0} is no number of showers.").format(showers), field="showers")
        return Wish(showers, tuple(float(angle) for angle in read_angles(self.zeniths.text())))

    def _changed(self) -> None:
        """Wait until nothing more is typed; nothing can be added meanwhile."""
        self._looking.drop()
        self._enable(None)
        self._calm.start()

    def _enable(self, jobs: int | None) -> None:
        words = counted(jobs or 0, self.tr("Add 1 job"), self.tr("Add {0} jobs")) if jobs else self.tr("Add jobs")
        self.add.setText(words)
        self.add.setAccessibleName(words)
        self.add.setEnabled(bool(jobs))

    def _look(self) -> None:
        number = self.number
        try:
            wish = self.wish
        except InputError as error:
            self._failed(error)
            return
        angles = ",".join(f"{angle:g}" for angle in wish.zeniths) or None
        self.command.text.setText(command_line("mc extend", number, showers=wish.showers, zenith=angles))
        self._looking.ask(lambda session: session.simulations.preview(number, wish), self._show, self._failed)

    def _show(self, wider: Wider) -> None:
        self.rows.show(wider.rows)
        self._enable(wider.jobs)
        set_tone(self.says, "dim")
        jobs = counted(wider.jobs, self.tr("1 job is added"), self.tr("{0} jobs are added"))
        words = self.tr("{0}: at most {1} core hours and {2}.")
        nothing = self.tr("Nothing is added. Ask for more showers, or name further zenith angles.")
        takes = words.format(jobs, f"{wider.core_hours:,.1f}", size(wider.bytes_out))
        self.says.setText(takes if wider.jobs else nothing)

    def _failed(self, error: Exception) -> None:
        parts = (error.message, error.hint) if isinstance(error, ParisanaError) else (str(error),)
        set_tone(self.says, "bad")
        self.says.setText(" ".join(part for part in parts if part))

    def done(self, result: int) -> None:
        """Ask nothing more."""
        self._calm.stop()
        self._looking.drop()
        super().done(result)
