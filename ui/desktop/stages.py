"""What stands around a page: the state of each stage at the left, the profile above, the jobs below."""

from __future__ import annotations

import time
from collections.abc import Mapping

from parisana.core.editing.profile_draft import StageFields
from parisana.core.jobs.staged import Staged
from parisana.core.jobs.states import ProductionState
from parisana.core.texts.words import duration

from .desk import Desk
from .footer import Footer, grouped
from .header import Header
from .language import translate
from .places import first_with, page_of
from .side import Entry, Side

#: Nothing is going on in a production of these states: no pace, and nobody asks its site.
AT_REST = (ProductionState.DONE, ProductionState.FAILED, ProductionState.CLOSED)

BETWEEN = "  ·  "


def running_state(counts: Mapping[str, int]) -> str | None:
    """Return how a stage's jobs stand in one word, if it has any."""
    numbers = grouped(counts)
    if not sum(numbers.values()):
        return None
    for state in ("running", "failed", "cancelled"):
        if numbers[state]:
            return state
    return "done" if not numbers["waiting"] else "waiting"


def entry(found: StageFields, counts: Mapping[str, int], missing: str | None = None) -> Entry:
    """Return a stage's line: what is wrong first, then how its jobs stand, then whether it is set.

    ``missing`` says why programs are not there; a stage without jobs of its own needs none.
    """
    stage, address = found.stage, f"stages.{found.stage.name}"
    why = stage.unavailable or (missing if stage.has_jobs and not running_state(counts) else None)
    if why:
        return Entry(stage.title, address, "not here", translate("Stages", "not here"), reason=why)
    if found.state == "error":
        return Entry(stage.title, address, "error")
    if not found.active:
        return Entry(stage.title, address, "off", translate("Stages", "off"), reason=found.reason or "")
    return Entry(stage.title, address, running_state(counts) or found.state)


def show_side(side: Side, desk: Desk, number: int) -> None:
    """Show the stages of a desk with their states, and what the pages have to say."""
    judgement = desk.editor.judgement
    stages = desk.snapshot.stages if desk.snapshot else ()
    jobs = {stage.name: {state.value: number for state, number in stage.counts.items()} for stage in stages}
    missing = judgement.software
    lines = {name: entry(found, jobs.get(name, {}), missing) for name, found in judgement.stages.items()}
    side.show_suite(desk.editor.suite, lines, page_remarks(desk), number, missing or "")


def page_remarks(desk: Desk) -> dict[str, tuple[str, str]]:
    """Return what stands beside each of the pages: a state and its words."""
    remarks: dict[str, tuple[str, str]] = {}
    for problem in desk.editor.judgement.problems:
        page = page_of(".".join(problem.path), desk.editor.suite) if not problem.stage else ""
        if page.startswith("page."):
            remarks[page.removeprefix("page.")] = ("error", translate("Stages", "error"))
    failed = grouped(desk.counts)["failed"]
    if failed:
        remarks["jobs"] = ("failed", translate("Stages", "{0} failed").format(f"{failed:,}"))
    return remarks


def show_header(header: Header, desk: Desk) -> None:
    """Show the profile's name, its target and where it runs."""
    editor = desk.editor
    stage = first_with(editor.suite, "position")
    fields = editor.judgement.stages[stage].fields if stage else ()
    target = next((str(field.value) for field in fields if field.parameter.name == "name"), "")
    name = str(editor.value(("name",), translate("Stages", "unnamed")))
    header.show_profile(name, target, desk.host, editor.is_changed)


def show_footer(footer: Footer, desk: Desk) -> None:
    """Show how the jobs of the chosen production stand, and when its site last answered."""
    found = desk.standing
    if found is None:
        footer.show_jobs({}, "")
        footer.show_site("", "")
        return
    if found.state in AT_REST:
        footer.show_jobs(desk.counts, "")
        footer.show_site("", "")
        return
    how = (from_tape(found.staged), pace(found.pace.recent or found.pace.whole, found.pace.seconds_left))
    footer.show_jobs(desk.counts, BETWEEN.join(filter(None, how)))
    footer.show_site(*site_words(found.site, found.answered_at, found.silent_since))


def from_tape(staged: Staged | None) -> str:
    """Say how many files have come of those that were asked from tape."""
    if staged is None:
        return ""
    return translate("Stages", "staging {0} of {1}").format(f"{staged.online:,}", f"{staged.asked:,}")


def pace(rate: float | None, seconds_left: float | None) -> str:
    """Say how quickly jobs are done, and when the last will be."""
    parts = []
    if rate:
        parts.append(translate("Stages", "{0} jobs/h").format(f"{rate:,.0f}"))
    if seconds_left:
        parts.append(translate("Stages", "{0} left").format(duration(seconds_left)))
    return BETWEEN.join(parts)


def site_words(site: str, answered_at: float | None, silent_since: float | None) -> tuple[str, str]:
    """Say when a site last answered, or since when it does not."""
    if silent_since:
        since = time.strftime("%H:%M", time.localtime(silent_since))
        return "unknown", translate("Stages", "no answer from {0} since {1}").format(site, since)
    if answered_at:
        age = duration(max(time.time() - answered_at, 0))
        return "yes", translate("Stages", "{0} answered {1} ago").format(site, age)
    return ("", "")
