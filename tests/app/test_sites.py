"""Sites as the window sees them: every answer comes, whatever the plug-ins and the disks do."""

from __future__ import annotations

import os
from pathlib import Path
from threading import Event

import pytest

from parisana.app.ground.patience import Patience
from parisana.app.session import Session
from parisana.app.sites.view import Sites
from parisana.core.jobs.states import Answer
from parisana.core.sites.overrides import Configured
from parisana.errors import NoAnswer, SiteError
from parisana.plugins.fake_backend import FakeSite
from parisana.plugins.storage import Stat, Storage
from parisana.storage.disk.storage import DiskStorage

from .toy import Toy

SHORT = 0.05


@pytest.fixture
def sites() -> Sites:
    return Sites()


@pytest.fixture
def hasty() -> Sites:
    """Return the sites for somebody who does not wait for long."""
    return Sites(patience=Patience(SHORT))


@pytest.fixture
def toyland(fake_toy: Toy, sites: Sites) -> Configured:
    return sites.configured("toyland")


def moved(sites: Sites, path: Path | str, storage: str = "disk") -> Configured:
    return sites.configured("toyland", {"areas": {"results": {"storage": storage, "path": str(path)}}})


def test_every_site_is_listed_with_what_is_missing(fake_toy: Toy, sites: Sites) -> None:
    (fake_toy.root / "sites/broken.yaml").write_text("parisana: site/1\nname: broken\n")
    found = {entry.name: entry for entry in sites.entries()}
    assert found["toyland"].usable and found["toyland"].title == "Toyland"
    assert not found["broken"].usable and "title" in found["broken"].reason
    fake_toy.site(backend="abacus")
    (entry,) = [entry for entry in sites.entries() if entry.name == "toyland"]
    assert not entry.usable and "no batch system named 'abacus'" in entry.reason


def test_settings_are_parameters_with_their_origins(sites: Sites, toyland: Configured) -> None:
    asked = sites.settings(toyland.site)
    assert [parameter.name for parameter in asked.parameters] == ["site", "elements", "weights", "wms_servers"]
    assert moved(sites, "/data").origins["areas.results.path"] == "override"


def test_a_batch_system_says_what_it_has_and_how_long_that_took(
    sites: Sites, toyland: Configured, batch: FakeSite
) -> None:
    answer = sites.check_batch_system(toyland)
    assert answer.remark.answer is Answer.YES
    assert "5 elements" in answer.remark.text
    assert answer.seconds is not None and len(answer.elements) == 5


def test_a_wrong_setting_is_named_and_nobody_is_asked(fake_toy: Toy, sites: Sites, batch: FakeSite) -> None:
    answer = sites.check_batch_system(sites.configured("toyland", {"settings": {"sight": "x"}}))
    assert (answer.remark.answer, answer.seconds) == (Answer.NO, None)
    assert "settings.sight" in answer.remark.text and batch.calls == []


@pytest.mark.parametrize(
    ("error", "answer", "words"),
    [
        (NoAnswer("It is away."), Answer.UNKNOWN, "It is away"),
        (SiteError("There is no program qstat here."), Answer.NO, "qstat"),
        (KeyError("queue"), Answer.NO, "failed: KeyError"),
    ],
)
def test_whatever_a_plug_in_raises_is_an_answer(
    sites: Sites, toyland: Configured, batch: FakeSite, error: Exception, answer: Answer, words: str
) -> None:
    batch.fail("elements", error)
    said = sites.check_batch_system(toyland)
    assert said.remark.answer is answer and words in said.remark.text


def test_a_plug_in_that_hangs_is_asked_once_and_not_waited_for(
    hasty: Sites, toyland: Configured, batch: FakeSite
) -> None:
    batch.hang("elements")
    try:
        for _ in range(3):
            assert "no answer within" in hasty.check_batch_system(toyland).remark.text
        assert batch.calls.count("elements") == 1
        with pytest.raises(NoAnswer):
            hasty.elements(toyland.site)
    finally:
        batch.wake()
    patient = Sites()
    assert patient.check_batch_system(toyland).remark.answer is Answer.YES


def test_servers_are_listed_where_there_are_some(sites: Sites, toyland: Configured, batch: FakeSite) -> None:
    assert sites.servers(toyland.site).rows[0].server == "wms01.example.org"
    batch.servers.clear()
    found = sites.servers(toyland.site)
    assert found.rows == () and "no servers" in found.text
    batch.fail("servers", ZeroDivisionError())
    with pytest.raises(SiteError, match="ZeroDivisionError"):
        sites.servers(toyland.site)


