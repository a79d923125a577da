"""The page Batch System: the site, its areas, general and specific settings; each value against the site file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from parisana.app.planning.runs_now import runs_now
from parisana.app.session import Session
from parisana.app.sites.storage_kinds import StorageKind
from parisana.app.sites.view import SiteEntry, SiteSettings
from parisana.core.profiles.profile import Analysis, Batch
from parisana.core.texts.document import Document
from parisana.errors import InputError, ParisanaError
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.dialogs.messages import confirm
from parisana.ui.desktop.dialogs.site_change import ask_about_overrides
from parisana.ui.desktop.settings import OVERRIDES, PageSource, SiteValues
from parisana.ui.desktop.theme import GAP, SPECIFIC
from parisana.ui.desktop.widgets.page import Page
from parisana.ui.desktop.widgets.texts import button

from .analysis import AnalysisCard
from .areas import AreasCard
from .browse import AreaBrowsing
from .general import GeneralCard
from .site import SiteCard
from .specific import SpecificCard, largest
from .watch import BatchWatch

#: Milliseconds after the last edit at which the plan is computed again, for the resources.
AFTER_EDIT = 600


@dataclass(frozen=True, slots=True)
class Known:
    """What is read of a site before its cards are drawn."""

    document: Document
    settings: SiteSettings
    kinds: tuple[StorageKind, ...]


def read_site(session: Session, name: str, backend: Any) -> Known:
    """Read a site's file, and what its plug-ins ask."""
    document = session.sites.document(name)
    asked = str(backend or document.data.get("backend", ""))
    try:
        settings = session.sites.settings_of(asked)
    except InputError:
        settings = SiteSettings(None, ())
    return Known(document, settings, session.sites.storages())


