"""The zenith angles of a production as a line to type into, and from a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from parisana.app.session import Session
from parisana.core.editing.draft import ANGLES
from parisana.core.simulations.rowsheet import with_zeniths, zeniths
from parisana.core.simulations.rowtext import read_angles
from parisana.errors import InputError
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.dialogs.messages import say_error
from parisana.ui.desktop.forms.inputs import Line
from parisana.ui.desktop.runs.cell import Cell
from parisana.ui.desktop.theme import MC_FIELDS, ROW_GAP
from parisana.ui.desktop.widgets.texts import button, label, set_property

from .rows_card import RowsCard

#: Characters of a file that are read: far more than any list of angles has.
MOST_TEXT = 1_000_000


class Angles(QWidget):
    """Rows whose angle stays are kept as they are; a new angle makes a new row."""

    #: The text of a file was read.
    read = Signal(str)

    def __init__(self, desk: Desk, card: RowsCard) -> None:
        super().__init__()
        self.card = card
        self.line = Line()
        self.line.setFixedWidth(MC_FIELDS["zeniths"])
        self.line.finished.connect(self._take)
        self.problem = label("", "caption", "bad", wrap=True)
        self.problem.hide()
        self.load = button(self.tr("From a file…"), "download-simple", small=True)
        self.load.clicked.connect(lambda checked=False: self._ask_for_file())
        self.usual = button(self.tr("The usual {0}").format(len(ANGLES)), small=True)
        self.usual.setToolTip(" ".join(map(str, ANGLES)))
        self.usual.clicked.connect(lambda checked=False: self._write(list(ANGLES)))
        self._reading = Question(desk.bridge, "mc", self)
        row = QHBoxLayout()
        row.setSpacing(ROW_GAP)
        for each in (self.line, self.usual, self.load):
            row.addWidget(each)
        fields = QWidget()
        fields.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        self.cell = Cell(self.tr("Zenith angles (°), a row each"), fields, self.line)
        column = self.cell.layout()
        assert column is not None
        column.addWidget(self.problem)
        whole.addWidget(self.cell)
        self.read.connect(card.add_text)

    def refresh(self) -> None:
        """Show the angles of the rows."""
        self.line.show_text(" ".join(str(angle) for angle in zeniths(self.card.written)))

    def _take(self, text: str) -> None:
        """Take what was typed, or say what is wrong with it."""
        try:
            angles = read_angles(text)
            self._say("" if angles else self.tr("A production has at least one zenith angle."))
        except InputError as error:
            self._say(error.message)
            return
        if angles:
            self._write(angles)

    def _say(self, wrong: str) -> None:
        self.problem.setText(wrong)
        self.problem.setVisible(bool(wrong))
        set_property(self.line, "invalid", "true" if wrong else "false")

    def _write(self, angles: list[int | float]) -> None:
        self._say("")
        self.card.take(with_zeniths(self.card.written, angles), self.tr("Change the zenith angles"))

    def _ask_for_file(self) -> None:
        """Add the rows of a file: angles, or a table."""
        kinds = self.tr("Tables and lists (*.csv *.tsv *.txt *.lis);;All files (*)")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Zenith angles"), "", kinds)
        if path:
            self._reading.ask(
                lambda session: text_of(session, path), self.read.emit, lambda error: say_error(self, error)
            )


def text_of(session: Session, path: str) -> str:
    """Read a small file of text; in a lane."""
    try:
        with Path(path).open(encoding="utf-8") as stream:
            text = stream.read(MOST_TEXT + 1)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("This file cannot be read as text.", file=path, hint="Save it as CSV in UTF-8.") from error
    if len(text) > MOST_TEXT:
        raise InputError("This file is too large to be a list of angles.", file=path)
    return text
