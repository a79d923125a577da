"""The host on which commands are given: ``USER@HOST:PORT``, or a name of the user's ssh configuration."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from parisana.core.texts.document import Wrong

Transport = Literal["program", "system"]
#: A name that begins with a hyphen would be an option to ssh.
WORDS = re.compile(r"(?:(?P<user>[^@\s-][^@\s]*)@)?(?P<host>[^@\s:/-][^@\s:/]*)(?::(?P<port>[0-9]{1,5}))?")
#: ``sftp://USER@HOST:PORT/PATH``, where everything before the path may be left out.
PLACE = re.compile(r"sftp://(?P<host>[^/]*)(?P<path>/.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Address:
    """One host; what is not said here is looked up in the user's ssh configuration."""

    host: str
    user: str | None = None
    port: int | None = None
    key: str | None = None
    jump: str | None = None
    transport: Transport = "program"

    def __str__(self) -> str:
        """Return it as the user would write it."""
        user = f"{self.user}@" if self.user else ""
        return f"{user}{self.host}" + (f":{self.port}" if self.port else "")


def parse_address(text: str, transport: Transport = "program") -> Address:
    """Read a host as it is written in a site file."""
    found = WORDS.fullmatch(text.strip())
    if found is None:
        raise Wrong(f"{text!r} is no host.", "Write HOST, USER@HOST or USER@HOST:PORT.", ("host",))
    port = int(found["port"]) if found["port"] else None
    return Address(found["host"], found["user"], port, transport=transport)


def plain_path(path: str, address: Address) -> str:
    """Return the path on the submit host of an area that may be written as a URL."""
    found = PLACE.fullmatch(path)
    if found is None:
        return path
    other = parse_address(found["host"]) if found["host"] else address
    if other.host != address.host:
        message = f"{path} lies on {other.host}, and jobs are submitted on {address.host}."
        raise Wrong(message, "Areas lie on the submit host, where the jobs find them.", ("path",))
    return found["path"]
