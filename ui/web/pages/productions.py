"""Productions: the list, one of them, its plots, its pictures; run lists, DST status and results of all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import quote

from parisana.app.changing.readiness import StageWait
from parisana.app.driving.watch import Standing
from parisana.app.results.outcomes import Outcome, ResultFile
from parisana.app.visit import Visit
from parisana.core.jobs.states import BY_ATTENTION, JobState, ProductionState
from parisana.core.texts import document
from parisana.errors import InputError
from parisana.ui.web.asked import Asked
from parisana.ui.web.page import Page, cut

LIMIT = 50
#: What the list can be narrowed to.
NARROWED = ("owner", "site", "state", "name")
#: Productions whose results are shown on one page.
SHOWN = 12
#: The stages whose outputs are DSTs, of observed runs and of simulated ones.
DST = ("dst", "smash")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a production, and where it is found."""

    production: int
    job: int
    name: str
    stage: str
    unit: str

    @property
    def address(self) -> str:
        """Return its own address."""
        return f"/productions/{self.production}/jobs/{self.job}/picture?name={quote(self.name)}"


def productions(visit: Visit, asked: Asked) -> Page:
    """List the productions, newest first."""
    asked.word("state", ProductionState)
    equal = asked.equal(*NARROWED)
    shown, last = cut(visit.watch.page(LIMIT + 1, asked.number("before"), equal), LIMIT)
    data = {"productions": [facts(each) for each in shown], "narrowed": equal}
    following = asked.link(before=last.number) if last else None
    return Page("Productions", "productions.html", data, "/productions", following)


def production(visit: Visit, asked: Asked) -> Page:
    """Show one production: its stages, what failed, what came out."""
    number = asked.number_of("production")
    standing, stages = _standing(visit, number), visit.book.standing(number)
    report, outcome = visit.failures.of(number), visit.outcomes.concluding(number)
    data = {
        "production": facts(standing),
        "stages": stages,
        "states": _present(standing.counts),
        "waits": _waits(visit, standing),
        "matching": _matching(visit, number),
        "failures": report.groups,
        "figures": outcome.figures,
        "fitted": outcome.fitted,
        "partial": outcome.partial,
        "pictures": pictures_of(number, outcome),
    }
    return Page(standing.name, "production.html", data, "/productions", beside=f"production {number}")


def plots(visit: Visit, asked: Asked) -> Page:
    """Show a production in time, and what its attempts used."""
    number = asked.number_of("production")
    standing, found = _standing(visit, number), visit.statistics.of(number)
    data = {"production": facts(standing), "line": found.line, "strands": found.strands, "widths": found.widths}
    return Page(
        f"{standing.name}: statistics", "production_plots.html", data, "/productions", beside=f"production {number}"
    )


def results(visit: Visit, asked: Asked) -> Page:
    """Show the spectra and maps of all productions, newest first."""
    shown, last = cut(visit.watch.page(SHOWN + 1, asked.number("before"), {}), SHOWN)
    rows = [(each, visit.outcomes.concluding(each.number)) for each in shown]
    found = [
        {
            "production": facts(each),
            "figures": outcome.figures,
            "fitted": outcome.fitted,
            "pictures": pictures_of(each.number, outcome),
        }
        for each, outcome in rows
        if outcome.figures or outcome.pictures
    ]
    following = asked.link(before=last.number) if last else None
    return Page("Results", "results.html", {"results": found}, "/results", following)


def dst_status(visit: Visit, asked: Asked) -> Page:
    """Show how the DSTs of each production stand."""
    rows: dict[tuple[int, str], dict[str, Any]] = {}
    for each in visit.totals.state_counts(DST, asked.text("owner") or None):
        row = {"number": each.production, "name": each.name, "owner": each.owner, "site": each.site, "counts": {}}
        row |= {"stage": each.stage, "title": each.title}
        rows.setdefault((each.production, each.stage), row)["counts"][each.state] = each.jobs
    return Page("DST status", "dst.html", {"productions": list(rows.values())}, "/dst")


def run_lists(visit: Visit, asked: Asked) -> Page:
    """Show which runs each production works on."""
    shown, last = cut(visit.watch.page(LIMIT + 1, asked.number("before"), {}), LIMIT)
    texts = visit.book.profile_texts(each.number for each in shown)
    rows = [{"production": facts(each), "runs": runs_of(texts.get(each.number, ""))} for each in shown]
    following = asked.link(before=last.number) if last else None
    return Page("Run lists", "run_lists.html", {"lists": rows}, "/run-lists", following)


def runs_of(profile: str) -> Mapping[str, Any]:
    """Return what a recorded profile says of its runs: listed, in a file, or simulated."""
    try:
        written = document.read(profile, "profile").data.get("runs")
    except InputError:
        return {}
    if isinstance(written, dict):
        return {name: written[name] for name in ("file", "simulate", "first") if name in written}
    if not isinstance(written, list):
        return {}
    numbers = [run.get("run") if isinstance(run, dict) else run for run in written]
    return {"listed": [run for run in numbers if isinstance(run, int)]}


def facts(standing: Standing) -> dict[str, Any]:
    """Return what is recorded; how fast it gets on changes by the second, and is the window's to say."""
    return {each.name: getattr(standing, each.name) for each in fields(standing) if each.name != "pace"}


def pictures_of(production: int, outcome: Outcome) -> Sequence[Picture]:
    """Return the pictures of what a production came to."""
    return [_picture(production, each) for each in outcome.pictures if each.is_near]


def _picture(production: int, file: ResultFile) -> Picture:
    return Picture(production, file.job, file.name, file.title, file.unit)


def _standing(visit: Visit, number: int) -> Standing:
    """Return how it stands; one that is not there, or not shown, is refused in a sentence."""
    visit.production(number)
    found = visit.watch.snapshot(number, limit=1).selected
    assert found is not None, "it was there a moment ago, and nothing is removed"
    return found


def _waits(visit: Visit, standing: Standing) -> Sequence[StageWait]:
    """Return what waits for what, while anything does; a suite that cannot be read any more tells nothing."""
    if not any(standing.counts.get(state) for state in (JobState.WAITING, JobState.READY)):
        return ()
    try:
        return visit.readiness.waits(standing.number)
    except InputError:
        return ()


def _matching(visit: Visit, number: int) -> dict[str, Any] | None:
    """Return how a production's query for new runs stands, if its profile has one."""
    found = visit.matching.of(number)
    if found is None:
        return None
    told = {"asked": str(found.asked), "every": found.asked.pause}
    return {**told, **{each.name: getattr(found.record, each.name) for each in fields(found.record)}}


def _present(counts: Mapping[JobState, int]) -> list[JobState]:
    """Return the states in which there are jobs; those that are done stand first."""
    there = [state for state in BY_ATTENTION if counts.get(state)]
    return sorted(there, key=lambda state: state is not JobState.DONE)
