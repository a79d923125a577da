"""The road to another machine's files over the program's own connection: what it says, told from its silence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import paramiko
from paramiko.sftp import CMD_EXTENDED

from parisana.errors import NoAnswer, StorageError

from .connection import Connection

#: What the library says of a channel that is gone.
CLOSED = "Socket is closed"


class SSHRoad:
    """Speaks SFTP over a connection that commands use, too."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @property
    def host(self) -> str:
        """Return the host as the user wrote it."""
        return self.connection.host

    @contextmanager
    def short(self, timeout: float) -> Iterator[paramiko.SFTPClient]:
        """Yield the client that is shared by all who have a short question."""
        with self._in_words(), self.connection.sftp(timeout) as sftp:
            if sftp is None:
                raise StorageError(f"{self.host} has no SFTP for you.", hint="Ask its administrator for it.")
            yield sftp

    @contextmanager
    def long(self, timeout: float) -> Iterator[paramiko.SFTPClient]:
        """Yield a client on a channel of its own."""
        with self._in_words(), self.connection.channel(timeout) as channel:
            channel.settimeout(timeout)
            channel.invoke_subsystem("sftp")
            yield paramiko.SFTPClient(channel)

    def room(self, path: str, timeout: float) -> tuple[int, int] | None:
        """Ask as OpenSSH understands it; others say that they do not."""
        with self.short(timeout) as sftp:
            try:
                _, said = sftp._request(  # type: ignore[attr-defined]  # it has no public call for extensions
                    CMD_EXTENDED, "statvfs@openssh.com", path.encode()
                )
            except OSError as error:
                if isinstance(error, TimeoutError) or str(error) == CLOSED:
                    raise
                return None
            _, unit, blocks, _, free = (said.get_int64() for _ in range(5))
            return blocks * unit, free * unit

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        """Tell a server that refuses (an ``OSError``) from one that says nothing, or is gone."""
        try:
            yield
        except (paramiko.SSHException, EOFError, TimeoutError) as error:
            raise self._gone(error) from error
        except OSError as error:
            if str(error) == CLOSED or not self.connection.alive():
                raise self._gone(error) from error
            raise

    def _gone(self, error: Exception) -> NoAnswer:
        if isinstance(error, TimeoutError) or not self.connection.alive():
            self.connection.drop()
        why = "it gives no answer" if isinstance(error, TimeoutError) else str(error) or "the connection was cut"
        return NoAnswer(f"{self.host} cannot be spoken to by SFTP: {why}.")
