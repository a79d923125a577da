"""``parisana mc list|show``: productions that have rows, and the table of rows of one."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from parisana.cli.common import add_production, session
from parisana.cli.output import Show
from parisana.core.simulations.simulation import PRIMARIES

if TYPE_CHECKING:
    from parisana.app.simulations.productions import RowLine, SimulationRecord

HEADERS = (
    *("Zenith", "Azimuth", "Index", "Emin", "Emax", "Rhomin", "Rhomax", "Req. # Showers"),
    *("Status", "Produced # Showers", "# jobs", "DST", "details"),
)
#: How the record's own names are called in JSON, where that differs.
NAMES = {"production_id": "production", "audience": "for", "particle": "primary", "place": "simulated_site"}


def configure(verb: str, parser: argparse.ArgumentParser) -> None:
    """Declare what each takes."""
    if verb == "show":
        add_production(parser)
        parser.add_argument("--stage", help="the rows at this stage only, for example smash")
        return
    parser.add_argument("--limit", type=int, default=1000, help="how many (default: 1000)")
    parser.add_argument("--after", type=int, default=0, metavar="N", help="only those with larger numbers")


def run(arguments: argparse.Namespace, show: Show) -> int:
    """List them, or show one."""
    return _list(arguments, show) if arguments.verb == "list" else _show(arguments, show)


def _list(arguments: argparse.Namespace, show: Show) -> int:
    found = session(show).simulations.all(arguments.limit, arguments.after)
    headers = ("#", "Production", "Type", "Description", "Code", "Version", "Primary", "Configuration", "Site")
    rows = [
        (each.production_id, each.name, each.type, each.description, each.code, each.version, primary(each.particle),
         each.configuration, each.place, each.layout, each.owner, each.state)
        for each in found
    ]  # fmt: skip
    show.table((*headers, "Layout", "Owner", "State"), rows, "There are no Monte-Carlo productions yet.")
    show.json([facts(each) for each in found])
    return 0


def _show(arguments: argparse.Namespace, show: Show) -> int:
    at = session(show)
    record, tables = at.simulations.one(arguments.production), at.simulations.rows(arguments.production)
    chosen = {stage: lines for stage, lines in tables.items() if arguments.stage in (None, stage)}
    show.line(f"{record.name}: {record.description}".removesuffix(": "))
    show.line(f"{record.type} for {record.audience}, {record.code} {record.version}, {primary(record.particle)},")
    show.line(f"{record.configuration}, {record.place}, {record.layout}; of {record.owner}, {record.state}")
    for stage, lines in chosen.items():
        show.line(f"\n{stage}")
        show.table(HEADERS, map(cells, lines))
    stages = [{"stage": stage, "rows": rows_document(lines)} for stage, lines in chosen.items()]
    show.json({**facts(record), "stages": stages})
    return 0


def primary(particle: int) -> str:
    """Return a primary by its number and name."""
    return f"{particle} {PRIMARIES.get(particle, '')}".rstrip()


def facts(record: SimulationRecord) -> dict[str, Any]:
    """Return what is known of a production as JSON."""
    return {NAMES.get(name, name): value for name, value in asdict(record).items()}


def cells(line: RowLine) -> tuple[object, ...]:
    """Return a row as the table shows it."""
    angles = (f"{value:g}" for value in (line.zenith, line.azimuth, line.index))
    energies = (f"{value:.6g}" for value in (line.emin_tev, line.emax_tev))
    distances = (f"{value:g}" for value in (line.rhomin_m, line.rhomax_m))
    physics = (*angles, *energies, *distances)
    return (*physics, line.requested, line.status, line.produced, line.jobs, line.dst, line.details)


def rows_document(lines: Iterable[RowLine]) -> list[dict[str, Any]]:
    """Return rows as JSON."""
    return [{**asdict(line), "files": line.files._asdict(), "details": line.details} for line in lines]
