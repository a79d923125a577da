"""The commands of HTCondor that are given, and the constraints in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from .ads import ATTRIBUTES
from .names import Attempt, Endpoint

#: So many clusters, or jobs, are named in one command.
CHUNK = 100
#: Seconds that a command has to ask something; and to send the sandboxes of many jobs, or to fetch them.
PATIENCE, LONG_PATIENCE = 120.0, 900.0
PLAINLY = ("env", "LC_ALL=C")
#: What tells HTCondor's tools which credential is shown: their settings, by names in the environment.
METHODS, BY_PROXY = "_condor_SEC_CLIENT_AUTHENTICATION_METHODS", "_condor_AUTH_SSL_USE_CLIENT_PROXY_ENV_VAR"
SHOWN = {"token": [f"{METHODS}=SCITOKENS"], "proxy": [f"{METHODS}=SSL,GSI", f"{BY_PROXY}=true"]}
OURS = "ParisanaTag =!= undefined"


def shown(credential: str | None) -> list[str]:
    """Return how each command begins: in plain words, with the credential that was chosen."""
    return [*PLAINLY, *(SHOWN[credential] if credential else ())]


def submit_command(endpoint: Endpoint, description: str) -> list[str]:
    """Send a cluster with its files; the first and the last of its jobs are printed."""
    return ["condor_submit", "-terse", "-spool", "-remote", endpoint.schedd, "-pool", endpoint.pool, description]


def queue_command(endpoint: Endpoint, constraint: str) -> list[str]:
    """Ask for jobs in the queue; an element knows us by another name than this machine."""
    return ["condor_q", *_at(endpoint), "-allusers", *_which(constraint)]


def count_command(endpoint: Endpoint, constraint: str) -> list[str]:
    """Ask how many there are: where there are none, some versions answer the question before with nothing at all."""
    return ["condor_q", *_at(endpoint), "-allusers", "-totals", "-constraint", constraint]


def history_command(endpoint: Endpoint, constraint: str, most: int) -> list[str]:
    """Ask for jobs that left the queue; the schedd stops searching when it has so many."""
    return ["condor_history", *_at(endpoint), "-limit", str(most), *_which(constraint)]


def transfer_command(endpoint: Endpoint, attempts: Iterable[Attempt]) -> list[str]:
    """Fetch what jobs left, each into the folder that its description named."""
    return ["condor_transfer_data", *_at(endpoint), *(f"{each.cluster}.{each.proc}" for each in attempts)]


def remove_command(endpoint: Endpoint, constraint: str) -> list[str]:
    """Remove jobs."""
    return ["condor_rm", *_at(endpoint), "-constraint", constraint]


def schedd_command(endpoint: Endpoint) -> list[str]:
    """Ask an element how it is."""
    wanted = "Name,TotalRunningJobs,TotalIdleJobs,TotalHeldJobs"
    return ["condor_status", "-pool", endpoint.pool, "-schedd", "-json", "-attributes", wanted, endpoint.schedd]


def clusters(attempts: Iterable[Attempt]) -> str:
    """Return the constraint for all jobs of some clusters."""
    return " || ".join(f"ClusterId == {each}" for each in sorted({each.cluster for each in attempts}))


def jobs(attempts: Iterable[Attempt], status: str) -> str:
    """Return the constraint for some jobs, as far as they are in some state when it is acted on."""
    procs: dict[int, list[int]] = defaultdict(list)
    for attempt in attempts:
        procs[attempt.cluster].append(attempt.proc)
    named = [f"(ClusterId == {cluster} && ({_any(of)}))" for cluster, of in sorted(procs.items())]
    return f"({status}) && ({' || '.join(named)})"


def _any(procs: Sequence[int]) -> str:
    return " || ".join(f"ProcId == {proc}" for proc in sorted(procs))


def _at(endpoint: Endpoint) -> list[str]:
    return ["-pool", endpoint.pool, "-name", endpoint.schedd]


def _which(constraint: str) -> list[str]:
    return ["-json", "-attributes", ",".join(ATTRIBUTES), "-constraint", f"{OURS} && ({constraint})"]
