"""Saving what the page Results shows: files as they are, plots as PNG, PDF, ECSV or FITS, all into a folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from parisana.app.results.outcomes import Outcome, Plots, ResultFile
from parisana.app.results.sending import MAP
from parisana.core.results.tables import (
    curve_table,
    flux_table,
    point_table,
    run_table,
    significance_table,
    theta2_table,
)
from parisana.core.texts.ecsvtable import TextTable
from parisana.errors import ParisanaError
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.dialogs.messages import say_error
from parisana.ui.desktop.plots.rendering import save_plot

from .plots import PlotCard

#: The numbers of a plot, by what its files are called; the map's are its FITS file.
NUMBERS: dict[str, Callable[[Plots], TextTable | None]] = {
    "spectrum": lambda plots: point_table(plots.spectrum) if plots.spectrum.points else curve_table(plots.spectrum),
    "theta2": lambda plots: theta2_table(plots.theta2) if plots.theta2 else None,
    "significances": lambda plots: significance_table(plots.histogram) if plots.histogram else None,
    "light-curve": lambda plots: flux_table(plots.light_curve),
    "rates": lambda plots: run_table(plots.runs, plots.starts),
}
DRAWN = "PNG (*.png);;PDF (*.pdf)"


class Saving(QObject):
    """Asks where to, and writes."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self.desk, self.page = desk, page

    def file(self, file: ResultFile) -> None:
        """Copy a file to where the user wants it."""
        goal, _ = QFileDialog.getSaveFileName(self.page, self.tr("Save as"), Path(file.name).name)
        if goal:
            self._ask(lambda session: session.outcomes.save(file, Path(goal)), goal)

    def plot(self, card: PlotCard, plots: Plots, files: Sequence[ResultFile]) -> None:
        """Write a plot as a picture, a drawing, or its numbers: the end of the name decides."""
        numbers = "FITS (*.fits.gz)" if card.stem == "significance" else "ECSV (*.ecsv);;FITS (*.fits)"
        name = f"{plots.name}-{card.stem}.png"
        goal, chosen = QFileDialog.getSaveFileName(self.page, self.tr("Save as"), name, f"{DRAWN};;{numbers}")
        if not goal:
            return
        path = ended(Path(goal), chosen)
        if path.suffix.lower() in (".png", ".pdf"):
            self._draw(card, path)
        elif card.stem == "significance":
            image = next(each for each in reversed(files) if Path(each.name).name == MAP)
            self._ask(lambda session: session.outcomes.save(image, path), str(path))
        elif (table := NUMBERS[card.stem](plots)) is not None:
            self._ask(lambda session: session.outcomes.write_table(table, path), str(path))

    def _draw(self, card: PlotCard, path: Path) -> None:
        """Draw here: widgets belong to this thread."""
        try:
            save_plot(card.shown_chart(), path)
        except ParisanaError as error:
            say_error(self.page, error)
        else:
            self._say(str(path))

    def everything(self, outcome: Outcome) -> None:
        """Copy all pictures, tables and figures into a folder."""
        files = exported(outcome)
        folder = QFileDialog.getExistingDirectory(self.page, self.tr("Export {0} files to").format(len(files)))
        if folder:
            words = self.tr("exported {0} files to {1}")
            self.desk.bridge.ask(
                "results",
                lambda session: session.outcomes.export(files, Path(folder)),
                lambda number: self.desk.say(words.format(number, folder)),
                lambda error: say_error(self.page, error),
            )

    def _ask(self, work: Callable[..., object], goal: str) -> None:
        self.desk.bridge.ask("results", work, lambda done: self._say(goal), lambda error: say_error(self.page, error))

    def _say(self, goal: str) -> None:
        self.desk.say(self.tr("saved {0}").format(goal))


def ended(path: Path, chosen: str) -> Path:
    """Return the name with an ending: the user's own, or that of the kind that was chosen."""
    known = (".png", ".pdf", ".ecsv", ".fits", ".gz")
    if path.suffix.lower() in known:
        return path
    ending = chosen.partition("(*")[2].rstrip(")") or ".png"
    return path.with_name(path.name + ending)


def exported(outcome: Outcome) -> tuple[ResultFile, ...]:
    """Return what is worth to be taken along: pictures, prints, tables, and the last stage's figures."""
    prints = [file for file in outcome.files if file.kind == "print"]
    last = outcome.files[-1].stage if outcome.files else ""
    figures = [file for file in outcome.files if file.kind == "figures" and file.stage == last]
    return (*outcome.pictures, *prints, *outcome.tables, *figures)
