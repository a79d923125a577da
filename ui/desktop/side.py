"""The list at the left: stages in their groups, each with its state; below them the pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from parisana.core.suites.suite import Suite

from .fonts import font
from .icons import icon
from .look import look
from .places import DESK_PAGES, DESKS, VIEWS, WORK, translated
from .theme import ROW_GAP, SIDE, SIDE_GROUP, SIDE_ROW, SMALL_RADIUS
from .widgets.state import mark, paint_dot, said

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ADDRESS, ENTRY = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: a heading, a stage with its state, or a page with its icon."""

    title: str
    address: str = ""
    state: str = ""
    remark: str = ""
    """What stands at the right instead of the state's own word."""
    glyph: str = ""
    reason: str = ""
    """Why it is greyed."""

    @property
    def is_heading(self) -> bool:
        """Whether it only names what follows."""
        return not self.address

    @property
    def right(self) -> str:
        """The words at the right."""
        return self.remark or (said(self.state) if self.state else "")


class Entries(QAbstractListModel):
    """The lines of the list."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[Entry] = []

    def show(self, entries: list[Entry]) -> None:
        """Show these lines; while they are the same places, selection and scrolling stay."""
        same = [entry.address for entry in entries] == [entry.address for entry in self._entries]
        if same and entries:
            changed = [row for row, (old, new) in enumerate(zip(self._entries, entries, strict=True)) if old != new]
            self._entries = entries
            for row in changed:
                self.dataChanged.emit(self.index(row), self.index(row))
            return
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a line shows, and what a screen reader says of it."""
        entry = self._entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(part for part in (entry.title, entry.right) if part)
            case Qt.ItemDataRole.ToolTipRole:
                return entry.reason or None
        return {ADDRESS: entry.address, ENTRY: entry}.get(role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        plain = Qt.ItemFlag.ItemIsEnabled
        return plain if self._entries[index.row()].is_heading else plain | Qt.ItemFlag.ItemIsSelectable

    def row_of(self, address: str) -> int:
        """Return the line of an address, or -1."""
        return next((row for row, entry in enumerate(self._entries) if entry.address == address), -1)


class Lines(QStyledItemDelegate):
    """Draws the lines."""

    LEFT, RIGHT, TEXT = 16, 16, 36

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a line."""
        return QSize(SIDE - 1, SIDE_GROUP if index.data(ENTRY).is_heading else SIDE_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        entry: Entry = index.data(ENTRY)
        area: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if entry.is_heading:
            self._heading(painter, area, entry)
        else:
            self._line(painter, area, entry, chosen)
        painter.restore()

    def _heading(self, painter: QPainter, area: QRect, entry: Entry) -> None:
        painter.setFont(font("group"))
        painter.setPen(look().colour("dim"))
        below = area.adjusted(self.LEFT, 6, -self.RIGHT, -2)
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, entry.title)

    def _line(self, painter: QPainter, area: QRect, entry: Entry, chosen: bool) -> None:
        if chosen:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look().colour("accent_bg"))
            painter.drawRoundedRect(area.adjusted(8, 0, -8, 0), SMALL_RADIUS, SMALL_RADIUS)
        if entry.glyph:
            place = QRect(self.LEFT - 2, area.center().y() - 7, 15, 15)
            icon(entry.glyph, "accent" if chosen else "dim").paint(painter, place)
        else:
            paint_dot(painter, QPointF(self.LEFT + 6, area.center().y() + 1), mark(entry.state))
        self._words(painter, area, entry, chosen)

    def _words(self, painter: QPainter, area: QRect, entry: Entry, chosen: bool) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font("state"))
        room = painter.fontMetrics().horizontalAdvance(entry.right)
        painter.setPen(look().colour(mark(entry.state).text))
        right = area.adjusted(0, 0, -self.RIGHT, 0)
        painter.drawText(right, middle | Qt.AlignmentFlag.AlignRight, entry.right)
        painter.setFont(font("body", bold=chosen))
        painter.setPen(look().colour("accent" if chosen else "faint" if entry.reason else "text"))
        left = area.adjusted(self.TEXT, 0, -self.RIGHT - room - ROW_GAP // 2, 0)
        title = painter.fontMetrics().elidedText(entry.title, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, middle | Qt.AlignmentFlag.AlignLeft, title)


#: A page without a line of its own, and the one that it belongs to.
BELONGS = {"page.plan": "page.batch", **{f"page.{name}": "page.jobs" for name, _ in VIEWS}}


class Side(QFrame):
    """The list in its frame."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setFixedWidth(SIDE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, ROW_GAP, 0, 0)
        self.entries = Entries()
        self.list = QListView()
        self.list.setObjectName("side")
        self.list.setAccessibleName(self.tr("Stages and pages"))
        self.list.setModel(self.entries)
        self.list.setItemDelegate(Lines(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.selectionModel().currentChanged.connect(self._speak)
        self.list.clicked.connect(lambda index: self._speak(index, index))
        self._quiet = False
        column.addWidget(self.list)

    def _speak(self, now: QModelIndex, before: QModelIndex) -> None:
        address = now.data(ADDRESS)
        if address and not self._quiet:
            self.chosen.emit(address)

    def choose(self, address: str) -> None:
        """Mark a place as the one that is shown; nobody is told."""
        row = self.entries.row_of(BELONGS.get(address, address))
        if self.list.currentIndex().row() != row:
            self._quiet = True
            self.list.setCurrentIndex(self.entries.index(row) if row >= 0 else QModelIndex())
            self._quiet = False

    def step(self, by: int) -> None:
        """Go to the next place, or to the one before."""
        row = self.list.currentIndex().row() + by
        while 0 <= row < self.entries.rowCount():
            if self.entries.index(row).data(ADDRESS):
                self.list.setCurrentIndex(self.entries.index(row))
                return
            row += by

    def show_suite(
        self,
        suite: Suite,
        states: Mapping[str, Entry],
        remarks: Mapping[str, tuple[str, str]],
        desk: int = 0,
        missing: str = "",
    ) -> None:
        """Show the stages of a suite with their entries, and the pages with a state and a remark each.

        A desk of Monte-Carlo productions has pages of its own, and of the stages those of its group. ``missing``
        says why nothing can be created at such a desk: its schedule is greyed.
        """
        lines: list[Entry] = []
        name, title = DESKS[desk - 1] if desk else ("", "")
        if desk:
            lines = [Entry(translated(title))]
            for ending, page, glyph in DESK_PAGES:
                address = f"{name}{ending}"
                reason = missing if ending else ""
                state, remark = remarks.get(address, ("", ""))
                lines.append(Entry(translated(page), f"page.{address}", state, remark, glyph, reason))
        for group in suite.groups:
            stages = [states[stage.name] for stage in suite.stages if stage.group == group.name]
            if stages and desk == 0:
                lines += [Entry(group.title), *stages]
            elif group.name == name:
                lines += stages
        lines.append(Entry(self.tr("Work")))
        for name, title, glyph in WORK:
            state, remark = remarks.get(name, ("", ""))
            lines.append(Entry(translated(title), f"page.{name}", state, remark, glyph))
        self.entries.show(lines)
