"""The ``glite-ce-*`` commands that are given; what they print is read in :mod:`.answers`."""

from __future__ import annotations

from collections.abc import Sequence

#: So many jobs are named in one command.
CHUNK = 50
#: Seconds that a command has: its own limit for one answer of the service is 30, and it asks several times.
PATIENCE = 90.0
#: Months and numbers as everybody writes them.
PLAINLY = ("env", "LC_ALL=C")


def delegate_command(endpoint: str, delegation: str) -> list[str]:
    """Hand the proxy to an element under a name."""
    return [*PLAINLY, "glite-ce-delegate-proxy", "-n", "-e", endpoint, delegation]


def renew_command(endpoint: str, delegations: Sequence[str]) -> list[str]:
    """Hand a renewed proxy to an element under the names that it knows; few at once, or some are forgotten."""
    return [*PLAINLY, "glite-ce-proxy-renew", "-n", "-e", endpoint, *delegations]


def submit_command(element: str, delegation: str | None, description: str) -> list[str]:
    """Send one job: only then it is sure whose id is printed. In the code of the tool ``-n`` and ``-N`` are swapped."""
    carried = ["-D", delegation] if delegation else ["-a"]
    return [*PLAINLY, "glite-ce-job-submit", "-n", "-N", *carried, "-r", element, description]


def status_command(jobs: Sequence[str], level: int = 0) -> list[str]:
    """Ask for jobs of one element."""
    return [*PLAINLY, "glite-ce-job-status", "-n", "-L", str(level), *jobs]


def list_command(endpoint: str) -> list[str]:
    """Ask an element for all jobs of this user."""
    return [*PLAINLY, "glite-ce-job-list", "-n", endpoint]


def cancel_command(jobs: Sequence[str]) -> list[str]:
    """Cancel jobs of one element."""
    return [*PLAINLY, "glite-ce-job-cancel", "-n", "-N", *jobs]


def purge_command(jobs: Sequence[str]) -> list[str]:
    """Let an element forget jobs that are over."""
    return [*PLAINLY, "glite-ce-job-purge", "-n", "-N", *jobs]


def output_command(folder: str, jobs: Sequence[str]) -> list[str]:
    """Fetch what jobs left on their element, into a folder each."""
    return [*PLAINLY, "glite-ce-job-output", "-n", "-N", "-D", folder, *jobs]


def copy_command(url: str, path: str) -> list[str]:
    """Fetch one file from the sandbox server."""
    return [*PLAINLY, "globus-url-copy", "-nodcau", url, f"file://{path}"]


def service_command(endpoint: str) -> list[str]:
    """Ask an element how it is."""
    return [*PLAINLY, "glite-ce-service-info", "-n", endpoint]


def infosites_command(vo: str) -> list[str]:
    """Ask the information system for the elements of a virtual organisation."""
    return [*PLAINLY, "lcg-infosites", "--vo", vo, "ce"]
