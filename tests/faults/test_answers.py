"""Answers of a real batch system that are lost, late, empty, short or strange: nothing is done twice, or concluded."""

from __future__ import annotations

import pytest

from parisana.core.jobs.states import ProductionState

from .rows import confirm
from .trial import Trial

pytestmark = pytest.mark.server

#: Fault, what it is, which answer is spoiled, how, and how often.
SPOILED = [
    ("F1", "taken, and the answer lost", "submit", "lost", 2),
    ("F3", "taken, and the command hangs", "submit", "hang", 1),
    ("F4", "taken, success, and no number", "submit", "silent", 2),
    ("F4", "other lines before the number", "submit", "chatter", 3),
    ("F10", "no answer, 10 times", "query", "down", 10),
    ("F11", "success, and not a word, 3 times", "query", "silent", 3),
    ("F11", "a whole answer without a job, 3 times", "query", "nothing", 3),
    ("F12", "every second job missing, 3 times", "query", "half", 3),
    ("F13", "cut off in the middle of a word, 3 times", "query", "truncated", 3),
    ("F16", "a state that nobody knows, 3 times", "query", "strange", 3),
]


@pytest.mark.parametrize(("fault", "what", "asked", "how", "times"), SPOILED)
def test_spoiled_answers(trial: Trial, fault: str, what: str, asked: str, how: str, times: int) -> None:
    if asked == "query":
        trial.all_jobs_wait("hold")
    trial.spoil(asked, how, times)
    trial.submit()
    if asked == "query":
        trial.follow_until_spoiled(asked)
    assert trial.follow() is ProductionState.DONE
    assert trial.spoiled(asked)
    confirm(trial.row(fault, what))
