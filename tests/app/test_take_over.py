"""A driver that falls asleep in the middle of its call: another takes over, and the late call starts nothing."""

from __future__ import annotations

import pytest

from parisana.app.driving import submitter
from parisana.app.session import Session
from parisana.core.jobs.states import ProductionState
from tests.waiting import until

from .test_bad_days_time import lapse
from .toy import Toy, keys, last, total


def test_a_call_that_comes_after_another_driver_took_over_starts_no_job(
    toy: Toy, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one finds the tag nowhere and sends the jobs again; they run when the first call arrives."""
    for unit in ("slice-001", "slice-002"):
        toy.order(f"make.{unit}", "wait", "always")
    other = Session()
    slept: list[str] = []

    def sleep(point: str) -> None:
        if point == "before-call" and not slept:
            slept.append(point)
            lapse(other)
            with other.driving(1) as follower:
                until(lambda: (follower.step(), toy.starts().total() == 2)[1])
            lapse(other)

    monkeypatch.setattr(submitter, "reach", sleep)
    session.submit(session.plan(toy.profile([1, 2])))
    assert slept
    assert last(other.follow(1)).state is ProductionState.DONE
    spooled = list((toy.root / "spool").glob("submissions/*"))
    assert sum("-make-" in each.name for each in spooled) == 2
    until(lambda: all((each / "ended.json").exists() for each in spooled))
    assert toy.starts() == dict.fromkeys(keys(session, 1), 1)
    assert total(session, 1) == 3
    other.close()
