"""``parisana results … --compare`` and ``--send``: two productions side by side, and results for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from parisana.app.results.sending import parcel_named
from parisana.app.session import Session
from parisana.cli.output import Show
from parisana.core.results.tables import fits_beside, runs_beside
from parisana.core.texts.ecsvtable import TextTable


def compare(session: Session, numbers: tuple[int, int], show: Show) -> int:
    """Print the fits and the runs of two productions side by side."""
    outcomes = [session.outcomes.of(number) for number in numbers]
    plots = [session.outcomes.plots(number) for number in numbers]
    first, second = (f"#{number}" for number in numbers)
    fits = fits_beside(outcomes[0].fitted, outcomes[1].fitted, (first, second))
    runs = runs_beside(plots[0].runs, plots[1].runs, (first, second))
    show.json({"productions": list(numbers), "fit": as_json(fits), "runs": as_json(runs)})
    for title, table in (("Fit", fits), ("Runs", runs)):
        if table.rows:
            show.line(title)
            show.table([column.name for column in table.columns], table.rows)
    for each in plots:
        for fault in each.faults:
            show.line(f"#{each.production}: {fault}")
    return 0


def as_json(table: TextTable) -> list[dict[str, Any]]:
    """Return the rows, numbers as numbers."""
    return [
        {
            column.name: value_of(cell) if column.number else cell
            for column, cell in zip(table.columns, row, strict=True)
        }
        for row in table.rows
    ]


def value_of(cell: str) -> float | None:
    """Return a cell's number; of an empty one, nothing."""
    return float(cell) if cell.strip() else None


def send(session: Session, number: int, what: str, to: Sequence[str], show: Show) -> int:
    """Send a map or a table to the programs at the SAMP hub."""
    names = session.outcomes.send(parcel_named(what), session.outcomes.plots(number), to)
    show.json({"sent": what, "to": names})
    show.line(f"{', '.join(names)} took it.")
    return 0
