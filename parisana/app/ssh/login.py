"""Logging in with the program's own ssh: through jump hosts, with keys of the agent or a file, to a known host."""

from __future__ import annotations

import logging
import socket
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import paramiko

from parisana.errors import NoAnswer, SiteError

from . import host_keys
from .config import Way, look_up

#: Seconds for each of: the connection, the greeting, the proof of who one is.
PATIENCE = 15.0
#: Seconds between two signs of life on an idle connection; without an answer for four of them it is given up.
ALIVE = 15
PASSWORDS = (
    "For passwords, one-time codes or Kerberos: reach: {transport: system} in the site's file, "
    "which is Connection: system on the page Batch System."
)


# What it has to say, our errors say; a broken connection is no news for a log.
logging.getLogger("paramiko").setLevel(logging.CRITICAL)


def log_in_through(way: Way) -> list[paramiko.SSHClient]:
    """Connect to a host; return its client, after those of the jump hosts on the way."""
    clients: list[paramiko.SSHClient] = []
    try:
        for step in (*map(look_up, way.jumps), way):
            clients.append(log_in(step, clients))
    except BaseException:
        close(clients)
        raise
    return clients


def log_in(way: Way, before: Sequence[paramiko.SSHClient] = ()) -> paramiko.SSHClient:
    """Connect to a host over the last of the connections before it."""
    return _client(way, connect(way, before))


def close(clients: list[paramiko.SSHClient]) -> None:
    """Let go of a connection."""
    for client in reversed(clients):
        with suppress(Exception):  # what is broken already cannot be closed, and need not be
            client.close()


def connect(way: Way, before: Sequence[paramiko.SSHClient] = ()) -> Any:
    """Return what the next connection runs over: the one before, a proxy's, or a plain one."""
    if before:
        transport = before[-1].get_transport()
        assert transport is not None, "it is connected"
        try:
            return transport.open_channel("direct-tcpip", (way.name, way.port), ("127.0.0.1", 0), timeout=PATIENCE)
        except (paramiko.SSHException, EOFError) as error:
            raise NoAnswer(f"The jump host cannot reach {way.address.host}: {error}.") from error
    if way.command is not None:
        return paramiko.ProxyCommand(way.command)
    try:
        found = socket.create_connection((way.name, way.port), PATIENCE)
    except OSError as error:
        why = "no answer" if isinstance(error, TimeoutError) else error.strerror or str(error)
        message = f"{way.address.host} cannot be reached at {way.name}:{way.port}: {why}."
        raise NoAnswer(message, hint=_where(error)) from error
    found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    found.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 4 * ALIVE * 1000)
    return found


def _where(error: OSError) -> str:
    if isinstance(error, socket.gaierror):
        return "Is the Submit Host's name right, and this machine on the network?"
    return "Is the network (or the VPN) up? The centre's page says whether the host is."


def _client(way: Way, connection: Any) -> paramiko.SSHClient:
    client = paramiko.SSHClient()
    for file in way.known:
        with suppress(OSError):
            client.load_system_host_keys(str(file))
    client.set_missing_host_key_policy(_Refuse(way))
    try:
        client.connect(
            way.name,
            way.port,
            way.user,
            key_filename=list(way.keys),  # type: ignore[arg-type]  # a list is documented; the stubs know one name
            sock=connection,
            allow_agent=not way.only_these,
            look_for_keys=not way.only_these,
            timeout=PATIENCE,
            banner_timeout=PATIENCE,
            auth_timeout=PATIENCE,
            transport_factory=_transport,
        )
    except BaseException as error:
        close([client])
        connection.close()
        raise in_words(way, error) from error
    transport = client.get_transport()
    assert transport is not None, "it is connected"
    transport.set_keepalive(ALIVE)
    return client


def _transport(*arguments: Any, **options: Any) -> paramiko.Transport:
    """Prefer the ciphers that sign what they hide: files go through in half the time."""
    transport = paramiko.Transport(*arguments, **options)
    chosen = transport.get_security_options()
    chosen.ciphers = sorted(chosen.ciphers, key=lambda name: "gcm" not in name)
    return transport


def in_words(way: Way, error: BaseException) -> BaseException:
    """Say what went wrong on the way in."""
    if isinstance(error, paramiko.BadHostKeyException):
        return host_keys.changed(way, error.key, error.expected_key)
    if isinstance(error, paramiko.PasswordRequiredException):
        hint = f"Give it to the agent: ssh-add. {PASSWORDS}"
        return SiteError(f"A key for {way.address.host} is locked with a passphrase.", hint=hint)
    if isinstance(error, paramiko.AuthenticationException) or "No authentication methods" in str(error):
        keys = "none of the keys" if way.keys else "no key"
        message = f"{way.address.host} does not let {way.user} in: {keys} fits."
        return SiteError(message, hint=f"Is the agent running, with your key in it (ssh-add -l)? {PASSWORDS}")
    if isinstance(error, (paramiko.SSHException, OSError, EOFError)):
        return NoAnswer(f"{way.address.host} breaks off at the login: {str(error) or type(error).__name__}.")
    return error


class _Refuse(paramiko.MissingHostKeyPolicy):
    """What is done with a host that is not known: it is shown, and not spoken to."""

    def __init__(self, way: Way) -> None:
        self._way = way

    def missing_host_key(self, client: paramiko.SSHClient, hostname: str, key: paramiko.PKey) -> None:
        """Refuse."""
        raise host_keys.unknown(self._way, key)
