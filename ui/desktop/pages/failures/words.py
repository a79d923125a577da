"""What the page Failures says of classes of failure and of groups."""

from __future__ import annotations

from collections.abc import Sequence

from parisana.app.jobs.failures import Prospect
from parisana.core.jobs.retry import POLICIES
from parisana.core.jobs.states import Failure
from parisana.core.texts.words import duration
from parisana.ui.desktop.language import later, translate

#: What classes are called where they head a list.
TITLES = {
    Failure.SOFTWARE: later("Failures", "Software"), Failure.MEMORY: later("Failures", "Memory"),
    Failure.TIME: later("Failures", "Time"), Failure.INPUTS: later("Failures", "Inputs"),
    Failure.STAGE_IN: later("Failures", "Stage-in"), Failure.STAGE_OUT: later("Failures", "Stage-out"),
    Failure.OUTPUT: later("Failures", "Output"), Failure.NODE: later("Failures", "Node"),
    Failure.SITE: later("Failures", "Site"), Failure.REFUSED: later("Failures", "Refused"),
    Failure.CREDENTIAL: later("Failures", "Credential"), Failure.LOST: later("Failures", "Lost"),
    Failure.CANCELLED: later("Failures", "Cancelled"),
}  # fmt: skip
#: A message is shown up to so many characters; the whole is its tool tip.
MOST, LONGEST_HOST = 180, 16


def title(failure: Failure) -> str:
    """Return what a class is called."""
    return translate("Failures", TITLES[failure])


def message(text: str) -> str:
    """Return a group's message; jobs that left none say so."""
    return text or translate("Failures", "no message")


def cut(text: str) -> str:
    """Return a message that fits into a heading."""
    return text if len(text) <= MOST else f"{text[: MOST - 1].rstrip()}…"


def short(host: str) -> str:
    """Return a host's name without its domain, short enough for a button."""
    name = host.partition(".")[0]
    return name if len(name) <= LONGEST_HOST else f"{name[: LONGEST_HOST - 1]}…"


def policy(failure: Failure) -> str:
    """Say what is done by itself after a failure of a class, before it counts as failed."""
    found = POLICIES[failure]
    if not found.retries:
        return translate("Failures", "no retry by itself")
    tries = translate("Failures", "{0} retries").format(found.retries)
    if found.retries == 1:
        tries = translate("Failures", "1 retry")
    if found.memory > 1:
        return translate("Failures", "{0} with more memory").format(tries)
    if found.time > 1:
        return translate("Failures", "{0} with more time").format(tries)
    if found.delay_s >= 60:
        return translate("Failures", "{0} after {1}").format(tries, duration(found.delay_s))
    return tries


def used(prospect: Prospect, failure: Failure) -> str:
    """Say what the jobs used of what they asked for, and where they ran; what nobody knows is not said."""
    affected, (least, most) = prospect.affected, prospect.asked
    found = []
    if failure is Failure.MEMORY and affected.memory_mb:
        peak, asked = span(affected.memory_mb), span((least.memory_mb, most.memory_mb))
        found.append(translate("Failures", "Peak use was {0} MB; asked for were {1} MB.").format(peak, asked))
    if failure is Failure.TIME and affected.seconds:
        took = " – ".join(dict.fromkeys(map(duration, affected.seconds)))
        asked = " – ".join(dict.fromkeys(map(duration, (least.time_s, most.time_s))))
        found.append(translate("Failures", "They ran for {0}; asked for were {1}.").format(took, asked))
    if affected.hosts:
        found.append(translate("Failures", "Most on {0}.").format(hosts(affected.hosts)))
    return " ".join(found)


def span(ends: Sequence[float]) -> str:
    """Return two numbers, or one where they are the same."""
    return " – ".join(dict.fromkeys(f"{end:,.0f}" for end in ends))


def hosts(found: Sequence[tuple[str, int]], most: int = 3) -> str:
    """Return hosts with their counts."""
    return ", ".join(f"{host} ({count:,})" for host, count in found[:most])
