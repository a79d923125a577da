"""Every action as the command that does the same: what the window shows under *view as command line*."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

#: What an option's value may be; nothing, an empty list and ``False`` leave the option out.
Value = str | int | bool | Sequence[int] | None


def command_line(command: str, *words: str | int, **options: Value) -> str:
    """Return ``parisana COMMAND WORDS --option value …``, quoted for a shell.

    >>> command_line("retry", 12, stage="mc", jobs=(3, 7))
    'parisana retry 12 --stage mc --jobs 3,7'
    """
    found = ["parisana", *command.split(), *map(str, words)]
    for name, value in options.items():
        found += _option(name.replace("_", "-"), value)
    return shlex.join(found)


def _option(name: str, value: Value) -> list[str]:
    if value is None or value is False or value == () or value == []:
        return []
    if value is True:
        return [f"--{name}"]
    if isinstance(value, str | int):
        return [f"--{name}", str(value)]
    return [f"--{name}", ",".join(map(str, value))]
