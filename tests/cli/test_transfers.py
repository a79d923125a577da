from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Run, runner


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PARISANA_HOME", str(tmp_path / "home"))
    (tmp_path / "dst").mkdir()
    for name in ("one.fits", "two.fits"):
        (tmp_path / name).write_bytes(name.encode())
    return runner(capsys)


def states(run: Run) -> list[str]:
    return [each["state"] for each in run("transfers", "--all", "--json").json]


def test_several_files_go_into_a_folder(run: Run, tmp_path: Path) -> None:
    copied = run("storage", "cp", "one.fits", "two.fits", "dst", "--json").json
    assert [each["target"] for each in copied] == [str(tmp_path / "dst" / name) for name in ("one.fits", "two.fits")]
    assert states(run) == ["done", "done"]
    assert run("transfers", "--json").json == []


def test_several_files_need_a_folder(run: Run, tmp_path: Path) -> None:
    assert run("storage", "cp", "one.fits", "two.fits", "new").code == 3
    assert not (tmp_path / "new").exists()
    assert states(run) == []


def test_what_is_queued_is_paused_resumed_and_carried_out(run: Run, tmp_path: Path) -> None:
    ids = run("storage", "cp", "--queue", "one.fits", "two.fits", "dst", "--json").json["transfers"]
    assert states(run) == ["waiting", "waiting"]
    assert run("transfers", "pause", str(ids[0]), "--json").json == {"transfers": 1}
    assert run("transfers", "run").code == 0
    assert states(run) == ["paused", "done"]
    assert run("transfers", "resume").code == 0
    assert run("transfers", "run").code == 0
    assert states(run) == ["done", "done"]
    assert (tmp_path / "dst/one.fits").read_bytes() == b"one.fits"


def test_what_is_cancelled_is_not_carried_out(run: Run, tmp_path: Path) -> None:
    run("storage", "cp", "--queue", "one.fits", "dst")
    assert "1 cancelled" in run("transfers", "cancel").out
    run("transfers", "run")
    assert states(run) == ["cancelled"]
    assert list((tmp_path / "dst").iterdir()) == []


def test_a_copy_that_fails_says_why_in_the_queue_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "dst/one.fits").write_bytes(b"older")
    assert run("storage", "cp", "one.fits", "dst").code == 3
    said = run("transfers", "--all")
    assert "failed" in said.out and "already" in said.out
    assert run("transfers", "run").code == 1


def test_one_file_alone_is_no_copy(run: Run) -> None:
    said = run("storage", "cp", "one.fits", "--json")
    assert (said.code, said.json["error"]["kind"]) == (2, "input")
