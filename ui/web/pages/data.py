"""Data: observation runs as they are recorded, and where files stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from parisana.app.visit import FileCount, RunQuery, Visit
from parisana.ui.web.asked import Asked
from parisana.ui.web.page import Page, cut

LIMIT = 100


def runs(visit: Visit, asked: Asked) -> Page:
    """Show the recorded runs, in order of their numbers."""
    target = asked.text("target") or None
    query = RunQuery(target=target, after=asked.number("after") or 0, limit=LIMIT + 1)
    shown, last = cut(visit.book.find_runs(query), LIMIT)
    data = {"runs": shown, "targets": visit.totals.run_targets(), "target": target}
    return Page("Run information", "runs.html", data, "/runs", asked.link(after=last.run) if last else None)


def files(visit: Visit, asked: Asked) -> Page:
    """Show how many files there are, where they stand; of one production, each of them."""
    number = asked.number("production")
    if number is not None:
        return _files_of(visit, asked, number)
    counted = visit.file_counts.now()
    data = {"kinds": _by_kind(counted.value), "productions": _by_production(counted.value), "counted_at": counted.at}
    return Page("Storage of files", "files.html", data, "/files")


def _files_of(visit: Visit, asked: Asked, number: int) -> Page:
    standing = visit.production(number)
    stage = asked.text("stage") or None
    shown, last = cut(visit.book.files(number, stage, limit=LIMIT + 1, after=asked.number("after") or 0), LIMIT)
    data = {"production": standing, "files": shown, "stage": stage}
    following = asked.link(after=last.id) if last else None
    return Page(f"{standing.name}: files", "files_of.html", data, "/files", following, f"production {number}")


def _by_kind(counts: Iterable[FileCount]) -> list[dict[str, Any]]:
    """Add up stage, kind and state, most bytes first."""
    files: Counter[tuple[str, str, str]] = Counter()
    sizes: Counter[tuple[str, str, str]] = Counter()
    for each in counts:
        place = (each.stage, each.kind, each.state.value)
        files[place] += each.files
        sizes[place] += each.bytes
    return [
        {"stage": stage, "kind": kind, "state": state, "files": files[stage, kind, state], "bytes": size}
        for (stage, kind, state), size in sizes.most_common()
    ]


def _by_production(counts: Iterable[FileCount], most: int = LIMIT) -> list[dict[str, Any]]:
    """Add up the productions, most bytes first."""
    rows: dict[int, dict[str, Any]] = {}
    for each in counts:
        new = {"production": each.production, "owner": each.owner, "site": each.site, "files": 0, "bytes": 0}
        row = rows.setdefault(each.production, new)
        row["files"] += each.files
        row["bytes"] += each.bytes
    return sorted(rows.values(), key=lambda row: -row["bytes"])[:most]