def test_an_area_that_is_there_tells_its_room(fake_toy: Toy, sites: Sites) -> None:
    (fake_toy.root / "there").mkdir()
    answer = sites.check_area(moved(sites, fake_toy.root / "there"), "results")
    assert (answer.exists, answer.writable, answer.answer) == (Answer.YES, Answer.YES, Answer.YES)
    assert answer.free_bytes is not None and "free" in answer.text
    short = sites.check_area(moved(sites, fake_toy.root / "there"), "results", needed=10**18)
    assert short.is_short and short.answer is Answer.UNKNOWN and "may write up to" in short.text
    new = sites.check_area(moved(sites, fake_toy.root / "new"), "results")
    assert (new.exists, new.answer) == (Answer.NO, Answer.YES) and "will be made" in new.text


def test_a_file_in_the_way_is_named(fake_toy: Toy, sites: Sites) -> None:
    (fake_toy.root / "file").write_text("")
    for path in ("file", "file/below"):
        answer = sites.check_area(moved(sites, fake_toy.root / path), "results")
        assert answer.answer is Answer.NO and str(fake_toy.root / "file") in answer.text


def test_a_folder_of_somebody_else_is_refused(fake_toy: Toy, sites: Sites, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    answer = sites.check_area(moved(sites, fake_toy.root), "results")
    assert answer.answer is Answer.NO and "may not write" in answer.text


def test_a_disk_that_is_not_mounted_is_no_empty_one(fake_toy: Toy, sites: Sites) -> None:
    answer = sites.check_area(moved(sites, "/no-such-mount/hess/Results"), "results")
    assert answer.answer is not Answer.YES
    assert "Is its disk mounted?" in answer.text or "may not write" in answer.text


def test_an_area_without_its_plug_in_says_why(fake_toy: Toy, sites: Sites) -> None:
    answer = sites.check_area(moved(sites, "cchpss:/hpss/x", "hpss"), "results")
    assert answer.answer is Answer.UNKNOWN and "no program rfstat" in answer.text
    assert "no storage named 'abacus'" in sites.check_area(moved(sites, "/x", "abacus"), "results").text


@pytest.mark.parametrize("path", ["relative/path", "{home}/../{host}"])
def test_templates_are_filled_before_a_path_is_judged(fake_toy: Toy, sites: Sites, path: str) -> None:
    answer = sites.check_area(moved(sites, path), "results")
    assert ("does not start with '/'" in answer.text) == (path == "relative/path")


def test_the_name_of_the_profile_is_part_of_a_path(fake_toy: Toy, sites: Sites) -> None:
    answer = sites.check_area(moved(sites, f"{fake_toy.root}/{{profile}}"), "results", {"profile": "crab"})
    assert answer.path == f"{fake_toy.root}/crab"


def test_two_areas_that_fall_together_are_found_with_the_templates_filled(fake_toy: Toy, sites: Sites) -> None:
    work = sites.configured("toyland").site.areas["working"].path
    one = sites.check_area(moved(sites, str(Path(work).parent) + "/{profile}"), "results", {"profile": "work"})
    assert one.answer is Answer.NO and "one directory" in one.text


def test_an_area_that_the_site_does_not_have(sites: Sites, toyland: Configured) -> None:
    assert "no area dst" in sites.check_area(toyland, "dst").text


def test_a_storage_that_raises_is_an_answer(fake_toy: Toy, sites: Sites, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Storage, url: str) -> Stat:
        raise RuntimeError("gone")

    monkeypatch.setattr(DiskStorage, "stat", broken)
    answer = sites.check_area(moved(sites, fake_toy.root), "results")
    assert answer.answer is Answer.UNKNOWN and "RuntimeError: gone" in answer.text


def test_a_mount_that_is_dead_is_not_waited_for(fake_toy: Toy, hasty: Sites, monkeypatch: pytest.MonkeyPatch) -> None:
    mounted = Event()
    stat = DiskStorage.stat

    def dead(self: DiskStorage, url: str) -> Stat:
        mounted.wait()
        return stat(self, url)

    monkeypatch.setattr(DiskStorage, "stat", dead)
    try:
        answer = hasty.check_area(moved(hasty, fake_toy.root), "results")
    finally:
        mounted.set()
    assert answer.answer is Answer.UNKNOWN and "no answer within" in answer.text


def test_the_session_has_the_sites(fake_toy: Toy, session: Session) -> None:
    assert session.sites.elements(session.sites.configured("toyland").site).rows
