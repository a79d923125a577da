"""The WMS on a bad day: a stand-in that fails as the tools do, asked by the backend itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from parisana.app.ground.library import load_site
from parisana.app.sites.equipment import site_backend
from parisana.backends.cream import CreamBackend
from parisana.backends.cream.settings import CreamSettings
from parisana.backends.wms import WmsBackend
from parisana.backends.wms import backend as module
from parisana.backends.wms.answers import NoProxy, ServerBusy, Unstarted
from parisana.core.jobs.states import Answer, Failure
from parisana.errors import NoAnswer, Refused
from parisana.plugins.backend import NativeState
from parisana.plugins.runner import LocalRunner
from tests.contract.grid import SERVERS
from tests.contract.jobs import Jobs
from tests.contract.rigs import BACKENDS
from tests.servers.voms import write_proxy
from tests.standins.grid.in_process import InProcess
from tests.standins.grid.wms import COMMANDS, trouble
from tests.waiting import until

SUBMIT, STATUS, OUTPUT = "glite-wms-job-submit", "glite-wms-job-status", "glite-wms-job-output"
NOTE = 'echo "$2 $3" >>"$LEDGER"; echo "said $3"\n'


class Desk(Jobs):
    """The backend on the stand-in, with what is done to it."""

    def __init__(self, folder: Path, **settings: object) -> None:
        super().__init__(BACKENDS["cream:wms"], folder)
        self.runner = InProcess(folder / "standin" / "state", COMMANDS)
        self.backend = self.again(**settings)

    def again(self, **settings: object) -> WmsBackend:
        """Return the backend of another program."""
        known = {"vo": "vo.x", "use_wms": True, "wms_servers": SERVERS, **settings}
        return WmsBackend(CreamSettings.model_validate(known), self.runner)

    def set(self, **values: Any) -> None:
        """Change the state of the stand-in."""
        with self.runner.engine.state() as state:
            state.update(values)

    def row(self, row: int, *what: object) -> None:
        """Let one row of the first job be in this state."""
        self.runner.engine.change("11", str(row), wms=list(what))

    def hold(self, rows: int = 2) -> list[str]:
        """Send jobs that do not start; return their attempts."""
        self.set(closed=True)
        self.send(self.submission("t-1", NOTE, rows=rows))
        return self.attempts("t-1")

    def bring(self) -> dict[str, str]:
        """Fetch what the attempts said."""
        return dict(self.backend.bring(dict.fromkeys(self.attempts("t-1"), "t-1"), str(self.folder / "arrivals")))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk."""
    return Desk(tmp_path)


def test_use_wms_chooses_it() -> None:
    settings = {"vo": "vo.x", "wms_servers": SERVERS}
    for use, kind in ((True, WmsBackend), (False, CreamBackend)):
        assert CreamBackend.chosen_by(CreamSettings.model_validate({**settings, "use_wms": use})) is kind


def test_the_shipped_site_has_all_that_a_wms_needs() -> None:
    site, _ = load_site("Distributed-Grid")
    assert type(site_backend(site)) is CreamBackend
    ticked = site_backend(site.model_copy(update={"settings": {**site.settings, "use_wms": True}}))
    assert isinstance(ticked, WmsBackend) and len(ticked.settings.wms_servers) == 4


@pytest.mark.parametrize("bulk", ["parametric", "collection"])
@pytest.mark.parametrize("generation", ["emi", "glite"])
def test_many_jobs_are_one_call_to_send_one_to_ask_and_one_to_fetch(tmp_path: Path, bulk: str, generation: str) -> None:
    desk = Desk(tmp_path, bulk=bulk)
    desk.set(generation=generation)
    desk.send(desk.submission("t-1", NOTE, rows=5))
    endings = desk.wait("t-1")
    assert [(ending.exit_code, ending.failure) for ending in endings] == [(0, None)] * 5
    assert sorted(desk.lines()) == [f"t-1 {row}" for row in range(1, 6)]
    before = desk.runner.times(STATUS)
    desk.living("t-1")
    assert desk.bring() == {name: f"said {row}\n" for row, name in enumerate(desk.attempts("t-1"), 1)}
    assert [desk.runner.times(name) for name in (SUBMIT, OUTPUT)] == [1, 1]
    assert desk.runner.times(STATUS) == before + 1


def test_what_was_fetched_can_be_fetched_again_until_its_end_is_recorded(desk: Desk) -> None:
    desk.send(desk.submission("t-1", NOTE, rows=2))
    desk.wait("t-1")
    assert desk.bring() == desk.bring() != {}
    desk.backend.dismiss(desk.attempts("t-1"))
    assert desk.living("t-1") == [] and desk.bring() == {}
    assert {ending.failure for ending in desk.backend.endings(desk.attempts("t-1"))} == {Failure.LOST}


