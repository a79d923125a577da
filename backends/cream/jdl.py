"""The description of one job for CREAM."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parisana.backends.grid.jdl import classad, plain, text, texts, variables


def job_description(
    *,
    executable: str,
    arguments: Sequence[str],
    inputs: Sequence[str],
    outputs: Sequence[str],
    destination: str,
    environment: Mapping[str, str],
    requirements: str = "",
) -> str:
    """Say what runs, what travels with it, and where its output is kept."""
    attributes = {
        "Type": text("Job"),
        "JobType": text("Normal"),
        "Executable": text(executable),
        "Arguments": text(" ".join(map(plain, arguments))),
        "InputSandbox": texts(inputs),
        "OutputSandbox": texts(outputs),
        "OutputSandboxBaseDestURI": text(destination),
        "Environment": variables(environment),
        "CERequirements": text(requirements) if requirements else "",
    }
    return classad(attributes)
