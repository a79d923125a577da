"""Regions from files and into files: DS9 both ways, catalogues in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from parisana.app.ground.command_line import command_line
from parisana.core.sky.region import Region
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.dialogs.command_line import Commands
from parisana.ui.desktop.dialogs.messages import say_error

from .entries import read_entry

if TYPE_CHECKING:
    from parisana.ui.desktop.pages.stages.regions import RegionsPage


class RegionFiles(QObject):
    """The files of the page."""

    def __init__(self, page: RegionsPage) -> None:
        super().__init__(page)
        self.page = page
        self._asked = Question(page.desk.bridge, "files", self)

    @property
    def _folder(self) -> Path:
        path = self.page.editor.profile.path
        return path.parent if path else Path.home()

    def bring(self) -> None:
        """Add the regions of a DS9 file, or the sources of a catalogue."""
        kinds = (
            self.tr("DS9 regions and catalogues ({0})").format("*.reg *.ecsv *.csv") + ";;" + self.tr("All files (*)")
        )
        found, _ = QFileDialog.getOpenFileName(self.page, self.tr("Import Regions"), str(self._folder), kinds)
        if found:
            path = Path(found)
            self._asked.ask(lambda session: session.observations.read_regions(path), self._brought, self._failed)

    def _brought(self, regions: list[Region]) -> None:
        page = self.page
        page.write([*page.entries, *(region.written() for region in regions)], self.tr("Import regions"))
        page.desk.say(self.tr("{0} regions imported").format(len(regions)))

    def export(self) -> None:
        """Write the regions as DS9 reads them; those with an error are named first."""
        regions = [region for entry in self.page.entries if (region := read_entry(entry)[0]) is not None]
        start = str(self._folder / "excluded.reg")
        heading = self.tr("Export {0} regions").format(len(regions))
        found, _ = QFileDialog.getSaveFileName(self.page, heading, start, self.tr("DS9 regions ({0})").format("*.reg"))
        if found:
            self._asked.ask(
                lambda session: session.observations.write_regions(Path(found), regions),
                lambda _: self.page.desk.say(self.tr("{0} regions written to {1}").format(len(regions), found)),
                self._failed,
            )

    def _failed(self, error: Exception) -> None:
        say_error(self.page, error)

    def commands(self) -> list[tuple[str, str]]:
        """Return what the page does as commands."""
        profile = str(self.page.editor.profile.path or self.page.editor.profile.name)
        return [
            (
                self.tr("Import regions into the saved profile"),
                command_line("regions import", "FILE.reg", into=profile),
            ),
            (self.tr("Export the regions of the saved profile"), command_line("regions export", profile, "FILE.reg")),
        ]

    def show_commands(self) -> None:
        """Show what the page does as commands."""
        Commands(self.page, self.commands()).exec()
