"""The frame of the profile in the window: its name, suite and seed."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from parisana.core.editing.profile_draft import Draft, judge_values
from parisana.core.suites.parameter import Parameter
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.dialogs.messages import say_error
from parisana.ui.desktop.forms.chosen import ChoiceEditor
from parisana.ui.desktop.forms.form import Form
from parisana.ui.desktop.theme import DETAILS, ROW_GAP
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.texts import breakable, button, label

LABEL = 48


class Frame(Card):
    """What stands at the top of the profile's file."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.editor = desk, desk.editor
        self.setFixedWidth(DETAILS)
        self.add(label(self.tr("In this window"), "heading"))
        self._question = Question(desk.bridge, "profiles", self)
        self._question.failed = lambda error: say_error(self, error)
        self.parameters = (
            Parameter(name="name", title=self.tr("Name"), type="text", help=self.tr("What the profile is called.")),
            Parameter(name="suite", title=self.tr("Suite"), type="choice", choices=(self.editor.suite.name,),
                      help=self.tr("The analysis software whose stages it sets.")),
            Parameter(name="seed", title=self.tr("Seed"), type="integer", default=1, min=0,
                      help=self.tr("Where random numbers begin.")),
        )  # fmt: skip
        self.form = Form(self.parameters, helps=False, label_width=LABEL)
        self.form.edited.connect(self._edited)
        self.form.reset.connect(lambda name: self.editor.reset((name,)))
        self.add(self.form)
        self.file = label("", "caption", "dim", wrap=True)
        self.add(self.file)
        row = QHBoxLayout()
        row.setSpacing(ROW_GAP)
        row.addStretch(1)
        for name, words in (("save-as", self.tr("Save as…")), ("save", self.tr("Save"))):
            each = button(words, small=True)
            each.clicked.connect(lambda checked=False, name=name: desk.commands[name].trigger())
            row.addWidget(each)
        self.body.addLayout(row)
        self.editor.changed.connect(self.refresh)
        self.refresh()

    def offer_suites(self, names: tuple[str, ...]) -> None:
        """Offer these suites."""
        editor = self.form.rows["suite"].editor
        assert isinstance(editor, ChoiceEditor)
        for name in names:
            if editor.box.findText(name) < 0:
                editor.box.addItem(name)

    def refresh(self) -> None:
        """Show what the profile says now."""
        values = {each.name: self.editor.value((each.name,)) for each in self.parameters}
        fields = judge_values(self.parameters, {name: value for name, value in values.items() if value is not None})
        self.form.show_fields(fields)
        for name in ("name", "suite"):
            self.form.rows[name].reset.setVisible(False)
            self.form.rows[name].editor.mark(changed=False, invalid=False)
        for problem in self.editor.judgement.problems:
            if len(problem.path) == 1 and (row := self.form.rows.get(problem.path[0])):
                row.problem.setText(problem.words)
                row.problem.setVisible(True)
        opened = self.editor.profile
        self.file.setText(breakable(str(opened.path)) if opened.path else opened.origin)

    def _edited(self, name: str, value: Any) -> None:
        if name != "suite":
            self.editor.set_value((name,), value)
        elif value != self.editor.suite.name:
            draft = self.editor.draft
            self._question.ask(lambda session: session.profiles.for_suite(draft, value), self._changed_suite)

    def _changed_suite(self, draft: Draft) -> None:
        self.editor.take(draft, self.tr("Change the suite"))
