"""Reading what the queue of the other machine says: an answer without its last line is none."""

from __future__ import annotations

from parisana.core.jobs.states import Answer, Failure
from parisana.errors import NoAnswer, Refused, SiteError
from parisana.plugins.backend import Element, Ending, Found, Living, NativeState
from parisana.plugins.runner import Outcome

from .calls import NO_ROOM, REFUSED

WHOLE = "whole"
UNKNOWN = "-"
SPACE = "Is there room on that disk, and may you write there? The site's settings name the spool folder."


def parse_installed(outcome: Outcome) -> str:
    """Return the path of the spool."""
    if outcome.code == NO_ROOM:
        raise NoAnswer(f"The spool folder cannot be made: {own_words(outcome)}.", hint=SPACE)
    lines = outcome.stdout.splitlines()
    if outcome.code != 0 or not lines or not lines[-1].startswith("/"):
        hint = "The machine needs bash 4.4, coreutils, grep, and setsid and flock of util-linux."
        raise SiteError(f"Jobs cannot be run there: {own_words(outcome)}.", hint=hint)
    return lines[-1]


def parse_taken(outcome: Outcome, tag: str) -> str:
    """Return the native id of a submission: its tag."""
    if outcome.code == REFUSED:
        hint = "Ask for less on the batch page, or raise the site's settings."
        raise Refused(f"{own_words(outcome)}.", hint=hint)
    if outcome.code == NO_ROOM:
        raise Refused(f"The submission was not taken: {own_words(outcome)}.", hint=SPACE, transient=True)
    if outcome.code != 0 or outcome.stdout.splitlines()[-1:] != [f"taken {tag}"]:
        raise NoAnswer(f"Whether the submission was taken is not known: {own_words(outcome)}.")
    return tag


def parse_found(outcome: Outcome, tag: str) -> Found:
    """Return whether the tag is there."""
    known = {"yes": Found(Answer.YES, tag), "no": Found(Answer.NO)}
    return known.get(outcome.stdout.strip(), Found(Answer.UNKNOWN)) if outcome.code == 0 else Found(Answer.UNKNOWN)


def parse_living(outcome: Outcome) -> list[Living]:
    """Return the rows that have not ended."""
    return [_living(line) for line in whole_lines(outcome)]


def parse_endings(outcome: Outcome) -> list[Ending]:
    """Return how rows ended."""
    return [_ending(line) for line in whole_lines(outcome)]


def parse_machine(outcome: Outcome, offered: int | None, seconds: float) -> Element:
    """Return the machine as the elements dialog shows it."""
    try:
        ((host, load, cores, used, running, queued),) = (line.split() for line in whole_lines(outcome))
        cpus = offered or int(cores)
        free = max(0, cpus - int(used))
        return Element(host, f"load {load}", seconds, cpus, free, int(running), int(queued))
    except ValueError as error:
        raise _garbled(outcome.stdout) from error


def whole_lines(outcome: Outcome) -> list[str]:
    """Return the lines of an answer that came to its end."""
    lines = outcome.stdout.splitlines()
    if outcome.code != 0 or lines[-1:] != [WHOLE]:
        raise NoAnswer(f"The queue gives no whole answer: {own_words(outcome)}.")
    return lines[:-1]


def own_words(outcome: Outcome) -> str:
    """Return what the other side said last of its troubles."""
    lines = [line.strip() for line in outcome.stderr.splitlines() if line.strip()]
    return lines[-1].rstrip(".") if lines else f"exit code {outcome.code}, and not a word"


def _living(line: str) -> Living:
    attempt, _, state = line.partition(" ")
    try:
        return Living(attempt, NativeState(state))
    except ValueError as error:
        raise _garbled(line) from error


def _ending(line: str) -> Ending:
    try:
        attempt, code, failure, cpu, wall, memory, reason = line.split(":", 6)
        return Ending(
            native_id=attempt,
            exit_code=None if code == UNKNOWN else int(code),
            failure=Failure(failure) if failure else None,
            reason=reason,
            cpu_s=_number(cpu),
            wall_s=_number(wall),
            memory_mb=_number(memory),
        )
    except ValueError as error:
        raise _garbled(line) from error


def _number(text: str) -> float | None:
    return None if text == UNKNOWN else float(text)


def _garbled(text: str) -> NoAnswer:
    return NoAnswer(f"The queue's answer cannot be read: {text.strip()[:80]!r}.")
