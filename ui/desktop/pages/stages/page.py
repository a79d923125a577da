"""The page of a stage: its parameters at the left, what its jobs do at the right."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout

from parisana.core.editing.profile_draft import StageFields
from parisana.core.suites.stage import Stage
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.forms.form import Form
from parisana.ui.desktop.language import later, translate
from parisana.ui.desktop.theme import DETAILS, GAP
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.page import Page
from parisana.ui.desktop.widgets.state import StateMark
from parisana.ui.desktop.widgets.texts import button, label

SPLITS = {
    "run": later("StagePage", "one job for each run"),
    "slice": later("StagePage", "one job for each slice"),
    "row": later("StagePage", "one job for each row"),
    "node": later("StagePage", "one job for each table node"),
    "once": later("StagePage", "one job"),
}


def translated(text: str) -> str:
    """Return a text of the table above in the user's language."""
    return translate("StagePage", text)


class StagePage(Page):
    """A page drawn from the suite."""

    def __init__(self, desk: Desk, name: str) -> None:
        self.desk, self.editor = desk, desk.editor
        self.stage: Stage = self.editor.suite.stage(name)
        super().__init__(self.stage.title, scrolls=True)

        self.name = name
        self.state = StateMark()
        self.reset_all = button(self.tr("Reset Page"), "arrow-u-up-left")
        self.reset_all.clicked.connect(self._reset_page)
        self.used = QCheckBox(self.tr("Part of the analysis"))
        self.used.setVisible(self.stage.has_jobs and not self.stage.unavailable)
        self.used.clicked.connect(self._use)
        self.buttons.addWidget(self.used)
        self.buttons.addSpacing(GAP)
        self.buttons.addWidget(self.state)
        self.buttons.addSpacing(GAP)
        self.buttons.addWidget(self.reset_all)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addLayout(self._left(), 1)
        row.addLayout(self._right())
        self.content.addLayout(row)
        self.content.addStretch(1)
        self.editor.changed.connect(self.refresh)
        self.refresh()

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(GAP)
        self.card = Card(self.tr("Parameters"))
        self.form = Form(self.stage.parameters)
        self.form.edited.connect(lambda name, value: self.editor.set_value(self.path(name), value))
        self.form.reset.connect(lambda name: self.editor.reset(self.path(name)))
        self.card.add(self.form)
        column.addWidget(self.card)
        column.addStretch(1)
        return column

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(GAP)
        self.about = Card(self.tr("What it does"))
        self.about.setFixedWidth(DETAILS)
        self.reason = label("", tone="warn", wrap=True)
        self.about.add(label(self.stage.help, wrap=True))
        self.about.add(self.reason)
        for heading, words in self._facts():
            self.about.add(label(heading, "caption", "dim"))
            self.about.add(label(words, wrap=True))
        column.addWidget(self.about)
        column.addStretch(1)
        return column

    def _facts(self) -> Iterable[tuple[str, str]]:
        """Yield what is worth knowing of the stage's jobs."""
        stage, suite = self.stage, self.editor.suite
        if stage.part_of:
            yield self.tr("Belongs to"), suite.stage(stage.part_of).title
        if stage.has_jobs:
            yield self.tr("Jobs"), translated(SPLITS[stage.split])
        if stage.sources:
            yield self.tr("Reads"), ", ".join(suite.stage(name).title for name in stage.sources)
        if stage.outputs:
            yield self.tr("Writes"), ", ".join(dict.fromkeys(output.pattern for output in stage.outputs))
        if stage.has_jobs:
            needs = stage.resources.of(1)
            yield (
                self.tr("Needs for one run"),
                self.tr("{0} MB of memory, {1} min").format(f"{needs.memory_mb:,}", f"{needs.time_s / 60:.0f}"),
            )

    def path(self, name: str) -> tuple[str, str, str]:
        """Return where a parameter stands in the profile."""
        return ("stages", self.name, name)

    def refresh(self) -> None:
        """Show what the profile says now."""
        found = self.editor.judgement.stages.get(self.name)
        if found is None or not self.isEnabled():
            return
        self.form.show_fields(found.fields)
        self.form.setEnabled(not self.stage.unavailable)
        self.state.show_state(found.state)
        self.used.setChecked(self.name not in (self.editor.value(("without",)) or []))
        self.reset_all.setEnabled(any(field.set for field in found.fields))
        self.show_reason(found)

    def show_reason(self, found: StageFields) -> None:
        """Say why the stage makes no jobs, if it does not."""
        self.reason.setText(found.reason or "")
        self.reason.setVisible(bool(found.reason))

    def _use(self, wanted: bool) -> None:
        """Switch the stage on or off in the profile."""
        off = [name for name in self.editor.value(("without",), []) if name != self.name]
        words = self.tr("Switch {0} on") if wanted else self.tr("Switch {0} off")
        self.editor.set_values([(("without",), off if wanted else [*off, self.name])], words.format(self.stage.title))

    def _reset_page(self) -> None:
        found = self.editor.judgement.stages[self.name]
        self.editor.reset(*(self.path(field.parameter.name) for field in found.fields if field.set))

    def point_at(self, place: str) -> None:
        """Put the cursor into the field that was looked for."""
        self.form.focus(place.rpartition(".")[2])
