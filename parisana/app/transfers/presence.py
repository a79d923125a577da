"""Whether a worker is still at work: a name that this machine's kernel keeps for it, and lets go when it ends.

No time has to lapse, no process number can mislead, and it does not matter how a worker ended, or whether the database
could be told: all programs of this machine know at once who is gone, and nobody takes over from one at work.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from socket import AF_UNIX, SOCK_DGRAM, socket


@contextmanager
def present(holder: str) -> Iterator[None]:
    """Be known to be at work."""
    with socket(AF_UNIX, SOCK_DGRAM) as name:
        name.bind(_name_of(holder))
        yield


def is_present(holder: str) -> bool:
    """Whether that worker is at work on this machine."""
    with socket(AF_UNIX, SOCK_DGRAM) as asking:
        try:
            asking.connect(_name_of(holder))
        except ConnectionRefusedError:
            return False
    return True


def _name_of(holder: str) -> bytes:
    """Return a name of the kernel's own, which is in no folder."""
    return b"\0parisana-transfers-" + hashlib.sha256(holder.encode()).hexdigest().encode()
