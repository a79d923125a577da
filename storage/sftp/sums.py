"""Sums that the machine of the files makes itself, where one may run commands there: nothing has to be read back then.

A small Python program is started there when that is worth its time, and asked for one file after the other. Whoever may
only use SFTP, or has no Python, reads back what was sent.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from weakref import WeakSet

from parisana.plugins.storage import Checksum, Watch
from parisana.storage.shared.copying import adler32

if TYPE_CHECKING:
    from paramiko import Channel, SFTPClient, Transport

#: So many bytes are read back before the program is started.
WORTH = 2**22
#: Seconds until the program has to be there.
GREETING = 10.0
#: What it says when it is.
MARK = "parisana sums"
#: It says so when it has summed so many bytes more: it is at work.
STRIDE = 2**26
#: It runs under Python 2.7, too. Names come as hexadecimal numbers, so that they need no quoting.
PROGRAM = f"""
import binascii, sys, zlib
def say(*words):
    sys.stdout.write(" ".join(map(str, words)) + "\\n")
    sys.stdout.flush()
say("{MARK}")
for line in iter(sys.stdin.readline, ""):
    try:
        value, done = 1, 0
        with open(binascii.unhexlify(line.strip()), "rb") as reader:
            for block in iter(lambda: reader.read({2**18}), b""):
                value, done = zlib.adler32(block, value), done + len(block)
                if done % {STRIDE} == 0:
                    say("+", done)
        say("=", value & 0xffffffff, done)
    except (IOError, OSError):
        say("!")
"""
#: Every login shell can start ``sh``, which then hears the rest.
START = f"""for python in python3 python; do
command -v $python >/dev/null 2>&1 && exec $python -ES -c '{PROGRAM}'
done
exit 1
"""

#: Connections over which no program can be started.
_unable: WeakSet[Transport] = WeakSet()


class Sums:
    """Asks the program, which belongs to one lane of copies."""

    def __init__(self, sftp: SFTPClient, patience: float) -> None:
        channel = sftp.get_channel()
        assert channel is not None, "it speaks over ssh"
        self._transport = channel.get_transport()
        self._patience = patience
        self._read_back = 0
        self._channel: Channel | None = None
        self._heard = b""
        self._over = False

    def of(self, path: str, total: int, pulse: Watch) -> Checksum | None:
        """Return the sum of a file of so many bytes; ``None``: it has to be read back."""
        from paramiko import SSHException

        try:
            if self._channel is None and not self._start(total):
                return None
            assert self._channel is not None, "it was started"
            self._channel.sendall(path.encode().hex().encode() + b"\n")
            return self._answer(total, pulse)
        except (OSError, EOFError, SSHException, ValueError):
            self._give_up()
            return None

    def close(self) -> None:
        """End the program, whatever it does."""
        self._over = True
        if self._channel is not None:
            self._channel.close()

    def _start(self, total: int) -> bool:
        """Start the program if it is worth it; whether it is there."""
        self._read_back += total
        if self._read_back < WORTH or self._transport in _unable:
            return False
        self._channel = self._transport.open_session(timeout=GREETING)
        if self._over:
            raise EOFError
        self._channel.settimeout(GREETING)
        self._channel.exec_command("sh")
        self._channel.sendall(START.encode())
        until = time.monotonic() + GREETING
        while self._line() != MARK:  # a shell may have something to say before
            if time.monotonic() > until:
                raise TimeoutError
        self._channel.settimeout(self._patience)
        return True

    def _answer(self, total: int, pulse: Watch) -> Checksum | None:
        while (words := self._line().split())[0] == "+":
            pulse.moved(int(words[1]), total)
        return adler32(int(words[1])) if words[0] == "=" and int(words[2]) == total else None

    def _line(self) -> str:
        assert self._channel is not None, "it was started"
        while b"\n" not in self._heard:
            heard = self._channel.recv(2**12)
            if not heard:
                raise EOFError
            self._heard += heard
        line, _, self._heard = self._heard.partition(b"\n")
        return line.decode(errors="replace").strip()

    def _give_up(self) -> None:
        """Ask over this connection no more, unless it was somebody here who ended it."""
        if not self._over:
            _unable.add(self._transport)
        if self._channel is not None:
            self._channel.close()
        self._channel = None
