"""Whether a file lies on a network file system, where SQLite's write-ahead log must not be used."""

from __future__ import annotations

import re
from pathlib import Path

NETWORK = frozenset(
    {
        "9p", "afs", "beegfs", "ceph", "cifs", "fuse.cernvm", "fuse.glusterfs", "fuse.s3fs", "fuse.sshfs",
        "gfs2", "glusterfs", "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "panfs", "smb3", "smbfs", "virtiofs",
    }
)  # fmt: skip


def kind_of(path: Path, mounts: str) -> str:
    """Return the type of the file system that holds ``path``, from the text of ``/proc/mounts``."""
    best, kind = Path(), ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        point = Path(_plain(fields[1]))
        if path.is_relative_to(point) and len(point.parts) >= len(best.parts):
            best, kind = point, fields[2]
    return kind


def on_network(path: Path, mounts: str) -> bool:
    """Whether other machines may write the same file."""
    return kind_of(path, mounts) in NETWORK


def mounts_here() -> str:
    """Return the mounts of this machine; empty where the system does not tell."""
    table = Path("/proc/mounts")
    return table.read_text(errors="replace") if table.exists() else ""


def _plain(field: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), field)
