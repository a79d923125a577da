"""What belongs to one batch system only: its settings, what a job asks for, where the software lies."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QPushButton

from parisana.app.before.dryrun import DryRun
from parisana.core.editing.form import parameters_of
from parisana.core.editing.profile_draft import Field
from parisana.core.sites.jobscript import ENVIRONMENTS
from parisana.core.sites.site import PATH_TITLES, Environment
from parisana.core.suites.parameter import Parameter
from parisana.ui.desktop.forms.bound import SettingsForm
from parisana.ui.desktop.language import later, translate
from parisana.ui.desktop.settings import PageSource, SiteSource, SiteValues
from parisana.ui.desktop.widgets.card import Card, hair
from parisana.ui.desktop.widgets.texts import button, label

#: Settings of a backend that the page has elsewhere already, and lists that have a dialog of their own.
ELSEWHERE = ("priority", "open_in_terminal", "terminal_type")
LISTS = (
    ("elements", later("Specific", "List of Computing Elements…")),
    ("wms_servers", later("Specific", "List of WMS Servers…")),
)
#: What a job asks for.
NEEDS = ("duration", "priority", "memory", "disk")


def largest(dry: DryRun) -> dict[str, int]:
    """Return what the neediest job of a plan asks for."""
    rows = dry.stages
    return {
        "duration": max((row.time_s for row in rows), default=0),
        "memory": max((row.memory_mb for row in rows), default=0),
        "disk": max((row.disk_mb for row in rows), default=0),
    }


class NeedsForm(SettingsForm):
    """Duration, priority, memory, disk space; with automatic resources, the computed values in grey."""

    def __init__(self, batch: PageSource) -> None:
        super().__init__(batch, NEEDS)
        self._computed: Mapping[str, int] = {}

    def show_computed(self, values: Mapping[str, int]) -> None:
        """Take what the suite computes for the neediest job."""
        self._computed = values
        self.refresh()

    def show_fields(self, fields: Any) -> None:
        """Show the computed value where it counts."""
        super().show_fields([self._counting(field) for field in fields])

    def _counting(self, field: Field) -> Field:
        if field.relevant or field.parameter.name not in NEEDS:
            return field
        computed = self._computed.get(field.parameter.name)
        return replace(field, value=computed, set=False, problem=None)


class SpecificCard(Card):
    """Drawn from the settings class of the backend."""

    def __init__(
        self,
        site: SiteValues,
        batch: PageSource,
        parameters: Sequence[Parameter],
        title: str,
        open_list: Callable[[str], None],
    ) -> None:
        super().__init__(title, self.tr("only for this system"))
        self.site = site
        named = [each for each in parameters if each.name not in ELSEWHERE]
        self.lists = {
            name: self._list(name, translate("Specific", words), open_list)
            for name, words in LISTS
            if _has(named, name)
        }
        self.settings = SettingsForm(
            SiteSource(site, parameters, "settings"), [each.name for each in named if each.name not in self.lists]
        )
        self.needs = NeedsForm(batch)
        self.environment = SettingsForm(environment_source(site), environment_names(site))
        self.forms = [form for form in (self.settings, self.needs, self.environment) if form.rows]
        for number, form in enumerate(self.forms):
            if number:
                self.add(hair())
            self.add(form)
            if form is self.settings or (not self.settings.rows and number == 0):
                for each in self.lists.values():
                    self.add(each)
        self.remark = label("", "caption", "dim", wrap=True)
        self.body.insertWidget(self.body.indexOf(self.needs) + 1, self.remark)

    def _list(self, name: str, words: str, open_list: Callable[[str], None]) -> QPushButton:
        made = button(words, "list-dashes", small=True)
        made.setToolTip(self.site.origin("settings", name))
        made.clicked.connect(lambda: open_list(name))
        return made

    def refresh(self) -> None:
        """Show all settings as they stand."""
        for form in self.forms:
            form.refresh()
        for name, each in self.lists.items():
            chosen = self.site.value("settings", name)
            words = next(translate("Specific", title) for known, title in LISTS if known == name)
            count = f"  ({len(chosen)})" if isinstance(chosen, list) and chosen else ""
            each.setText(f"{words}{count}")
            each.setToolTip(self.site.origin("settings", name))

    def show_computed(self, values: Mapping[str, int]) -> None:
        """Show what the neediest job asks for."""
        self.needs.show_computed(values)

    def show_remark(self, automatic: bool, error: str = "") -> None:
        """Say what the values below mean."""
        computed = self.tr("Computed for the neediest job; each stage asks for what it needs.")
        typed = self.tr("Typed: every job asks for this.")
        self.remark.setText((error or computed) if automatic else typed)

    def focus(self, name: str) -> None:
        """Put the cursor into a setting."""
        for form in self.forms:
            form.focus(name)


def _has(parameters: Sequence[Parameter], name: str) -> bool:
    return any(each.name == name and each.type == "words" for each in parameters)


def environment_source(site: SiteValues) -> SiteSource:
    """Return the software environment, its path called as its kind calls it."""
    title = PATH_TITLES.get(str(site.value("environment", "kind")), "Directory")
    parameters = [
        each.model_copy(update={"title": title}) if each.name == "path" else each for each in parameters_of(Environment)
    ]
    return SiteSource(site, parameters, "environment")


def environment_names(site: SiteValues) -> list[str]:
    """Return what is asked of the environment, by its kind."""
    needed, allowed = ENVIRONMENTS.get(str(site.value("environment", "kind")), (set(), set()))
    known = {*needed, *allowed}
    return [name for name in Environment.model_fields if name in known]
