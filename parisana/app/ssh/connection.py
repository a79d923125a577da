"""One connection to one host, shared by all that has something to do there; it is made when it is needed."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import paramiko

from parisana.core.documents.address import Address
from parisana.errors import NoAnswer, SiteError

from .backoff import Backoff
from .config import Way, look_up
from .host_keys import HostKey
from .login import close, log_in_through
from .meeting import introduced

#: Commands at a time; hosts usually take ten sessions of one connection.
SESSIONS = 6
#: Bytes that a host may send before they are taken, and in one packet: few large ones cost half the time of many small.
WINDOW, PACKET = 2**23, 2**18 - 2**11
#: What the library says of a host that hangs while a session is opened.
SILENT = "Timeout opening channel."
#: The longest pause (s) between two attempts to get one more session.
PAUSE = 2.0


class Connection:
    """Gives channels; connects anew when the connection is gone."""

    def __init__(
        self, address: Address, backoff: Backoff | None = None, trusts: Callable[[HostKey], bool] | None = None
    ) -> None:
        """``trusts`` shows the user the key of a host that is not known here."""
        self.address = address
        self.backoff = backoff or Backoff()
        self._trusts = trusts
        self._clients: list[paramiko.SSHClient] = []
        self._lock = threading.Lock()
        self._slots = threading.BoundedSemaphore(SESSIONS)
        self._sftp: paramiko.SFTPClient | None = None
        self._sftp_lock = threading.Lock()

    @property
    def host(self) -> str:
        """Return the host's name as the user wrote it."""
        return self.address.host

    @property
    def way(self) -> Way:
        """Return how it is reached, as the configuration says now."""
        return look_up(self.address)

    @contextmanager
    def channel(self, timeout: float) -> Iterator[paramiko.Channel]:
        """Yield a channel of its own for one command."""
        until = time.monotonic() + timeout
        if not self._slots.acquire(timeout=timeout):
            raise NoAnswer(f"{self.host} is busy with earlier commands.")
        try:
            channel = self._insist(lambda transport: transport.open_session(WINDOW, PACKET, timeout), until)
            try:
                yield channel
            finally:
                channel.close()
        finally:
            self._slots.release()

    @contextmanager
    def sftp(self, timeout: float) -> Iterator[paramiko.SFTPClient | None]:
        """Yield a client for files, one at a time; ``None`` where the host has none for us."""
        with self._sftp_lock:
            transport = self.transport()
            if self._sftp is None or self._sftp.get_channel() is None or self._sftp.sock.closed:
                self._sftp = self._files(transport, timeout)
            if self._sftp is not None:
                self._sftp.sock.settimeout(timeout)
            yield self._sftp

    def _files(self, transport: paramiko.Transport, timeout: float) -> paramiko.SFTPClient | None:
        """Return a client for files; ``None`` where the host has none."""
        try:
            channel = transport.open_session(WINDOW, PACKET, timeout)
            channel.invoke_subsystem("sftp")
            return paramiko.SFTPClient(channel)
        except (paramiko.SSHException, EOFError, OSError) as error:
            if str(error) != SILENT:
                return None
            self.drop()
            raise NoAnswer(f"{self.host} cannot be spoken to by SFTP: it gives no answer.") from error

    def transport(self) -> paramiko.Transport:
        """Return the connection, made anew when it is gone and the time has come."""
        with self._lock:
            if not self.alive():
                self._connect()
            found = self._clients[-1].get_transport()
            assert found is not None, "it is connected"
            return found

    def alive(self) -> bool:
        """Whether there is a connection now."""
        found = self._clients[-1].get_transport() if self._clients else None
        return found is not None and found.is_active()

    def drop(self) -> None:
        """Give the connection up; the next command makes another one."""
        with self._lock:
            self._forget()

    def _connect(self) -> None:
        self.backoff.check()
        self._forget()
        try:
            self._clients = introduced(self.address, lambda: log_in_through(self.way), self._trusts)
        except SiteError as error:
            self.backoff.failed(error)
            raise
        self.backoff.reset()

    def _forget(self) -> None:
        self._sftp = None
        clients, self._clients = self._clients, []
        close(clients)

    def _insist(self, opened: Callable[[paramiko.Transport], paramiko.Channel], until: float) -> paramiko.Channel:
        """Open a session; where the host takes no more of them, make room and wait."""
        pause = 0.05
        while True:
            try:
                return opened(self.transport())
            except (paramiko.SSHException, EOFError, OSError) as error:
                if not (self.alive() and _is_refusal(error)):
                    self.drop()
                    raise NoAnswer(
                        f"The connection to {self.host} is gone: {str(error) or 'it was closed'}."
                    ) from error
                self._give_way()
                if time.monotonic() + pause > until:
                    hint = "Close other programs that are logged in there, or ask the centre for its MaxSessions."
                    raise NoAnswer(f"{self.host} takes no more sessions: {error}.", hint=hint) from error
            time.sleep(pause * (0.5 + random.random()))
            pause = min(2 * pause, PAUSE)

    def _give_way(self) -> None:
        """Give back the session of the files, unless it is in use."""
        if self._sftp_lock.acquire(blocking=False):
            try:
                if self._sftp is not None:
                    self._sftp.close()
                self._sftp = None
            finally:
                self._sftp_lock.release()


def _is_refusal(error: Exception) -> bool:
    """Whether the host said no to one more session; of two at once, the library tells only one thread so plainly."""
    return isinstance(error, paramiko.ChannelException) or str(error) == "Unable to open channel."
