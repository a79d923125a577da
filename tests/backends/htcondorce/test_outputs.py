"""What jobs on HTCondor-CE said is fetched, again and again, until their ends are recorded."""

from __future__ import annotations

import pytest

from parisana.backends.htcondorce import backend as module
from parisana.core.jobs.states import Answer, Failure
from tests.backends.htcondorce.desk import FETCH, FIRST, NOTE, Desk
from tests.standins.grid.htcondorce import trouble


def test_what_was_fetched_can_be_fetched_again_until_its_end_is_recorded(desk: Desk) -> None:
    desk.send(desk.submission("t-1", NOTE + "exit $3", rows=2))
    assert desk.over() == [(1, None), (2, None)]
    assert desk.bring() == desk.bring() != {}
    desk.backend.dismiss(desk.attempts("t-1"))
    assert desk.living("t-1") == [] and desk.bring() == {}
    assert desk.over() == [(1, None), (2, None)], "the history of the element has them still"
    assert desk.backend.find("t-1").answer is Answer.YES


def test_a_job_without_its_output_failed_on_the_way_out(desk: Desk) -> None:
    desk.send(desk.submission("t-1", 'echo "$2 $3" >>"$LEDGER"; rm output.txt\n'))
    assert desk.over() == [(None, Failure.STAGE_OUT)]


def test_an_output_that_cannot_be_fetched_now_ends_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.send(desk.submission("t-1", NOTE, rows=2))
    desk.over()
    trouble(desk.runner.engine, FETCH, "away", "away", "away")
    assert desk.bring() == {} and desk.backend.endings(desk.attempts("t-1")) == []
    assert len(desk.bring()) == len(desk.backend.endings(desk.attempts("t-1"))) == 2
    desk.set(silent_elements=[FIRST])
    monkeypatch.setattr(module, "ARRIVES", -1.0)
    assert desk.bring() == {} and len(desk.backend.endings(desk.attempts("t-1"))) == 2


def test_one_output_that_is_in_the_way_keeps_no_other_back_and_half_of_it_is_nothing(desk: Desk) -> None:
    desk.send(desk.submission("t-1", NOTE, rows=3))
    desk.over()
    desk.job(1, broken=True)
    first, *others = desk.attempts("t-1")
    assert sorted(desk.bring()) == others
    assert sorted(each.native_id for each in desk.backend.endings([first, *others])) == others
    desk.job(1, broken=False)
    assert desk.bring()[first] == "said 1\n"