def test_an_output_that_cannot_be_fetched_now_ends_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.send(desk.submission("t-1", NOTE, rows=2))
    desk.wait("t-1")
    trouble(desk.runner.engine, OUTPUT, "away")
    assert desk.bring() == {} and desk.backend.endings(desk.attempts("t-1")) == []
    assert len(desk.bring()) == len(desk.backend.endings(desk.attempts("t-1"))) == 2
    trouble(desk.runner.engine, OUTPUT, "away")
    monkeypatch.setattr(module, "ARRIVES", -1.0)
    assert desk.bring() == {} and len(desk.backend.endings(desk.attempts("t-1"))) == 2


def test_a_server_that_refuses_is_put_aside_and_the_next_one_gets_the_job(desk: Desk) -> None:
    desk.set(closed_servers=[SERVERS[0]])
    for number in (1, 2):
        desk.send(desk.submission(f"t-{number}", NOTE))
    assert [words[words.index("-e") + 1] for words in desk.runner.given if words[0] == SUBMIT] == [SERVERS[1]] * 2
    desk.set(closed_servers=SERVERS)
    with pytest.raises(ServerBusy, match="No WMS takes jobs now"):
        desk.send(desk.submission("t-3", NOTE))


def test_jobs_are_shared_among_servers_with_one_delegation_each(desk: Desk) -> None:
    for number in range(4):
        desk.send(desk.submission(f"t-{number}", NOTE))
    with desk.runner.engine.state() as state:
        servers = [job["server"] for job in state["jobs"].values()]
        assert sorted(servers) == sorted([*SERVERS] * 2) and len(state["delegations"]) == 2


def test_a_delegation_that_lapsed_is_made_anew_under_a_new_name(desk: Desk) -> None:
    trouble(desk.runner.engine, SUBMIT, "lapsed")
    desk.send(desk.submission("t-1", NOTE))
    with desk.runner.engine.state() as state:
        (first, before), (second, after) = state["delegations"]
    assert first == second and before != after and len(desk.attempts("t-1")) == 1


