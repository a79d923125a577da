"""What a driver of CREAM's tools must know: exit code 0 proves nothing, refusals are words, records vanish."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from parisana.backends.cream import CreamBackend, CreamSettings
from parisana.backends.cream import backend as module
from parisana.backends.cream.answers import Known
from parisana.backends.cream.states import ending_of
from parisana.core.jobs.states import Answer, Failure
from parisana.errors import NoAnswer
from parisana.plugins.backend import NativeState
from tests.contract.grid import ELEMENTS, be_silent
from tests.contract.jobs import Jobs
from tests.contract.rigs import BACKENDS
from tests.standins.grid.cream import COMMANDS
from tests.standins.grid.in_process import InProcess

NOTE = 'echo "$2 $3" >>"$LEDGER"; echo "said $3"\n'
CANCEL, PURGE, OUTPUT = "glite-ce-job-cancel", "glite-ce-job-purge", "glite-ce-job-output"


class Desk(Jobs):
    """The backend on the stand-in, with what is done to it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(BACKENDS["cream"], folder)
        self.runner = InProcess(folder / "standin" / "state", COMMANDS)
        known = CreamSettings.model_validate({"vo": "vo.x", "elements": ELEMENTS})
        self.backend: CreamBackend = CreamBackend(known, self.runner)

    def set(self, **values: object) -> None:
        """Change the state of the stand-in."""
        with self.runner.engine.state() as state:
            state.update(values)

    def hold(self, *tags: str) -> list[str]:
        """Send jobs that do not start; return their ids."""
        self.set(closed=True)
        return [self.send(self.submission(tag, NOTE)) for tag in tags]

    def be(self, status: str, code: str = "", reason: str = "", number: int = 11) -> None:
        """Let a job be in this state."""
        self.runner.engine.change(str(number), "1", cream=[status, code, reason])

    def given(self, command: str) -> list[list[str]]:
        """Return the words of each call of a command."""
        return [words[1:] for words in self.runner.given if words[0] == command]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk."""
    return Desk(tmp_path)


def test_a_call_sends_one_job_prints_its_id_and_is_silent_by_either_letter(desk: Desk) -> None:
    """With two in one call ids are lost, or nobody knows whose they are; ``-n`` and ``-N`` are swapped in the tool."""
    desk.hold("t-1", "t-2")
    calls = desk.given("glite-ce-job-submit")
    assert len(calls) == 2
    for words in calls:
        assert {"-n", "-N"} <= set(words) and "-o" not in words
        assert sum(word.endswith(".jdl") for word in words) == 1


def test_an_unreachable_element_spoils_no_question_to_another(desk: Desk) -> None:
    first, second = desk.hold("t-1", "t-2")
    be_silent(desk.runner.engine, ELEMENTS[0])
    known = {each.native_id: each.state for each in desk.backend.poll([first, second])}
    assert sorted(map(str, known.values())) == ["None", "queued"]
    assert [
        {job.split("/")[2] for job in words if job.startswith("https")} for words in desk.given("glite-ce-job-status")
    ] == [
        {"ce1.standin:8443"},
        {"ce2.standin:8443"},
    ]


def test_a_cancelling_that_is_refused_in_words_is_asked_for_again(desk: Desk) -> None:
    """The tool ends with 0 all the same."""
    desk.hold("t-1")
    desk.set(cancels_nothing=True)
    with pytest.raises(NoAnswer, match="does not cancel"):
        desk.backend.cancel(desk.attempts("t-1"))
    desk.set(cancels_nothing=False)
    desk.backend.cancel(desk.attempts("t-1"))
    assert [ending.failure for ending in desk.wait("t-1")] == [Failure.CANCELLED]


def test_what_is_on_its_way_into_the_batch_system_is_cancelled_when_it_is_there(desk: Desk) -> None:
    """It could still start: until then nobody may say that it was cancelled. All others are, at once."""
    desk.hold("t-1", "t-2")
    desk.be("PENDING")
    jobs = [*desk.attempts("t-1"), *desk.attempts("t-2")]
    with pytest.raises(NoAnswer, match="cancels them only afterwards"):
        desk.backend.cancel(jobs)
    assert [each.state for each in desk.living("t-1")] == [NativeState.QUEUED]
    assert [ending.failure for ending in desk.wait("t-2")] == [Failure.CANCELLED]
    with desk.runner.engine.state() as state:
        del state["jobs"]["11"]["tasks"]["1"]["cream"]
    desk.backend.cancel(jobs)
    assert [ending.failure for ending in desk.wait("t-1")] == [Failure.CANCELLED]
    assert desk.lines() == []


def test_outputs_are_fetched_before_an_element_forgets_a_job(desk: Desk) -> None:
    """It forgets nothing before somebody has recorded the end, and says so."""
    desk.send(desk.submission("t-1", NOTE))
    desk.wait("t-1")
    attempts = dict.fromkeys(desk.attempts("t-1"), "t-1")
    arrivals = str(desk.folder / "arrivals")
    assert desk.backend.bring(attempts, arrivals) == desk.backend.bring(attempts, arrivals) != {}
    assert desk.given(PURGE) == []
    desk.backend.dismiss(list(attempts))
    assert len(desk.given(PURGE)) == 1 and desk.living("t-1") == []


def test_a_job_that_was_registered_and_never_started_is_purged_when_it_is_old(desk: Desk) -> None:
    """Its files may still be on their way; while it is there, or the purge is refused, nothing is sent again."""
    desk.hold("t-1")
    desk.runner.engine.change("11", "1", state="registered")
    assert desk.backend.find("t-1").answer is Answer.UNKNOWN
    with desk.runner.engine.state() as state:
        state["jobs"]["11"]["registered"] = time.time() - 1000
    assert desk.backend.find("t-1").answer is Answer.NO
    assert desk.given(PURGE) and desk.living("t-1") == []


def test_a_job_that_hangs_before_its_batch_system_waits_and_is_not_sent_twice(desk: Desk) -> None:
    desk.hold("t-1")
    desk.be("PENDING")
    assert [each.state for each in desk.living("t-1")] == [NativeState.QUEUED]
    assert desk.backend.endings(desk.attempts("t-1")) == []
    assert desk.backend.find("t-1").answer is Answer.YES


@pytest.mark.parametrize(("status", "state"), [("HELD", NativeState.HELD), ("UNKNOWN", None)])
def test_held_is_shown_and_what_the_element_lost_sight_of_keeps_its_state(
    desk: Desk, status: str, state: NativeState | None
) -> None:
    desk.hold("t-1")
    desk.be(status)
    assert [each.state for each in desk.living("t-1")] == [state]
    assert desk.backend.endings(desk.attempts("t-1")) == []


def test_an_exit_code_that_never_comes_is_given_up_and_the_report_counts(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.hold("t-1")
    desk.be("DONE-OK", "W")
    assert desk.living("t-1") == [] and desk.backend.endings(desk.attempts("t-1")) == []
    monkeypatch.setattr(module, "EXIT_CODE_COMES", -1.0)
    (ending,) = desk.backend.endings(desk.attempts("t-1"))
    assert (ending.exit_code, ending.failure) == (None, None)


@pytest.mark.parametrize(
    ("reason", "failure"),
    [
        ("Cannot move ISB (retry_copy 2): gsiftp://ce/x", Failure.STAGE_IN),
        ("row-1.tsv not found or unreadable", Failure.STAGE_IN),
        ("Cannot upload output.txt into gsiftp://ce/x", Failure.STAGE_OUT),
        ("Job has been terminated (got SIGTERM)", Failure.TIME),
        ("Proxy is expired", Failure.CREDENTIAL),
        ("Working directory not writable", Failure.NODE),
    ],
)
def test_the_wrappers_words_say_what_kind_of_failure_it_was(reason: str, failure: Failure) -> None:
    ending = ending_of("job", Known("DONE-FAILED", "", reason))
    assert (ending.failure, ending.reason) == (failure, reason)
