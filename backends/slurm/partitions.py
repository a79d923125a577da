"""``sinfo`` and ``squeue``: the partitions with live numbers, for the elements dialog."""

from __future__ import annotations

from collections import Counter

from parisana.plugins.backend import Element, NativeState

from .answers import on_cluster, plainly, table
from .words import LIVING

FORMAT, HEADER = "%P|%a|%C", ("PARTITION", "AVAIL", "CPUS(A/I/O/T)")
JOBS_FORMAT, JOBS_HEADER = "%P|%T", ("PARTITION", "STATE")


def partitions_command(cluster: str | None) -> list[str]:
    """Ask for the partitions."""
    return plainly("sinfo", "--all", f"--format={FORMAT}", *on_cluster(cluster))


def jobs_command(cluster: str | None) -> list[str]:
    """Ask where everybody's jobs are."""
    return plainly("squeue", "--all", "--array", f"--format={JOBS_FORMAT}", *on_cluster(cluster))


def parse_elements(partitions: str, jobs: str, wanted: str | None, response_time: float) -> list[Element]:
    """Return one element a partition; without a wanted one, the default is in use."""
    counts: Counter[tuple[str, bool]] = Counter()
    for names, word in table(jobs, JOBS_HEADER):
        for name in names.split(","):
            counts[name, LIVING.get(word) is NativeState.RUNNING] += 1
    found = []
    for title, available, cpus in table(partitions, HEADER):
        name = title.rstrip("*")
        _, idle, _, total = (int(number) if number.isdigit() else None for number in (cpus + "///").split("/")[:4])
        in_use = name in wanted.split(",") if wanted else title.endswith("*")
        running, queued = counts[name, True], counts[name, False]
        found.append(Element(name, available, response_time, total, idle, running, queued, in_use))
    return found
