"""*Using sshfs*: the host's folders mounted here under the same names, or a sentence that says why not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from parisana.app.ssh import mount as mounting
from parisana.app.ssh.mount import is_mounted, mount
from parisana.core.documents.address import Address
from parisana.errors import SiteError
from tests.servers.fixtures import sshd as sshd
from tests.servers.sshd import Sshd
from tests.trying import cannot_try

SUBMIT = Address("submit")
#: In a world of its own where the folder is hidden, mount it as the host has it, and write into it.
PROGRAM = """
import subprocess, sys
from pathlib import Path
from parisana.app.ssh.mount import is_mounted, mount, unmount
from parisana.core.documents.address import Address
area = Path(sys.argv[1])
subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(area.parent)], check=True)
assert not area.exists() and mount(Address("submit"), str(area)) and not mount(Address("submit"), str(area / "below"))
print((area / "from there").read_text())
(area / "from here").write_text("written here")
unmount(str(area))
assert not is_mounted(str(area))
"""


def test_a_folder_of_the_host_is_seen_under_its_own_name(sshd: Sshd, tmp_path: Path) -> None:
    if shutil.which("sshfs") is None or not os.access("/dev/fuse", os.W_OK) or os.geteuid() != 0:
        cannot_try("sshfs with FUSE, and a mount namespace to try it in, are not there")
    area = tmp_path / "areas/two words"
    area.mkdir(parents=True)
    (area / "from there").write_text("written there")
    argv = ["unshare", "--mount", "--propagation", "private", sys.executable, "-c", PROGRAM, str(area)]
    done = subprocess.run(argv, capture_output=True, text=True, check=False, timeout=60)
    assert (done.stdout, done.returncode) == ("written there\n", 0), done.stderr
    assert (area / "from here").read_text() == "written here"


def test_without_fuse_it_is_said_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mounting, "DEVICE", tmp_path / "none")
    monkeypatch.setattr(shutil, "which", lambda name: name)
    with pytest.raises(SiteError, match="this machine has no FUSE") as caught:
        mount(SUBMIT, str(tmp_path / "area"))
    assert "sshfs: false" in str(caught.value.hint)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(SiteError, match="sshfs is not installed"):
        mount(SUBMIT, str(tmp_path / "area"))


def test_files_of_this_machine_are_never_covered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mounting, "DEVICE", tmp_path)
    monkeypatch.setattr(shutil, "which", lambda name: name)
    (tmp_path / "mine").write_text("")
    with pytest.raises(SiteError, match="holds other files"):
        mount(SUBMIT, str(tmp_path))
    assert not is_mounted(str(tmp_path))
