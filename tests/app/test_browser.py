"""Looking at storages, and copying what is there through the queue: odd names, whole folders, refusals, silence."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest

from parisana.app.ground import places
from parisana.app.session import Session
from parisana.app.transfers import browser as module
from parisana.app.transfers import ends
from parisana.app.transfers.browser import Entry, Place
from parisana.app.transfers.courier import Courier
from parisana.core.sites.site import Area, Site
from parisana.errors import ParisanaError, StorageError
from parisana.plugins.fake_storage import FakeStorage
from parisana.storage.disk.storage import DiskStorage
from tests.app.slow_disk import SlowDisk
from tests.app.toy import Toy
from tests.waiting import until

ODD = ("two words", "it's", 'say "hello"', "line\nend", "naïve-γ", "50%2F", "-rf")


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(tmp_path / "home")


@pytest.fixture
def here(tmp_path: Path) -> Place:
    (tmp_path / "data").mkdir()
    return Place("data", str(tmp_path / "data"))


def entry(session: Session, place: Place, name: str) -> Entry:
    return next(each for each in session.browser.listing(place, place.url).entries if each.name == name)


def test_folders_come_first_and_the_listing_says_when(session: Session, here: Place) -> None:
    (Path(here.url) / "zoo").mkdir()
    (Path(here.url) / "a.fits").write_bytes(b"123")
    found = session.browser.listing(here, here.url)
    assert [(each.name, each.is_dir, each.size) for each in found.entries] == [
        ("zoo", True, None),
        ("a.fits", False, 3),
    ]
    assert abs(found.at - time.time()) < 60 and not found.has_tape


@pytest.mark.parametrize("name", ODD)
def test_odd_names_are_listed_copied_summed_and_removed(name: str, session: Session, here: Place) -> None:
    (Path(here.url) / name).mkdir()
    (Path(here.url) / name / f"{name}.fits").write_bytes(b"photons")
    (Path(here.url) / "copy").mkdir()
    folder = entry(session, here, name)
    added = session.transfers.add_below([folder.url], f"{here.url}/copy")
    session.transfers.run(added.ids)
    copy = Path(here.url) / "copy" / name / f"{name}.fits"
    assert copy.read_bytes() == b"photons" and added.size == 7
    assert session.browser.checksum(here, str(copy)) == DiskStorage().checksum(str(copy))
    assert session.browser.weigh(here, [folder]).files == 1
    assert session.browser.remove(here, [folder]).count == 2
    assert not (Path(here.url) / name).exists() and copy.exists()


def test_what_is_there_already_stays_and_is_named(session: Session, here: Place) -> None:
    for place in ("from/x", "to/from/x"):
        (Path(here.url) / place).mkdir(parents=True)
    (Path(here.url) / "from/x/a").write_bytes(b"new")
    (Path(here.url) / "from/x/b").write_bytes(b"new")
    (Path(here.url) / "to/from/x/a").write_bytes(b"old")
    added = session.transfers.add_below([f"{here.url}/from"], f"{here.url}/to")
    session.transfers.run(added.ids)
    assert added.taken == (f"{here.url}/to/from/x/a",)
    assert [(Path(here.url) / f"to/from/x/{name}").read_bytes() for name in "ab"] == [b"old", b"new"]


def test_a_folder_is_not_copied_into_itself(session: Session, here: Place) -> None:
    (Path(here.url) / "x/y").mkdir(parents=True)
    with pytest.raises(StorageError, match="into itself"):
        session.transfers.add_below([f"{here.url}/x"], f"{here.url}/x/y")
    assert os.listdir(f"{here.url}/x/y") == []


def test_a_refused_removal_is_told_and_the_rest_is_removed(
    session: Session, here: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Strict(DiskStorage):
        def remove(self, url: str) -> None:
            if url.endswith("kept"):
                raise StorageError("You may not remove this.")
            super().remove(url)

    monkeypatch.setattr(module, "bare_storage", lambda kind: Strict())
    for name in ("kept", "x", "y"):
        (Path(here.url) / name).write_bytes(b"1")
    found = session.browser.remove(here, session.browser.listing(here, here.url).entries)
    assert (found.count, found.refused) == (2, ((f"{here.url}/kept", "You may not remove this."),))
    assert os.listdir(here.url) == ["kept"]


def test_links_are_removed_and_not_what_they_lead_to(session: Session, here: Place, tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious/data").write_bytes(b"1")
    (Path(here.url) / "link").symlink_to(tmp_path / "precious")
    assert session.browser.weigh(here, [entry(session, here, "link")]).files == 1
    session.browser.remove(here, [entry(session, here, "link")])
    assert (tmp_path / "precious/data").exists() and os.listdir(here.url) == []


def test_silence_is_told_apart_from_absence(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    silent = FakeStorage()
    silent.silent = True
    monkeypatch.setattr(module, "bare_storage", lambda kind: silent)
    place = Place("far", "fake://host/data")
    with pytest.raises(StorageError, match="does not answer") as told:
        session.browser.listing(place, place.url)
    assert told.value.transient
    silent.silent = False
    with pytest.raises(StorageError, match="no such folder"):
        session.browser.listing(place, place.url)


def test_an_address_that_nothing_speaks_is_refused(session: Session) -> None:
    with pytest.raises(ParisanaError, match="dissk"):
        session.browser.place("dissk://somewhere/x")


def test_places_are_the_areas_and_this_machine(session: Session, tmp_path: Path) -> None:
    area = Area(storage="disk", path=str(tmp_path / "{user}/work"))
    site = Site(parisana="site/1", name="lab", title="Lab", backend="unix", areas={"working": area})
    found = session.browser.places(site, {"profile": "crab", "user": "ada"})
    assert [(each.title, each.url) for each in found] == [
        ("working", str(tmp_path / "ada/work")),
        ("", str(Path.home())),
    ]


def test_throughput_is_what_went_through_when(session: Session, here: Place) -> None:
    (Path(here.url) / "a").write_bytes(b"x" * 5000)
    (Path(here.url) / "to").mkdir()
    session.transfers.run(session.transfers.add_below([f"{here.url}/a"], f"{here.url}/to").ids)
    shown = session.transfers.shown()
    assert [(row.state, row.part, row.rate) for row in shown.rows] == [("done", 1.0, None)]
    assert sum(shown.throughput.moved.values()) == pytest.approx(5000, rel=0.01)
    assert list(shown.throughput.moved)[-1] >= shown.throughput.number - 3


def test_a_courier_that_is_stopped_leaves_nothing_half_made(
    session: Session, here: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ends, "bare_storage", lambda kind: SlowDisk())
    monkeypatch.setattr(SlowDisk, "may_go", threading.Event())
    (Path(here.url) / "big").write_bytes(b"x" * 3_000_000)
    (Path(here.url) / "to").mkdir()
    session.transfers.add([(f"{here.url}/big", f"{here.url}/to/big")])
    courier = Courier()
    courier.carry(session.book)
    until(lambda: session.transfers.outlook().moved > 0)
    courier.stop(10)
    assert os.listdir(f"{here.url}/to") == []
    assert [row.state for row in session.transfers.shown().rows] == ["waiting"]


def test_copies_know_a_storage_as_the_site_of_its_root_does(session: Session, toy: Toy) -> None:
    """A bucket is found at the server that a site names, also where no production is meant."""
    server = "https://s3.example.org"
    toy.site(storages={"s3": {"root": "s3://gamma/{user}", "endpoint": server}})
    opened = ends.opener(session.book)
    assert opened(f"s3://gamma/{places.user()}/DST/run.fits", None).settings.endpoint == server
    assert opened("s3://gamma/somebody else/run.fits", None).settings.endpoint != server
    assert opened(str(toy.root), None).name == "disk"


def test_copies_keep_what_a_profile_overrides_of_its_storages(session: Session, toy: Toy, tmp_path: Path) -> None:
    """Whoever carries them out, in whichever program, reaches it as the profile had it when they were asked for."""
    root, served, wished = f"s3://gamma/{places.user()}", "https://127.0.0.1:1", "https://127.0.0.1:2"
    toy.site(storages={"s3": {"root": "s3://gamma/{user}", "endpoint": served}})
    site = session.sites.configured("toyland", {"storages": {"s3": {"endpoint": wished}}}).site
    (tmp_path / "run.fits").write_bytes(b"photons")
    pair = (str(tmp_path / "run.fits"), f"{root}/DST/run.fits")
    ids = session.transfers.add([pair], site=site) + session.transfers.add([pair])
    again = Session(session.home)
    opened = ends.opener(again.book)
    found = [opened(each.target, each.meant_for).settings.endpoint for each in again.transfers.of(ids)]
    assert found == [wished, served]
    (named,) = again.transfers.of(ids[:1])
    assert opened("s3://elsewhere/run.fits", named.meant_for).settings.endpoint == wished
    assert opened(named.source, named.meant_for).name == "disk"
    again.close()


@pytest.mark.parametrize(
    ("url", "above"),
    [
        ("/data/user", ["/data"]),
        ("sftp://host/data/user", ["sftp://host/data"]),
        ("lfn:/grid/hess/user", ["lfn:/grid/hess", "lfn:/grid"]),
        ("cchpss:/hpss/group/hess", ["cchpss:/hpss/group", "cchpss:/hpss"]),
    ],
)
def test_the_folders_above_a_place_end_at_its_server(url: str, above: list[str]) -> None:
    assert [each.url for each in Place("", url).above()] == above
