"""Copies to a site that packs its results: whichever way one comes there, it is the archive that a job makes."""

from __future__ import annotations

import json
import os
from pathlib import Path
from zlib import adler32

import pytest

from parisana.app.session import Session
from parisana.app.transfers import worker
from parisana.app.upkeep import cleaner
from parisana.app.working.committed import LIST
from parisana.bookkeeping.values.states import TransferState
from parisana.core.jobs.states import ProductionState
from parisana.core.sites.site import Site
from parisana.storage.hpss.htar import ARCHIVE, INDEX
from parisana.storage.hpss.storage import HPSSSettings, HPSSStorage
from tests.contract.stores import FACES
from tests.standins.store.store import Store, install

from .toy import Toy, last

ROOT = "cchpsshess:/hpss/in2p3.fr/group/hess"
FILES = {"spectrum.txt": b"photons" * 1000, "deep/map.txt": b"sky"}


@pytest.fixture
def store(toy: Toy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Let all results of the toy analysis lie in HPSS, packed."""
    made = Store(tmp_path / "store")
    monkeypatch.setenv("PATH", f"{install(made.folder, 'hsi', FACES['hsi'])}:{os.environ['PATH']}")
    monkeypatch.setenv("PARISANA_PAUSES", "")
    monkeypatch.setattr(worker, "PAUSES", (0.2,))
    made.path(ROOT.partition(":")[2]).mkdir(parents=True)
    areas = {
        "working": {"storage": "disk", "path": str(toy.root / "areas/work")},
        "results": {"storage": "hpss", "path": f"{ROOT}/results"},
    }
    toy.site(areas=areas, storages={"hpss": {"root": ROOT, "commands": "hsi", "pack": "htar"}})
    return made


@pytest.fixture
def site(session: Session, store: Store) -> Site:
    """Return the site as it is configured."""
    return session.sites.configured("toyland").site


@pytest.fixture
def result(tmp_path: Path) -> Path:
    """Return a result in a folder of this machine."""
    made = tmp_path / "results" / "slice-001"
    for name, content in FILES.items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_bytes(content)
    sums = {name: ["adler32", f"{adler32(content):08x}"] for name, content in FILES.items()}
    outputs = [{"path": name, "size": len(FILES[name]), "checksum": sums[name]} for name in FILES]
    (made / LIST).write_text(json.dumps({"key": "k", "outputs": outputs}))
    return made


def names(store: Store, url: str) -> list[str]:
    """Return what lies in a folder of HPSS, and below it."""
    top = store.path(url.partition(":")[2])
    return sorted(str(each.relative_to(top)) for each in top.rglob("*"))


def read(url: str) -> bytes:
    """Return what a reader of the site finds."""
    return HPSSStorage(HPSSSettings.model_validate({"commands": "hsi", "pack": "htar"})).read(url)


def test_a_result_that_is_copied_there_is_one_archive(session: Session, store: Store, site: Site, result: Path) -> None:
    """Its size is counted whole, and what is there is not copied twice."""
    added = session.transfers.add_below([str(result)], ROOT, site)
    assert len(added.ids) == 2 and added.size == 7003 + (result / LIST).stat().st_size
    session.transfers.run(added.ids)
    assert {each.state for each in session.transfers.of(added.ids)} == {TransferState.DONE}
    assert names(store, f"{ROOT}/slice-001") == [LIST, ARCHIVE, INDEX]
    assert {name: read(f"{ROOT}/slice-001/{name}") for name in FILES} == FILES
    again = session.transfers.add_below([str(result)], ROOT, site)
    assert again.ids == () and len(again.taken) == 2


def test_many_results_are_an_archive_each_and_what_is_no_whole_result_stays_files(
    session: Session, store: Store, site: Site, result: Path
) -> None:
    other = result.with_name("slice-002")
    other.mkdir()
    for name in ("spectrum.txt", LIST):
        (other / name).write_bytes((result / name).read_bytes())
    session.transfers.run(session.transfers.add_below([str(result.parent)], ROOT, site).ids)
    assert names(store, f"{ROOT}/results/slice-001") == [LIST, ARCHIVE, INDEX]
    assert names(store, f"{ROOT}/results/slice-002") == [LIST, "spectrum.txt"]


def test_a_copy_that_fails_is_made_again_and_one_that_was_whole_is_not(
    session: Session, store: Store, site: Site, result: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.fail("htar", "broken", "", "unsaid")
    added = session.transfers.add_below([str(result)], ROOT, site)
    session.transfers.run(added.ids)
    assert {each.state for each in session.transfers.of(added.ids)} == {TransferState.DONE}
    assert max(each.tries for each in session.transfers.of(added.ids)) > 1
    assert names(store, f"{ROOT}/slice-001") == [LIST, ARCHIVE, INDEX]
    before = store.path(f"{ROOT.partition(':')[2]}/slice-001/{ARCHIVE}").stat().st_mtime_ns
    pair = (str(result / LIST), f"{ROOT}/slice-001/{ARCHIVE}")
    (again,) = session.transfers.add([pair], site=site)
    session.transfers.run([again])
    assert session.transfers.of([again])[0].state is TransferState.DONE
    assert store.path(f"{ROOT.partition(':')[2]}/slice-001/{ARCHIVE}").stat().st_mtime_ns == before


def test_results_in_hpss_are_shown_here_and_what_a_dead_attempt_left_there_is_removed(
    toy: Toy, session: Session, store: Store
) -> None:
    """Its addresses have no ``://``, and are no paths of this machine."""
    sent = session.submit(session.plan(toy.profile((1,))))
    assert last(session.follow(sent)).state is ProductionState.DONE
    files = {each.stage: each for each in session.outcomes.of(sent).files if each.name == "sum.txt"}
    assert session.outcomes.content(files["make"]).text.strip() == "1" and not files["make"].is_near
    (attempt,) = session.attempts(session.job(sent, 1).job)
    folder, name = os.path.split(session.job(sent, 1).job.output)
    half = store.path(f"{folder.partition(':')[2]}/.{name}.part-{attempt.tag}.{attempt.row}")
    half.mkdir()
    (half / "sum.txt").write_text("12")
    found = cleaner.leftovers(session.book, sent)
    assert [each.path for each in found] == [f"{folder}/{half.name}"] and cleaner.remove(found) == 1
    assert not half.exists() and names(store, f"{folder}/{name}") == [LIST, ARCHIVE, INDEX]


def test_copies_to_hpss_and_on_this_machine_go_their_own_ways(session: Session, store: Store, tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / name).write_text(name)
    targets = [f"{tmp_path}/copy", f"{ROOT}/b", f"{tmp_path}/other"]
    pairs = list(zip((f"{tmp_path}/a", f"{tmp_path}/b", f"{tmp_path}/c"), targets, strict=True))
    site = session.sites.configured("toyland").site
    session.transfers.run(session.transfers.add(pairs, site=site))
    back = session.transfers.add(
        [(f"{tmp_path}/copy", f"{tmp_path}/back-a"), (f"{ROOT}/b", f"{tmp_path}/back-b")], site=site
    )
    session.transfers.run(back)
    assert {(each.state, each.tries) for each in session.transfers.list()} == {(TransferState.DONE, 1)}
    assert [(tmp_path / name).read_text() for name in ("copy", "other", "back-a", "back-b")] == ["a", "c", "a", "b"]


def test_an_output_that_waited_for_hpss_is_the_archive_of_its_job(toy: Toy, session: Session, store: Store) -> None:
    """HTAR was out of reach when the job sent its output."""
    store.fail("htar", "down")
    sent = session.submit(session.plan(toy.profile((1,))))
    assert last(session.follow(sent)).state is ProductionState.DONE
    jobs = list(session.all_jobs(sent))
    assert session.attempts(jobs[0])[0].reason == "" and set(toy.starts().values()) == {1}
    copies = session.book.transfers(production=sent)
    assert [os.path.basename(each.target) for each in copies] == [ARCHIVE, LIST], "it waited, and was brought there"
    assert copies[0].size == sum(each.size or 0 for each in session.results(sent, "make"))
    for job in jobs:
        assert names(store, job.output) == [LIST, ARCHIVE, INDEX]
        assert len(names(store, os.path.dirname(job.output))) == 4, "nothing partial is left"
    assert read(f"{jobs[-1].output}/sum.txt").strip() == b"1"
