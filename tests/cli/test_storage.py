from __future__ import annotations

from pathlib import Path

import pytest

from parisana.app.ground import places
from parisana.app.session import Session
from parisana.cli import storage_stage
from parisana.cli.storage_look import opened
from parisana.plugins.storage import Locality
from parisana.storage.disk.storage import DiskStorage
from tests.app.toy import Toy
from tests.cli.running import Run, runner
from tests.environment import set_environment


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "dst").mkdir()
    (tmp_path / "run.fits").write_bytes(b"events")
    return runner(capsys)


def test_a_copy_lands_in_the_folder_and_is_listed(run: Run, tmp_path: Path) -> None:
    copied = run("storage", "cp", "run.fits", "dst", "--json").json
    assert copied["target"] == str(tmp_path / "dst/run.fits")
    assert copied["checksum"][0] == "adler32"
    assert [(row["name"], row["size"]) for row in run("storage", "ls", "dst", "--json").json] == [("run.fits", 6)]
    assert run("storage", "check", "dst/run.fits", "--json").json["checksum"] == copied["checksum"]


def test_a_copy_never_replaces_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "dst/run.fits").write_bytes(b"older")
    assert run("storage", "cp", "run.fits", "dst").code == 3
    assert (tmp_path / "dst/run.fits").read_bytes() == b"older"


@pytest.fixture
def tree(tmp_path: Path) -> dict[str, bytes]:
    """Return what lies in the folder ``runs``: names with their bytes."""
    files = {"a.fits": b"a", "night 1/b.fits": b"bb", "night 1/deep/c.fits": b"ccc"}
    for name, content in files.items():
        (tmp_path / "runs" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "runs" / name).write_bytes(content)
    return files


