"""An analysis program that crashes, lies, hangs or grows: its job fails for that reason, and the others go on."""

from __future__ import annotations

from pathlib import Path

import pytest

from parisana.app.session import Session
from parisana.core.jobs.advice import ADVICE
from parisana.core.jobs.retry import POLICIES, Policy
from parisana.core.jobs.states import Failure, ProductionState

from .toy import Toy, keys, last, states, total

#: What the program does, the class of the failure, and what the job says of it.
BAD_DAYS = [
    ("crash", Failure.SOFTWARE, "The payload crashed with SIGSEGV."),
    ("exit99", Failure.SOFTWARE, "The payload ended with exit code 99; see its log."),
    ("truncate", Failure.OUTPUT, "The output list.gz is truncated"),
    ("nothing", Failure.OUTPUT, "The payload wrote 0 files like sum.txt, and at least 1 are needed."),
    ("fill", Failure.MEMORY, "MB of memory; it had asked for 100 MB."),
]


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try again without a pause."""
    monkeypatch.setitem(POLICIES, Failure.SOFTWARE, Policy(retries=1))


@pytest.mark.parametrize(("order", "failure", "words"), BAD_DAYS, ids=[order for order, *_ in BAD_DAYS])
def test_one_bad_try_is_told_and_the_next_one_counts(
    toy: Toy, session: Session, order: str, failure: Failure, words: str
) -> None:
    toy.order("make.slice-002", order)
    production = session.submit(session.plan(toy.profile([1, 2])))
    assert last(session.follow(production)).state is ProductionState.DONE
    job = list(session.all_jobs(production, stage="make"))[1]
    bad, good = session.attempts(job)
    assert (bad.failure, good.failure) == (failure, None)
    assert words in bad.reason
    assert total(session, production) == 3
    assert toy.starts() == {key: 1 + (key == job.key) for key in keys(session, production)}


def test_a_program_that_hangs_is_ended_at_its_limit_and_gets_more_time(toy: Toy, session: Session) -> None:
    toy.suite(time={"base": 3})
    toy.order("make.slice-001", "hang")
    production = session.submit(session.plan(toy.profile([1])))
    assert last(session.follow(production)).state is ProductionState.DONE
    job, *others = session.all_jobs(production)
    bad, good = session.attempts(job)
    assert (bad.failure, good.failure) == (Failure.TIME, None)
    assert bad.reason == "The job ran longer than the 3 s it had asked for."
    assert toy.starts() == {job.key: 2, **{other.key: 1 for other in others}}


@pytest.mark.parametrize("order", ["exit99", "truncate"])
def test_what_always_fails_stops_there_says_what_to_do_and_goes_on_when_mended(
    toy: Toy, session: Session, order: str
) -> None:
    toy.order("make.slice-002", order, "always")
    production = session.submit(session.plan(toy.profile([1, 2])))
    assert last(session.follow(production)).state is ProductionState.FAILED
    failed = list(session.all_jobs(production, stage="make"))[1]
    assert states(session, production) == [
        "make.slice-001 done",
        f"make.slice-002 {failed.failure}",
        "refine.slice-001 done",
        "refine.slice-002 waiting",
        "merge.all waiting",
    ]
    assert not Path(failed.output).exists(), "what failed leaves no result"
    shown = toy.run("failures", str(production)).stdout
    assert ADVICE[Failure(failed.failure or "")] in shown and f"parisana retry {production}" in shown
    assert Path(session.log(production, failed.number)).exists()

    toy.order("make.slice-002")
    assert session.retry(production) == 1
    assert last(session.follow(production)).state is ProductionState.DONE
    assert total(session, production) == 3
    assert toy.starts() == {key: 1 + 2 * (key == failed.key) for key in keys(session, production)}


def test_there_is_advice_for_each_failure() -> None:
    assert set(ADVICE) == set(Failure)
