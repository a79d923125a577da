"""A command on its way: what the other side is told to do, and what of its answer is the command's own.

Nothing of the command is on the remote command line: whatever the user's shell is there, it only starts ``sh``,
which takes the command's text from the first bytes of its standard input. Before the command, ``sh`` prints a
marker, so that what a login script says is told apart, and a login that runs no command is noticed.
"""

from __future__ import annotations

import re
import shlex
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parisana.errors import NoAnswer, SiteError
from parisana.plugins.runner import Raw

FRAME = 'echo "$0"; echo "$0" >&2; eval "$(head -c "$1")"'
#: What ``sh`` says when there is no such program.
NOT_FOUND = re.compile(rb": (?:not found|command not found|No such file or directory)\s*$")
NO_PROGRAM = 127


@dataclass(frozen=True, slots=True)
class Parcel:
    """A command, packed."""

    marker: str
    command: str
    """What the other side's login shell is given."""
    head: bytes
    """What its standard input begins with."""


def pack(argv: Sequence[str], environment: Mapping[str, str] | None = None) -> Parcel:
    """Pack a command; the environment is added to what the other side has."""
    given = [f"{name}={value}" for name, value in (environment or {}).items()]
    text = shlex.join(["env", *given, *argv] if given else list(argv))
    head = text.encode("utf-8", "surrogateescape")
    marker = f"parisana-{uuid.uuid4().hex}"
    return Parcel(marker, shlex.join(["sh", "-c", FRAME, marker, str(len(head))]), head)


def unpack(parcel: Parcel, answer: Raw, program: str, host: str) -> Raw:
    """Return what the command itself said."""
    stdout, stderr = _after(parcel.marker, answer.stdout), _after(parcel.marker, answer.stderr)
    if stdout is None:
        raise no_command(answer, host)
    if answer.code == NO_PROGRAM and NOT_FOUND.search(stderr or b""):
        hint = "Is its software set up there for commands through ssh, too (for bash: in ~/.bashrc)?"
        raise SiteError(f"There is no program {program} on {host}.", hint=hint)
    return Raw(answer.code, stdout, answer.stderr if stderr is None else stderr)


def no_command(answer: Raw, host: str) -> NoAnswer:
    """Say that a login came to nothing, with the words in which the other side said so."""
    lines = (answer.stdout + b"\n" + answer.stderr).decode("utf-8", "replace").split("\n")
    said = next((line.strip() for line in reversed(lines) if line.strip()), "nothing")
    hint = f"Try in a terminal: ssh {host} true."
    return NoAnswer(f"{host} ran no command after the login; it said: {said[:200]}", hint=hint)


def _after(marker: str, data: bytes) -> bytes | None:
    _, found, rest = data.partition(marker.encode() + b"\n")
    return rest if found else None
