"""Commands and files of a submit host, over a connection of the program's own."""

from __future__ import annotations

import os
import threading
import time
import uuid
from collections.abc import Mapping, Sequence
from contextlib import suppress

import paramiko

from parisana.errors import NoAnswer
from parisana.plugins.command_files import CommandFiles
from parisana.plugins.files import Files, refused
from parisana.plugins.runner import ByteRunner, Raw

from .connection import Connection
from .wire import Parcel, pack, unpack

BLOCK = 1 << 16
#: How often (s) a silent command is looked at.
LOOK = 0.1
#: How a connection breaks.
BROKEN = (OSError, EOFError, paramiko.SSHException)


class SSHRunner(ByteRunner):
    """Runs commands on the host of a connection."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @property
    def files(self) -> Files:
        """Return the files of that host."""
        return SFTPFiles(self)

    def exchange(
        self,
        argv: Sequence[str],
        *,
        stdin: bytes = b"",
        timeout: float = 60.0,
        environment: Mapping[str, str] | None = None,
    ) -> Raw:
        """Run to the end; a connection that breaks meanwhile leaves it open whether the command did its work."""
        parcel = pack(argv, environment)
        until = time.monotonic() + timeout
        with self.connection.channel(timeout) as channel:
            try:
                answer = _converse(channel, parcel, stdin, until)
            except TimeoutError as error:
                self._doubt(channel)
                raise NoAnswer(f"{argv[0]} on {self.connection.host} gave no answer within {timeout:g} s.") from error
            except BROKEN as error:
                raise self._cut(argv[0]) from error
            if answer.code < 0:
                raise self._cut(argv[0])
        return unpack(parcel, answer, argv[0], self.connection.host)

    def _cut(self, program: str) -> NoAnswer:
        host = self.connection.host
        return NoAnswer(f"The connection to {host} was cut while {program} ran: whether it did its work is not known.")

    def _doubt(self, channel: paramiko.Channel) -> None:
        """Give up a connection over which not even the marker came: the next command takes another one."""
        if not (channel.recv_ready() or channel.recv_stderr_ready()):
            self.connection.drop()


def _converse(channel: paramiko.Channel, parcel: Parcel, stdin: bytes, until: float) -> Raw:
    """Start the command, feed it, and listen until its end; raise ``TimeoutError`` past the limit."""
    channel.settimeout(max(0.0, until - time.monotonic()))
    channel.exec_command(parcel.command)
    threading.Thread(target=_feed, args=(channel, parcel.head + stdin), daemon=True).start()
    channel.settimeout(LOOK)
    stdout, stderr = bytearray(), bytearray()
    while block := _next(channel, stderr, until):
        stdout += block
    while channel.recv_stderr_ready():
        stderr += channel.recv_stderr(BLOCK)
    if not channel.status_event.wait(max(0.0, until - time.monotonic())):
        raise TimeoutError
    return Raw(channel.recv_exit_status(), bytes(stdout), bytes(stderr))


def _feed(channel: paramiko.Channel, data: bytes) -> None:
    """Send standard input; when the command does not want it all, its own words are what counts."""
    left = memoryview(data)
    with suppress(*BROKEN):
        while left:
            with suppress(TimeoutError):
                left = left[channel.send(left[:BLOCK].tobytes()) :]
        channel.shutdown_write()


def _next(channel: paramiko.Channel, stderr: bytearray, until: float) -> bytes:
    """Return the next piece of standard output, empty at its end; standard error is kept from filling up."""
    while True:
        while channel.recv_stderr_ready():
            stderr += channel.recv_stderr(BLOCK)
        try:
            return channel.recv(BLOCK)
        except TimeoutError:
            if time.monotonic() > until:
                raise


class SFTPFiles(CommandFiles):
    """Contents go by SFTP, what concerns many names by one command."""

    runner: SSHRunner

    def __init__(self, runner: SSHRunner) -> None:
        super().__init__(runner, runner.connection.host)

    def write(self, path: str, data: bytes, mode: int = 0o644) -> None:
        """Send the bytes to a name beside it, count them there, rename."""
        with self.runner.connection.sftp(60.0) as sftp:
            if sftp is not None and self._put(sftp, path, data, mode):
                return
        super().write(path, data, mode)

    def read(self, path: str, start: int = 0, size: int | None = None) -> bytes | None:
        """Read a file, or a stretch of it; SFTP calls more than what is absent so, hence a command is asked then."""
        with self.runner.connection.sftp(60.0) as sftp:
            found = None if sftp is None else self._get(sftp, path, start, size)
        return super().read(path, start, size) if found is None else found

    def _get(self, sftp: paramiko.SFTPClient, path: str, start: int, size: int | None) -> bytes | None:
        try:
            return _receive(sftp, path, start, size)
        except FileNotFoundError:
            return None
        except BROKEN as error:
            raise self._said(path, error) from error

    def _put(self, sftp: paramiko.SFTPClient, path: str, data: bytes, mode: int) -> bool:
        """Write; false when the folder is not there yet."""
        folder, name = os.path.split(path)
        part = f"{folder}/.{name}.part-{uuid.uuid4().hex[:8]}"
        try:
            _send(sftp, part, data, mode)
            sftp.posix_rename(part, path)
        except FileNotFoundError:
            return False
        except BROKEN as error:
            with suppress(*BROKEN):
                sftp.remove(part)
            raise self._said(path, error) from error
        return True

    def _said(self, path: str, error: Exception) -> Exception:
        """Tell a file system that refuses from a connection that is gone."""
        active = self.runner.connection.alive()
        if isinstance(error, OSError) and not isinstance(error, TimeoutError) and active:
            refused(path, error.strerror or str(error) or "It was refused", self.host)
        self.runner.connection.drop()
        return NoAnswer(f"The connection to {self.host} was cut while {path!r} was transferred.")


def _send(sftp: paramiko.SFTPClient, part: str, data: bytes, mode: int) -> None:
    with sftp.open(part, "wx") as file:
        file.set_pipelined(True)
        file.write(data)
    if sftp.stat(part).st_size != len(data):
        raise OSError("Not all of it arrived")
    sftp.chmod(part, mode)


def _receive(sftp: paramiko.SFTPClient, path: str, start: int, size: int | None) -> bytes:
    with sftp.open(path, "rb") as file:
        total = file.stat().st_size or 0
        wanted = max(0, total - start if size is None else min(size, total - start))
        pieces = [(at, min(BLOCK // 2, start + wanted - at)) for at in range(start, start + wanted, BLOCK // 2)]
        return b"".join(file.readv(pieces)) if pieces else b""
