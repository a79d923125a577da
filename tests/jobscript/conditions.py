"""What a test needs from the machine; absence is a failure in CI and is named elsewhere."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache

import pytest

#: Mounts a filesystem of 64 kB on $0, then runs the rest.
SMALL_DISK = ("unshare", "-rm", "bash", "-c", 'mount -t tmpfs -o size=64k tmpfs "$0" && exec "$@"')
#: Makes $0 read-only for the rest.
READ_ONLY = ("unshare", "-rm", "bash", "-c", 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"')


def require(there: bool, what: str) -> None:
    """Go on only if it is there."""
    if there:
        return
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is needed in CI")
    pytest.skip(f"{what} is not there")


@cache
def can_mount() -> bool:
    """Whether this machine lets us mount in a namespace of our own."""
    return _works("unshare", "-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt")


def chroot_prefix() -> tuple[str, ...]:
    """Return the words before ``chroot`` that this user needs."""
    return () if os.geteuid() == 0 else ("unshare", "-r")


@cache
def can_chroot() -> bool:
    """Whether this machine lets us change the root."""
    return _works(*chroot_prefix(), "chroot", "/", "true")


def _works(*argv: str) -> bool:
    return shutil.which(argv[0]) is not None and subprocess.run(argv, capture_output=True, check=False).returncode == 0
