"""RFIO: ``rfcp rfdir rfstat rfrm rfmkdir rfrename``, with names like ``cchpsshess:/hpss/...``."""

from __future__ import annotations

import os
import stat
import sys
import time
from pathlib import Path

from tests.standins.store.store import Store, options, remove, rename


def local(store: Store, name: str) -> Path:
    """Return where a file lies, be it of the store or of this machine."""
    host, mark, path = name.partition(":/")
    return store.path(f"/{path}") if mark and "/" not in host else Path(name)


def failed(name: str, error: OSError) -> int:
    """Say what RFIO says."""
    host = name.partition(":")[0]
    print(f"{name}: {error.strerror} (error {error.errno} on {host})", file=sys.stderr)
    return 1


def rfcp(store: Store, words: list[str]) -> int:
    """Copy; a file on tape is waited for."""
    source, target = words
    try:
        while store.is_asleep(source.partition(":")[2]):
            store.ask(source.partition(":")[2])
            time.sleep(0.05)
        goal = local(store, target)
        size = store.copy(local(store, source), goal / os.path.basename(source) if goal.is_dir() else goal)
    except OSError as error:
        return failed(target if ":/" in target else source, error)
    print(f"{size} bytes in 0 seconds through local (in) and eth0 (out)")
    return 0


def line(path: Path, name: str) -> str:
    """Return a line of a listing."""
    found = path.stat()
    when = time.strftime("%b %d %H:%M", time.localtime(found.st_mtime))
    kind = stat.filemode(found.st_mode)
    return f"{kind} {found.st_nlink:3d} {'cassol':8s} {'hess':8s} {found.st_size:20d} {when} {name}"


def rfdir(store: Store, words: list[str]) -> int:
    """List, with . and .. as the manual shows it."""
    place = local(store, words[-1])
    try:
        names = [".", "..", *sorted(os.listdir(place))] if place.is_dir() else [""]
        print("\n".join(line(place / name, name or words[-1]) for name in names))
    except OSError as error:
        return failed(words[-1], error)
    return 0


def rfstat(store: Store, words: list[str]) -> int:
    """Say what is known of a name."""
    if store.fault == "timeout":
        return failed(words[-1], OSError(1015, "Internal error: Connection timed out"))
    try:
        found = local(store, words[-1]).stat()
    except OSError as error:
        return failed(words[-1], error)
    when = time.ctime(found.st_mtime)
    print("Device          : 0\nInode number    : 1\nNbr blocks      : 0\nBlocksize       : 4096")
    print(f"Protection      : {stat.filemode(found.st_mode)} ({found.st_mode:o})\nHard Links      : {found.st_nlink}")
    print(f"Uid             : 2078 (cassol)\nGid             : 116 (hess)\nSize (bytes)    : {found.st_size}")
    print(f"Last access     : {when}\nLast modify     : {when}\nLast stat. mod. : {when}")
    return 0


def rfrm(store: Store, words: list[str]) -> int:
    """Remove files, with -r folders with all that is in them."""
    given, (name,) = options(words, "r")
    try:
        remove(local(store, name), "r" in given)
    except OSError as error:
        return failed(name, error)
    return 0


def rfmkdir(store: Store, words: list[str]) -> int:
    """Make a folder."""
    given, (name,) = options(words, "p")
    try:
        local(store, name).mkdir(parents="p" in given, exist_ok="p" in given)
    except OSError as error:
        return failed(name, error)
    return 0


def rfrename(store: Store, words: list[str]) -> int:
    """Rename; a file that is there is replaced."""
    try:
        rename(local(store, words[0]), local(store, words[1]))
    except OSError as error:
        return failed(words[0], error)
    return 0


COMMANDS = {
    "rfcp": rfcp,
    "rfdir": rfdir,
    "rfstat": rfstat,
    "rfrm": rfrm,
    "rfmkdir": rfmkdir,
    "rfrename": rfrename,
}
