"""The rows of a Monte-Carlo production, at each stage that simulates."""

from __future__ import annotations

from typing import Any

from parisana.app.simulations.productions import RowLine, SimulationRecord, said_of, together
from parisana.app.visit import Visit
from parisana.core.simulations.simulation import PRIMARIES
from parisana.ui.web.asked import Asked
from parisana.ui.web.page import Page, plain


def rows(visit: Visit, asked: Asked) -> Page:
    """Show the table of rows; an analysis has none."""
    number = asked.number_of("production")
    standing, wanted = visit.production(number), asked.text("stage")
    found = {each.production_id: each for each in visit.simulations.of([number])}
    tables = visit.simulations.rows(number) if found else {}
    titles = {stage.name: stage.title for stage in visit.book.stages(number)}
    stages = [table(stage, titles[stage], lines) for stage, lines in tables.items() if wanted in ("", stage)]
    data = {"production": standing, "facts": facts(found.get(number)), "stages": stages}
    section = "/simulation/detector" if wanted == "smash" else "/simulation/shower"
    return Page(f"{standing.name}: rows", "rows.html", data, section, beside=f"production {number}")


def table(stage: str, title: str, lines: list[RowLine]) -> dict[str, Any]:
    """Return the table of one stage, with its sums."""
    sums = {name: sum(getattr(line, name) for line in lines) for name in ("requested", "produced", "jobs")}
    shown = [
        {**plain(line), "dst": line.dst, "details": line.details, "name": f"row-{line.number:02d}-"} for line in lines
    ]
    dst = said_of(together(lines))
    return {"stage": stage, "title": title, "rows": shown, "sums": sums, "dst": dst}


def facts(record: SimulationRecord | None) -> dict[str, str]:
    """Return what a production simulates, as its table is headed."""
    if record is None:
        return {}
    return {
        "Type": record.type,
        "For": record.audience,
        "Description": record.description,
        "Code Name": record.code,
        "Code Version": record.version,
        "Primary": f"{record.particle} {PRIMARIES.get(record.particle, '')}".rstrip(),
        "Configuration": record.configuration,
        "Site": record.place,
        "Telescope Layout": record.layout,
    }