def held(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder."""
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def test_files_and_folders_are_copied_into_a_folder_with_all_below(
    run: Run, tmp_path: Path, tree: dict[str, bytes]
) -> None:
    (tmp_path / "runs/empty").mkdir()
    copied = run("storage", "cp", "-r", "run.fits", "runs/", "dst", "--json").json
    assert len(copied) == 4 and {each["checksum"][0] for each in copied} == {"adler32"}
    assert held(tmp_path / "dst") == {"run.fits": b"events", **{f"runs/{name}": text for name, text in tree.items()}}
    assert (tmp_path / "dst/runs/empty").is_dir()


def test_a_folder_gets_a_new_name_and_what_is_there_and_the_same_is_not_copied_again(
    run: Run, tmp_path: Path, tree: dict[str, bytes]
) -> None:
    assert run("storage", "cp", "-r", "runs", "dst/new").code == 0
    assert held(tmp_path / "dst/new") == tree
    before = (tmp_path / "dst/new/a.fits").stat()
    (tmp_path / "dst/new/night 1/b.fits").unlink()
    assert (
        run(
            "storage", "cp", "--recursive", *(f"{tmp_path}/runs/{name}" for name in ("a.fits", "night 1")), "dst/new"
        ).code
        == 0
    )
    assert held(tmp_path / "dst/new") == tree
    assert (tmp_path / "dst/new/a.fits").stat() == before


def test_one_copy_that_is_refused_stops_no_other_and_nothing_is_replaced(
    run: Run, tmp_path: Path, tree: dict[str, bytes]
) -> None:
    (tmp_path / "dst/runs").mkdir()
    (tmp_path / "dst/runs/a.fits").write_bytes(b"older")
    said = run("storage", "cp", "-r", "runs", "dst")
    assert said.code == 3 and "1 of 3 copies" in said.note and "runs/a.fits" in said.note
    assert held(tmp_path / "dst/runs") == tree | {"a.fits": b"older"}


def test_a_folder_is_copied_only_by_that_word_and_several_need_a_folder(
    run: Run, tmp_path: Path, tree: dict[str, bytes]
) -> None:
    said = run("storage", "cp", "run.fits", "runs", "dst")
    assert said.code == 3 and "--recursive" in said.note
    assert run("storage", "cp", "-r", "run.fits", "runs", "away").code == 3
    assert run("storage", "cp", "-r", "runs", "runs/night 1").code == 3
    assert held(tmp_path / "dst") == {} and not (tmp_path / "away").exists()
    assert held(tmp_path / "runs") == tree


def test_a_link_to_a_folder_is_named_and_not_followed(run: Run, tmp_path: Path, tree: dict[str, bytes]) -> None:
    (tmp_path / "runs/round").symlink_to(tmp_path / "runs")
    (tmp_path / "runs/file").symlink_to(tmp_path / "run.fits")
    said = run("storage", "cp", "-r", "runs", "dst")
    assert said.code == 0 and "runs/round is a link to a folder" in said.note
    assert held(tmp_path / "dst/runs") == tree | {"file": b"events"}
    assert not (tmp_path / "dst/runs/round").exists()


def test_a_folder_can_be_queued_and_copied_later(run: Run, tmp_path: Path, tree: dict[str, bytes]) -> None:
    assert len(run("storage", "cp", "-r", "runs", "dst", "--queue", "--json").json["transfers"]) == 3
    assert held(tmp_path / "dst") == {}
    assert run("transfers", "run").code == 0
    assert held(tmp_path / "dst/runs") == tree


def test_what_is_not_there_is_storage_trouble(run: Run) -> None:
    for verb in ("ls", "stat", "rm", "check"):
        said = run("storage", verb, "nothing.fits", "--json")
        assert said.code == 3
        assert said.json["error"]["kind"] == "storage"


def test_a_full_folder_is_not_removed(run: Run, tmp_path: Path) -> None:
    run("storage", "cp", "run.fits", "dst")
    assert run("storage", "rm", "dst").code == 3
    assert run("storage", "rm", "dst/run.fits").code == 0
    assert run("storage", "rm", f"file://{tmp_path}/dst").code == 0
    assert not (tmp_path / "dst").exists()


def test_a_folder_is_removed_with_all_in_it_only_by_that_word(run: Run, tmp_path: Path) -> None:
    assert run("storage", "mkdir", "dst/deep/er").code == 0
    run("storage", "cp", "run.fits", "dst/deep/er")
    assert run("storage", "rm", "dst").code == 3
    (tmp_path / "dst/link").symlink_to(tmp_path / "run.fits")
    assert run("storage", "rm", "dst", "run.fits", "--recursive", "--json").json["refused"] == []
    assert not (tmp_path / "dst").exists() and not (tmp_path / "run.fits").exists()


def test_an_unknown_protocol_is_named(run: Run) -> None:
    said = run("storage", "ls", "dissk://somewhere/x")
    assert said.code == 2
    assert "Did you mean disk?" in said.note


SITE = """
parisana: site/1
name: cellar
title: The cellar
backend: unix
storages:
  webdav: {root: "davs://cellar.example.org/gamma", ca: /away/ca.pem}
  sftp: {root: "sftp://cellar.example.org/data", key: /away/key}
areas: {working: {path: /tmp/work}}
"""


@pytest.mark.parametrize("root", ["davs://cellar.example.org/gamma", "sftp://cellar.example.org/data"])
def test_below_the_root_of_a_site_its_settings_count(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, root: str
) -> None:
    """What the site says of whom to trust, or of the key, is what nothing else says."""
    (tmp_path / "sites").mkdir()
    (tmp_path / "sites/cellar.yaml").write_text(SITE)
    monkeypatch.setenv("PARISANA_SITES", str(tmp_path / "sites"))
    settings = [opened(f"{root}{path}")[0].settings for path in ("/DST/run.fits", "", "else/run.fits")]
    told = [None if each is None else getattr(each, "ca", None) or getattr(each, "key", None) for each in settings]
    assert told[:2] == [told[0]] * 2 and told[0] and told[0].startswith("/away/") and told[2] is None
    if root.startswith("davs"):
        said = run("storage", "ls", f"{root}/DST")
        assert said.code == 3 and "/away/ca.pem" in said.note


def test_check_tells_of_room_and_leave_to_write(run: Run) -> None:
    found = run("storage", "check", "dst", "--json").json
    assert (found["exists"], found["writable"]) == ("yes", "yes")
    assert 0 < found["free"] <= found["total"]


def test_files_are_asked_for_from_tape_and_shown_as_they_are(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk has all at hand; here it plays a tape that brings what is asked for at the second look."""
    assert run("storage", "stage", "run.fits", "--json").json[0]["locality"] == "online"
    looks = iter((Locality.NEARLINE, Locality.NEARLINE, Locality.ONLINE))
    monkeypatch.setattr(DiskStorage, "localities", lambda self, urls: dict.fromkeys(urls, next(looks)))
    asked: list[str] = []
    monkeypatch.setattr(DiskStorage, "bring_online", lambda self, urls: asked.extend(urls))
    monkeypatch.setattr(storage_stage, "LOOK", 0.0)
    assert run("storage", "stage", "run.fits", "--json").json[0]["locality"] == "nearline"
    assert run("storage", "stage", "run.fits", "--wait", "--json").json[0]["locality"] == "online"
    assert [Path(each).name for each in asked] == ["run.fits", "run.fits"]
    assert run("storage", "stage", "nothing.fits").code == 3


def test_a_copy_asked_for_with_a_profile_keeps_what_that_overrides(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody listens at either address; the copy waits, and knows which of them was meant."""
    toy = Toy(tmp_path / "toy", "fake")
    set_environment(monkeypatch, toy.environment)
    toy.site(storages={"s3": {"root": "s3://gamma/{user}", "endpoint": "https://127.0.0.1:1"}})
    profile = toy.profile(overrides={"storages": {"s3": {"endpoint": "https://127.0.0.1:2"}}})
    words = ("storage", "cp", "--queue", "run.fits", f"s3://gamma/{places.user()}/DST/run.fits", "--json")
    ids = [run(*words, *more).json["transfers"][0] for more in (("--profile", str(profile)), ())]
    kept = [each.site or "" for each in Session().transfers.of(ids)]
    assert ["127.0.0.1:2" in each for each in kept] == [True, False]
    silent = run("storage", "stat", words[-2], "--profile", str(profile))
    assert silent.code == 3 and "127.0.0.1:2" in silent.note
