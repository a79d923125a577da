"""What an element takes is respected before jobs are shared out."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from parisana.backends.arc import ArcSettings
from parisana.backends.grid.distribution import Distribution
from parisana.backends.grid.limits import fits
from parisana.core.jobs.resources import Resources
from parisana.core.sites.shares import Candidate
from parisana.errors import Refused
from parisana.plugins.backend import Submission
from tests.contract.grid import ELEMENTS, cream, engine

SMALL = ("ce1.standin memory 2 GB, time 12 h", "ce2.standin:8443/cream-slurm-long stages microdst merging")


def job(stage: str = "merging", memory_mb: int = 1000, time_s: int = 3600) -> Submission:
    """Return jobs of a stage that ask for so much."""
    return Submission("p1", f"/work/{stage}.sh", "/work/t.tsv", 1, Resources(memory_mb, time_s), "/work/logs")


def taken_by(submission: Submission) -> list[str]:
    """Return which elements take it."""
    takes = fits(SMALL, submission)
    return [name.partition(".")[0] for name in ELEMENTS if takes(name)]


def test_a_job_goes_where_its_needs_and_its_stage_are_taken() -> None:
    assert taken_by(job()) == ["ce1", "ce2"]
    assert taken_by(job(memory_mb=2001)) == taken_by(job(time_s=43_201)) == ["ce2"]
    assert taken_by(job("mc")) == ["ce1"]
    assert taken_by(job("mc", memory_mb=4000)) == []
    assert fits(SMALL, job("mc", memory_mb=4000))("ce3.standin:8443/cream-pbs-hess"), "it has no limits"


def test_shares_are_those_of_the_elements_that_take_it() -> None:
    shared = Distribution([Candidate(name, None) for name in ELEMENTS])
    for _ in range(3):
        shared.took(shared.choose(fits(SMALL, job("mc"))))
    assert shared.choose(fits(SMALL, job())) == ELEMENTS[1], "the other one has had three jobs"
    with pytest.raises(Refused, match="ask for so much") as caught:
        shared.choose(fits(SMALL, job("mc", memory_mb=4000)))
    assert not caught.value.transient


def test_a_job_that_an_element_does_not_take_is_sent_to_another(tmp_path: Path) -> None:
    backend = cream(tmp_path, element_limits=("ce1.standin stages mc",))
    script, table = tmp_path / "merging.sh", tmp_path / "p1.tsv"
    script.write_text("#!/bin/bash\n")
    table.write_text("key\tmerging\tall\t\tparameters.json\t/out\n")
    for number in range(2):
        backend.submit(Submission(f"p1-{number}", str(script), str(table), 1, Resources(), str(tmp_path)))
    with engine(backend).state() as state:
        assert {submission["endpoint"] for submission in state["jobs"].values()} == {"ce2.standin:8443"}


@pytest.mark.parametrize(
    "text", ["", "ce1.standin", "ce1.standin memory", "ce1.standin cpus 3", "ce1.standin time long"]
)
def test_a_limit_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        ArcSettings(element_limits=(text,))
