"""What is looked at before a row of a Monte-Carlo production is declared ready: that it is done, and each output."""

from __future__ import annotations

from collections.abc import Sequence

from parisana.core.jobs.states import Answer, JobState
from parisana.core.suites.readiness import Check
from parisana.core.texts.words import counted

from .ready_check import Eye, Finding, findings

#: Unit, state and output of a job.
Unit = tuple[str, JobState, str]
#: An answer stands for a row when no output has a worse one.
WORSE = (Answer.YES, Answer.UNKNOWN, Answer.NO)


def row_findings(eye: Eye, source: str, units: Sequence[Unit], check: Check) -> list[Finding]:
    """Look at the outputs of a row's jobs, as at any output of one; those that are not done are said, not looked at."""
    done = [(unit, output) for unit, state, output in units if state is JobState.DONE]
    jobs = counted(len(units), "1 job", "{0} jobs")
    answer = Answer.YES if done and len(done) == len(units) else Answer.NO
    found = [Finding("done", answer, f"{len(done):,} of {jobs} of {source} done")]
    looked: dict[str, list[tuple[str, Finding]]] = {}
    for unit, output in done:
        for each in findings(eye, output, check):
            looked.setdefault(each.what, []).append((unit, each))
    return [*found, *(_together(what, these) for what, these in looked.items())]


def _together(what: str, found: Sequence[tuple[str, Finding]]) -> Finding:
    """Say of all outputs what is said of the worst of them."""
    answer = max((each.answer for _, each in found), key=WORSE.index)
    unit, worst = next(pair for pair in found if pair[1].answer is answer)
    if answer is Answer.YES:
        return Finding(what, answer, f"{counted(len({unit for unit, _ in found}), '1 output', '{0} outputs')} as asked")
    others = sum(each.answer is not Answer.YES for _, each in found) - 1
    return Finding(what, answer, f"{unit}: {worst.text}{f', and {others:,} more' if others else ''}")
