"""The whole way with a submit host: commands and files over a real ssh server, the Working area only there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from parisana.app.planning.recorded import recorded_site, recorded_sources
from parisana.app.session import Session
from parisana.app.sites.equipment import make_storage
from parisana.app.ssh.pool import POOL
from parisana.app.upkeep import checkup, cleaner
from parisana.core.jobs.states import Answer, JobState, ProductionState
from parisana.errors import SiteError, StorageError
from parisana.plugins.fake_backend import FakeSite
from parisana.plugins.local_files import LocalFiles
from parisana.plugins.storage import Stat
from parisana.storage.disk.storage import DiskStorage
from tests.servers.fixtures import sshd as sshd
from tests.servers.sshd import Sshd

from .conftest import Clock
from .toy import Toy, keys, last, total

REACH = {"ssh": True, "host": "submit"}


@pytest.fixture
def away(fake_toy: Toy, batch: FakeSite, sshd: Sshd, monkeypatch: pytest.MonkeyPatch) -> Iterator[Toy]:
    """Return the toy analysis on a submit host; whoever touches its areas as local files is caught."""
    fake_toy.site(reach=REACH)
    yield fake_toy
    POOL.close()


@pytest.fixture
def no_local_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every look at files of this machine fail."""

    def caught(self: LocalFiles, *words: object) -> None:
        raise AssertionError(f"looked at here: {words}")

    for verb in ("write", "list", "stat", "read_many", "make_folders", "rename"):
        monkeypatch.setattr(LocalFiles, verb, caught)


@pytest.mark.usefixtures("no_local_files")
def test_a_production_runs_on_a_submit_host(away: Toy, session: Session) -> None:
    number = session.submit(session.plan(away.profile()))
    end = last(session.follow(number))
    assert end.state is ProductionState.DONE
    assert total(session, number) == 6
    assert away.starts() == dict.fromkeys(keys(session, number), 1)
    assert {job.state for job in session.all_jobs(number)} == {JobState.DONE}


def test_an_area_may_be_written_as_a_url_of_that_host(away: Toy, session: Session) -> None:
    areas = {
        "working": {"storage": "sftp", "path": f"sftp://submit{away.root}/areas/work"},
        "results": {"storage": "sftp", "path": f"{away.root}/areas/results"},
    }
    away.site(reach=REACH, areas=areas)
    number = session.submit(session.plan(away.profile()))
    assert last(session.follow(number)).state is ProductionState.DONE
    assert session.production(number).working == f"{away.root}/areas/work/production-{number:06d}"
    assert all(Path(result.path).is_file() for result in session.results(number))
    assert f"submit:{away.root}/areas/results/merge" in away.run("results", str(number)).stdout


def test_a_connection_that_breaks_all_the_time_loses_and_doubles_nothing(
    away: Toy, sshd: Sshd, clock: Clock, told: list[str]
) -> None:
    slept = 0

    def sleep(seconds: float) -> None:
        nonlocal slept
        slept += 1
        clock.sleep(seconds)
        sshd.cut()

    session = Session(tell=lambda notice: told.append(notice.text), clock=clock, sleep=sleep)
    number = session.submit(session.plan(away.profile()))
    assert last(session.follow(number)).state is ProductionState.DONE
    assert slept, "it was cut"
    assert total(session, number) == 6
    assert away.starts() == dict.fromkeys(keys(session, number), 1)
    session.close()


def test_a_host_that_is_down_is_silence_and_changes_no_job(
    away: Toy, session: Session, sshd: Sshd, told: list[str]
) -> None:
    number = session.submit(session.plan(away.profile()))
    before = [job.state for job in session.all_jobs(number)]
    sshd.stop()
    with pytest.raises(SiteError, match="submit"):
        last(session.follow(number))
    assert [job.state for job in session.all_jobs(number)] == before
    sshd.start()
    POOL.close()
    assert last(session.follow(number)).state is ProductionState.DONE
    assert away.starts() == dict.fromkeys(keys(session, number), 1)


def test_copies_on_a_submit_host_are_brought_to_its_disk(away: Toy, session: Session, tmp_path: Path) -> None:
    number = session.submit(session.plan(away.profile()))
    storage, results = make_storage(recorded_site(session.book, number)[1]), f"{away.root}/areas/results"
    (tmp_path / "source").write_bytes(b"photons")
    storage.make(results)
    copies = {f"{results}/copy": storage.put(tmp_path / "source", f"{results}/copy")}
    assert storage.secure(copies) == copies
    away_from_there = {f"{results}/never": copies[f"{results}/copy"]}
    (outcome,) = storage.secure(away_from_there).values()
    assert isinstance(outcome, StorageError) and "on submit cannot be brought to the disk" in outcome.message


