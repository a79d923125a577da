"""Which lines of a log matter: those that tell of an error, and those that warn."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["error", "warning", "plain"]

#: The first that fits counts. A count of no errors ("0 errors") is no error.
KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "error",
        re.compile(
            r"\w*error\b|\bfatal\b|^traceback|\w+exception\b|segmentation (fault|violation)|\bkilled\b|\baborted\b"
            r"|bad_alloc|no space left|core dumped",
            re.I,
        ),
    ),
    ("warning", re.compile(r"\bwarn(ing)?\b|\w+warning\b|\bdeprecated\b", re.I)),
)

#: What a line of each kind surely has in it, in small letters: what is looked for in a long log before it is judged.
TELLING: dict[Kind, tuple[bytes, ...]] = {
    "error": (
        *(b"error", b"fatal", b"traceback", b"exception", b"segmentation", b"killed", b"aborted"),
        *(b"bad_alloc", b"no space left", b"core dumped"),
    ),
    "warning": (b"warn", b"deprecated"),
    "plain": (b"",),
}


def line_kind(line: str) -> Kind:
    """Say whether a line tells of an error or a warning.

    >>> line_kind("10:07:34 std::bad_alloc"), line_kind("WARN cache 3.5 GB"), line_kind("0 errors")
    ('error', 'warning', 'plain')
    """
    return next((kind for kind, pattern in KINDS if pattern.search(line)), "plain")