def test_a_renewed_proxy_is_handed_over_under_a_new_name(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.backend = desk.again(wms_servers=SERVERS[:1])
    for hours in (12, 12, 24):
        if hours == 24 or not (desk.folder / "proxy").exists():
            write_proxy(desk.folder / "proxy", hours=hours)
        monkeypatch.setenv("X509_USER_PROXY", str(desk.folder / "proxy"))
        desk.send(desk.submission(f"t-{len(desk.ids)}", NOTE))
    with desk.runner.engine.state() as state:
        assert len({name for _, name in state["delegations"]}) == len(state["delegations"]) == 2


def test_files_that_did_not_arrive_leave_no_stray(desk: Desk) -> None:
    trouble(desk.runner.engine, SUBMIT, "unstarted")
    with pytest.raises(Unstarted) as caught:
        desk.send(desk.submission("t-1", NOTE))
    assert caught.value.transient
    with desk.runner.engine.state() as state:
        assert [task["why"] for job in state["jobs"].values() for task in job["tasks"].values()] == ["deleted"]


@pytest.mark.parametrize("fault", ["unsure", "expired", "large"])
def test_what_was_not_taken_is_in_doubt_only_when_it_may_have_been(desk: Desk, fault: str) -> None:
    trouble(desk.runner.engine, SUBMIT, fault)
    expected = {"unsure": NoAnswer, "expired": NoProxy, "large": Refused}[fault]
    with pytest.raises(expected) as caught:
        desk.send(desk.submission("t-1", NOTE))
    assert getattr(caught.value, "transient", None) is (fault != "large") or fault == "unsure"
    found = desk.again().find("t-1")
    assert found.answer is (Answer.YES if fault == "unsure" else Answer.NO)


def test_a_lost_answer_is_found_with_the_number_of_its_rows(desk: Desk) -> None:
    native_id = desk.send(desk.submission("t-1", NOTE, rows=3))
    desk.send(desk.submission("t-10", NOTE))
    assert desk.again().find("t-1").native_id == native_id
    trouble(desk.runner.engine, STATUS, "expired")
    assert desk.again().find("t-1").answer is Answer.UNKNOWN


def test_a_job_that_was_registered_and_never_started_is_stopped_when_it_is_old(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempts = desk.hold()
    for row in (1, 2):
        desk.runner.engine.change("11", str(row), state="registered")
    with desk.runner.engine.state() as state:
        state["jobs"]["11"]["whole"] = ["Submitted", "", None, ""]
    assert desk.backend.find("t-1").answer is Answer.UNKNOWN
    monkeypatch.setattr(module, "ABANDONED", -5.0)
    assert desk.backend.find("t-1").answer is Answer.NO
    with desk.runner.engine.state() as state:
        state["jobs"]["11"]["whole"] = None
    desk.living("t-1")
    assert [ending.failure for ending in desk.backend.endings(attempts)] == [Failure.CANCELLED] * 2


def test_rows_that_are_not_told_yet_keep_their_state(desk: Desk) -> None:
    desk.hold()
    with desk.runner.engine.state() as state:
        state["jobs"]["11"]["unborn"] = True
    assert [each.state for each in desk.living("t-1")] == [None, None]
    assert desk.backend.endings(desk.attempts("t-1")) == []
    with desk.runner.engine.state() as state:
        state["jobs"]["11"]["whole"] = ["Aborted", "", None, "proxy expired"]
    assert desk.living("t-1") == []
    assert [each.failure for each in desk.backend.endings(desk.attempts("t-1"))] == [Failure.CREDENTIAL] * 2


def test_a_row_without_a_name_is_cancelled_when_it_has_one(desk: Desk) -> None:
    """Until then nobody may say that it was: it could still start."""
    attempts = desk.hold()
    with desk.runner.engine.state() as state:
        state["jobs"]["11"]["unborn"] = True
    with pytest.raises(NoAnswer, match="has not named"):
        desk.backend.cancel(attempts[:1])
    with desk.runner.engine.state() as state:
        state["jobs"]["11"]["unborn"] = False
    desk.backend.cancel(attempts[:1])
    assert [each.native_id for each in desk.living("t-1")] == attempts[1:]


def test_nodes_without_names_are_told_apart_by_their_descriptions(desk: Desk) -> None:
    desk.set(nameless=True)
    desk.hold()
    desk.row(2, "Running", "", None, "")
    assert [each.state for each in desk.living("t-1")] == [NativeState.QUEUED, NativeState.RUNNING]
    assert desk.runner.times(STATUS) == 2


def test_a_job_that_failed_may_be_mended_by_the_wms_for_a_while(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    attempts = desk.hold()
    desk.row(1, "Done", "Failed", 1, "Globus error 10")
    assert [each.native_id for each in desk.living("t-1")] == attempts[1:]
    assert desk.backend.endings(attempts) == []
    monkeypatch.setattr(module, "MENDS", -1.0)
    (ending,) = desk.backend.endings(attempts)
    assert (ending.native_id, ending.failure, ending.reason) == (attempts[0], Failure.NODE, "Globus error 10")


def test_of_an_aborted_job_its_log_tells_what_happened(desk: Desk) -> None:
    attempts = desk.hold()
    desk.row(2, "Aborted", "", None, "hit job retry count (0)")
    desk.living("t-1")
    (said,) = desk.bring().items()
    assert said[0] == attempts[1]
    assert "Event: Abort" in said[1] and "hit job retry count (0)" in said[1] and "====" not in said[1]


def test_why_nothing_fits_is_told_while_a_job_waits(desk: Desk) -> None:
    desk.backend = desk.again(requirements='other.GlueCEStateStatus == "Closed"')
    desk.send(desk.submission("t-1", NOTE))
    (living,) = desk.living("t-1")
    assert (living.state, living.reason) == (NativeState.QUEUED, "BrokerHelper: no compatible resources")


def test_silence_and_forgetting_are_two_things(desk: Desk) -> None:
    attempts = desk.hold()
    desk.set(silent=True)
    with pytest.raises(NoAnswer):
        desk.living("t-1")
    desk.set(silent=False, forgotten=[11])
    assert desk.living("t-1") == [] and desk.backend.endings(attempts) == []


def test_one_row_is_cancelled_and_the_other_goes_on(desk: Desk) -> None:
    attempts = desk.hold()
    desk.backend.cancel(attempts[:1])
    desk.backend.cancel(attempts[:1])
    assert [each.native_id for each in desk.living("t-1")] == attempts[1:]
    desk.set(closed=False)
    with desk.runner.engine.state() as state:
        state["jobs"]["11"]["unborn"] = True
    desk.runner.engine.start()
    until(lambda: desk.lines() == ["t-1 2"])


def test_the_dialogs_show_what_would_be_chosen_and_which_servers_answer(desk: Desk) -> None:
    published = {"ce1.x:8443/cream-pbs-a": [9, 5, 1, 1, 3], "ce2.x:8443/cream-pbs-b": [8, 2, 0, 0, 1]}
    desk.set(published=published, closed_servers=[SERVERS[0]])
    desk.backend = desk.again(elements=["ce2.x"])
    rows = desk.backend.elements()
    assert [(row.element, row.in_use, row.cpus) for row in rows] == [
        ("ce2.x:8443/cream-pbs-b", True, 8),
        ("ce1.x:8443/cream-pbs-a", False, 9),
    ]
    first, second = desk.backend.servers()
    assert "Connection refused" in first.status and first.response_time is None
    assert second.status == "Production" and second.response_time is not None


def test_weights_of_ones_own_stand_for_those_by_response_time(desk: Desk) -> None:
    queues = [f"ce{number}.x:8443/cream-pbs-a" for number in (1, 2, 3)]
    desk.set(published={name: [9, 5, 1, 1, 3 * number] for number, name in enumerate(queues)})
    desk.backend = desk.again(weights=[f"{queues[0]}=0", f"{queues[2]}=86000", f"{queues[1]}=43000"])
    assert [(row.element, row.in_use, row.priority) for row in desk.backend.elements()] == [
        (queues[2], True, pytest.approx(2 / 3)),
        (queues[1], True, pytest.approx(1 / 3)),
        (queues[0], False, 0.0),
    ]


def test_without_the_commands_a_sentence_says_so(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.backend.runner = LocalRunner()
    with pytest.raises(Exception, match="glite-wms-job-status"):
        desk.backend.poll(["https://lb.standin:9000/P000000000000000000011#1"])
