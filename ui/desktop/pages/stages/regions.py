"""The page Excluded Regions: where no background is taken, as a table and as a piece of the sky, in step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from parisana.core.editing.profile_draft import Field
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.forms.form import Form
from parisana.ui.desktop.runs.ways import plain
from parisana.ui.desktop.sky.entries import read_entry
from parisana.ui.desktop.sky.layers import LayersCard
from parisana.ui.desktop.sky.map_card import MapCard
from parisana.ui.desktop.sky.region_edits import RegionEdits
from parisana.ui.desktop.sky.region_files import RegionFiles
from parisana.ui.desktop.sky.scenery import Scenery
from parisana.ui.desktop.sky.table import RegionTable
from parisana.ui.desktop.sky.words import regions
from parisana.ui.desktop.theme import GAP, ROW_GAP, SKY_LARGE, SKY_PANEL, TABLE_LEAST
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.empty import Empty
from parisana.ui.desktop.widgets.page import Page
from parisana.ui.desktop.widgets.state import StateMark
from parisana.ui.desktop.widgets.texts import button, label


class RegionsPage(Page):
    """Binds table, form and map to the profile under edit."""

    def __init__(self, desk: Desk, name: str) -> None:
        self.desk, self.editor, self.name = desk, desk.editor, name
        self.stage = self.editor.suite.stage(name)
        super().__init__(self.stage.title)
        self.parameter = next(each for each in self.stage.parameters if each.type == "regions")
        self.path = ("stages", name, self.parameter.name)
        self.map, self.layers = MapCard(), LayersCard()
        self.files, self.edits, self.sky = RegionFiles(self), RegionEdits(self), Scenery(self)
        self._make_buttons()
        self.chosen: list[int] = []
        self._place_cards()
        self._connect_map()
        self.editor.changed.connect(self.refresh)
        self.refresh()
        self.sky.ask()

    def _place_cards(self) -> None:
        above, row, side = QWidget(), QHBoxLayout(), QVBoxLayout()
        above.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        for each in (row, side):
            each.setSpacing(GAP)
        side.addWidget(self._form_card())
        side.addWidget(self.layers, 1)
        row.addWidget(self.map, 1)
        row.addLayout(side)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(GAP)
        self.split.addWidget(above)
        self.split.addWidget(self._table_card())
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([SKY_LARGE, 1])
        self.content.addWidget(self.split, 1)

    def _connect_map(self) -> None:
        sky = self.map.sky
        sky.picked.connect(self.table.choose)
        sky.changing.connect(self.edits.show_changing)
        sky.changed.connect(self.edits.take_changed)
        sky.removed.connect(self.edits.remove)

    def _make_buttons(self) -> None:
        self.state = StateMark()
        self.command = button(self.tr("Command line"), "terminal-window")
        self.bring = button(self.tr("Import…"), "download-simple")
        self.export = button(self.tr("Export…"), "export")
        self.ellipse = button(self.tr("Add Ellipse"), "plus")
        self.circle = button(self.tr("Add Circle"), "plus", "primary")
        for each in (self.state, self.command, self.bring, self.export, self.ellipse, self.circle):
            self.buttons.addWidget(each)
        self.command.clicked.connect(self.files.show_commands)
        self.bring.clicked.connect(self.files.bring)
        self.export.clicked.connect(self.files.export)
        self.ellipse.clicked.connect(lambda: self.edits.add("ellipse"))
        self.circle.clicked.connect(lambda: self.edits.add("circle"))

    def _table_card(self) -> Card:
        card = Card(self.tr("Regions"), self.tr("angles in degrees"))
        self.count = card.title
        self.duplicate, self.remove = button("", "copy", small=True), button("", "x", small=True)
        self.duplicate.clicked.connect(self.edits.duplicate)
        self.remove.clicked.connect(self.edits.remove)
        card.head.addWidget(self.duplicate)
        card.head.addWidget(self.remove)
        self.table = RegionTable(self.tr("Excluded regions"))
        self.table.removed.connect(self.edits.remove)
        self.table.regions.edited.connect(self.edits.take_text, Qt.ConnectionType.QueuedConnection)
        self.table.selectionModel().selectionChanged.connect(self._show_chosen)
        hint = self.tr("Add circles and ellipses, or import a DS9 file or a catalogue.")
        self.stack = QStackedWidget()
        self.stack.setMinimumHeight(TABLE_LEAST)
        self.stack.addWidget(Empty("circle-dashed", self.tr("No regions yet"), hint))
        self.stack.addWidget(self.table)
        card.add(self.stack, 1)
        return card

    def _form_card(self) -> Card:
        card = Card(self.tr("Target, Galactic plane and mask"))
        card.setFixedWidth(SKY_PANEL)
        self.layers.setFixedWidth(SKY_PANEL)
        others = [each for each in self.stage.parameters if each.name != self.parameter.name]
        self.form = Form(others, helps=False)
        self.form.edited.connect(lambda name, value: self.editor.set_value((*self.path[:2], name), value))
        self.form.reset.connect(lambda name: self.editor.reset((*self.path[:2], name)))
        self.trouble = label("", "caption", "bad", wrap=True)
        card.add(self.trouble)
        card.add(self.form)
        card.body.setSpacing(ROW_GAP)
        return card

    @property
    def entries(self) -> list[Any]:
        """The regions as they are written."""
        found = self.editor.value(self.path, [])
        return list(found) if isinstance(found, list) else []

    @property
    def fields(self) -> dict[str, Field]:
        """The parameters of the stage."""
        found = self.editor.judgement.stages.get(self.name)
        return {field.parameter.name: field for field in found.fields} if found else {}

    @property
    def sizes(self) -> dict[str, float]:
        """The other parameters in degrees, those that can be read."""
        values = {key: field.value for key, field in self.fields.items() if field.parameter.unit == "deg"}
        return {key: size for key in values if (size := plain(values, key, "deg")) is not None}

    def refresh(self) -> None:
        """Show what the profile says now."""
        if not self.editor.is_open or self.name not in self.editor.suite.names:
            return
        entries = self.entries
        self.table.regions.show_entries(entries)
        self.table.fit()
        self.stack.setCurrentIndex(1 if entries else 0)
        self.count.setText(regions(len(entries)))
        self.form.show_fields(self.fields.values())
        self.state.show_state(self.editor.judgement.stages[self.name].state)
        odd = [] if isinstance(self.editor.value(self.path, []), list) else [self.fields[self.parameter.name].problem]
        self.trouble.setText(" ".join(filter(None, odd)))
        self.trouble.setVisible(bool(self.trouble.text()))
        self.export.setEnabled(bool(entries))
        self.sky.runs.look()
        self.sky.show()
        self._show_chosen()
        if self.map.sky.now:
            self.edits.show_changing(self.map.sky.now)

    def shown(self) -> None:
        """Show what was shown last time."""
        self.sky.recall()

    def _show_chosen(self) -> None:
        """Say in the buttons how many are chosen, and draw these in another colour."""
        self.chosen = chosen = self.table.selected_numbers()
        for each, said in ((self.duplicate, self.tr("Duplicate {0}")), (self.remove, self.tr("Remove {0}"))):
            each.setText(said.format(regions(len(chosen))))
            each.setAccessibleName(each.text())
            each.setVisible(bool(chosen))
        self.map.show_regions([read_entry(entry)[0] for entry in self.entries], chosen)

    def write(self, entries: Sequence[Any], words: str) -> None:
        """Write the regions into the profile, as one edit."""
        self.editor.set_values([(self.path, list(entries) or None)], words)

    def left(self) -> None:
        """Finish what a key began on the map."""
        self.map.sky.finish()

    def point_at(self, place: str) -> None:
        """Put the cursor into the field that was looked for."""
        name = place.rpartition(".")[2]
        self.table.setFocus() if name == self.parameter.name else self.form.focus(name)
