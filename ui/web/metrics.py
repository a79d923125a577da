"""The figures of the statistics pages as Prometheus reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from parisana.app.visit import Visit

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(slots=True)
class Metric:
    """One metric: its name, kind and help, and a number for each set of labels."""

    name: str
    kind: str
    help: str
    rows: list[tuple[Mapping[str, str], float]] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """Yield it line by line."""
        yield f"# HELP {self.name} {self.help}"
        yield f"# TYPE {self.name} {self.kind}"
        for labels, value in self.rows:
            named = ",".join(f'{name}="{_escaped(text)}"' for name, text in labels.items())
            yield f"{self.name}{{{named}}} {value:g}" if value != int(value) else f"{self.name}{{{named}}} {int(value)}"


def metrics(visit: Visit) -> str:
    """Return all metrics as text."""
    found = (*_jobs(visit), *_used(visit), *_files(visit), *_sites(visit))
    return "".join(f"{line}\n" for metric in found for line in metric.lines())


def _jobs(visit: Visit) -> Iterable[Metric]:
    jobs = Metric("parisana_jobs", "gauge", "Jobs by owner, site and state.")
    for owner, site, state, n in visit.totals.jobs_by_state():
        jobs.rows.append(({"owner": owner, "site": site, "state": state}, n))
    failed = Metric("parisana_failed_jobs", "gauge", "Jobs that are failed, by class of failure.")
    for each in visit.totals.failed_by_class():
        failed.rows.append(({"owner": each.owner, "site": each.site, "class": each.failure}, each.jobs))
    return jobs, failed


#: What is summed up of attempts: the measure as it is recorded -> name, help, and which sum.
MEASURED = {
    "ended": ("parisana_attempts_total", "Attempts that ended."),
    "time": ("parisana_attempt_wall_seconds_total", "Wall clock time of attempts that ended."),
}


def _used(visit: Visit) -> Iterable[Metric]:
    found = {measure: Metric(name, "counter", text) for measure, (name, text) in MEASURED.items()}
    most = Metric("parisana_attempt_memory_peak_bytes", "gauge", "Largest memory of an attempt.")
    for each in visit.totals.used():
        labels = {"owner": each.owner, "site": each.site, "stage": each.stage, "outcome": each.outcome}
        if each.measure in found:
            found[each.measure].rows.append((labels, each.attempts if each.measure == "ended" else each.sum))
        else:
            most.rows.append((labels, each.most * 1e6))
    return *found.values(), most


def _files(visit: Visit) -> Iterable[Metric]:
    counts: dict[tuple[str, str, str], tuple[int, int]] = {}
    for each in visit.file_counts.now().value:
        place = (each.owner, each.site, each.state.value)
        files, sizes = counts.get(place, (0, 0))
        counts[place] = (files + each.files, sizes + each.bytes)
    number = Metric("parisana_files", "gauge", "Recorded files by what is known of them.")
    size = Metric("parisana_file_bytes", "gauge", "Bytes of recorded files.")
    for place, (files, sizes) in counts.items():
        labels = dict(zip(("owner", "site", "state"), place, strict=True))
        number.rows.append((labels, files))
        size.rows.append((labels, sizes))
    return number, size


def _sites(visit: Visit) -> Iterable[Metric]:
    heard = Metric("parisana_site_answered_timestamp_seconds", "gauge", "When a site answered last.")
    silent = Metric("parisana_site_silent", "gauge", "1 while a site does not answer one of its drivers.")
    for each in visit.totals.silences():
        if each.answered_at is not None:
            heard.rows.append(({"site": each.site}, each.answered_at))
        silent.rows.append(({"site": each.site}, float(each.silent_since is not None)))
    return heard, silent


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
