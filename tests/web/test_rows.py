"""Rows of Monte-Carlo productions on the pages."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.values.entries import NewFile
from parisana.bookkeeping.values.states import FileState, Visibility
from parisana.core.jobs.states import ProductionState
from tests.bookkeeping.samples import new_production
from tests.bookkeeping.test_simulations import STAGES, finish, simulation, units

from .sample import BEGAN


@pytest.fixture
def production(fresh: Bookkeeping) -> int:
    """Record a production of two rows, of which one job is done."""
    number = fresh.create_production(new_production("gammas"), STAGES, units(), simulation=simulation())
    fresh.set_row_states(number, ProductionState.RUNNING, [1, 2])
    finish(fresh, number, 1, 98, "p1-a")
    found = [NewFile("showers", f"/s/{n}", n * 1_000_000, None, None) for n in (1, 2)]
    found.append(NewFile("showers", "/s/3", 5, None, None, FileState.MISSING))
    fresh.record_files({fresh.job(number, 1).id: found}, BEGAN)
    fresh.set_production_state(number, ProductionState.RUNNING, BEGAN, "test")
    return number


def test_the_table_of_rows_is_there_with_details_down_to_a_job(fresh_client: TestClient, production: int) -> None:
    (listed,) = fresh_client.get("/simulation/shower.json").json()["productions"]
    assert (listed["name"], listed["facts"]["Primary"], listed["facts"]["Site"]) == ("gammas", "1 gamma", "Namibia")
    shown = fresh_client.get("/simulation/shower").text
    assert "Gamma &lt;b&gt;rays&lt;/b&gt;" in shown and f'href="/productions/{production}/rows?stage=kaskade"' in shown
    page = fresh_client.get(f"/productions/{production}/rows?stage=kaskade")
    assert page.status_code == 200
    assert "Req. # Showers</th>" in page.text and 'jobs?stage=kaskade&amp;text=row-01-"' in page.text
    found = fresh_client.get(f"/productions/{production}/rows.json").json()
    first = found["stages"][0]["rows"][0]
    assert (first["zenith"], first["requested"], first["produced"], first["jobs"]) == (20, 200, 98, 1)
    assert (first["status"], first["details"]) == ("running", "1 ready")
    assert [stage["sums"] for stage in found["stages"]] == [
        {"requested": 400, "produced": 98, "jobs": 1},
        {"requested": 400, "produced": 0, "jobs": 0},
    ]
    assert first["files"] == {"there": 2, "missing": 1, "size": 3_000_000} and found["stages"][1]["dst"] == ""
    assert first["dst"] == found["stages"][0]["dst"] == "2 files, 3.0 MB, 1 missing" and first["dst"] in page.text
    jobs = fresh_client.get(f"/productions/{production}/jobs.json?stage=kaskade&text=row-02-").json()["jobs"]
    assert [job["unit"] for job in jobs] == ["row-02-000001"]


def test_rows_of_what_is_kept_from_others_are_not_shown(
    fresh_client: TestClient, fresh: Bookkeeping, production: int
) -> None:
    fresh.share(production, None, Visibility.OWNER, BEGAN, "marie")
    assert fresh_client.get("/simulation/shower.json").json()["productions"] == []
    assert fresh_client.get(f"/productions/{production}/rows").status_code == 404


def test_what_the_detector_leaves_stands_among_the_dsts(fresh_client: TestClient, production: int) -> None:
    (listed,) = fresh_client.get("/dst.json").json()["productions"]
    assert (listed["number"], listed["stage"], listed["counts"]) == (production, "smash", {"waiting": 2, "ready": 1})
    assert "<td>Smash</td>" in fresh_client.get("/dst").text
