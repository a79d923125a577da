"""Lines as ``ls -l`` prints them, which RFIO, HSI and the LFC follow, each with columns of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parisana.core.jobs.states import Answer
from parisana.plugins.storage import Stat

#: Mode, links, owner, group, perhaps class of service, account and place, size, date, name.
LINE = re.compile(
    r"(?P<kind>[-dlm])[-rwxsStT]{9}\S*\s+\d+\s+\S+\s+\S+\s+(?:\d+\s+\d+\s+)?(?:(?P<place>DISK|TAPE)\s+)?"
    r"(?P<size>\d+)\s+(?P<date>[A-Z][a-z]{2}\s+\d+\s+[\d:]+) (?P<name>.+)"
)


def lines(text: str) -> Iterator[tuple[str, Stat, str]]:
    """Yield name, what is known of it, and where its bytes are (``DISK``, ``TAPE`` or nothing)."""
    for line in text.splitlines():
        found = LINE.fullmatch(line)
        if found is None or found["name"] in (".", ".."):
            continue
        is_dir = found["kind"] == "d"
        yield found["name"], Stat(Answer.YES, None if is_dir else int(found["size"]), is_dir), found["place"] or ""
