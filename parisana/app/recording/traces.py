"""What jobs and ``submit.sh`` leave behind in a written folder: notes, claims, reports."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from parisana.app.working.working import in_words

from .manifest import Call

NOTES = "submitted.tsv"


@dataclass(frozen=True, slots=True)
class Traces:
    """Who was sent, and who started."""

    native_ids: Mapping[str, str]
    claims: frozenset[str]
    """``TAG.ROW`` of each attempt that started."""
    tags: frozenset[str]

    def rounds(self, call: Call) -> list[str]:
        """Return the tags under which a call was made, oldest first."""
        again = re.compile(re.escape(call.tag) + r"-A(\d+)")
        later = {int(found[1]): tag for tag in self.tags if (found := again.fullmatch(tag))}
        first = [call.tag] if call.tag in self.tags else []
        return first + [later[number] for number in sorted(later)]


def traces_in(folder: Path) -> Traces:
    """Read the traces in a written folder."""
    notes = folder / NOTES
    with in_words(folder):
        lines = notes.read_text("utf-8").splitlines() if notes.exists() else []
        claims = {entry.name for entry in (folder / "claims").iterdir()}
        claims |= {entry.name[: -len(".json")] for entry in (folder / "reports").glob("[!.]*.json")}
    native_ids = {fields[0]: fields[1] for line in lines if len(fields := line.split("\t")) == 3}
    tags = {claim.rpartition(".")[0] for claim in claims}
    return Traces(native_ids, frozenset(claims), frozenset(tags | native_ids.keys()))
