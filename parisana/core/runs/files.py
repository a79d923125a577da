"""Run lists as files: the ways to write them. Reading is :func:`.run_list.parse`, which knows all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .run_list import RunList, write


def one_a_line(runs: RunList) -> str:
    """Write the numbers, one a line."""
    return "".join(f"{run.number}\n" for run in runs)


def ecsv(runs: RunList) -> str:
    """Write a table that astropy reads; the column of patterns is there when all of them are known."""
    patterns = all(run.telescopes is not None for run in runs)
    names = ["OBS_ID", *(["TEL_PATTERN"] if patterns else [])]
    head = ["%ECSV 1.0", "---", "datatype:", *(f"- {{name: {name}, datatype: int64}}" for name in names)]
    rows = [f"{run.number} {run.telescopes}" if patterns else f"{run.number}" for run in runs]
    return "\n".join([*(f"# {line}" for line in head), " ".join(names), *rows]) + "\n"


#: Kind of file -> how it is written, and the ending of its name.
WRITERS: Mapping[str, tuple[Callable[[RunList], str], str]] = {
    "hess": (write, ".lis"),
    "plain": (one_a_line, ".txt"),
    "ecsv": (ecsv, ".ecsv"),
}
