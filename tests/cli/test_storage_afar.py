from __future__ import annotations

from pathlib import Path

import pytest

from parisana.app.ssh.pool import POOL
from tests.cli.running import Run, runner
from tests.servers.sshd import Sshd
from tests.servers.xrootd import XRootD

pytestmark = [pytest.mark.xdist_group("files of others"), pytest.mark.server]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "run.fits").write_bytes(b"events")
    POOL.close()
    return runner(capsys)


def test_a_file_travels_over_two_storages_and_back(run: Run, shared_sshd: Sshd, xrootd: XRootD, tmp_path: Path) -> None:
    """From here to XRootD, from there to a machine with ssh, and home under another name."""
    (tmp_path / "other").mkdir()
    root, ssh = xrootd.url("/run.fits"), f"sftp://submit{tmp_path}/other"
    assert run("storage", "cp", "run.fits", root).code == 0
    assert run("storage", "cp", root, ssh, "--json").json["target"] == f"{ssh}/run.fits"
    assert [(row["name"], row["size"]) for row in run("storage", "ls", ssh, "--json").json] == [("run.fits", 6)]
    assert run("storage", "cp", f"{ssh}/run.fits", "home.fits").code == 0
    assert (tmp_path / "home.fits").read_bytes() == b"events"
    assert run("storage", "check", root, "--json").json["checksum"] == ["adler32", "08eb0296"]
    assert run("storage", "rm", root).code == 0
    assert run("storage", "stat", root).code == 3
