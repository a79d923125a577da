"""Looking at the key of a host without saying a word about oneself."""

from __future__ import annotations

import paramiko

from parisana.core.documents.address import Address
from parisana.errors import InputError, NoAnswer

from .config import Way, look_up
from .host_keys import HostKey, changed, fingerprint, listed_name, trust
from .login import PATIENCE, close, connect, log_in


def shown_keys(address: Address) -> list[HostKey]:
    """Return the keys of the jump hosts, in order, up to the first that is not known, else of the host itself."""
    return [_host_key(way, key) for way, key in _walk(address)]


def take(address: Address, expected: str) -> HostKey:
    """Trust the key that has this fingerprint."""
    for way, key in _walk(address):
        found = _host_key(way, key)
        if found.replaced and not found.known:
            raise changed(way, key, _known(way)[key.get_name()])
        if not found.known and found.fingerprint == expected:
            trust(way, key, expected)
            return _host_key(way, key)
        if found.fingerprint == expected:
            return found
    hint = "Look at it again: parisana site trust SITE."
    raise InputError(f"{address.host} shows no key with the fingerprint {expected}.", hint=hint)


def _walk(address: Address) -> list[tuple[Way, paramiko.PKey]]:
    """Ask each host on the way; one can look behind a jump host only when that one is known."""
    way = look_up(address)
    found: list[tuple[Way, paramiko.PKey]] = []
    clients: list[paramiko.SSHClient] = []
    try:
        for step in (*map(look_up, way.jumps), way):
            found.append((step, _ask(step, clients)))
            if not _host_key(*found[-1]).known or step is way:
                break
            clients.append(log_in(step, clients))
    finally:
        close(clients)
    return found


def _ask(way: Way, before: list[paramiko.SSHClient]) -> paramiko.PKey:
    line = connect(way, before)
    transport = paramiko.Transport(line)
    try:
        _prefer_known(way, transport)
        transport.start_client(timeout=PATIENCE)
        return transport.get_remote_server_key()
    except (TimeoutError, paramiko.SSHException, EOFError, OSError) as error:
        raise NoAnswer(f"{way.name} shows no key: {str(error) or 'it breaks off'}.") from error
    finally:
        transport.close()


def _prefer_known(way: Way, transport: paramiko.Transport) -> None:
    """Ask for a key of the kind that is known, so that a host with several is known by the right one."""
    kinds = set(_known(way))
    options = transport.get_security_options()
    options.key_types = sorted(options.key_types, key=lambda kind: kind not in kinds)


def _host_key(way: Way, key: paramiko.PKey) -> HostKey:
    known = _known(way).get(key.get_name())
    same = known is not None and known == key
    return HostKey(listed_name(way), key.get_name(), fingerprint(key), same, way.known[0], known is not None)


def _known(way: Way) -> dict[str, paramiko.PKey]:
    """Return the keys of a host in the files of known hosts, by kind."""
    found: dict[str, paramiko.PKey] = {}
    for file in way.known:
        if file.is_file():
            listed = paramiko.HostKeys(str(file)).lookup(listed_name(way))
            found = {**(dict(listed.items()) if listed else {}), **found}
    return found
