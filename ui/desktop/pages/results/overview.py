"""The results at one look: figures, plots, the fit, other pictures, tables, and where a file comes from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from parisana.app.results.outcomes import Content, Origin, Outcome, Plots, Progress, ResultFile
from parisana.core.results.figures import Fitted
from parisana.core.results.tables import fits_beside, point_table
from parisana.core.texts.ecsvtable import TextColumn, TextTable
from parisana.core.texts.words import scientific
from parisana.ui.desktop.theme import DETAILS, GAP, MARGIN, PICTURE
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.origin_tree import OriginTree
from parisana.ui.desktop.widgets.page import scrolling
from parisana.ui.desktop.widgets.picture import Picture
from parisana.ui.desktop.widgets.text_table import TextTableView
from parisana.ui.desktop.widgets.texts import button, label, tool

from .drawn import Drawn
from .plots import MapCard, PlotCard, SignificanceCard, SpectrumCard, Theta2Card

#: Pictures side by side; tables that are shown here, and their rows.
BESIDE, TABLES, ROWS = 2, 3, 8
#: Figures that stand with the fit.
WITH_FIT = ("stat", "degrees")

Images = Mapping[str, QImage]
Contents = Mapping[str, Content]


class Overview(QWidget):
    """A page of cards that scrolls; ``asked_large``, ``asked_origin``, ``asked_save`` name a picture by its number."""

    asked_large = Signal(int)
    asked_origin = Signal(object)
    asked_save = Signal(object)
    asked_graph = Signal()

    def __init__(self) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(GAP)
        self.area = scrolling(self._cards, self.tr("Results"))
        outer.addWidget(self.area)
        self.pictures: list[Picture] = []
        self.tables: list[TextTableView] = []
        self.spectrum, self.map, self.theta2, self.pixels = SpectrumCard(), MapCard(), Theta2Card(), SignificanceCard()
        self.origin_card, self.origin = Card(self.tr("Provenance"), " "), OriginTree(self.tr("Provenance"))
        self.origin_card.add(self.origin, 1)
        self.graph = button(self.tr("Graph…"), "share-network", small=True)
        self.graph.clicked.connect(self.asked_graph)
        self.graph.setEnabled(False)
        self.origin_card.head.addWidget(self.graph)
        #: Cards that stay, with what was ticked in them, while all others are made anew.
        self.lasting = (self.spectrum, self.map, self.theta2, self.pixels, self.origin_card)

    @property
    def plots(self) -> tuple[PlotCard, ...]:
        """The cards of plots."""
        return self.spectrum, self.map, self.theta2, self.pixels

    def show_outcome(self, outcome: Outcome, images: Images, contents: Contents, drawn: Drawn) -> None:
        """Show other results; where one was scrolled to stays."""
        place = self.area.verticalScrollBar().value()
        self._clear()
        if outcome.figures or drawn.plots.faults:
            self._cards.addWidget(self._figures(outcome, drawn.plots))
        self._plots(drawn)
        if pictures := [each for each in outcome.pictures if Path(each.name).stem not in drawn.stems]:
            self._cards.addLayout(self._pictures(outcome.pictures, pictures, images, contents))
        self._cards.addLayout(self._fit_and_origin(outcome, drawn))
        if drawn.plots.spectrum.points:
            self._cards.addWidget(self._points(drawn.plots))
        for file in [each for each in outcome.tables if Path(each.name).stem not in drawn.stems][-TABLES:]:
            self._cards.addWidget(self._table(file, contents[file.path]))
        self._cards.addStretch(1)
        self.area.verticalScrollBar().setValue(place)

    def _plots(self, drawn: Drawn) -> None:
        """Show the plots that there are numbers for."""
        plots = drawn.plots
        self.spectrum.show_plots(plots, drawn.other)
        self.map.show_plots(plots, drawn.levels)
        self.theta2.show_plots(plots, drawn.other)
        self.pixels.show_plots(plots)
        there = {self.spectrum: bool(plots.spectrum), self.map: plots.image is not None,
                 self.theta2: plots.theta2 is not None, self.pixels: plots.histogram is not None}  # fmt: skip
        for cards, shares in (((self.spectrum, self.map), (4, 3)), ((self.theta2, self.pixels), (1, 1))):
            row = QHBoxLayout()
            row.setSpacing(GAP)
            for card, share in zip(cards, shares, strict=True):
                if there[card]:
                    row.addWidget(card, share)
                    card.show()
            if row.count():
                self._cards.addLayout(row)

    def show_origin(self, file: ResultFile, origin: Origin) -> None:
        """Show where a file comes from."""
        self.origin_card.remark.setText(Path(file.name).name)
        self.origin.show_origin(origin)
        self.graph.setEnabled(True)

    def _clear(self) -> None:
        self.pictures, self.tables = [], []
        for card in self.lasting:
            card.setParent(None)
        _empty(self._cards)

    def _figures(self, outcome: Outcome, plots: Plots) -> Card:
        card = Card(self.tr("Figures"), self._so_far(plots.progress))
        row = QHBoxLayout()
        row.setSpacing(MARGIN)
        for figure in outcome.figures:
            if figure.name not in WITH_FIT:
                words = f"{figure.title} ({figure.unit})" if figure.unit else figure.title
                row.addLayout(_stacked(scientific(figure.value), words))
        row.addStretch(1)
        card.body.addLayout(row)
        for fault in plots.faults:
            card.add(label(fault, tone="warn", wrap=True))
        return card

    def _so_far(self, progress: Progress) -> str:
        """While slices still run: how much of all is in these numbers."""
        if not (progress.partial and progress.runs):
            return ""
        words = self.tr("so far {0} of {1} runs, {2} h of about {3} h")
        hours = (f"{seconds / 3600:,.2f}" for seconds in (progress.livetime_s, progress.expected_s))
        return words.format(f"{progress.runs:,}", f"{progress.planned:,}", *hours)

    def _pictures(
        self, files: tuple[ResultFile, ...], shown: list[ResultFile], images: Images, contents: Contents
    ) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(GAP)
        for place, file in enumerate(shown):
            card = self._picture(files.index(file), file, images.get(file.path), contents[file.path].sentence)
            grid.addWidget(card, place // BESIDE, place % BESIDE)
        for column in range(min(BESIDE, len(shown))):
            grid.setColumnStretch(column, 1)
        return grid

    def _picture(self, number: int, file: ResultFile, image: QImage | None, sentence: str) -> Card:
        name = Path(file.name).stem.replace("_", " ").capitalize()
        card = Card(name, f"{file.title} · {file.unit}" if file.unit != "all" else file.title)
        if image is None or image.isNull():
            card.add(label(sentence or self.tr("This picture cannot be drawn."), tone="warn", wrap=True))
            return card
        for words, glyph, signal in ((self.tr("Provenance of {0}"), "info", self.asked_origin),
                                     (self.tr("Save {0} as…"), "export", self.asked_save)):  # fmt: skip
            each = tool(words.format(Path(file.name).name), glyph)
            each.clicked.connect(lambda checked=False, signal=signal: signal.emit(file))
            card.head.addWidget(each)
        shown = Picture(name)
        shown.setMinimumHeight(PICTURE)
        shown.show_image(image)
        shown.setToolTip(self.tr("Click to enlarge"))
        shown.pressed.connect(lambda: self.asked_large.emit(number))
        self.pictures.append(shown)
        card.add(shown, 1)
        return card

    def _fit_and_origin(self, outcome: Outcome, drawn: Drawn) -> QHBoxLayout:
        fitted = outcome.fitted
        row = QHBoxLayout()
        row.setSpacing(GAP)
        if fitted:
            quality = [f"{figure.title} {figure.value}" for figure in outcome.figures if figure.name in WITH_FIT]
            card = Card(self.tr("Fit"), "  ·  ".join(quality))
            beside = drawn.beside and fits_beside(fitted, drawn.beside.fitted, drawn.names)
            view = TextTableView(beside or fit_table(fitted), self.tr("Fit"))
            view.as_high_as(len(fitted))
            card.add(view)
            card.body.addStretch(1)
            row.addWidget(card, 3)
            self.tables.append(view)
        self.origin_card.setMinimumWidth(DETAILS)
        self.origin_card.show()
        self.origin.setMinimumHeight(PICTURE // 2 + GAP)
        row.addWidget(self.origin_card, 2)
        return row

    def _points(self, plots: Plots) -> Card:
        """Return the flux points; all that was computed of them is in their file."""
        card = Card(self.tr("Flux points"), " ")
        rows = point_table(plots.spectrum)
        view = TextTableView(rows, self.tr("Flux points"))
        view.as_high_as(len(rows.rows))
        card.add(view)
        self.tables.append(view)
        return card

    def _table(self, file: ResultFile, content: Content) -> Card:
        card = Card(Path(file.name).name, file.title)
        if content.table is None:
            card.add(label(content.sentence, tone="warn", wrap=True))
            return card
        view = TextTableView(content.table, file.name)
        view.as_high_as(ROWS)
        self.tables.append(view)
        card.add(view)
        return card


def fit_table(fitted: tuple[Fitted, ...]) -> TextTable:
    """Return the parameters of a fit as a table; what was put in only where something was."""
    injected = any(each.injected for each in fitted)
    columns = [TextColumn("Parameter"), TextColumn("Value", number=True), TextColumn("± stat.", number=True)]
    columns += [*([TextColumn("Injected", number=True)] if injected else []), TextColumn("Unit")]
    rows = (
        (each.title, each.value, each.error, *([each.injected] if injected else []), each.unit or " ")
        for each in fitted
    )
    return TextTable(tuple(columns), tuple(rows))


def _stacked(value: str, title: str) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(label(value, "figure"))
    column.addWidget(label(title, "caption", "dim"))
    return column


def _empty(layout: QVBoxLayout | QHBoxLayout | QGridLayout) -> None:
    """Remove all that is in a layout."""
    while (item := layout.takeAt(0)) is not None:
        inner = item.layout()
        if isinstance(inner, QVBoxLayout | QHBoxLayout | QGridLayout):
            _empty(inner)
        elif (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
