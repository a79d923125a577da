from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from parisana.core.suites.parameter import Parameter
from parisana.core.suites.values import payload_value
from parisana.core.texts.document import Wrong


def parameter(kind: str, **more: Any) -> Parameter:
    return Parameter(**{"name": "x", "title": "X", "type": kind, **more})


@pytest.mark.parametrize(
    ("made", "written", "value"),
    [
        (parameter("number", unit="deg", min=1, max=10), "240 arcmin", 4.0),
        (parameter("number"), 3, 3.0),
        (parameter("number"), "7 %", 0.07),
        (parameter("integer"), 3, 3),
        (parameter("boolean"), False, False),
        (parameter("text"), "Crab", "Crab"),
        (parameter("path"), "a folder/with 'quotes'\nand lines/é", "a folder/with 'quotes'\nand lines/é"),
        (parameter("choice", choices=["a", "b"]), "b", "b"),
        (parameter("choices", choices=["a", "b"]), ["b", "a"], ["b", "a"]),
        (parameter("axis", unit="TeV"), {"min": "300 GeV", "max": "40 TeV", "nbins": 20}, [0.3, 40.0, 20]),
        (
            parameter("position"),
            {"frame": "galactic", "lon": "0.5 rad", "lat": "0 deg"},
            {"frame": "galactic", "lon": pytest.approx(28.6478897565), "lat": 0.0},
        ),
        (parameter("runs"), [3, 1], [3, 1]),
        (parameter("number", optional=True), None, None),
    ],
)
def test_payload_gets_plain_values_in_the_declared_unit(made: Parameter, written: Any, value: Any) -> None:
    found = payload_value(made, written)
    assert found == value
    assert type(found) is type(value) or isinstance(value, dict)


@pytest.mark.parametrize(
    ("made", "written", "words", "path"),
    [
        (parameter("number", unit="deg", min=1, max=10), "20 deg", "X is 20 deg, which is out of range", ()),
        (parameter("number", unit="deg"), 4, "no unit", ()),
        (parameter("number", unit="deg"), "4 TeV", "not an angle", ()),
        (parameter("number"), True, "must be a number", ()),
        (parameter("number"), None, "needs a value", ()),
        (parameter("integer", max=5), 6, "out of range", ()),
        (parameter("integer"), 1.5, "whole number", ()),
        (parameter("boolean"), "yes", "true or false", ()),
        (parameter("text"), 5, "must be text", ()),
        (parameter("path"), "  ", "needs a path", ()),
        (parameter("choice", choices=["ring", "fov"]), "rng", "cannot be rng", ()),
        (parameter("choices", choices=["a", "b"]), ["a", "c"], "cannot contain c", (1,)),
        (parameter("choices", choices=["a", "b"]), ["a", "a"], "twice", (1,)),
        (parameter("axis", unit="TeV"), {"min": "4 TeV", "max": "3 TeV", "nbins": 2}, "end above", ("max",)),
        (parameter("axis", unit="TeV"), {"min": "4 TeV", "max": "5 deg", "nbins": 2}, "not an energy", ("max",)),
        (parameter("axis", unit="TeV"), {"min": "4 TeV", "max": "5 TeV", "nbins": 0}, "nbins", ("nbins",)),
        (parameter("axis", unit="TeV"), {"min": "4 TeV", "max": "5 TeV"}, "nbins is missing", ("nbins",)),
        (parameter("axis", unit="TeV"), {"mim": "4 TeV"}, "no key mim", ("mim",)),
        (parameter("runs"), [3, 3], "twice", (1,)),
        (parameter("runs"), [3, "x"], "not a run number", (1,)),
    ],
)
def test_a_wrong_value_is_named_with_its_place(
    made: Parameter, written: Any, words: str, path: tuple[Any, ...]
) -> None:
    with pytest.raises(Wrong, match=words) as caught:
        payload_value(made, written)
    assert caught.value.path == path


def test_the_hint_says_what_is_allowed() -> None:
    with pytest.raises(Wrong) as caught:
        payload_value(parameter("number", unit="deg", min=1, max=10), "20 deg")
    assert caught.value.hint == "Allowed is between 1 deg and 10 deg."
    with pytest.raises(Wrong) as caught:
        payload_value(parameter("choice", choices=["ring", "fov"]), "rng")
    assert caught.value.hint == "Did you mean ring?"


@pytest.mark.parametrize(
    ("kind", "more", "words"),
    [
        ("text", {"unit": "deg"}, "has no unit"),
        ("boolean", {"min": 0.0}, "has no range"),
        ("choice", {}, "needs choices"),
        ("text", {"choices": ["a"]}, "has no choices"),
        ("number", {"unit": "furlong"}, "no unit furlong"),
        ("number", {"min": 2.0, "max": 1.0}, "above its largest"),
        ("choice", {"choices": ["a", "a"]}, "twice"),
    ],
)
def test_a_parameter_must_make_sense(kind: str, more: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        parameter(kind, **more)
