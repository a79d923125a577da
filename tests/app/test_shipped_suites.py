"""The suites that ship: the same tabs in both, and every parameter ready to be drawn."""

from __future__ import annotations

import pytest

from parisana.app.ground.library import entries, load_suite
from parisana.core.editing.draft import draft_profile
from parisana.core.suites.parameter import Parameter
from parisana.core.suites.values import payload_value

SUITES = sorted(entry.name for entry in entries("suite"))
TABS = {
    "Target and Run List", "Excluded Regions", "Reconstruction", "Event Selection", "TMVA", "Micro DST",
    "Background Subtraction", "Plots", "MC", "Fancy MC", "Scaled Tables", "3D Model Calibration", "Spectrum Tables",
    "Morphology Tables", "Tables Merging", "Spectrum", "Morphology", "Merging", "Output", "DST",
}  # fmt: skip


def parameters() -> list[tuple[str, Parameter]]:
    return [
        (f"{name}: {stage.name}.{parameter.name}", parameter)
        for name in SUITES
        for stage in load_suite(name)[0].stages
        for parameter in stage.parameters
    ]


@pytest.mark.parametrize("name", SUITES)
def test_every_tab_is_there_with_parameters(name: str) -> None:
    suite, _ = load_suite(name)
    assert {stage.title for stage in suite.stages} == TABS
    for stage in suite.stages:
        assert stage.parameters, stage.name
        assert stage.help.endswith("."), stage.name
        assert stage.unavailable is None or (stage.unavailable.endswith(".") and not stage.has_jobs), stage.name


@pytest.mark.parametrize(
    ("place", "parameter"), parameters(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_parameter_can_be_drawn(place: str, parameter: Parameter) -> None:
    assert parameter.title[0].isupper() or not parameter.title[0].isalpha()
    assert parameter.help.endswith((".", "…")), parameter.help
    if parameter.default is not None:
        payload_value(parameter, parameter.default)
    else:
        assert parameter.optional


@pytest.mark.parametrize("name", SUITES)
def test_no_two_parameters_of_a_tab_have_one_title(name: str) -> None:
    for stage in load_suite(name)[0].stages:
        titles = [parameter.title for parameter in stage.parameters]
        assert len(set(titles)) == len(titles), stage.name


@pytest.mark.parametrize("name", SUITES)
def test_a_new_profile_leaves_out_what_has_no_program(name: str) -> None:
    suite, _ = load_suite(name)
    text = draft_profile("x", suite, "Unix", None, 2)
    for stage in suite.stages:
        assert (f"  {stage.name}: #" in text) == (stage.unavailable is None)
