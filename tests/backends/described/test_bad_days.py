"""Batch systems that misbehave in each documented way: no answer is invented, and refusals name their field."""

from __future__ import annotations

from pathlib import Path

import pytest

from parisana.backends.described.backend import DescribedBackend
from parisana.core.jobs.resources import Resources
from parisana.core.jobs.states import Answer, Failure
from parisana.errors import NoAnswer, Refused
from parisana.plugins.backend import NativeState, Submission
from tests.contract.described import FACES, StandinRunner, engine, make
from tests.waiting import until

#: Description -> its commands for submitting, polling, and asking for endings.
COMMANDS = {
    "pbs": ("qsub", "qstat", "qstat"),
    "htcondor": ("condor_submit", "condor_q", "condor_history"),
    "lsf": ("bsub", "bjobs", "bjobs"),
}
#: Answers that cannot be one: the queue is asked, and this comes.
BROKEN = ["down", "truncated", "garbled", "refuse-unknown"]


@pytest.fixture(params=FACES)
def name(request: pytest.FixtureRequest) -> str:
    """Return the name of each shipped description."""
    return str(request.param)


@pytest.fixture
def backend(name: str, tmp_path: Path) -> DescribedBackend:
    """Return it on a stand-in."""
    return make(name, tmp_path)


def submission(folder: Path, rows: int = 3, **needs: int) -> Submission:
    """Return a submission of a small script."""
    script = folder / "stage.sh"
    script.write_text("sleep 60\n")
    return Submission("t-1", str(script), "table", rows, Resources(**{"time_s": 60, **needs}), str(folder / "logs"))


def attempts(backend: DescribedBackend, native_id: str, rows: int = 3) -> list[str]:
    """Return the ids of all rows."""
    return [backend.attempt_id(native_id, row) for row in range(1, rows + 1)]


@pytest.mark.parametrize("fault", ["lost", "empty", "hang"])
def test_taken_without_a_word_it_is_found_by_its_tag(
    name: str, backend: DescribedBackend, tmp_path: Path, fault: str
) -> None:
    engine(backend).fault(COMMANDS[name][0], fault)
    assert isinstance(backend.runner, StandinRunner)
    backend.runner.patience = 5.0 if fault == "hang" else 60.0
    with pytest.raises(NoAnswer):
        backend.submit(submission(tmp_path))
    backend.runner.patience = 60.0
    found = backend.find("t-1")
    assert found.answer is Answer.YES and found.native_id is not None
    assert {each.native_id for each in backend.poll([found.native_id])} == set(attempts(backend, found.native_id))
    backend.cancel(attempts(backend, found.native_id))


def test_lines_before_the_number_do_not_matter(name: str, backend: DescribedBackend, tmp_path: Path) -> None:
    engine(backend).fault(COMMANDS[name][0], "warning")
    native_id = backend.submit(submission(tmp_path))
    assert backend.find("t-1").native_id == native_id
    backend.cancel(attempts(backend, native_id))


@pytest.mark.parametrize("fault", BROKEN)
def test_an_answer_that_cannot_be_read_is_none(
    name: str, backend: DescribedBackend, tmp_path: Path, fault: str
) -> None:
    native_id = backend.submit(submission(tmp_path))
    engine(backend).fault(COMMANDS[name][1], fault)
    with pytest.raises(NoAnswer):
        backend.poll([native_id])
    assert len(backend.poll([native_id])) == 3
    backend.cancel(attempts(backend, native_id))


def test_an_empty_answer_ends_nothing(name: str, backend: DescribedBackend, tmp_path: Path) -> None:
    native_id = backend.submit(submission(tmp_path))
    engine(backend).fault(COMMANDS[name][1], "empty")
    try:
        found = backend.poll([native_id])
    except NoAnswer:
        found = backend.poll([native_id])
    assert {each.native_id for each in found} == set(attempts(backend, native_id))
    backend.cancel(attempts(backend, native_id))


@pytest.mark.parametrize("state", list(NativeState))
def test_each_state_is_told(name: str, backend: DescribedBackend, tmp_path: Path, state: NativeState) -> None:
    batch = engine(backend)
    with batch.state() as held:
        held["closed"] = True
    native_id = backend.submit(submission(tmp_path))
    number = native_id.removesuffix("[]")
    row = sorted(_rows(backend, number))[1]
    batch.change(number, row, state=state.value, comment="because of the weather")
    found = {each.native_id: each for each in backend.poll([native_id])}[backend.attempt_id(native_id, 2)]
    assert found.state is state
    if state is NativeState.HELD and name != "pbs":
        assert found.reason == "because of the weather"
    backend.cancel(attempts(backend, native_id))


def test_a_word_that_nobody_knows_keeps_the_job(name: str, backend: DescribedBackend, tmp_path: Path) -> None:
    with engine(backend).state() as held:
        held["closed"] = True
    native_id = backend.submit(submission(tmp_path))
    number = native_id.removesuffix("[]")
    engine(backend).change(number, min(_rows(backend, number)), letter="Z")
    first = {each.native_id: each for each in backend.poll([native_id])}[backend.attempt_id(native_id, 1)]
    assert (first.state, first.reason) == (NativeState.HELD, f"{backend.system.title} says Z.")
    backend.cancel(attempts(backend, native_id))


def _rows(backend: DescribedBackend, number: str) -> list[str]:
    with engine(backend).state() as state:
        return list(state["jobs"][number]["tasks"])


def test_numbers_are_told_apart_wholly(name: str, backend: DescribedBackend, tmp_path: Path) -> None:
    native_id = backend.submit(submission(tmp_path))
    other = native_id.replace("11", "1").replace("[]", "[]")
    assert backend.poll([other]) == []
    backend.cancel([backend.attempt_id(other, row) for row in (1, 2, 3)])
    assert len(backend.poll([native_id])) == 3
    backend.cancel(attempts(backend, native_id))


