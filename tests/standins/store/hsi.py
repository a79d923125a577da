"""HSI: ``hsi [-q] [-P] [COMMAND; COMMAND]``, or commands on standard input; its exit codes are those of sysexits."""

from __future__ import annotations

import os
import shlex
import stat
import sys
import time
from pathlib import Path

from tests.standins.store.htar import htar
from tests.standins.store.store import Store, options, remove, rename

NOT_THERE, USAGE, NO_PERMISSION, FAILED = 72, 64, 77, 74


def said_no(command: str, name: str, words: str) -> None:
    """Say what HSI says."""
    print(f"*** hsi: {command}: {words}: `{name}'", file=sys.stderr)


def line(store: Store, path: Path, name: str) -> str:
    """Return a line of a listing with the class of service and where the bytes are."""
    found = path.stat()
    when = time.strftime("%b %d %H:%M", time.localtime(found.st_mtime))
    kind = stat.filemode(found.st_mode)
    if path.is_dir():
        return f"{kind} {found.st_nlink:4d} hess      hess                              512 {when} {name}"
    on = "TAPE" if store.is_asleep(f"/{path.relative_to(store.path('/'))}") else "DISK"
    return f"{kind} {found.st_nlink:4d} hess      hess   3   740536 {on} {found.st_size:13d} {when} {name}"


def ls(store: Store, words: list[str]) -> int:
    """List folders or files, with -d a folder itself."""
    given, names = options(words, "lU ldU")
    code = 0
    for name in names:
        place = store.path(name)
        try:
            if place.is_dir() and "ldU" not in given:
                print(f"{name}:")
                print("".join(f"{line(store, place / each, each)}\n" for each in sorted(os.listdir(place))), end="")
            else:
                print(line(store, place, name))
        except OSError as error:
            said_no("ls", name, f"no such file or directory [{error.errno}]")
            code = NOT_THERE
    return code


def put(store: Store, words: list[str]) -> int:
    """Copy here : there."""
    here, _, there = words
    size = store.copy(Path(here), store.path(there))
    print(f"put  '{here}' : '{there}' ( {size} bytes, 0.0 KBS (cos=5081))")
    return 0


def get(store: Store, words: list[str]) -> int:
    """Copy there to here; what is on tape is waited for."""
    here, _, there = words
    while store.is_asleep(there):
        store.ask(there)
        time.sleep(0.05)
    size = store.copy(store.path(there), Path(here))
    print(f"get  '{here}' : '{there}' (2012/12/20 19:47:38 {size} bytes, 221.7 KBS )")
    return 0


def mkdir(store: Store, words: list[str]) -> int:
    """Make folders."""
    given, names = options(words, "p")
    for name in names:
        store.path(name).mkdir(parents="p" in given, exist_ok="p" in given)
    return 0


def rm(store: Store, words: list[str]) -> int:
    """Remove files."""
    for name in words:
        if store.path(name).is_dir():
            raise IsADirectoryError(21, "is a directory")
        remove(store.path(name))
    return 0


def rmdir(store: Store, words: list[str]) -> int:
    """Remove empty folders."""
    for name in words:
        store.path(name).rmdir()
    return 0


def mv(store: Store, words: list[str]) -> int:
    """Rename; a file that is there is replaced."""
    rename(store.path(words[0]), store.path(words[1]))
    return 0


def stage(store: Store, words: list[str]) -> int:
    """Ask for files on tape, and wait for none."""
    for name in words:
        store.ask(name)
    return 0


VERBS = {
    "ls": ls,
    "put": put,
    "get": get,
    "mkdir": mkdir,
    "rm": rm,
    "rmdir": rmdir,
    "mv": mv,
    "stage": stage,
}


def hsi(store: Store, words: list[str]) -> int:
    """Do one command after the other; the first that fails ends it."""
    _, plain = options(words, "q P")
    if store.fault == "down":
        print("*** hsi: unable to connect to the HPSS server", file=sys.stderr)
        return 69
    for text in plain[0].split(";") if plain else sys.stdin.read().splitlines():
        verb, *rest = shlex.split(text)
        store.note(" ".join([verb, *rest]))
        try:
            store.stumble(verb)
            code = VERBS[verb](store, rest)
        except OSError as error:
            code = _failed(verb, rest[-1], error)
        if code:
            return code
    return 0


def _failed(verb: str, name: str, error: OSError) -> int:
    words = f"{str(error.strerror).lower()} [{error.errno}]"
    said_no(verb, name, words)
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return NOT_THERE
    if isinstance(error, PermissionError):
        return NO_PERMISSION
    return USAGE if verb in ("rmdir", "mkdir", "rm") else FAILED


COMMANDS = {"hsi": hsi, "htar": htar}
