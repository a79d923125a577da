"""A retry has a reason: each class of failure has its own patience, and an outage of the site burns none of it."""

from __future__ import annotations

from itertools import count, takewhile

import pytest

from parisana.core.jobs.resources import Resources
from parisana.core.jobs.retry import POLICIES, delay_before_retry, raised
from parisana.core.jobs.states import Failure

NEEDS = Resources(memory_mb=1000, time_s=600, disk_mb=200, cores=2)
BY_USER = {Failure.INPUTS, Failure.REFUSED, Failure.CANCELLED}


def delays(failure: Failure) -> list[float | None]:
    """Return the pause before each retry of a job that fails so for ever."""
    return list(takewhile(lambda delay: delay is not None, (delay_before_retry(failure, n) for n in count(1))))


def test_every_class_has_a_policy_that_comes_to_an_end() -> None:
    assert set(POLICIES) == set(Failure)
    assert all(len(delays(failure)) < 10 for failure in Failure)


@pytest.mark.parametrize("failure", sorted(BY_USER))
def test_what_a_user_must_mend_is_not_tried_again(failure: Failure) -> None:
    assert delays(failure) == []


@pytest.mark.parametrize("failure", sorted(set(Failure) - BY_USER))
def test_what_can_pass_is_tried_again(failure: Failure) -> None:
    assert delays(failure)


@pytest.mark.parametrize("failure", [Failure.SITE, Failure.STAGE_IN, Failure.STAGE_OUT])
def test_each_further_pause_is_twice_as_long(failure: Failure) -> None:
    pauses = [pause or 0 for pause in delays(failure)]
    assert len(pauses) >= 5
    assert pauses == [pauses[0] * 2**n for n in range(len(pauses))]
    assert sum(pauses) >= 1800


def test_a_program_that_crashes_surely_is_not_tried_for_ever() -> None:
    assert len(delays(Failure.SOFTWARE)) == 1


def test_who_ran_out_of_memory_gets_more_of_it_and_of_nothing_else() -> None:
    first, second = (raised(NEEDS, {Failure.MEMORY: n}) for n in (1, 2))
    assert NEEDS.memory_mb < first.memory_mb < second.memory_mb
    assert (second.time_s, second.disk_mb, second.cores) == (NEEDS.time_s, NEEDS.disk_mb, NEEDS.cores)


def test_who_ran_out_of_time_gets_more_time_alone() -> None:
    more = raised(NEEDS, {Failure.TIME: 1})
    assert (more.memory_mb, more.time_s) == (NEEDS.memory_mb, 900)


def test_retries_by_hand_do_not_let_the_needs_grow_without_end() -> None:
    most = POLICIES[Failure.MEMORY].retries
    assert raised(NEEDS, {Failure.MEMORY: 50}) == raised(NEEDS, {Failure.MEMORY: most})


@pytest.mark.parametrize("failure", sorted(set(Failure) - {Failure.MEMORY, Failure.TIME}))
def test_other_failures_change_no_need(failure: Failure) -> None:
    assert raised(NEEDS, {failure: 3}) == NEEDS
