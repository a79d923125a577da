"""The ``arc*`` commands that are given; what they print is read in :mod:`.answers`.

They speak EMI-ES, which elements without REST have. They say only when they are asked to be verbose whether an
element answered: without that, one that refuses everything looks like one that has no jobs.
"""

from __future__ import annotations

from collections.abc import Iterable

#: So many jobs are named in one command.
CHUNK = 100
#: Seconds that a command has: its own limit for one answer of a service is 20, and it asks several times.
PATIENCE = 120.0
#: Words as everybody writes them; the client's list of jobs is a new one each time, and the user's stays as it is.
SHELL = ("env", "LC_ALL=C", "sh", "-c")
FRESH = "list=$(mktemp -d) || exit; trap 'rm -rf \"$list\"' EXIT; tool=$1; shift; "
GIVE = '"$tool" -j "$list/jobs" "$@"'
VERBOSE = ("-d", "VERBOSE")
ALONE = FRESH + GIVE
#: What the service has is taken into the list first; what is said of that goes beside the answer.
LISTED = f'{FRESH}arcsync {" ".join(VERBOSE)} -f -T -j "$list/jobs" -C "$0" >&2; {GIVE}'


def submit_command(service: str, description: str) -> list[str]:
    """Send one job, and the files that its description names."""
    asked = [*VERBOSE, "-T", "emies", "-Q", "NONE", "-C", service, "-f", description]
    return [*SHELL, ALONE, "sh", "arcsub", *asked]


def states_command(service: str) -> list[str]:
    """Ask for all jobs of this user, and their states."""
    return [*SHELL, LISTED, service, "arcstat", *VERBOSE, "-a"]


def log_command(service: str, job: str) -> list[str]:
    """Ask for what the element did with a job, its script included."""
    return [*SHELL, LISTED, service, "arccat", "-l", job]


def output_command(service: str, folder: str, jobs: Iterable[str]) -> list[str]:
    """Fetch what jobs left, into a folder each; the element keeps it."""
    return [*SHELL, LISTED, service, "arcget", *VERBOSE, "-k", "-f", "-D", folder, *jobs]


def act_command(service: str, action: str, jobs: Iterable[str]) -> list[str]:
    """Let jobs be killed, or forgotten."""
    tools = {"kill": ["arckill", *VERBOSE, "-k"], "clean": ["arcclean", *VERBOSE]}
    return [*SHELL, LISTED, service, *tools[action], *jobs]


def copy_command(url: str) -> list[str]:
    """Print a file."""
    return [*SHELL[:2], "arccp", url, "-"]


def information_command(service: str) -> list[str]:
    """Ask a service how it is."""
    return [*SHELL[:2], "arcinfo", "-c", service]
