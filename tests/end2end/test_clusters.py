"""The same analysis on real clusters, each way there is: another word after ``site:``, the same counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.environment import set_environment
from tests.servers.ways import WAYS, Place, reached

from .conftest import Laboratory, Production
from .test_crab_mini import COUNTS

pytestmark = [pytest.mark.xdist_group("end2end"), pytest.mark.analysis, pytest.mark.server, pytest.mark.slow]


@dataclass(frozen=True, slots=True)
class Sent:
    """The analysis, run one way."""

    place: Place
    production: Production


@pytest.fixture(scope="module", params=WAYS)
def sent(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sent]:
    """Return ``crab-mini``, run in a laboratory that has nothing computed yet."""
    backend = WAYS[request.param].backend
    if backend != "ssh":
        request.getfixturevalue(backend)
    with reached(request.param, tmp_path_factory.mktemp("cluster")) as place:
        laboratory = Laboratory(place.home)
        with pytest.MonkeyPatch.context() as patch:
            set_environment(patch, place.environment)
            yield Sent(place, laboratory.run(place.profile("crab-mini")))


def test_the_counts_are_those_of_this_machine(mini: Production, sent: Sent) -> None:
    here, there = mini.result("output", "summary"), sent.production.result("output", "summary")
    assert {name: there[name] for name in COUNTS} == {name: here[name] for name in COUNTS}


def test_every_job_ran_once_says_the_ledger_and_so_says_the_batch_system(sent: Sent) -> None:
    jobs = sent.production.jobs()
    assert Counter(sent.production.laboratory.ledger) == dict.fromkeys((job["key"] for job in jobs), 1)
    attempts = [job["native_id"] for job in jobs]
    assert sent.place.accounted(attempts) == sorted(attempts)