def test_what_is_cancelled_says_so(name: str, backend: DescribedBackend, tmp_path: Path) -> None:
    native_id = backend.submit(submission(tmp_path))
    backend.cancel(attempts(backend, native_id))
    until(lambda: not backend.poll([native_id]))
    endings = backend.endings(attempts(backend, native_id))
    assert [ending.failure for ending in endings] == [Failure.CANCELLED] * 3


@pytest.mark.parametrize("name", ["pbs", "htcondor"])
def test_what_takes_too_long_says_so(backend: DescribedBackend, tmp_path: Path) -> None:
    native_id = backend.submit(submission(tmp_path, rows=1, time_s=1))
    until(lambda: not backend.poll([native_id]))
    (ending,) = backend.endings(attempts(backend, native_id, 1))
    assert ending.failure is Failure.TIME
    assert ending.reason == "The job took longer than it had asked for."
    assert ending.wall_s == 2.0
    assert ending.memory_mb == pytest.approx(2, abs=0.1)


#: Description, what the accounting says, and what it means.
ENDINGS = [
    ("pbs", {"status": -27}, Failure.MEMORY),
    ("pbs", {"status": -29}, Failure.TIME),
    ("pbs", {"status": -3}, Failure.NODE),
    ("pbs", {"status": 256 + 11}, Failure.NODE),
    ("pbs", {"status": 256 + 15}, Failure.CANCELLED),
    ("htcondor", {"why": "PeriodicRemove", "comment": "memory usage exceeded request_memory"}, Failure.MEMORY),
    ("htcondor", {"why": "PeriodicRemove JobCurrentStartDate > 5"}, Failure.TIME),
    ("htcondor", {"why": "removed by the policy of the site"}, Failure.SITE),
    ("htcondor", {"signal": 9}, Failure.NODE),
    ("lsf", {"why": "TERM_RUNLIMIT: job killed after reaching LSF run time limit", "signal": 9}, Failure.TIME),
    ("lsf", {"why": "TERM_MEMLIMIT: job killed after reaching LSF memory usage limit", "signal": 9}, Failure.MEMORY),
    ("lsf", {"why": "TERM_ADMIN: job killed by root or LSF administrator", "signal": 9}, Failure.SITE),
    ("lsf", {"why": "TERM_ZOMBIE: job exited while LSF is not available", "code": 1}, Failure.NODE),
]


@pytest.mark.parametrize(("name", "said", "failure"), ENDINGS)
def test_endings_have_their_class(
    backend: DescribedBackend, tmp_path: Path, said: dict[str, object], failure: Failure
) -> None:
    with engine(backend).state() as state:
        state["closed"] = True
    native_id = backend.submit(submission(tmp_path, rows=2))
    number = native_id.removesuffix("[]")
    first = min(_rows(backend, number))
    engine(backend).change(number, first, **{"state": "ended", "code": None, "signal": None, "why": "", **said})
    (ending,) = backend.endings(attempts(backend, native_id, 2))
    assert (ending.native_id, ending.failure) == (backend.attempt_id(native_id, 1), failure)
    assert ending.reason
    backend.cancel(attempts(backend, native_id, 2))


#: Description, what the site or the batch page asks for, the field to blame, and the system's own word.
REFUSALS = [
    ("pbs", {"queue": "nowhere"}, {}, "settings.queue", "Unknown queue"),
    ("pbs", {"project": "nothing"}, {}, "settings.project", "Unknown project"),
    ("pbs", {}, {"memory_mb": 9000}, "batch.memory", "server resource limits"),
    ("htcondor", {"queue": "group_none"}, {}, "settings.queue", "group_none is not known"),
    ("htcondor", {}, {"memory_mb": 9000}, "batch.memory", "request_memory"),
    ("lsf", {"queue": "nowhere"}, {}, "settings.queue", "No such queue"),
    ("lsf", {}, {"memory_mb": 9000}, "batch.memory", "hard limit"),
]


@pytest.mark.parametrize(("name", "settings", "needs", "field", "words"), REFUSALS)
def test_a_refusal_is_shown_at_its_field(
    name: str, tmp_path: Path, settings: dict[str, str], needs: dict[str, int], field: str, words: str
) -> None:
    backend = make(name, tmp_path, **settings)
    with pytest.raises(Refused) as refused:
        backend.submit(submission(tmp_path, **needs))
    assert (refused.value.field, refused.value.transient) == (field, False)
    assert words in refused.value.message
    assert backend.find("t-1").answer is Answer.NO


def test_a_limit_that_is_reached_passes(name: str, backend: DescribedBackend, tmp_path: Path) -> None:
    with engine(backend).state() as state:
        state["limit"] = 2
    with pytest.raises(Refused) as refused:
        backend.submit(submission(tmp_path))
    assert refused.value.transient


def test_words_that_nobody_knows_leave_it_open(name: str, backend: DescribedBackend, tmp_path: Path) -> None:
    engine(backend).fault(COMMANDS[name][0], "refuse-unknown")
    with pytest.raises(NoAnswer, match="nobody has heard"):
        backend.submit(submission(tmp_path))


def test_a_thousand_rows_are_one_command_and_a_poll_is_one(
    name: str, backend: DescribedBackend, tmp_path: Path
) -> None:
    with engine(backend).state() as state:
        state["closed"] = True
    native_id = backend.submit(submission(tmp_path, rows=1000))
    assert engine(backend).calls() == 1
    assert len(backend.poll([native_id])) == 1000
    assert engine(backend).calls() == 2
    with engine(backend).state() as state:
        state["jobs"].clear()
