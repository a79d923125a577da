"""All files of a production: a list by stage, what is in the chosen one, and where it comes from."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from parisana.app.results.outcomes import Content, Origin, ResultFile
from parisana.core.texts.ecsvtable import TextColumn, TextTable
from parisana.core.texts.words import size
from parisana.ui.desktop.fonts import font
from parisana.ui.desktop.theme import FILE_DETAILS, GAP
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.origin_tree import OriginTree
from parisana.ui.desktop.widgets.picture import Picture
from parisana.ui.desktop.widgets.rows import Column, Rows
from parisana.ui.desktop.widgets.search import SearchField, filtered_card
from parisana.ui.desktop.widgets.table import Table
from parisana.ui.desktop.widgets.text_table import TextTableView
from parisana.ui.desktop.widgets.texts import button, label

from .overview import fit_table


class Files(QWidget):
    """The list at the left, the chosen file at the right."""

    chosen = Signal(object)
    asked_save = Signal(object)
    asked_folder = Signal(object)
    asked_graph = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self._list(), 1)
        row.addLayout(self._details())
        self._files: tuple[ResultFile, ...] = ()
        self.file: ResultFile | None = None
        self._origin: Origin | None = None
        self.show_file(None)

    def _list(self) -> Card:
        self.search = SearchField(self.tr("Filter by stage, unit or name"))
        self.search.textChanged.connect(self._filter)
        self.count = label("", tone="dim")
        card = filtered_card(self.search, self.count)
        columns: list[Column[ResultFile]] = [
            Column(self.tr("Stage"), lambda file: file.title, width=152),
            Column(self.tr("Unit"), lambda file: file.unit, width=88, tone="dim"),
            Column(self.tr("File"), lambda file: file.name, width=-1, middle=True),
            Column(self.tr("Size"), lambda file: size(file.size), key=lambda file: file.size, number=True, width=92),
        ]
        self.table = Table(Rows(columns), self.tr("Files"))
        self.table.chosen.connect(self._choose)
        card.add(self.table, 1)
        return card

    def _details(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(GAP)
        self.card, self.origin_card = Card(" ", " "), Card(self.tr("Provenance"))
        self.preview = QStackedWidget()
        self.card.add(self.preview, 1)
        self.save, self.folder = (
            button(self.tr("Save as…"), "export", small=True),
            button(self.tr("Open Folder"), "folder-open", small=True),
        )
        self.save.clicked.connect(lambda: self.asked_save.emit(self.file))
        self.folder.clicked.connect(lambda: self.asked_folder.emit(self.file))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.folder)
        row.addWidget(self.save)
        self.card.body.addLayout(row)
        self.origin = OriginTree(self.tr("Provenance"))
        self.origin_card.add(self.origin, 1)
        self.graph = button(self.tr("Graph…"), "share-network", small=True)
        self.graph.clicked.connect(lambda: self.asked_graph.emit(self._origin))
        self.origin_card.head.addWidget(self.graph)
        for card in (self.card, self.origin_card):
            card.setFixedWidth(FILE_DETAILS)
            column.addWidget(card, 1)
        return column

    def show_files(self, files: tuple[ResultFile, ...]) -> None:
        """Show other files; the filter and the choice stay."""
        if files != self._files:
            self._files = files
            self._filter()

    def _filter(self) -> None:
        words = self.search.text().casefold().split()
        found = [file for file in self._files if all(word in _text(file) for word in words)]
        self.table.rows.show(found)
        self.count.setText(self.tr("{0} of {1} files").format(f"{len(found):,}", f"{len(self._files):,}"))
        if self.file in found:
            self.table.selectRow(self.table.rows.rows.index(self.file))

    def _choose(self, file: ResultFile | None) -> None:
        if file is not None and file != self.file:
            self.show_file(file)
            self.chosen.emit(file)

    def show_file(self, file: ResultFile | None) -> None:
        """Say which file it is, before its content is there."""
        self.file = file
        self.card.title.setText(file.name if file else self.tr("Choose a file"))
        self.card.remark.setText(size(file.size) if file else "")
        self.save.setEnabled(file is not None)
        self.folder.setEnabled(file is not None)
        self.origin.clear()
        self.graph.setEnabled(False)
        self._put(QWidget())

    def show_content(self, file: ResultFile, content: Content, image: QImage | None) -> None:
        """Show what is in it."""
        if image is not None and not image.isNull():
            picture = Picture(file.name)
            picture.show_image(image)
            self._put(picture)
        elif content.table is not None:
            table = TextTableView(content.table, file.name)
            table.cut.connect(partial(self._say_cut, file))
            self._put(table)
        elif content.figures or content.fitted:
            self._put(TextTableView(figures_table(content), file.name))
        elif content.text:
            self._put(_text_view(content.text, file.name))
        else:
            sentence = label(content.sentence or self.tr("This picture cannot be drawn."), tone="dim", wrap=True)
            self._put(sentence)

    def _say_cut(self, file: ResultFile, shown: int, there: int) -> None:
        """Say how much of a wide table is in sight."""
        words = self.tr("{0}, {1} of {2} columns").format(size(file.size), shown, there)
        self.card.remark.setText(words if shown < there else size(file.size))

    def show_origin(self, origin: Origin) -> None:
        """Show where it comes from."""
        self._origin = origin
        self.origin.show_origin(origin)
        self.graph.setEnabled(True)

    def _put(self, widget: QWidget) -> None:
        while (old := self.preview.currentWidget()) is not None:
            self.preview.removeWidget(old)
            old.deleteLater()
        self.preview.addWidget(widget)


def figures_table(content: Content) -> TextTable:
    """Return known figures and fitted parameters as one table."""
    if content.fitted:
        return fit_table(content.fitted)
    columns = (TextColumn("Figure"), TextColumn("Value", number=True), TextColumn("Unit"))
    return TextTable(columns, tuple((each.title, each.value, each.unit or " ") for each in content.figures))


def _text_view(text: str, name: str) -> QPlainTextEdit:
    view = QPlainTextEdit(text)
    view.setReadOnly(True)
    view.setFont(font("small-mono"))
    view.setAccessibleName(name)
    return view


def _text(file: ResultFile) -> str:
    return f"{file.stage} {file.title} {file.unit} {file.name}".casefold()