class BatchPage(Page):
    """The page of the original, whole."""

    def __init__(self, desk: Desk, stage: str = "") -> None:
        super().__init__(self.tr("Batch System"), scrolls=True)
        self.desk, self.editor = desk, desk.editor
        self.site: SiteValues | None = None
        self._key: tuple[str, Any] | None = None
        self._watch: BatchWatch | None = None
        self._entries = Question(desk.bridge, "sites", self)
        self._reading = Question(desk.bridge, "sites", self)
        self._runs = Question(desk.bridge, "sites", self)
        self._plan = Question(desk.bridge, "resources", self)
        self._later = QTimer(self, interval=AFTER_EDIT, singleShot=True)
        self._later.timeout.connect(self._compute)
        self._planned = ""
        self._pointed = ""
        self._on = False
        self.browsing = AreaBrowsing(desk, self)
        self._head_buttons()
        self.card = SiteCard()
        self.card.chosen.connect(self._choose)
        self.card.elements.clicked.connect(lambda: self.open_list("elements"))
        self.card.edit.clicked.connect(self._edit_site)
        self.content.addWidget(self.card)
        self.cards = QWidget()
        self.content.addWidget(self.cards)
        self.content.addStretch(1)
        self.editor.changed.connect(self.refresh)

    def _head_buttons(self) -> None:
        self.reset_all = button(self.tr("Reset Settings"), "arrow-u-up-left")
        self.validate = button(self.tr("Validate Settings"), "check", "primary")
        self.reset_all.clicked.connect(self._reset)
        self.validate.clicked.connect(self._validate)
        self.dry_run = button(self.tr("Dry Run"), "paper-plane-tilt")
        self.dry_run.clicked.connect(self.desk.commands["validate"].trigger)
        self.buttons.addWidget(self.dry_run)
        self.buttons.addWidget(self.reset_all)
        self.buttons.addWidget(self.validate)

    @property
    def site_name(self) -> str:
        """The site that the profile names."""
        return str(self.editor.value(("site",), ""))

    def shown(self) -> None:
        """Look at the sites and at this one again."""
        self._on = True
        self._key = None
        self._entries.ask(lambda session: session.sites.entries(), self._show_entries, self._site_failed)
        self.refresh()

    def left(self) -> None:
        """Ask nothing more."""
        self._on = False
        if self._watch is not None:
            self._watch.stop()

    def _show_entries(self, entries: list[SiteEntry]) -> None:
        self.card.show_entries(entries, self.site_name)

    def refresh(self) -> None:
        """Show what the profile says now; a site that is not read yet is read first."""
        if not self._on:
            return
        name, backend = self.site_name, (self.editor.value(OVERRIDES) or {}).get("backend")
        if (name, backend) != self._key:
            self._key = (name, backend)
            self.card.forget()
            self.card.show_site(name)
            self._reading.ask(lambda session: read_site(session, name, backend), self._show_site, self._site_failed)
        elif self.site is not None:
            self._show_values()

    def _site_failed(self, error: Exception) -> None:
        self.card.show_error(str(error))
        self.site = None
        self.cards.setEnabled(False)

    def _show_site(self, known: Known) -> None:
        """Draw the cards of a site."""
        self.site = SiteValues(self.editor, known.document)
        if self._watch is not None:
            self._watch.stop()
            self._watch.deleteLater()
        self._draw(self.site, known)
        self._watch = BatchWatch(self.desk, self.site, self.card, self.areas)
        self._watch.setParent(self)
        self.editor.judge_with(known.document)
        self._watch.start()
        self.point_at(self._pointed)
        self._pointed = ""

    def _draw(self, site: SiteValues, known: Known) -> None:
        batch, analysis = PageSource(self.editor, "batch", Batch), PageSource(self.editor, "analysis", Analysis)
        title = known.settings.title or site.name
        self.areas = AreasCard(site, known.kinds, self._is_written)
        self.areas.browse_wanted.connect(self.browsing.browse)
        self.general = GeneralCard(site, batch, known.kinds)
        self.specific = SpecificCard(site, batch, known.settings.parameters, title, self.open_list)
        self.analysis = AnalysisCard(analysis)
        old, self.cards = self.cards, QWidget()
        row = QHBoxLayout(self.cards)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addLayout(column(self.areas, self.general), 1)
        self.specific.setFixedWidth(SPECIFIC)
        self.analysis.setFixedWidth(SPECIFIC)
        row.addLayout(column(self.specific, self.analysis))
        self.content.replaceWidget(old, self.cards)
        old.deleteLater()
        self._planned = ""

    def _is_written(self, area: str) -> bool:
        """Whether jobs of this profile write to an area."""
        stages = self.editor.judgement.stages.values()
        written = {found.stage.area or "working" for found in stages if found.active and found.stage.has_jobs}
        return area in written | {"working", "logs"}

    def _show_values(self) -> None:
        assert self.site is not None
        for card in (self.areas, self.general, self.specific, self.analysis):
            card.refresh()
        self.card.show_site(self.site_name)
        self.specific.show_remark(self._is_automatic)
        count = self.site.count
        self.reset_all.setEnabled(bool(count))
        self.reset_all.setText(self.tr("Reset Settings ({0})").format(count) if count else self.tr("Reset Settings"))
        if self._watch is not None:
            self._watch.changed()
        if self.editor.draft.text != self._planned:
            self._later.start()

    @property
    def _is_automatic(self) -> bool:
        return bool(self.editor.value(("batch", "automatic_resources"), True))

    def _compute(self) -> None:
        """Ask for what the neediest job would get, and how many runs there are."""
        if not self._on:
            return
        draft, judged = self.editor.draft, self.editor.judgement
        text, file = draft.text, draft.document.file
        self._planned = text
        if judged.profile is not None:
            profile, document = judged.profile, Document(file, dict(draft.data))
            self._runs.ask(lambda session: len(runs_now(profile, document)), self._show_runs, lambda error: None)
        self._plan.ask(
            lambda session: largest(session.dry_run(file, text, look=False)), self._show_needs, self._no_needs
        )

    def _show_runs(self, runs: int) -> None:
        self.analysis.show_runs(runs)

    def _show_needs(self, needs: Mapping[str, int]) -> None:
        self.specific.show_computed(needs)

    def _no_needs(self, error: Exception) -> None:
        self.specific.show_computed({})
        message = error.message if isinstance(error, ParisanaError) else str(error)
        self.specific.show_remark(self._is_automatic, self.tr("Not computed: {0}").format(message))

    def _choose(self, name: str) -> None:
        """Take another site, and ask what becomes of the overrides of this one."""
        if name == self.site_name:
            return
        count = self.site.count if self.site is not None else 0
        keep = ask_about_overrides(self, self.site_name, name, count) if count else True
        if keep is None:
            self.card.show_site(self.site_name)
            return
        words = self.tr("Change the site to {0}").format(name)
        dropped = [] if keep else [(OVERRIDES, None)]
        self.editor.set_values([(("site",), name), *dropped], words)

    def _reset(self) -> None:
        """Drop all overrides as one step, after a question."""
        if self.site is None:
            return
        count, name = self.site.count, self.site.name
        heading = self.tr("Reset {0} settings?").format(count) if count > 1 else self.tr("Reset 1 setting?")
        text = self.tr("They will be as the site file {0} says. One undo brings them back.").format(name)
        if confirm(self, heading, text, self.tr("Reset {0}").format(count)):
            self.editor.set_values([(OVERRIDES, None)], self.tr("Reset the settings of {0}").format(name))

    def _validate(self) -> None:
        """Ask everything again at once, and say how it went."""
        if self._watch is not None:
            self.desk.logins.forgive()
            self.remark.setText(self.tr("validating…"))
            self._watch.validate(self.remark.setText)

    def open_list(self, name: str) -> None:
        """Show the elements, or the servers."""
        if self.site is None:
            return
        from parisana.ui.desktop.dialogs.elements import ElementsDialog, ServersDialog

        kind = ServersDialog if name == "wms_servers" else ElementsDialog
        dialog = kind(self.desk, self.site, self, writable=name in self.specific.lists)
        dialog.exec()
        dialog.deleteLater()

    def _edit_site(self) -> None:
        """Show the site file, with ways to change it or a copy of it."""
        if self.site is None:
            return
        from parisana.ui.desktop.dialogs.site_file import SiteFile

        dialog = SiteFile(self.desk, self.site.document, self)
        if dialog.exec() and dialog.copied:
            self.editor.set_value(("site",), dialog.copied)
            self.shown()

    def point_at(self, place: str) -> None:
        """Put the cursor into the field that was looked for."""
        parts = place.split(".")
        if self.site is None or self._reading.open:
            self._pointed = place
            return
        inside = parts[1:] if parts[0] == "overrides" else parts
        if inside[:1] == ["areas"] and len(inside) > 1:
            self.areas.focus(inside[1:])
            return
        for card in (self.general, self.specific, self.analysis):
            card.focus(parts[-1])


def column(*cards: QWidget) -> QVBoxLayout:
    """Return cards below each other."""
    made = QVBoxLayout()
    made.setSpacing(GAP)
    for card in cards:
        made.addWidget(card)
    made.addStretch(1)
    return made
