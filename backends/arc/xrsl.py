"""The job description language of ARC, written from data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parisana.core.jobs.resources import Resources
from parisana.errors import Bug

#: Seconds in one of time: a service reads them otherwise than the client, which hands it on.
SERVICE, CLIENT = 1, 60


def job_description(
    *,
    name: str,
    executable: str,
    inputs: Mapping[str, str],
    outputs: Sequence[str],
    needs: Resources,
    queue: str | None,
    delegation: str = "",
    runtimes: Sequence[str] = (),
    unit_s: int = SERVICE,
) -> str:
    """Describe one job: what runs, what it gets (name -> where that lies; empty: we send it), and what is kept."""
    attributes = [
        ("executable", text(executable)),
        ("jobName", text(name)),
        ("inputFiles", "".join(f"({text(name)} {text(place)})" for name, place in inputs.items())),
        ("outputFiles", "".join(f'({text(each)} "")' for each in outputs)),
        ("count", text(str(needs.cores))),
        ("memory", text(str(-(-needs.memory_mb // needs.cores)))),
        ("wallTime", text(str(-(-needs.time_s // unit_s)))),
        ("environment", f'("PARISANA_TAG" {text(name)})'),
        ("queue", text(queue) if queue else ""),
        ("delegationid", text(delegation) if delegation else ""),
        *(("runTimeEnvironment", text(each)) for each in runtimes),
    ]
    return "&" + "".join(f"({key}={value})" for key, value in attributes if value)


def text(value: str) -> str:
    """Quote a string; a quotation mark is written twice."""
    if "\n" in value or "\0" in value:
        raise Bug(f"A string of a job description cannot hold {value!r}.")
    doubled = value.replace('"', '""')
    return f'"{doubled}"'
