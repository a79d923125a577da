"""Whether a host is the one that it says it is: its key against the files of known hosts."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path

import paramiko

from parisana.errors import InputError, SiteError

from .config import Way


@dataclass(frozen=True, slots=True)
class HostKey:
    """The key that a host shows."""

    host: str
    """As files of known hosts name it: HOST, or [HOST]:PORT."""
    kind: str
    fingerprint: str
    """As ssh writes it: ``SHA256:…``."""
    known: bool
    """Whether it is in a file of known hosts."""
    file: Path
    """Where it is written when the user trusts it."""
    replaced: bool = False
    """Whether a key of this kind is listed for the host already: then another one is never taken."""


class StrangeKey(SiteError):
    """A host shows a key that nobody has vouched for, or another one than it used to."""


def fingerprint(key: paramiko.PKey) -> str:
    """Return a key's fingerprint as ssh writes it."""
    return "SHA256:" + base64.b64encode(hashlib.sha256(key.asbytes()).digest()).decode().rstrip("=")


def listed_name(way: Way) -> str:
    """Return the name of a host as files of known hosts have it."""
    return way.name if way.port == 22 else f"[{way.name}]:{way.port}"


def unknown(way: Way, key: paramiko.PKey) -> StrangeKey:
    """Say that nobody has vouched for this host yet, and show what it says of itself."""
    message = f"The host {way.name} is not known here yet. Its key is {key.get_name()} {fingerprint(key)}."
    hint = "Compare that with what the centre publishes; if it is the same: parisana site trust SITE."
    return StrangeKey(message, hint=hint)


def changed(way: Way, got: paramiko.PKey, expected: paramiko.PKey) -> StrangeKey:
    """Say that a host shows another key than it used to."""
    message = (
        f"The host {way.name} shows another key than it used to: {got.get_name()} {fingerprint(got)}, "
        f"not {fingerprint(expected)}. Somebody may be listening in, or the host was set up anew."
    )
    hint = f"Ask the centre. If it was set up anew: ssh-keygen -R '{listed_name(way)}', then parisana site trust SITE."
    return StrangeKey(message, hint=hint)


def trust(way: Way, key: paramiko.PKey, expected: str) -> None:
    """Add a host's key to the user's known hosts, if it is the one that the user has seen."""
    if fingerprint(key) != expected:
        message = f"The key of {way.name} is {fingerprint(key)}, not {expected}."
        raise InputError(message, hint="Look at it again: parisana site trust SITE.")
    file = way.known[0]
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(file, "a", encoding="utf-8") as lines:
        lines.write(f"{listed_name(way)} {key.get_name()} {key.get_base64()}\n")
