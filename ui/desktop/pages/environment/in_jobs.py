"""The software environment in which the jobs run: the site's, with the overrides of this profile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from parisana.core.editing.form import parameters_of
from parisana.core.editing.profile_draft import judge_values
from parisana.core.sites.site import Environment
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.forms.form import Form
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.texts import label

PLACE = ("overrides", "environment")


class JobsCard(Card):
    """A form over ``overrides.environment``."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(translate("JobsCard", "Environment of the jobs"), " ")
        self.desk, self.editor = desk, desk.editor
        self._question = Question(desk.bridge, "surroundings", self)
        self._question.failed = self._failed
        self.site: Mapping[str, Any] = {}
        self.parameters = parameters_of(Environment)
        self.form = Form(self.parameters)
        self.form.edited.connect(lambda name, value: self.editor.set_value((*PLACE, name), value))
        self.form.reset.connect(lambda name: self.editor.reset((*PLACE, name)))
        self.problem = label("", "caption", "bad", wrap=True)
        self.add(self.form)
        self.add(self.problem)
        self.editor.changed.connect(self.refresh)
        self.refresh()

    def look(self) -> None:
        """Ask what the site's file says."""
        name = str(self.editor.value(("site",), ""))
        self._question.ask(
            lambda session: dict(session.sites.configured(name).document.data.get("environment") or {}), self.show_site
        )

    def show_site(self, said: Mapping[str, Any]) -> None:
        """Take the site's own values as those that count where nothing else is said."""
        self.site = said
        self.problem.setText("")
        self.refresh()

    def refresh(self) -> None:
        """Show what counts now."""
        self.remark.setText(str(self.editor.value(("site",), "")))
        written = self.editor.value(PLACE, {})
        own = written if isinstance(written, dict) else {}
        for field in judge_values(self.parameters, {**self.site, **own}):
            row = self.form.rows[field.parameter.name]
            row.show_field(field)
            row.editor.mark(changed=field.parameter.name in own, invalid=bool(row.problem.text()))
            row.reset.setVisible(field.parameter.name in own)
        self._show_problems()

    def _show_problems(self) -> None:
        for problem in self.editor.judgement.problems:
            if problem.path[:2] == PLACE:
                row = self.form.rows.get(problem.path[2]) if len(problem.path) > 2 else None
                shown = row.problem if row is not None else self.problem
                shown.setText(problem.words)
                shown.show()

    def _failed(self, error: Exception) -> None:
        self.problem.setText(str(error))
