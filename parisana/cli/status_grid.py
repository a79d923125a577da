"""``parisana status PRODUCTION --grid``: a line for each unit, how its jobs stand in each stage."""

from __future__ import annotations

from typing import Any

from parisana.app.jobs.grid import Cell, GridPage, GridQuery
from parisana.app.session import Session
from parisana.cli.output import Show


def show_grid(at: Session, show: Show, production: int, query: GridQuery) -> None:
    """Show some lines, and say how the next ones are asked for."""
    found = at.grids.page(production, query)
    names = [each.name for each in found.stages]
    rows = [(line.unit, *(_words(line.cells.get(name)) for name in names)) for line in found.lines]
    show.table(("unit", *names), rows)
    last = found.first + len(found.lines)
    if found.lines and last < found.total:
        show.line(f"{last:,} of {found.total:,}; go on with --after-unit {found.lines[-1].unit}")
    show.json(_document(found))


def _words(cell: Cell | None) -> str:
    """Say one state, or how many are in the one that matters most."""
    if cell is None:
        return ""
    number = cell.counts[cell.state]
    return str(cell.state) if cell.jobs == 1 else f"{number:,} of {cell.jobs:,} {cell.state}"


def _document(found: GridPage) -> dict[str, Any]:
    return {
        "production": found.production,
        "stage": found.anchor,
        "first": found.first,
        "total": found.total,
        "whole": not found.cut,
        "lines": [
            {"unit": line.unit, "stages": {name: _counts(cell) for name, cell in line.cells.items()}}
            for line in found.lines
        ],
    }


def _counts(cell: Cell) -> dict[str, Any]:
    return {"state": cell.state, "jobs": {str(state): n for state, n in cell.counts.items()}, "job": cell.number}
