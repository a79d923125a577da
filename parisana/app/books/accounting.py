"""The accounting as EGI's portal takes it: summary records of APEL, one a person, site and month."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from parisana.bookkeeping.statistics.accounting import MonthSum
from parisana.errors import InputError

HEADER = "APEL-summary-job-message: v0.2"
END = "%%"


def month(text: str) -> int:
    """Read a month: 2026-11."""
    found = re.fullmatch(r"(\d{4})-(\d{2})", text)
    if found is None or not 1 <= int(found[2]) <= 12:
        raise InputError(f"{text!r} is no month.", hint="Write it like 2026-11.")
    return int(found[1] + found[2])


def apel(sums: Iterable[MonthSum], vo: str, sites: Mapping[str, str], names: Mapping[str, str]) -> str:
    """Return the message; ``sites`` and ``names`` say how the portal calls a site and a person (his certificate)."""
    return "\n".join([HEADER, *(line for each in sums for line in _record(each, vo, sites, names))]) + "\n"


def _record(each: MonthSum, vo: str, sites: Mapping[str, str], names: Mapping[str, str]) -> Iterator[str]:
    fields = {
        "Site": sites.get(each.site, each.site),
        "Month": each.month % 100,
        "Year": each.month // 100,
        "GlobalUserName": names.get(each.owner, each.owner),
        "VO": vo,
        "EarliestEndTime": int(each.first_end),
        "LatestEndTime": int(each.last_end),
        "WallDuration": round(each.wall_s),
        "CpuDuration": round(each.cpu_s),
        "NumberOfJobs": each.jobs,
    }
    yield from (f"{name}: {' '.join(str(value).split())}" for name, value in fields.items() if value != "")
    yield END
