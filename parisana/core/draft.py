"""A new profile as text: every parameter of the suite is there, commented out at its default."""

from __future__ import annotations

from collections.abc import Iterator

from .parameter import Parameter
from .runs import RunList
from .suite import Stage, Suite
from .yamltext import inline


def draft_profile(name: str, suite: Suite, site: str, runs: RunList | None, simulate: int) -> str:
    """Write the text of a profile that is valid as it stands."""
    chosen = inline({"simulate": simulate, "first": 900001} if runs is None else listed(runs))
    lines = [
        "# Remove the '#' before a line to change its value. parisana profile check says whether all is well.",
        "parisana: profile/1",
        f"name: {inline(name)}",
        f"suite: {inline(suite.name)}",
        f"site: {inline(site)}",
        "overrides: {}",
        "analysis: {verbose: false, produce_run_files: false, sliced: true, runs_per_slice: 20}",
        "batch: {automatic_resources: true, work_in: tmpdir, clean_afterwards: true}",
        f"runs: {chosen}",
        "seed: 1",
        "stages:",
    ]
    stages = (line for stage in suite.stages if not stage.unavailable for line in stage_lines(stage))
    return "\n".join([*lines, *stages, "without: []"]) + "\n"


def listed(runs: RunList) -> list[int | dict[str, int]]:
    """Return runs as a profile lists them."""
    return [run.number if run.telescopes is None else {"run": run.number, "telescopes": run.telescopes} for run in runs]


def stage_lines(stage: Stage) -> Iterator[str]:
    """Write one stage."""
    if stage.parameters:
        yield f"  {stage.name}: # {stage.title}"
        for parameter in stage.parameters:
            yield f"    # {parameter_line(parameter)}"


def parameter_line(parameter: Parameter) -> str:
    """Write one parameter with what may be said of it."""
    default = "" if parameter.default is None else f" {inline(parameter.default)}"
    allowed = parameter.range_in_words or ", ".join(parameter.choices)
    remark = f"{parameter.title}; {allowed}" if allowed else parameter.title
    return f"{parameter.name}:{default}  # {remark}"
