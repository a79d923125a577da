"""Outputs over several places: shares follow the free space, and no output has two places."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parisana.core.jobs.resources import Resources
from parisana.core.plans.plan import Plan, PlannedInput, PlannedJob, PlannedStage
from parisana.core.plans.spread import GIGABYTE, Room, spread
from parisana.errors import StorageError

PLACES = ("/a", "/b", "/c")
NEED = 100
"""What each job may write, in MB."""


def plan(jobs: int, places: tuple[str, ...] = PLACES, need: int = NEED) -> Plan:
    """Return a plan of pairs: each second job reads what the first one makes."""
    made: list[PlannedJob] = []
    for number in range(1, jobs + 1):
        stage, folder = ("dst", "/a/dst") if number % 2 else ("map", "/a/map")
        inputs = () if number % 2 else (PlannedInput("dst", made[-1].output, number - 1),)
        output, needs = f"{folder}/slice-{number}", Resources(100, 60, need, 1)
        made.append(PlannedJob(number, f"key{number}", stage, f"slice-{number}", (), inputs, output, needs))
    stages = [PlannedStage(name, name, "", "{}", 0, 0, places=places) for name in ("dst", "map")]
    return Plan("toy", tuple(stages), tuple(made), 0, 0, "digest")


def shares(made: Plan) -> Counter[str]:
    return Counter(f"/{job.output.split('/')[1]}" for job in made.jobs)


def rooms(**free: float | None) -> dict[str, Room]:
    """Return places with so many GB free."""
    return {f"/{name}": Room(None if each is None else int(each * GIGABYTE)) for name, each in free.items()}


@settings(deadline=None)
@given(jobs=st.integers(1, 60), free=st.lists(st.integers(1, 1000), min_size=3, max_size=3))
def test_shares_follow_what_is_free_and_each_output_has_one_place(jobs: int, free: list[int]) -> None:
    made = spread(plan(jobs), rooms(a=free[0], b=free[1], c=free[2]), {})
    found = shares(made)
    assert found.total() == jobs
    assert all(abs(found[path] - jobs * each / sum(free)) <= 2 for path, each in zip(PLACES, free, strict=True))
    where = {job.number: job.output for job in made.jobs}
    assert all(entry.path == where[entry.job or 0] for job in made.jobs for entry in job.inputs)
    assert [job.output.rpartition("/")[2] for job in made.jobs] == [f"slice-{n}" for n in range(1, jobs + 1)]


def test_what_is_unknown_counts_as_the_mean_of_the_others() -> None:
    assert shares(spread(plan(60), rooms(a=10, b=None, c=30), {})) == {"/a": 10, "/b": 20, "/c": 30}
    assert shares(spread(plan(60), rooms(a=None, b=None, c=None), {})) == {"/a": 20, "/b": 20, "/c": 20}
    assert shares(spread(plan(8), rooms(a=0, b=None, c=0), {})) == {"/b": 8}


def test_a_full_place_gets_nothing_and_one_that_cannot_be_used_neither() -> None:
    assert shares(spread(plan(40), rooms(a=0.05, b=30), {})) == {"/b": 40}


def test_when_all_are_full_it_is_said_how_much_is_missing() -> None:
    full = rooms(a=0.5, b=0.25, c=0)
    with pytest.raises(StorageError, match=r"may write 2 GB, at most 0\.5 GB .* 1\.5 GB are missing") as caught:
        spread(plan(2, need=2000), full, {})
    assert "Make room" in (caught.value.hint or "")
    assert shares(spread(plan(2, need=2000), full, {}, even_so=True)) == {"/a": 2}


def test_what_has_a_place_keeps_it_and_counts_there() -> None:
    kept = {f"key{n}": f"/c/{'dst' if n % 2 else 'map'}/slice-{n}" for n in range(1, 11)}
    made = spread(plan(30), rooms(a=10, b=10, c=10), kept)
    assert [job.output for job in made.jobs[:10]] == list(kept.values())
    assert shares(made) == {"/a": 10, "/b": 10, "/c": 10}


def test_what_is_done_and_what_has_one_area_stays_where_it_is() -> None:
    alone = plan(4, places=())
    assert spread(alone, {}, {}) == alone
    done = replace(plan(2), jobs=tuple(replace(job, done=True, output="/old") for job in plan(2).jobs))
    assert {job.output for job in spread(done, rooms(b=1), {}).jobs} == {"/old"}
