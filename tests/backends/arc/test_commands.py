"""The real element spoken to by the commands of ARC's client: followed, refused, away, and lost answers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from parisana.app.session import Session
from parisana.backends.arc import ArcBackend, ArcSettings
from parisana.backends.arc.service import Service
from parisana.backends.arcclient import ArcClientBackend
from parisana.core.jobs.states import Answer, ProductionState
from parisana.errors import NoAnswer, Refused
from parisana.plugins.runner import LocalRunner
from tests.app.toy import Toy, keys, last, total
from tests.contract.grid import arc as over_rest
from tests.contract.jobs import HOLD, Jobs
from tests.contract.rigs import BACKENDS
from tests.servers.arc import Arc
from tests.trying import cannot_try
from tests.waiting import until

from .conftest import at_the_element

pytestmark = [pytest.mark.xdist_group("arc"), pytest.mark.server]
NOWHERE = "https://localhost:1/arex"


@pytest.fixture
def jobs(arc: Arc) -> Iterator[Jobs]:
    """Return the backend that gives commands, and a folder for its jobs."""
    if shutil.which("arcsub") is None:
        cannot_try("nordugrid-arc-client is not installed (arcsub)")
    made = Jobs(BACKENDS["arc:commands"], arc.common())
    yield made
    made.clear_up()


def backend(jobs: Jobs) -> ArcClientBackend:
    """Return it as what it is."""
    assert isinstance(jobs.backend, ArcClientBackend)
    return jobs.backend


def asked_otherwise(jobs: Jobs, **settings: object) -> ArcClientBackend:
    """Return a backend like it, with other settings."""
    known = {**jobs.backend.settings.model_dump(), **settings}
    made = ArcClientBackend(ArcSettings.model_validate(known), jobs.backend.runner)
    made.environment = backend(jobs).environment
    return made


def test_an_analysis_runs_as_over_rest_and_a_silent_element_changes_nothing(
    toy: Toy, session: Session, arc: Arc
) -> None:
    at_the_element(toy, arc, interface="commands")
    production = session.submit(session.plan(toy.profile()))
    with session.driving(production) as driver:
        driver.step()
        arc.close_door()
        before = driver.step().counts
        assert driver.step().counts == before
        arc.open_door()
    assert last(session.follow(production)).state is ProductionState.DONE
    assert total(session, production) == 6 and len(keys(session, production)) == 7


def test_what_was_sent_in_one_way_is_followed_in_the_other(jobs: Jobs) -> None:
    rest = over_rest(jobs.folder)
    by_commands = jobs.send(jobs.submission("by-commands", HOLD))
    by_rest = rest.submit(jobs.submission("by-rest", HOLD))
    until(lambda: len(rest.poll([by_commands, by_rest])) == 2)
    until(lambda: len(jobs.backend.poll([by_commands, by_rest])) == 2)
    assert [rest.find("by-commands").native_id, jobs.backend.find("by-rest").native_id] == [by_commands, by_rest]
    jobs.release()
    until(lambda: len(jobs.backend.endings([by_rest])) == 1)
    until(lambda: len(rest.endings([by_commands])) == 1)


def test_a_refused_job_says_why(jobs: Jobs) -> None:
    with pytest.raises(Refused, match="Requested queue nope is not allowed") as caught:
        asked_otherwise(jobs, queue="nope").submit(jobs.submission("refused", "true\n"))
    assert not caught.value.transient


def test_an_element_that_is_away_leaves_the_job_to_the_next(jobs: Jobs, arc: Arc) -> None:
    both = asked_otherwise(jobs, services=[NOWHERE, arc.url], weights=[f"{arc.url}=1"])
    job = both.submit(jobs.submission("next", "true\n"))
    assert job.startswith(arc.url)
    with pytest.raises(Refused, match="Failed to establish connection") as caught:
        asked_otherwise(jobs, services=[NOWHERE]).submit(jobs.submission("none", "true\n"))
    assert caught.value.transient
    until(lambda: len(jobs.backend.endings([job])) == 1)


def test_who_is_refused_is_not_told_that_there_are_no_jobs(
    jobs: Jobs, arc: Arc, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commands end with code 0 and list nothing then."""
    jobs.send(jobs.submission("still-there", HOLD))
    jobs.wait_running("still-there")
    stranger = str(arc.people.folder / "host.both")
    runner = jobs.backend.runner
    assert isinstance(runner, LocalRunner)
    monkeypatch.setitem(vars(runner)["known"], "X509_USER_PROXY", stranger)
    with pytest.raises(NoAnswer, match="does not accept your proxy"):
        jobs.living("still-there")
    assert jobs.backend.find("still-there").answer is Answer.UNKNOWN
    with pytest.raises(Refused, match="does not accept your proxy") as caught:
        jobs.backend.submit(jobs.submission("another", "true\n"))
    assert caught.value.transient
    jobs.release()
    monkeypatch.undo()
    jobs.wait("still-there")


def test_a_job_whose_files_are_on_their_way_keeps_a_tag_in_doubt(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever sent it died before its files were there: until then it tells its tag to nobody."""
    rest = over_rest(jobs.folder)
    whole = Service.send
    monkeypatch.setattr(Service, "send", lambda *asked: None)
    unsent = rest.submit(jobs.submission("half", "true\n"))
    monkeypatch.setattr(Service, "send", whole)
    assert jobs.backend.find("half").answer is Answer.UNKNOWN
    monkeypatch.setattr("parisana.backends.arcclient.service.ABANDONED", 0.0)
    assert jobs.backend.find("half").answer is Answer.NO
    jobs.backend.cancel([unsent])
    until(lambda: jobs.backend.endings([unsent]))
    assert jobs.backend.find("half").answer is Answer.NO, "it has run nothing"


def test_the_setting_chooses_who_speaks() -> None:
    for interface, kind in (("rest", ArcBackend), ("commands", ArcClientBackend)):
        assert ArcBackend.chosen_by(ArcSettings.model_validate({"interface": interface})) is kind


def test_the_dry_run_shows_the_command(jobs: Jobs, arc: Arc, tmp_path: Path) -> None:
    said = jobs.backend.call_in_words(jobs.submission("p1-make", "true\n"))
    assert said == f"arcsub -T emies -C {arc.url} -f p1-make.sandbox/job.xrsl"
