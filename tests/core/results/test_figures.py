"""The numbers that a person wants to see first."""

from __future__ import annotations

from parisana.core.results.figures import figures_of, fitted_of, sum_of_runs


def test_figures_have_the_units_that_people_use() -> None:
    found = {each.name: (each.value, each.unit) for each in figures_of({"livetime_s": 7200, "significance": 18.92})}
    assert found == {"significance": ("18.9", "σ"), "livetime_s": ("2.00", "h")}


def test_what_is_no_number_is_left_out() -> None:
    assert figures_of({"significance": None, "excess": "many", "on": True, "off": float("nan")}) == ()


def test_fitted_parameters_with_errors_and_what_was_put_in() -> None:
    data = {"fitted": {"index": 2.2135, "tilt": 1.0}, "errors": {"index": 0.267}, "injected": {"index": 2.39}}
    index, tilt = fitted_of(data)
    assert (index.title, index.value, index.error, index.injected) == ("Γ", "2.21", "0.267", "2.39")
    assert (tilt.title, tilt.error) == ("tilt", "")


def test_a_run_in_two_slices_counts_once() -> None:
    one = {"runs": {"1": {"livetime_s": 1000.0, "on": 30, "off": 100, "alpha": 0.1}}}
    other = {"runs": {"1": one["runs"]["1"], "2": {"livetime_s": 500.0, "on": 10, "off": 50, "alpha": 0.1}}}
    found = sum_of_runs([one, other, {"runs": 7}])
    assert (found["livetime_s"], found["on"], found["excess"], found["runs"]) == (1500.0, 40, 25.0, 2)


def test_without_live_time_there_is_no_sum() -> None:
    assert sum_of_runs([{"runs": {"1": {"on": 3}}}]) == {}
