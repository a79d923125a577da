"""What is sent to HTCondor-CE: once, to an element that takes it, or refused with the tool's words."""

from __future__ import annotations

import pytest

from parisana.app.ground.library import load_site
from parisana.app.sites.equipment import site_backend
from parisana.backends.htcondorce import HTCondorCEBackend, HTCondorCESettings
from parisana.backends.htcondorce import backend as module
from parisana.backends.htcondorce.answers import NoCredential
from parisana.core.jobs.resources import Resources
from parisana.core.jobs.states import Answer
from parisana.errors import InputError, NoAnswer, Refused
from tests.backends.htcondorce.desk import FIRST, NOTE, QUEUE, REMOVE, SECOND, SUBMIT, Desk
from tests.contract.grid import CONDORS
from tests.standins.grid.htcondorce import trouble


def test_the_shipped_site_asks_for_elements() -> None:
    site, _ = load_site("HTCondor-CE")
    backend = site_backend(site)
    assert isinstance(backend, HTCondorCEBackend) and site.limits is not None
    for asks in (backend.elements, backend.submit_function, lambda: backend.find("t-1")):
        with pytest.raises(InputError, match="No computing element is chosen"):
            asks()


@pytest.mark.parametrize("wrong", ["two words", "https://ce.org", "ce.org:port", "ce/a/b"])
def test_an_element_that_is_none_is_told(wrong: str) -> None:
    with pytest.raises(ValueError, match="write HOST, HOST:PORT or HOST:PORT/SCHEDD"):
        HTCondorCESettings(elements=(wrong,))


def test_memory_time_and_queue_are_asked_for(desk: Desk) -> None:
    desk.backend = desk.again(queue="long", attributes=["request_disk = 5000", '+Project = "cta"'])
    resources = Resources(memory_mb=3000, time_s=90, cores=2)
    desk.send(desk.submission("t-1", NOTE, resources=resources))
    with desk.runner.engine.state() as state:
        (job,) = state["jobs"].values()
    assert job["described"][0]["request_memory"] == "3000" and job["described"][0]["request_disk"] == "5000"
    wanted = {"maxMemory": 3000, "maxWallTime": 2, "xcount": 2, "queue": "long", "Project": "cta", "ParisanaTag": "t-1"}
    assert wanted.items() <= job["attributes"].items()


def test_jobs_are_shared_among_elements_and_one_that_is_full_or_away_is_put_aside(desk: Desk) -> None:
    for number in range(4):
        desk.send(desk.submission(f"t-{number}", NOTE))
    assert sorted(desk.elements()) == [FIRST, FIRST, SECOND, SECOND]
    desk.set(silent_elements=[FIRST])
    for number in (4, 5):
        desk.send(desk.submission(f"t-{number}", NOTE))
    assert desk.elements()[4:] == [SECOND, SECOND]
    trouble(desk.runner.engine, SUBMIT, "full")
    for words in ("takes no more jobs: Number of submitted jobs would exceed", "No computing element takes jobs now"):
        with pytest.raises(Refused, match=words) as caught:
            desk.send(desk.submission("t-6", NOTE))
        assert caught.value.transient


def test_jobs_are_shared_by_weights_of_ones_own(desk: Desk) -> None:
    desk.backend = desk.again(weights=[f"{CONDORS[0]}=3", f"{CONDORS[1]}=1"])
    assert [each.priority for each in desk.backend.elements()] == [0.75, 0.25]
    for number in range(4):
        desk.send(desk.submission(f"t-{number}", NOTE))
    assert sorted(desk.elements()) == [FIRST, FIRST, FIRST, SECOND]


@pytest.mark.parametrize("fault", ["expired", "large"])
def test_what_was_not_taken_is_refused_with_the_tools_words(desk: Desk, fault: str) -> None:
    trouble(desk.runner.engine, SUBMIT, fault)
    words = {"expired": "proxy has expired", "large": "SUBMIT_REQUIREMENT Memory not met"}[fault]
    with pytest.raises(Refused, match=words) as caught:
        desk.send(desk.submission("t-1", NOTE))
    assert isinstance(caught.value, NoCredential) is caught.value.transient is (fault == "expired")
    assert desk.again().find("t-1").answer is Answer.NO


@pytest.mark.parametrize("line", ["request_memory = ((5", "universe = none", "executable = /no/such/program"])
def test_a_line_that_the_tool_complains_of_is_refused_with_its_words(desk: Desk, line: str) -> None:
    desk.backend = desk.again(attributes=[line])
    with pytest.raises(Refused, match=r"Parse error|Invalid value 'none' for universe|/no/such/program") as caught:
        desk.send(desk.submission("t-1", NOTE))
    assert not caught.value.transient and desk.elements() == []


def test_an_element_that_does_not_let_us_in_keeps_no_other_from_its_jobs(desk: Desk) -> None:
    trouble(desk.runner.engine, SUBMIT, "denied")
    first = desk.send(desk.submission("t-1", NOTE))
    assert first.startswith(SECOND)
    trouble(desk.runner.engine, SUBMIT, "denied")
    with pytest.raises(Refused, match=r"does not accept your proxy or token: .*DENIED") as caught:
        desk.send(desk.submission("t-2", NOTE))
    assert caught.value.transient
    desk.backend = desk.again()
    second = desk.send(desk.submission("t-2", NOTE))
    trouble(desk.runner.engine, QUEUE, "denied")
    assert [each.native_id for each in desk.backend.poll([first, second]) if each.state is None] != []


@pytest.mark.parametrize("fault", ["lost", "empty", "uncommitted"])
def test_a_lost_answer_is_found_with_the_number_of_its_rows(desk: Desk, fault: str) -> None:
    (trouble if fault == "uncommitted" else type(desk.runner.engine).fault)(desk.runner.engine, SUBMIT, fault)
    with pytest.raises(NoAnswer):
        desk.send(desk.submission("t-1", NOTE, rows=3))
    assert desk.again().find("t-1").native_id == f"{FIRST}/ce1.standin#11/3"
    assert desk.again().find("t-10").answer is Answer.NO


def test_a_cluster_whose_files_did_not_arrive_is_removed_and_another_element_gets_it(desk: Desk) -> None:
    trouble(desk.runner.engine, SUBMIT, "unspooled")
    native_id = desk.send(desk.submission("t-1", NOTE, rows=2))
    assert native_id.startswith(SECOND) and desk.elements() == [FIRST, SECOND]
    assert desk.over() == [(0, None)] * 2
    assert sorted(desk.lines()) == ["t-1 1", "t-1 2"]
    assert desk.again().find("t-1").native_id == native_id, "what was removed is not what was sent"


def test_files_that_nobody_sends_are_waited_for_and_given_up(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    trouble(desk.runner.engine, SUBMIT, "unspooled")
    trouble(desk.runner.engine, REMOVE, "denied")
    with pytest.raises(NoAnswer, match="could not be removed"):
        desk.send(desk.submission("t-1", NOTE))
    assert desk.backend.find("t-1").answer is Answer.UNKNOWN
    monkeypatch.setattr(module, "ABANDONED", -5.0)
    assert desk.backend.find("t-1").answer is Answer.NO
    assert desk.lines() == []
