"""Computing elements as the information system describes them, read from entries of both GLUE schemas.

Whatever an element does not know it fills with a placeholder: such numbers are no numbers. Where an element says how
it stands for one virtual organisation (``GlueVOView``), that counts more than how it stands for all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from parisana.core.sites.shares import Candidate

#: Name of an attribute in lower case -> its values.
Entry: TypeAlias = Mapping[str, Sequence[str]]

#: From here on a number of jobs or seconds stands for what is not known.
NO_JOBS, NO_SECONDS = 444_444, 2_000_000_000
CREAM_ID = re.compile(r"CREAMCEId=(\S+)")
#: The base of each schema, what is asked there, and for which attributes.
QUESTIONS = (
    (
        "o=grid",
        "(|(objectClass=GlueCE)(objectClass=GlueVOView))",
        (
            *("GlueCEUniqueID", "GlueVOViewLocalID", "GlueChunkKey", "GlueCEAccessControlBaseRule"),
            *("GlueCEStateStatus", "GlueCEStateEstimatedResponseTime", "GlueCEInfoTotalCPUs", "GlueCEStateFreeCPUs"),
            *("GlueCEStateFreeJobSlots", "GlueCEStateRunningJobs", "GlueCEStateWaitingJobs"),
        ),
    ),
    (
        "o=glue",
        "(|(objectClass=GLUE2ComputingShare)(objectClass=GLUE2MappingPolicy))",
        (
            *("GLUE2ShareID", "GLUE2EntityOtherInfo", "GLUE2ComputingShareServingState", "GLUE2PolicyRule"),
            *("GLUE2MappingPolicyShareForeignKey", "GLUE2ComputingShareRunningJobs", "GLUE2ComputingShareWaitingJobs"),
            *("GLUE2ComputingShareFreeSlots", "GLUE2ComputingShareEstimatedAverageWaitingTime"),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Published:
    """One element as it describes itself."""

    name: str
    status: str
    response_s: float | None = None
    cpus: int | None = None
    free: int | None = None
    running: int | None = None
    waiting: int | None = None

    @property
    def in_production(self) -> bool:
        """Whether it takes jobs."""
        return self.status.lower() == "production"


def candidate(published: Published, in_use: bool) -> Candidate:
    """Return an element as the sharing of jobs sees it."""
    return Candidate(published.name, published.response_s, usable=in_use and published.in_production)


def elements_for(vo: str, entries: Iterable[Entry]) -> list[Published]:
    """Return the elements that let a virtual organisation in, sorted by name; the first schema counts more."""
    known = list(entries)
    first = {each.name: each for each in _of_the_first_schema(vo, known)}
    second = {each.name: each for each in _of_the_second_schema(vo, known)}
    return [each for _, each in sorted({**second, **first}.items())]


def _of_the_first_schema(vo: str, entries: Sequence[Entry]) -> Iterable[Published]:
    views = {
        _key(each, "GlueCEUniqueID"): each for each in entries if "gluevoviewlocalid" in each and _lets_in(each, vo)
    }
    for each in entries:
        name = _one(each, "GlueCEUniqueID")
        if not name or "gluevoviewlocalid" in each:
            continue
        if name in views:
            yield _described(name, {**each, **{key: value for key, value in views[name].items() if "state" in key}})
        elif _lets_in(each, vo):
            yield _described(name, each)


def _described(name: str, entry: Entry) -> Published:
    free = _jobs(entry, "GlueCEStateFreeCPUs")
    return Published(
        name,
        _one(entry, "GlueCEStateStatus") or "unknown",
        _seconds(entry, "GlueCEStateEstimatedResponseTime"),
        _jobs(entry, "GlueCEInfoTotalCPUs"),
        free if free is not None else _jobs(entry, "GlueCEStateFreeJobSlots"),
        _jobs(entry, "GlueCEStateRunningJobs"),
        _jobs(entry, "GlueCEStateWaitingJobs"),
    )


def _of_the_second_schema(vo: str, entries: Sequence[Entry]) -> Iterable[Published]:
    rules = [each for each in entries if "glue2policyrule" in each]
    opened = {
        share
        for each in rules
        if _names(each.get("glue2policyrule", ()), vo)
        for share in each.get("glue2mappingpolicyshareforeignkey", ())
    }
    for each in entries:
        found = CREAM_ID.search(" ".join(each.get("glue2entityotherinfo", ())))
        if found is None or _one(each, "GLUE2ShareID") not in opened:
            continue
        yield Published(
            found[1],
            _one(each, "GLUE2ComputingShareServingState") or "unknown",
            _seconds(each, "GLUE2ComputingShareEstimatedAverageWaitingTime"),
            None,
            _jobs(each, "GLUE2ComputingShareFreeSlots"),
            _jobs(each, "GLUE2ComputingShareRunningJobs"),
            _jobs(each, "GLUE2ComputingShareWaitingJobs"),
        )


def _lets_in(entry: Entry, vo: str) -> bool:
    return _names(entry.get("glueceaccesscontrolbaserule", ()), vo)


def _names(rules: Iterable[str], vo: str) -> bool:
    """Whether a rule names the organisation, as a whole or by one of its roles."""
    texts = [rule.partition(":")[2].strip() for rule in rules]
    return any(text == vo or text.startswith(f"/{vo}/") or text == f"/{vo}" for text in texts)


def _key(entry: Entry, name: str) -> str:
    keys = (key.partition("=") for key in entry.get("gluechunkkey", ()))
    return next((value for found, _, value in keys if found == name), "")


def _one(entry: Entry, name: str) -> str:
    return next(iter(entry.get(name.lower(), ())), "")


def _jobs(entry: Entry, name: str) -> int | None:
    text = _one(entry, name)
    return int(text) if text.isdigit() and int(text) < NO_JOBS else None


def _seconds(entry: Entry, name: str) -> float | None:
    text = _one(entry, name)
    return float(text) if text.isdigit() and int(text) < NO_SECONDS else None
