"""The ``glite-wms-*`` commands that are given; what they print is read in :mod:`.answers` and :mod:`.status`."""

from __future__ import annotations

from collections.abc import Sequence

#: So many jobs are named in one command.
CHUNK = 100
#: Seconds that a command has to ask something; and to send the sandboxes of many jobs, or to fetch them.
PATIENCE, LONG_PATIENCE = 120.0, 900.0
#: Names of months, and times, as everybody writes them.
PLAINLY = ("env", "LC_ALL=C", "TZ=UTC")

#: Make a file for a description that no submission has.
TEMPORARY = ("mktemp", "-t", "parisana-XXXXXX")


def delegate_command(server: str, delegation: str) -> list[str]:
    """Hand the proxy to a WMS under a name."""
    return [*PLAINLY, "glite-wms-job-delegate-proxy", "--noint", "-d", delegation, "-e", server]


def submit_command(server: str, delegation: str | None, description: str) -> list[str]:
    """Send what one description says: a job, or many; one id is printed."""
    return [*PLAINLY, "glite-wms-job-submit", "--noint", "--nomsg", *_carried(delegation), "-e", server, description]


def match_command(server: str, delegation: str | None, description: str) -> list[str]:
    """Ask which elements a job may go to, with their ranks."""
    return [*PLAINLY, "glite-wms-job-list-match", "--noint", "--rank", *_carried(delegation), "-e", server, description]


def status_command(jobs: Sequence[str], level: int = 1) -> list[str]:
    """Ask for jobs, with the nodes of those that are many; at level 3 their descriptions are told, too."""
    return [*PLAINLY, "glite-wms-job-status", "--noint", "-v", str(level), *jobs]


def list_command(vo: str) -> list[str]:
    """Ask for all jobs of this user, without their nodes."""
    return [*PLAINLY, "glite-wms-job-status", "--noint", "-v", "1", "--all", "--nonodes", "--vo", vo]


def cancel_command(jobs: Sequence[str]) -> list[str]:
    """Cancel jobs."""
    return [*PLAINLY, "glite-wms-job-cancel", "--noint", *jobs]


def output_command(folder: str, jobs: Sequence[str], forget: bool = False) -> list[str]:
    """Fetch what jobs left, into a folder each; with ``forget`` the WMS lets go of it, and a second time fails."""
    kept = [] if forget else ["--nopurge"]
    return [*PLAINLY, "glite-wms-job-output", "--noint", *kept, "--dir", folder, *jobs]


def logging_command(jobs: Sequence[str]) -> list[str]:
    """Ask what happened to jobs, event by event."""
    return [*PLAINLY, "glite-wms-job-logging-info", "--noint", "-v", "2", *jobs]


def _carried(delegation: str | None) -> list[str]:
    return ["-d", delegation] if delegation else ["-a"]
