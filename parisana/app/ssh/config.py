"""How a host is reached, as ``~/.ssh/config`` says: name, port, user, keys, jump hosts, files of known hosts."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import paramiko

from parisana.core.documents.address import Address, parse_address
from parisana.errors import InputError

SYSTEM_CONFIG = Path("/etc/ssh/ssh_config")
SYSTEM_KNOWN = ("/etc/ssh/ssh_known_hosts", "/etc/ssh/ssh_known_hosts2")
USER_KNOWN = "~/.ssh/known_hosts ~/.ssh/known_hosts2"


@dataclass(frozen=True, slots=True)
class Way:
    """Everything that is needed to connect to one host."""

    address: Address
    name: str
    port: int
    user: str
    keys: tuple[str, ...]
    only_these: bool
    """Whether no other keys are offered."""
    known: tuple[Path, ...]
    """Files of known hosts; the first one is the user's own."""
    jumps: tuple[Address, ...]
    command: str | None
    """A program that makes the connection (ProxyCommand)."""


def user_config() -> Path:
    """Return the user's ssh configuration."""
    return Path.home() / ".ssh" / "config"


def look_up(address: Address) -> Way:
    """Return how to reach a host; what the site says comes before what the configuration says."""
    found = _read(address.host)
    jump = address.jump or found.get("proxyjump") or "none"
    command = found.get("proxycommand", "none")
    keys = [address.key] if address.key else found.get("identityfile", [])
    known = found.get("userknownhostsfile", USER_KNOWN).split()
    return Way(
        address=address,
        name=found.get("hostname", address.host),
        port=address.port or int(found.get("port", 22)),
        user=address.user or found.get("user") or getpass.getuser(),
        keys=tuple(str(path) for key in keys if (path := Path(key).expanduser()).is_file()),
        only_these=found.get("identitiesonly", "no").lower() == "yes",
        known=tuple(Path(name).expanduser() for name in (*known, *SYSTEM_KNOWN)),
        jumps=() if jump == "none" else tuple(parse_address(each) for each in jump.split(",")),
        command=None if command == "none" else command,
    )


def _read(host: str) -> Any:
    """Return what the user's and the system's configuration say of a host; the user's comes first."""
    config = paramiko.SSHConfig()
    for file in (user_config(), SYSTEM_CONFIG):
        if file.is_file():
            try:
                with open(file, encoding="utf-8", errors="replace") as lines:
                    config.parse(lines)
            except (paramiko.ConfigParseError, OSError) as error:
                hint = "Mend it, or ask: ssh -G HOST says what ssh makes of it."
                raise InputError(
                    f"The ssh configuration cannot be read: {error}.", file=str(file), hint=hint
                ) from error
    return config.lookup(host)
