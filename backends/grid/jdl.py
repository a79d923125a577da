"""The job description language: attributes of a ClassAd, written from data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parisana.backends.grid.sandbox import PLAIN
from parisana.core.jobs.resources import Resources
from parisana.errors import Bug


def classad(attributes: Mapping[str, str]) -> str:
    """Write attributes, whose values are written already; empty ones are left out."""
    lines = [f"{name} = {value};" for name, value in attributes.items() if value]
    return "\n".join(["[", *lines, "]", ""])


def text(value: str) -> str:
    """Quote a string; it must stand on one line."""
    if "\n" in value or "\0" in value:
        raise Bug(f"A string of a job description cannot hold {value!r}.")
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def texts(values: Sequence[str]) -> str:
    """Write a list of strings."""
    return "{ " + ", ".join(map(text, values)) + " }" if values else "{}"


def variables(environment: Mapping[str, str]) -> str:
    """Write the variables of a job."""
    return texts([f"{name}={plain(value)}" for name, value in environment.items()])


def plain(word: str) -> str:
    """Return a word that everybody on its way leaves alone; anything else travels in the start script."""
    if not PLAIN.fullmatch(word):
        raise Bug(f"{word!r} cannot be an argument of a Grid job.")
    return word


def needs(resources: Resources) -> str:
    """Return what a job needs in the words of the information system: minutes and megabytes."""
    minutes = -(-resources.time_s // 60)
    return (
        f"other.GlueCEPolicyMaxWallClockTime >= {minutes} && other.GlueHostMainMemoryRAMSize >= {resources.memory_mb}"
    )
