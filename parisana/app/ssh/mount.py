"""*Using sshfs*: the folders of a submit host, mounted here under the same names, where this machine can do that."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from parisana.core.documents.address import Address
from parisana.errors import NoAnswer, SiteError
from parisana.plugins.runner import LocalRunner, Outcome

from .config import user_config
from .system import OPTIONS

DEVICE = Path("/dev/fuse")
#: How long a mount may take (s).
PATIENCE = 40.0
WITHOUT = "Set 'sshfs: false' in the site's file: files then go through the ssh connection, and nothing is mounted."


def mount(address: Address, folder: str) -> bool:
    """Mount a folder of a host under its own name, unless that is done; say whether it had to be."""
    if is_mounted(folder):
        return False
    _refuse_without_fuse(address)
    _make_way(address, folder)
    done = LocalRunner().run(_words(address, folder), timeout=PATIENCE)
    if done.code:
        raise NoAnswer(f"{folder} of {address} cannot be mounted: {_why(done)}", hint=WITHOUT)
    return True


def unmount(folder: str) -> None:
    """Let go of a folder, even when somebody still looks into it."""
    LocalRunner().run(["fusermount3" if shutil.which("fusermount3") else "fusermount", "-uz", folder])


def is_mounted(folder: str) -> bool:
    """Whether this folder, or one above it, is an sshfs mount."""
    with open("/proc/self/mounts", encoding="utf-8", errors="surrogateescape") as lines:
        mounts = [line.split(" ") for line in lines]
    places = {_spelled(fields[1]) for fields in mounts if _ours(fields)}
    return any(str(place) in places for place in (Path(folder), *Path(folder).parents))


def _spelled(place: str) -> str:
    """Return a path as it is; the list of mounts writes a space as an octal number."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), place)


def _ours(fields: list[str]) -> bool:
    return len(fields) > 2 and fields[2] == "fuse.sshfs"


def _refuse_without_fuse(address: Address) -> None:
    """Say what is missing here for mounting."""
    if shutil.which("sshfs") is None:
        raise SiteError(f"The folders of {address} cannot be mounted: sshfs is not installed here.", hint=WITHOUT)
    if not DEVICE.exists():
        raise SiteError(f"The folders of {address} cannot be mounted: this machine has no FUSE.", hint=WITHOUT)
    if not os.access(DEVICE, os.R_OK | os.W_OK):
        raise SiteError(f"The folders of {address} cannot be mounted: you may not use FUSE here.", hint=WITHOUT)


def _make_way(address: Address, folder: str) -> None:
    """Make the folder that the mount covers; one that holds something of this machine is not covered."""
    try:
        os.makedirs(folder, exist_ok=True)
        holds = bool(os.listdir(folder))
    except OSError as error:
        message = f"{folder} of {address} cannot be mounted here under the same name: {error.strerror}."
        raise SiteError(message, hint=WITHOUT) from error
    if holds:
        message = f"{folder} of {address} cannot be mounted here: a folder of this name holds other files."
        raise SiteError(message, hint=WITHOUT)


def _words(address: Address, folder: str) -> list[str]:
    options = {**OPTIONS, "BatchMode": "yes", "reconnect": "", "idmap": "user"}
    if user_config().is_file():
        options["ssh_command"] = f"ssh -F {user_config()}"
    settings = [word for name, value in options.items() for word in ("-o", f"{name}={value}" if value else name)]
    port = ["-p", str(address.port)] if address.port else []
    user = f"{address.user}@" if address.user else ""
    return ["sshfs", *settings, *port, f"{user}{address.host}:{folder}", folder]


def _why(done: Outcome) -> str:
    lines = (done.stderr or done.stdout).strip().splitlines()
    return lines[-1] if lines else f"sshfs ended with {done.code}."
