"""An XRootD server with a tape behind it: the real staging daemon, and a drive that waits until a test mounts it."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.trying import cannot_try
from tests.waiting import until

from .sshd import free_port
from .xrootd import USER

CONFIG = """
all.role server
all.export /hpss stage check dread rcreate mig
oss.localroot {folder}/cache
oss.remoteroot {folder}/tape
oss.rsscmd {folder}/names.sh
all.adminpath {folder}/admin
all.pidpath {folder}/run
frm.xfr.qcheck 1 {folder}/queue
frm.xfr.copycmd in noalloc stats {folder}/drive.sh $LFN $RFN $PFN
frm.xfr.copymax 4
oss.xfr deny 1 keep 1
xrd.port {port}
xrd.network nodnr
xrootd.chksum adler32
ofs.preplib /usr/lib/x86_64-linux-gnu/libXrdOfsPrepGPI.so -admit stage,query,cancel -run {folder}/requests.sh
"""
#: What the tape's own name space answers: a code, then the facts.
NAMES = r"""#!/bin/bash
case $1 in
    statx)
        if [ -e "$2" ]; then
            kind=-; [ -d "$2" ] && kind=d
            mode=$(stat -c %A "$2")
            echo 0
            stat -c "$kind ${{mode:1}} %h %u %g %X %Z %Y %s %o %b" "$2"
        else
            echo -2
        fi ;;
    exists) [ -e "$2" ] && echo 0 || echo -2 ;;
    *) echo -95 ;;
esac
"""
#: The drive: it waits for the tape. Bash has to stay the parent of what copies.
DRIVE = """#!/bin/bash
until [ -e {folder}/mounted ]; do sleep 0.1; done
mkdir -p "$(dirname "$3")"
cp -- "$2" "$3"
exit $?
"""
#: What a request does: each file is read once, which brings it; one line a request is kept.
REQUESTS = """#!/bin/bash
while [ "$1" != "--" ]; do shift; done
shift
id=$1 operation=$2
shift 2
[ "$operation" = stage ] || exit 0
echo "$@" >>{folder}/requests
for path; do setsid -f /usr/bin/xrdcp -s -f "root://127.0.0.1:{port}/$path" /dev/null </dev/null >/dev/null 2>&1; done
sleep 0.3 # what is still of this group ends with it
"""


@dataclass(frozen=True)
class Tape:
    """The server, and what is on its tape."""

    folder: Path
    port: int

    def url(self, path: str) -> str:
        """Return the URL of an absolute path."""
        return f"root://127.0.0.1:{self.port}/{path}"

    def write(self, path: str, content: bytes) -> str:
        """Put a file on tape only; return its URL."""
        for place in ("tape", "cache"):
            (self.folder / place / path.lstrip("/")).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / "tape" / path.lstrip("/")).write_bytes(content)
        _give(self.folder / "cache", self.folder / "tape")
        return self.url(path)

    def mount(self) -> None:
        """Let the drive read."""
        (self.folder / "mounted").touch()

    @property
    def requests(self) -> list[list[str]]:
        """Return the files of each request."""
        log = self.folder / "requests"
        return [line.split() for line in log.read_text().splitlines()] if log.exists() else []


def _give(*tops: Path) -> None:
    """Give folders to the user that the server is."""
    if os.geteuid() == 0:
        for path in (path for top in tops for path in (top, *top.rglob("*"))):
            shutil.chown(path, USER, USER)


@contextmanager
def running() -> Iterator[Tape]:
    """Run server and staging daemon for as long as they are needed."""
    if shutil.which("frm_xfrd") is None:
        cannot_try("the staging daemon of XRootD is not installed (xrootd-server)")
    folder = Path(tempfile.mkdtemp(prefix="parisana-tape-"))
    folder.chmod(0o755)
    tape, processes = Tape(folder, free_port()), []
    known = {"folder": folder, "port": tape.port}
    for name in ("cache", "tape", "admin", "run", "queue", "log"):
        (folder / name).mkdir()
    (folder / "config").write_text(CONFIG.format(**known))
    for name, text in {"names": NAMES, "drive": DRIVE, "requests": REQUESTS}.items():
        (folder / f"{name}.sh").write_text(text.format(**known))
        (folder / f"{name}.sh").chmod(0o755)
    _give(folder)
    identity: dict[str, Any] = {"user": USER, "group": USER, "extra_groups": []} if os.geteuid() == 0 else {}
    try:
        for program in ("xrootd", "frm_xfrd"):
            words = [program, "-c", str(folder / "config"), "-l", str(folder / "log" / program), "-n", "tape"]
            processes.append(subprocess.Popen(words, cwd=folder, start_new_session=True, **identity))
        log = folder / "log/tape/xrootd"
        until(lambda: log.exists() and "initialization completed" in log.read_text(errors="replace"))
        yield tape
    finally:
        tape.mount()
        for process in processes:
            process.kill()
            process.wait()
        shutil.rmtree(folder, ignore_errors=True)
