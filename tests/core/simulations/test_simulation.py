"""The section of a profile that a Monte-Carlo production is."""

from __future__ import annotations

import pytest

from parisana.core.profiles.profile import Profile, read_profile
from parisana.core.simulations.rowplan import RowPlan, RowUnits
from parisana.core.texts.document import read
from parisana.errors import InputError

HEAD = "parisana: profile/1\nname: gammas\nsuite: gammapy\nsite: Unix\n"
PRODUCTION = """\
production:
  type: PRODUCTION
  for: collaboration
  description: Massive gamma simulations
  schedule: {emin: 5 GeV, showers: 1000, showers_per_job: 100}
  rows: [60, {zenith: 0, index: 1, showers: 2000}]
"""


def profile(text: str = PRODUCTION) -> Profile:
    return read_profile(read(HEAD + text, "gammas.yaml"))


def fault(text: str) -> InputError:
    with pytest.raises(InputError) as caught:
        profile(text)
    return caught.value


def test_a_row_follows_the_schedule_but_where_it_speaks_for_itself() -> None:
    production = profile().production
    assert production is not None
    far, near = production.scheduled
    assert (far.zenith, far.azimuth, far.index, far.rhomax_m) == (60, 180, 2, 1200)
    assert far.emin_tev == pytest.approx(0.01)
    assert (far.showers, far.showers_per_job, far.jobs) == (1000, 230, 5)
    assert (near.index, near.showers, near.showers_per_job, near.jobs) == (1, 2000, 100, 20)


@pytest.mark.parametrize(
    ("old", "new", "words", "line"),
    [
        ("[60, ", "[60, {zenith: 60, showers: 5}, ", "there twice: zenith 60°, azimuth 180°, index 2", 10),
        ("emin: 5 GeV", "emin: 500 TeV", "emin (500 TeV) is not below emax (100 TeV)", 9),
        ("index: 1,", "emin: 200 TeV,", "Emin (200 TeV) is not below Emax (100 TeV)", 10),
        ("[60, ", "[91, ", "less than 90", 10),
        ("[60, {zenith: 0, index: 1, showers: 2000}]", "[]", "must not be empty", 10),
        ("type: PRODUCTION", "type: LARGE", "PRODUCTION", 6),
        ("showers: 1000,", "showers: 0,", "at least 1", 9),
    ],
)
def test_what_cannot_be_simulated_is_said_with_its_line(old: str, new: str, words: str, line: int) -> None:
    error = fault(PRODUCTION.replace(old, new, 1))
    assert words in error.message and error.line == line


def test_a_profile_has_runs_or_a_production() -> None:
    assert "The key runs is missing" in fault("").message
    assert "no runs" in fault(PRODUCTION + "runs: [1]\n").message


def test_seeds_are_the_rows_own_and_no_two_are_the_same() -> None:
    production = profile().production
    assert production is not None
    rows = [RowUnits(n, row, range(1, row.jobs + 1)) for n, row in enumerate(production.scheduled, 1)]
    plan = RowPlan(production.physics, 1, rows)
    first, second = (plan.units(stage) for stage in ("kaskade", "smash"))
    assert [unit.label for unit in first] == [unit.label for unit in second]
    assert len({unit.seed for unit in [*first, *second]}) == 50
    alone = RowPlan(production.physics, 1, [RowUnits(1, production.scheduled[1], [7])]).units("kaskade")
    assert alone[0].seed == first[11].seed, "wherever the row stands"
    assert RowPlan(production.physics, 2, rows).units("kaskade")[0].seed != first[0].seed
    assert max(unit.seed for unit in first) < 2**63


def test_a_row_of_too_many_jobs_is_refused() -> None:
    production = profile(PRODUCTION.replace("showers: 1000,", "showers: 1000000000000,")).production
    assert production is not None
    row = production.scheduled[0]
    with pytest.raises(InputError, match="more than 1,048,575 jobs"):
        RowPlan(production.physics, 1, [RowUnits(1, row, range(1, row.jobs + 1))]).units("kaskade")
