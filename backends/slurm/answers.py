"""Reading what Slurm's commands print: tables whose first line proves that there was an answer."""

from __future__ import annotations

from collections.abc import Sequence

from parisana.errors import NoAnswer, SiteError
from parisana.plugins.runner import Outcome

#: The user's own habits, which would hide jobs or columns from us.
HABITS = (
    *("SQUEUE_ACCOUNT", "SQUEUE_FORMAT", "SQUEUE_FORMAT2", "SQUEUE_LICENSES", "SQUEUE_NAMES", "SQUEUE_PARTITION"),
    *("SQUEUE_PRIORITY", "SQUEUE_QOS", "SQUEUE_SORT", "SQUEUE_STATES", "SQUEUE_USERS", "SLURM_CLUSTERS"),
    *("SACCT_FEDERATION", "SACCT_LOCAL", "SINFO_FORMAT", "SINFO_PARTITION", "SINFO_SORT"),
    *("SCANCEL_ACCOUNT", "SCANCEL_INTERACTIVE", "SCANCEL_NAME", "SCANCEL_PARTITION", "SCANCEL_QOS", "SCANCEL_STATE"),
    *("SCANCEL_USER", "SCANCEL_VERBOSE", "SCANCEL_WCKEY", "SCANCEL_BATCH", "SCANCEL_FULL"),
)
NO_PROGRAM = 127
CUT = "Slurm's answer ends in the middle of a line."


def plainly(*argv: str) -> list[str]:
    """Return a command that the user's habits do not change."""
    return ["env", *(f"--unset={name}" for name in HABITS), *argv]


def on_cluster(cluster: str | None) -> list[str]:
    """Return the option that names a cluster of a federation."""
    return [f"--clusters={cluster}"] if cluster else []


def answer(outcome: Outcome) -> str:
    """Return what a command printed; anything but success is no answer."""
    if outcome.code == NO_PROGRAM:
        raise SiteError(
            f"Slurm's commands are not there: {own_words(outcome)}.", hint="Is Slurm set up on that machine?"
        )
    if outcome.code != 0:
        raise NoAnswer(f"Slurm gives no answer: {own_words(outcome)}.")
    return outcome.stdout


def own_words(outcome: Outcome) -> str:
    """Return Slurm's own words, without the names of its programs."""
    lines = [line for line in (outcome.stderr or outcome.stdout).splitlines() if line.strip()]
    words = "; ".join(dict.fromkeys(line.partition("error: ")[2].strip() or line.strip() for line in lines))
    return words.rstrip(".") or f"exit code {outcome.code}, and not a word"


def table(text: str, header: Sequence[str]) -> list[list[str]]:
    """Return the rows below the header, all of them whole; the last column may hold anything."""
    return [cells(line, len(header)) for line in rows(text, header)]


def rows(text: str, header: Sequence[str]) -> list[str]:
    """Return the lines below the header, as they stand."""
    lines = [line for line in text.splitlines() if line and not line.startswith("CLUSTER: ")]
    if not lines or lines[0] != "|".join(header):
        raise NoAnswer("Slurm's answer is empty, or not what was asked for.")
    if not text.endswith("\n"):
        raise NoAnswer(CUT)
    return lines[1:]


def cells(line: str, count: int) -> list[str]:
    """Return what stands in a line."""
    found = line.split("|", count - 1)
    if len(found) != count:
        raise NoAnswer(CUT)
    return found
