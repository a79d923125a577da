"""What HTCondor-CE says of living jobs and of its elements; an answer that is none ends nothing."""

from __future__ import annotations

import pytest

from parisana.core.jobs.states import Answer, Failure
from parisana.errors import NoAnswer
from parisana.plugins.backend import NativeState
from parisana.plugins.runner import LocalRunner
from tests.backends.htcondorce.desk import FETCH, FIRST, NOTE, QUEUE, SECOND, SUBMIT, Desk
from tests.contract.grid import CONDORS


def test_many_jobs_are_one_call_to_send_one_to_ask_and_one_to_fetch(desk: Desk) -> None:
    desk.send(desk.submission("t-1", NOTE, rows=5))
    assert desk.over() == [(0, None)] * 5
    assert sorted(desk.lines()) == [f"t-1 {row}" for row in range(1, 6)]
    before = desk.runner.times(QUEUE)
    desk.living("t-1")
    assert desk.bring() == {name: f"said {row}\n" for row, name in enumerate(desk.attempts("t-1"), 1)}
    assert [desk.runner.times(name) for name in (SUBMIT, FETCH)] == [1, 1]
    assert desk.runner.times(QUEUE) == before + 1


@pytest.mark.parametrize("old", [True, False])
def test_an_empty_answer_counts_when_the_element_says_that_there_is_nothing(desk: Desk, old: bool) -> None:
    desk.set(old=old)
    native_id = desk.send(desk.submission("t-1", NOTE))
    other = native_id.replace("#11/", "#99/")
    asked = desk.runner.times(QUEUE)
    assert desk.backend.poll([other]) == []
    assert desk.runner.times(QUEUE) == asked + (2 if old else 1)
    assert desk.backend.find("t-2").answer is Answer.NO
    desk.runner.engine.fault(QUEUE, "empty")
    with pytest.raises(NoAnswer, match="empty"):
        desk.living("t-1")


@pytest.mark.parametrize("fault", ["truncated", "garbled", "half"])
def test_an_answer_that_is_cut_is_none(desk: Desk, fault: str) -> None:
    desk.keep()
    desk.runner.engine.fault(QUEUE, fault)
    with pytest.raises(NoAnswer):
        desk.living("t-1")
    assert len(desk.living("t-1")) == 2


def test_jobs_of_a_silent_element_keep_their_state_while_the_others_are_told(desk: Desk) -> None:
    desk.set(closed=True)
    first, second = (desk.send(desk.submission(f"t-{number}", NOTE)) for number in (1, 2))
    desk.set(silent_elements=[FIRST])
    assert [each.state for each in desk.backend.poll([first, second])] == [None, NativeState.QUEUED]
    assert desk.backend.find("t-2").answer is Answer.YES
    assert desk.backend.find("t-3").answer is Answer.UNKNOWN


def test_a_job_that_somebody_holds_stays_held_with_the_reason(desk: Desk) -> None:
    attempts = desk.keep()
    desk.held(1, 1, "via condor_hold (by user admin)")
    first, second = desk.living("t-1")
    assert (first.state, first.reason) == (NativeState.HELD, "via condor_hold (by user admin)")
    assert second.state is NativeState.QUEUED
    assert desk.backend.endings(attempts) == []


def test_a_job_whose_files_are_on_their_way_waits(desk: Desk) -> None:
    desk.keep(1)
    desk.job(1, state="spooling")
    assert [(each.state, each.reason) for each in desk.living("t-1")] == [(NativeState.QUEUED, "")]


def test_one_row_is_cancelled_and_the_other_goes_on(desk: Desk) -> None:
    attempts = desk.keep()
    desk.set(slow_removal=True)
    desk.backend.cancel(attempts[:1])
    assert [each.state for each in desk.living("t-1")] == [None, NativeState.QUEUED], "it is being removed"
    desk.set(slow_removal=False, closed=False)
    desk.backend.cancel(attempts[:1])
    desk.runner.engine.start()
    assert desk.over() == [(None, Failure.CANCELLED), (0, None)]
    assert desk.lines() == ["t-1 2"]


def test_what_a_silent_element_has_is_not_cancelled_and_that_of_others_is(desk: Desk) -> None:
    desk.set(closed=True)
    for number in (1, 2):
        desk.send(desk.submission(f"t-{number}", NOTE))
    desk.set(silent_elements=[FIRST])
    attempts = desk.attempts("t-1") + desk.attempts("t-2")
    for asks in (desk.backend.cancel, desk.backend.endings):
        with pytest.raises(NoAnswer):
            asks(attempts)
    assert [each.native_id for each in desk.backend.poll([desk.ids["t-1"][0], desk.ids["t-2"][0]])] == attempts[:1]
    desk.set(silent_elements=[])
    assert [each.state for each in desk.living("t-1")] == [NativeState.QUEUED]


def test_the_elements_dialog_shows_how_busy_each_is_and_which_is_silent(desk: Desk) -> None:
    desk.keep()
    desk.set(silent_elements=[SECOND])
    first, second = desk.backend.elements()
    assert (first.element, second.element) == CONDORS, "as they stand in the settings"
    assert (first.status, first.queued, first.running, first.priority) == ("Production", 2, 0, 0.5)
    assert "Couldn't contact the condor_collector" in second.status and second.response_time is None


def test_without_the_commands_a_sentence_says_so(desk: Desk) -> None:
    desk.backend.runner = LocalRunner()
    with pytest.raises(Exception, match="The commands of HTCondor are not there"):
        desk.backend.poll([f"{FIRST}/ce1.standin#11/1"])
