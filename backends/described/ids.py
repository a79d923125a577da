"""Numbers and rows as a batch system spells them, and back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from parisana.core.sites.batch import PLACEHOLDER, BatchSystem, Ids


@dataclass(frozen=True, slots=True)
class Attempt:
    """A row of a submission, by the batch system's own numbers; one that is alone may have no row."""

    number: str
    row: str | None = None


def submission_id(system: BatchSystem, number: str, *, array: bool) -> str:
    """Return the native id of a submission."""
    return form(system, rows=array).submission.replace("{number}", number)


def attempt_id(system: BatchSystem, native_id: str, row: int) -> str:
    """Return the native id of one row, counted from 1."""
    for ids in system.ids:
        found = pattern(ids.submission).fullmatch(native_id)
        if found:
            return spelled(ids, Attempt(found["number"], str(row - 1 + system.rows.first)))
    return f"{native_id}.{row}"


def spelled(ids: Ids, attempt: Attempt) -> str:
    """Return an attempt's id in one form."""
    return ids.attempt.replace("{number}", attempt.number).replace("{row}", attempt.row or "")


def native(system: BatchSystem, attempt: Attempt) -> str:
    """Return an attempt's id."""
    return spelled(form(system, rows=attempt.row is not None), attempt)


def known(system: BatchSystem, ids: Sequence[str]) -> list[str]:
    """Return those attempt ids that can be this system's; whatever else is asked for, it cannot know."""
    return [each for each in ids if any(pattern(form.attempt).fullmatch(each) for form in system.ids)]


def submissions(system: BatchSystem, native_ids: Sequence[str]) -> dict[tuple[str, bool], str]:
    """Return the submissions that can be this system's, by number and whether their rows have ids."""
    found = {}
    for each in native_ids:
        for ids in system.ids:
            if match := pattern(ids.submission).fullmatch(each):
                found[match["number"], ids.has_rows] = each
                break
    return found


def form(system: BatchSystem, *, rows: bool) -> Ids:
    """Return the form of ids with rows, or without; a system with one form has it for both."""
    return next((ids for ids in system.ids if ids.has_rows == rows), system.ids[0])


@cache
def pattern(template: str) -> re.Pattern[str]:
    """Return what matches the ids of a template."""
    parts = PLACEHOLDER.split(template)
    return re.compile("".join(f"(?P<{part}>[0-9]+)" if odd % 2 else re.escape(part) for odd, part in enumerate(parts)))
