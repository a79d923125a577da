"""A new profile as text: every parameter of the suite is there, commented out at its default."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parisana.core.runs.run_list import RunList
from parisana.core.suites.parameter import Parameter
from parisana.core.suites.stage import Stage
from parisana.core.suites.suite import Suite
from parisana.core.texts.yamltext import inline
from parisana.errors import InputError

#: The zenith angles of a production that says nothing else.
ANGLES = (60, 57, 53, 50, 46, 41, 37, 32, 26, 18, 0, 63, 67, 70)


def draft_profile(name: str, suite: Suite, site: str, runs: RunList | None, simulate: int) -> str:
    """Write the text of a profile of an analysis that is valid as it stands."""
    chosen = inline({"simulate": simulate, "first": 900001} if runs is None else listed(runs))
    cut = ["analysis: {verbose: false, produce_run_files: false, sliced: true, runs_per_slice: 20}"]
    return _text(name, suite, site, cut, [f"runs: {chosen}"])


def draft_production(name: str, suite: Suite, site: str) -> str:
    """Write the text of a profile of a Monte-Carlo production that is valid as it stands."""
    if suite.simulation is None:
        hint = "parisana suite list shows the others."
        raise InputError(f"The suite {suite.name} has no Monte-Carlo productions.", hint=hint, field="suite")
    asked = {key: choices[0] for key, choices in suite.simulation.asked.items() if choices}
    section = {"type": "TEST", "for": "user", **asked, "rows": list(ANGLES)}
    lines = [f"  {key}: {inline(value)}" for key, value in section.items()]
    return _text(name, suite.simulating(), site, [], ["production:", *lines])


def _text(name: str, suite: Suite, site: str, cut: Sequence[str], what: Sequence[str]) -> str:
    lines = [
        "# Remove the '#' before a line to change its value. parisana profile check says whether all is well.",
        "parisana: profile/1",
        f"name: {inline(name)}",
        f"suite: {inline(suite.name)}",
        f"site: {inline(site)}",
        "overrides: {}",
        *cut,
        "batch: {automatic_resources: true, work_in: tmpdir, clean_afterwards: true}",
        *what,
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