def test_a_log_is_read_here_and_only_what_is_new_comes_again(away: Toy, session: Session) -> None:
    number = session.submit(session.plan(away.profile()))
    last(session.follow(number))
    copy = session.log(number, 1)
    assert copy.is_relative_to(session.home) and "PARISANA REPORT" in copy.read_text()
    (there,) = Path(session.production(number).working, "logs").glob(f"{copy.name.split('.from')[0]}.log")
    with there.open("a") as log:
        log.write("one line more\n")
    opened = session.open_log(number, 1)
    assert opened.tail(1)[0].text == "one line more"
    found = opened.find("PARISANA REPORT", opened.size, forward=False)
    assert found is not None and found.start > 0
    copy.write_text("#" * copy.stat().st_size)
    assert session.job(number, 1).attempts[-1].log == copy
    assert copy.read_text().lstrip("#") == "one line more\n"
    there.write_text("begun anew\n")
    assert [line.text for line in opened.new_lines()[1]] == ["begun anew"]
    assert session.log(number, 1).read_text() == "begun anew\n"


def test_leftovers_on_the_host_are_found_and_removed(away: Toy, session: Session) -> None:
    number = session.submit(session.plan(away.profile()))
    last(session.follow(number))
    (attempt,) = session.attempts(session.job(number, 1).job)
    output = Path(session.job(number, 1).job.output)
    half = output.with_name(f".{output.name}.part-{attempt.tag}.{attempt.row}")
    half.mkdir()
    (half / "sum.txt").write_text("12")
    (found,) = cleaner.leftovers(session.book, number)
    assert (found.path, found.size) == (str(half), 2)
    assert cleaner.remove([found]) == 1 and not half.exists()


def test_the_site_is_checked_through_its_host_and_trusted_by_a_command(away: Toy, sshd: Sshd) -> None:
    checked = away.run("site", "check", "toyland")
    assert "submit lets you in" in checked.stdout and "It will be made" in checked.stdout, checked.stdout
    sshd.known_hosts.unlink()
    refused = away.run("site", "check", "toyland")
    assert refused.returncode == 3 and sshd.fingerprint in refused.stdout
    shown = away.run("site", "trust", "toyland")
    assert shown.returncode == 3 and f"{sshd.fingerprint} is not known yet" in shown.stdout
    assert not sshd.known_hosts.exists(), "nobody has said yes"
    assert away.run("site", "trust", "toyland", "--fingerprint", sshd.fingerprint).returncode == 0
    assert away.run("site", "check", "toyland").returncode == 0


def test_what_is_there_is_not_planned_again_and_areas_are_looked_at_there(away: Toy, session: Session) -> None:
    number = session.submit(session.plan(away.profile()))
    last(session.follow(number))
    again = session.dry_run(away.profile())
    assert all(job.done for job in again.prepared.plan.jobs)
    areas = {check.what: check.text for check in again.checks if check.what.startswith("area")}
    assert "It is there." in areas["area working"]


def test_a_run_list_on_the_host_is_fetched_to_plan_again(away: Toy, session: Session) -> None:
    (away.root / "my.lis").write_text("1\n2\n")
    number = session.submit(session.plan(away.profile({"file": "my.lis"})))
    last(session.follow(number))
    sources = recorded_sources(session.book, number)
    assert Path(sources.document.file).is_relative_to(away.root / "home")
    (listed,) = Path(sources.document.file).parent.glob("*.lis")
    assert [line for line in listed.read_text().split() if line.isdigit()] == ["1", "2"]
    assert session.extend(number, away.profile({"file": "my.lis"})) == 0


def test_books_are_compared_with_the_files_on_the_host(away: Toy, session: Session, sshd: Sshd) -> None:
    number = session.submit(session.plan(away.profile()))
    last(session.follow(number))
    productions = [session.production(number)]
    assert checkup.check(session.book, Nowhere(), productions) == []
    sshd.stop()
    POOL.close()
    found = checkup.check(session.book, Nowhere(), productions)
    assert {finding.trouble for finding in found} == {checkup.Trouble.UNKNOWN}, "silence is not absence"


class Nowhere(DiskStorage):
    """The disks of this machine, which have none of it."""

    def stat(self, url: str) -> Stat:
        return Stat(Answer.NO)
