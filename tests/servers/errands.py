"""One program that jobs of another user may start, though they may not look into the folder where it lies.

They start a small client, which hands its words, its surroundings and its open files to a thread of the tests; that
runs the program as whoever runs the tests, and gives what it wrote to the job's user.
"""

from __future__ import annotations

import json
import os
import socket
import struct
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

CLIENT = """#!/usr/bin/python3 -I
import json, os, socket, sys
asked = json.dumps({{"words": sys.argv[1:], "cwd": os.getcwd(), "environment": dict(os.environ)}}).encode()
with socket.socket(socket.AF_UNIX) as line:
    line.connect({address!r})
    socket.send_fds(line, [len(asked).to_bytes(4, "big")], [0, 1, 2])
    line.sendall(asked)
    sys.exit(int.from_bytes(line.recv(1), "big"))
"""


@dataclass(frozen=True)
class Errands:
    """The program, and where its client and its socket lie."""

    program: Path
    folder: Path
    calls: list[list[str]] = field(default_factory=list)
    """With which words it was started."""

    @property
    def client(self) -> Path:
        """Return what jobs start."""
        return self.folder / "python"

    def serve(self, listener: socket.socket) -> None:
        """Take calls, each in a thread of its own, until the listener is closed."""
        with suppress(OSError):
            while True:
                line, _ = listener.accept()
                threading.Thread(target=self._run, args=(line,), daemon=True).start()

    def _run(self, line: socket.socket) -> None:
        with line:
            head, files, _, _ = socket.recv_fds(line, 4, 3)
            asked = json.loads(_read(line, int.from_bytes(head, "big")))
            words = [str(self.program), *asked["words"]]
            self.calls.append(asked["words"])
            try:
                done = subprocess.run(
                    words,
                    cwd=asked["cwd"],
                    env=asked["environment"],
                    stdin=files[0],
                    stdout=files[1],
                    stderr=files[2],
                    check=False,
                )
            finally:
                for each in files:
                    os.close(each)
            _give(Path(asked["cwd"]), _user(line))
            line.sendall((done.returncode & 0xFF).to_bytes(1, "big"))


def _read(line: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        data += line.recv(size - len(data))
    return data


def _user(line: socket.socket) -> int:
    """Return who is at the other end."""
    _, user, _ = struct.unpack("3i", line.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
    return int(user)


def _give(folder: Path, user: int) -> None:
    for path in folder.rglob("*"):
        if path.lstat().st_uid != user:
            os.lchown(path, user, -1)


@contextmanager
def run_for_others(program: Path, folder: Path) -> Iterator[Errands]:
    """Let everybody start a program by what this yields; the folder must be open to all."""
    errands = Errands(program, folder)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(folder / "socket"))
        (folder / "socket").chmod(0o777)
        listener.listen(32)
        threading.Thread(target=errands.serve, args=(listener,), daemon=True).start()
        errands.client.write_text(CLIENT.format(address=str(folder / "socket")))
        errands.client.chmod(0o755)
        yield errands
