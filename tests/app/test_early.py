"""A stage that begins with a share of its inputs: with what is there, and once more with all of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from parisana.app.driving.early import may_begin
from parisana.app.session import Session
from parisana.core.jobs.states import JobState, ProductionState
from parisana.core.suites.stage import Stage
from parisana.core.suites.suite import read_suite
from parisana.core.texts.document import read
from parisana.errors import InputError
from parisana.plugins.fake_backend import FakeSite, run_here

from .toy import Toy, last, states, suite, total


def share(toy: Toy, share: float = 0.6) -> None:
    """Let the merge begin with a share of the slices."""
    document = suite()
    document["stages"][2]["inputs"][0]["ready"] = {"share": share}
    (toy.root / "config/parisana/suites/toy.yaml").write_text(yaml.safe_dump(document))


def submit(session: Session, toy: Toy, runs: Sequence[int]) -> int:
    return session.submit(session.plan(toy.profile(runs)))


def merges(session: Session, production: int) -> list[str]:
    return [job for job in states(session, production) if job.startswith("merge")]


def step_until(session: Session, production: int, wanted: list[str]) -> None:
    """Drive until the merges stand so."""
    with session.driving(production) as follower:
        for _ in range(50):
            follower.step()
            if merges(session, production) == wanted:
                return
    raise AssertionError(merges(session, production))


def run_but(batch: FakeSite, slow: set[str]) -> None:
    """Run all rows but those of some units."""
    for tag, held in batch.held.items():
        units = [line.split("\t")[2] for line in Path(held.submission.table).read_text().splitlines()]
        for row in sorted(held.states):
            if units[row - 1] not in slow:
                batch.finish(tag, row, run_here(held.submission, row))


def test_a_share_is_merged_first_and_all_of_it_after(
    fake_toy: Toy, batch: FakeSite, session: Session, told: list[str]
) -> None:
    share(fake_toy)
    fake_toy.order("make.slice-003", "exit3", "always")
    production = submit(session, fake_toy, [1, 2, 4])
    assert last(session.follow(production)).state is ProductionState.FAILED
    assert merges(session, production) == ["merge.all waiting", "merge.all done"]
    assert total(session, production) == 3, "what is there was merged, without the slice that failed"
    assert "Merge begins with 2 of 3 jobs." in told
    fake_toy.order("make.slice-003")
    session.retry(production)
    assert last(session.follow(production)).state is ProductionState.DONE
    assert merges(session, production) == ["merge.all done"] and total(session, production) == 7
    assert sum(fake_toy.starts().values()) == 3 + 1 + 3 + 2, "each was computed once, but for the one that failed"


def test_what_comes_meanwhile_is_merged_when_nothing_further_comes(
    fake_toy: Toy, batch: FakeSite, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    share(fake_toy, 0.4)
    fake_toy.order("make.slice-004", "exit3", "always")
    slow = {"slice-003"}
    monkeypatch.setattr(batch, "run_all", lambda: run_but(batch, slow))
    production = submit(session, fake_toy, [1, 2, 4, 8])
    step_until(session, production, ["merge.all waiting", "merge.all done"])
    assert total(session, production) == 3
    slow.clear()
    assert last(session.follow(production)).state is ProductionState.FAILED
    assert merges(session, production) == ["merge.all waiting", "merge.all done"] and total(session, production) == 7


@pytest.mark.parametrize(
    ("refine", "merge", "begins"),
    [
        ({"done": 5, "running": 5}, {"waiting": 1}, False),
        ({"done": 6, "running": 4}, {"waiting": 1}, True),
        ({"done": 10}, {"ready": 1}, False),
        ({"done": 10}, {"waiting": 1}, False),
        ({"done": 8, "running": 2}, {"waiting": 1, "done": 1}, False),
        ({"done": 8, "failed": 2}, {"waiting": 1, "done": 1}, True),
        ({"done": 5, "failed": 5}, {"waiting": 1}, False),
        ({"done": 8, "failed": 2}, {"waiting": 1, "running": 1}, False),
        ({"waiting": 10}, {"waiting": 1}, False),
    ],
)
def test_enough_is_what_the_suite_says(refine: dict[str, int], merge: dict[str, int], begins: bool) -> None:
    document = suite()["stages"][2]
    document["inputs"][0]["ready"] = {"share": 0.6}
    counts = {"refine": refine, "merge": merge}
    known = {stage: {JobState(state): n for state, n in states.items()} for stage, states in counts.items()}
    assert may_begin(Stage.model_validate(document), known) is begins


@pytest.mark.parametrize(
    ("at", "ready", "words"),
    [
        (2, {"share": 1.5}, "must be less than 1"),
        (2, {"share": 0.5, "declared": {}}, "not for both"),
        (2, {"declared": {"command": ["{payloads}"]}}, "no placeholder {payloads}"),
        (2, "soon", "'key: value' lines"),
        (1, {"share": 0.5}, "refine is split"),
    ],
)
def test_what_makes_no_sense_is_refused(at: int, ready: object, words: str) -> None:
    document = suite()
    document["stages"][at]["inputs"][0]["ready"] = ready
    with pytest.raises(InputError) as refused:
        read_suite(read(yaml.safe_dump(document), "toy.yaml"))
    assert words in refused.value.message and refused.value.line is not None
