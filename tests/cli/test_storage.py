from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Run, runner


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


def test_an_unknown_protocol_is_named(run: Run) -> None:
    said = run("storage", "ls", "dissk://somewhere/x")
    assert said.code == 2
    assert "Did you mean disk?" in said.note


def test_check_tells_of_room_and_leave_to_write(run: Run) -> None:
    found = run("storage", "check", "dst", "--json").json
    assert (found["exists"], found["writable"]) == ("yes", "yes")
    assert 0 < found["free"] <= found["total"]
