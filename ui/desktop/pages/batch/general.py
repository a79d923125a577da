"""General settings: what every batch system has in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from parisana.app.sites.storage_kinds import StorageKind
from parisana.core.editing.form import parameters_of
from parisana.core.sites.access import Reach, StorageUse
from parisana.ui.desktop.forms.bound import BoundField, SettingsForm
from parisana.ui.desktop.forms.radios import RadiosEditor
from parisana.ui.desktop.language import later, translate
from parisana.ui.desktop.settings import PageSource, SiteSource, SiteValues, Source
from parisana.ui.desktop.theme import BESIDE, KIND, ROOT, ROW_GAP
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.flow import Flow
from parisana.ui.desktop.widgets.texts import label

PLACES = {
    "tmpdir": later("General", "Use TMPDIR"),
    "workingdir": later("General", "Use WORKINGDIR"),
    "startdir": later("General", "Use Start dir"),
}
#: Kinds of storage with a tick of their own.
USES = (
    ("hpss", later("General", "Use HPSS")),
    ("xrootd", later("General", "Use XROOTD")),
    ("webdav", later("General", "Use WebDAV")),
    ("s3", later("General", "Use S3")),
    ("srm", later("General", "Use LCG")),
    ("gridftp", later("General", "Use GridFTP")),
    ("lfc", later("General", "Use LFC")),
)


class StorageSource(SiteSource):
    """One kind of storage at the site; one that the site does not name is not used."""

    def __init__(self, site: SiteValues, kind: StorageKind) -> None:
        use = next(each for each in parameters_of(StorageUse) if each.name == "use")
        named = use.model_copy(update={"default": site.value("storages", kind.name) is not None})
        super().__init__(site, (named, *kind.parameters), "storages", kind.name)

    @property
    def is_used(self) -> bool:
        """Whether areas may lie on it."""
        use = self.site.value(*self.prefix, "use")
        return use is True or (use is None and self.site.value(*self.prefix) is not None)


class Uses:
    """The tick of a kind of storage, and what is asked once it is set."""

    def __init__(self, site: SiteValues, kind: StorageKind, title: str) -> None:
        self.source = StorageSource(site, kind)
        self.tick = BoundField(self.source, "use", title)
        self.form = SettingsForm(self.source, [each.name for each in kind.parameters], ROOT)

    def refresh(self) -> None:
        """Show what is used, and ask more only of that."""
        field = next(field for field in self.source.fields() if field.parameter.name == "use")
        self.tick.show_field(field)
        self.tick.editor.show_value(self.source.is_used)
        self.form.refresh()
        self.form.setVisible(self.source.is_used)


class GeneralCard(Card):
    """Rows of ticks, each with its fields."""

    def __init__(self, site: SiteValues, batch: PageSource, kinds: Sequence[StorageKind]) -> None:
        super().__init__(self.tr("General"))
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(ROW_GAP)
        self.grid.setVerticalSpacing(BESIDE)
        self.grid.setColumnMinimumWidth(0, KIND)
        self.grid.setColumnStretch(1, 1)
        self.body.addLayout(self.grid)
        self._problems: list[tuple[list[BoundField], QLabel]] = []
        reach = SiteSource(site, parameters_of(Reach), "reach")
        self.fields: list[BoundField] = []
        self._batch_rows(batch)
        self._row(self.tr("Submission"), self._made(reach, "ssh", "sshfs"))
        self._row("", self._made(reach, "host", "transport"))
        self._row(self.tr("Terminal"), self._made(batch, "open_in_terminal", "terminal_type"))
        by_name = {kind.name: kind for kind in kinds}
        self.uses = [Uses(site, by_name[name], translate("General", title)) for name, title in USES if name in by_name]
        self._storages()

    def _batch_rows(self, batch: PageSource) -> None:
        self._row(self.tr("Resources"), self._made(batch, "automatic_resources", "scons"))
        self._row(self.tr("Run in"), [self._places(batch)])
        self._row(self.tr("Scripts"), self._made(batch, "only_write_script", "clean_afterwards"))

    def _made(self, source: Source, *names: str) -> list[BoundField]:
        return [BoundField(source, name) for name in names]

    def _places(self, batch: PageSource) -> BoundField:
        """Return the three radio buttons of the working place."""
        titles = {word: translate("General", title) for word, title in PLACES.items()}
        return BoundField(batch, "work_in", make=lambda parameter: RadiosEditor(parameter, titles))

    def _row(self, title: str, fields: Iterable[BoundField]) -> None:
        line = self.grid.rowCount()
        shown = list(fields)
        row = QHBoxLayout()
        row.setSpacing(2 * ROW_GAP)
        for field in shown:
            if field.title is not None and len(shown) == 1:
                field.title.hide()
            row.addWidget(field, 1 if len(shown) == 1 else 0)
        row.addStretch(0 if len(shown) == 1 else 1)
        self.grid.addWidget(label(title, tone="dim"), line, 0)
        self.grid.addLayout(row, line, 1)
        problem = label("", "caption", "bad", wrap=True)
        self.grid.addWidget(problem, line + 1, 1)
        self._problems.append((shown, problem))
        self.fields += shown

    def _storages(self) -> None:
        """Put all ticks into one row, and below it what is asked of each storage that is used."""
        line, ticks = self.grid.rowCount(), QWidget()
        row = Flow(ticks)
        title = label(self.tr("Storage"), tone="dim")
        title.setMinimumHeight(max((use.tick.sizeHint().height() for use in self.uses), default=0))
        self.grid.addWidget(title, line, 0, Qt.AlignmentFlag.AlignTop)
        self.grid.addWidget(ticks, line, 1)
        for below, use in enumerate(self.uses, 1):
            row.addWidget(use.tick)
            self.grid.addWidget(use.form, line + below, 0, 1, 2)
            self.fields.append(use.tick)

    def refresh(self) -> None:
        """Show all settings as they stand."""
        found = {(id(field.source), f.parameter.name): f for field in self.fields for f in field.source.fields()}
        for field in self.fields:
            field.show_field(found[id(field.source), field.name])
        for use in self.uses:
            use.refresh()
        for fields, problem in self._problems:
            words = [found[id(field.source), field.name].problem for field in fields]
            said = " ".join(dict.fromkeys(word for word in words if word))
            problem.setText(said)
            problem.setVisible(bool(said))

    def focus(self, name: str) -> None:
        """Put the cursor into a setting."""
        for field in self.fields:
            if field.name == name:
                field.editor.parts[0].setFocus()
