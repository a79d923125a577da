"""A store of real files behind retired commands: a name space, a tape drive that takes its time, faults on demand.

The commands of RFIO, HSI and LCG/LFC are faces of it (``rfio.py``, ``hsi.py``, ``lcg.py``). Standard library only.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[3]
#: Seconds after which a command gives up whatever hangs: no test takes so long.
LONGEST = 120.0
PIECE = 2**20
#: What goes wrong in a copy -> what the server says of it.
NUMBERS = {
    "full": errno.ENOSPC,
    "quota": errno.EDQUOT,
    "denied": errno.EACCES,
    "broken": errno.EIO,
    "timeout": errno.ETIMEDOUT,
}
State = dict[str, Any]
Command = Callable[["Store", list[str]], int]


class Store:
    """The store in one folder: files below ``tree``, and what is known of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.fault = ""
        """What is to go wrong with this command."""

    @contextlib.contextmanager
    def state(self) -> Iterator[State]:
        """Hold what is known; what is changed is kept."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            path = self.folder / "state.json"
            empty: State = {"faults": {}, "down": False, "tape": {}, "entries": {}}
            state = json.loads(path.read_text()) if path.exists() else empty
            yield state
            part = path.with_suffix(".part")
            part.write_text(json.dumps(state))
            part.replace(path)

    def path(self, name: str) -> Path:
        """Return where a name of the store lies on this machine."""
        return self.folder / "tree" / os.path.normpath(f"/{name}").lstrip("/")

    def fail(self, command: str, *faults: str) -> None:
        """Let the next calls of a command go wrong, one after the other; ``""`` is a good one."""
        with self.state() as state:
            state["faults"].setdefault(command, []).extend(faults)

    def down(self, down: bool = True) -> None:
        """Let nothing answer any more, or all again."""
        with self.state() as state:
            state["down"] = down

    def calls(self, command: str = "") -> list[str]:
        """Return the calls so far."""
        log = self.folder / "calls"
        lines = log.read_text().splitlines() if log.exists() else []
        return [line for line in lines if line.startswith(command)]

    def stumble(self, verb: str) -> None:
        """Fail where a verb of a command that has many is to go wrong."""
        with self.state() as state:
            fault = (state["faults"].get(verb) or [""]).pop(0)
        if fault in NUMBERS:
            raise OSError(NUMBERS[fault], os.strerror(NUMBERS[fault]))

    def note(self, call: str) -> None:
        """Take a call down."""
        with (self.folder / "calls").open("a") as calls:
            calls.write(call.replace("\n", " ") + "\n")

    def to_tape(self, name: str) -> None:
        """Let a file be on tape only, until somebody asks for it and ``mounts`` brings it."""
        with self.state() as state:
            state["tape"][os.path.normpath(name)] = "asleep"

    def asked(self) -> list[str]:
        """Return what was asked from tape, and has not come."""
        with self.state() as state:
            return sorted(name for name, stands in state["tape"].items() if stands == "asked")

    def ask(self, name: str) -> None:
        """Ask for a file."""
        with self.state() as state:
            if os.path.normpath(name) in state["tape"]:
                state["tape"][os.path.normpath(name)] = "asked"

    def mount(self, *names: str) -> None:
        """Bring what was asked for."""
        with self.state() as state:
            for name in names or [each for each, stands in state["tape"].items() if stands == "asked"]:
                state["tape"].pop(os.path.normpath(name), None)

    def is_asleep(self, name: str) -> bool:
        """Whether a file is on tape only."""
        with self.state() as state:
            return os.path.normpath(name) in state["tape"]

    def copy(self, source: Path, target: Path) -> int:
        """Copy bytes as far as the fault lets them through; return how many."""
        if self.fault in NUMBERS:
            half_copy(source, target)
            raise OSError(NUMBERS[self.fault], os.strerror(NUMBERS[self.fault]))
        if self.fault == "short":
            half_copy(source, target)
        elif self.fault == "wrong":
            target.write_bytes(bytes(source.stat().st_size))
        else:
            slow_copy(source, target)
        return source.stat().st_size


def slow_copy(source: Path, target: Path) -> None:
    """Copy a large file no faster than a network would."""
    with source.open("rb") as reader, target.open("wb") as writer:
        while piece := reader.read(PIECE):
            writer.write(piece)
            writer.flush()
            if source.stat().st_size > 32 * PIECE:
                time.sleep(0.01)


def half_copy(source: Path, target: Path) -> None:
    """Copy the first half."""
    target.write_bytes(source.read_bytes()[: source.stat().st_size // 2])


def install(folder: Path, face: str, commands: Mapping[str, Command]) -> Path:
    """Put the commands of a face into ``folder/bin``; return that."""
    bin_folder = folder / "bin"
    bin_folder.mkdir(parents=True, exist_ok=True)
    for name in commands:
        path = bin_folder / name
        path.write_text(
            f"#!{sys.executable} -SE\nimport sys\nsys.path.insert(0, {str(CHECKOUT)!r})\n"
            f"from tests.standins.store import {face}\nfrom tests.standins.store.store import run\n"
            f"sys.exit(run({str(folder)!r}, {face}.COMMANDS, {name!r}, sys.argv[1:]))\n"
        )
        path.chmod(0o755)
    return bin_folder


def run(folder: str, commands: Mapping[str, Command], name: str, words: list[str]) -> int:
    """Run a command, with the fault that is next in its line."""
    store = Store(Path(folder))
    with store.state() as state:
        store.fault = "hang" if state["down"] else (state["faults"].get(name) or [""]).pop(0)
        store.note(" ".join([name, *words]))
    if store.fault == "hang":
        time.sleep(LONGEST)
    return commands[name](store, words)


def options(words: list[str], flags: str = "", values: str = "") -> tuple[dict[str, str], list[str]]:
    """Return options and plain words; one that is not known ends the command, as it does for real."""
    found: dict[str, str] = {}
    plain: list[str] = []
    rest = iter(words)
    for word in rest:
        if word.lstrip("-") in values.split():
            found[word.lstrip("-")] = next(rest)
        elif word.startswith("-") and word.lstrip("-") in flags.split():
            found[word.lstrip("-")] = ""
        elif word.startswith("-") and word != "-":
            raise SystemExit(f"{word}: unknown option")
        else:
            plain.append(word)
    return found, plain


def remove(path: Path, deep: bool = False) -> None:
    """Remove a file, or a folder that is empty, or any with ``deep``."""
    if not path.is_dir():
        path.unlink()
    else:
        for each in path.iterdir() if deep else ():
            remove(each, deep)
        path.rmdir()


def rename(old: Path, new: Path) -> None:
    """Rename as the system call does: a file that is there is replaced."""
    old.lstat()
    os.rename(old, new)
