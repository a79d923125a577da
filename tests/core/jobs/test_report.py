"""A report is believed only as a whole; what a node could not say stays unknown, whatever it wrote instead."""

from __future__ import annotations

import json
import math
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parisana.core.jobs.report import BEGIN, END, Output, Report, parse_report, report_in_log
from parisana.core.jobs.states import Failure

GOOD: dict[str, Any] = {
    "parisana": "report/1",
    "tag": "p1-dst-0a1b2c3d4e",
    "row": 3,
    "key": "ab" * 32,
    "stage": "dst",
    "unit": "run-023523",
    "state": "failed",
    "failure": "memory",
    "reason": "It was killed at 1995 of 2000 MB.",
    "step": "run",
    "exit_code": 41,
    "payload_exit_code": None,
    "signal": 9,
    "host": "node7",
    "started": 1700000000.125,
    "ended": 1700000060,
    "peak_memory_mb": 1995,
    "cpu_s": 55.5,
    "output": "/data/DST/dst/run-023523-abababababab",
    "outputs": [{"path": "events.fits.gz", "size": 2880, "checksum": ["adler32", "0a1b2c3d"]}],
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def written(**changes: Any) -> str:
    return json.dumps(GOOD | changes)


def assert_usable(report: Report | None) -> None:
    """Whatever it is, it can be recorded and shown."""
    for field in fields(Report) if report else ():
        value = getattr(report, field.name)
        if isinstance(value, str):
            value.encode()
        if isinstance(value, float):
            assert math.isfinite(value)


def test_a_whole_report_says_all() -> None:
    report = parse_report(written())
    assert report is not None
    assert (report.tag, report.row, report.state, report.failure) == (GOOD["tag"], 3, "failed", Failure.MEMORY)
    assert (report.started, report.ended, report.peak_memory_mb) == (1700000000.125, 1700000060.0, 1995.0)
    assert (report.exit_code, report.payload_exit_code, report.step) == (41, None, "run")
    assert report.outputs == (Output("events.fits.gz", 2880, ("adler32", "0a1b2c3d")),)


@pytest.mark.parametrize("missing", ["tag", "row", "key", "state"])
def test_a_report_that_does_not_say_whose_it_is_counts_for_nothing(missing: str) -> None:
    assert parse_report(json.dumps({name: value for name, value in GOOD.items() if name != missing})) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "running"},
        {"state": []},
        {"failure": "bad luck"},
        {"row": "third"},
        {"row": math.inf},
        {"outputs": [{"path": "a"}]},
        {"outputs": [5]},
        {"outputs": 5},
        {"started": "yesterday"},
    ],
)
def test_words_that_are_not_ours_are_not_believed(wrong: dict[str, Any]) -> None:
    assert parse_report(written(**wrong)) is None


def test_a_newer_script_may_say_more() -> None:
    assert parse_report(written(carbon_footprint={"kg": 2})) == replaced_text(written(carbon_footprint={"kg": 2}))


def replaced_text(text: str) -> Report:
    """Return the good report as if it had been read from this text."""
    good = parse_report(written())
    assert good is not None
    return Report(**{field.name: getattr(good, field.name) for field in fields(Report)} | {"text": text})


def test_what_is_no_number_is_not_known() -> None:
    report = parse_report(written(cpu_s=math.nan, peak_memory_mb=math.inf))
    assert report is not None
    assert (report.cpu_s, report.peak_memory_mb) == (None, None)


def test_a_byte_that_is_no_text_is_spelled_out() -> None:
    report = parse_report(written(reason="no file caf\udce9.fits", host="n\udcff"))
    assert report is not None
    assert (report.reason, report.host) == (r"no file caf\xe9.fits", r"n\xff")


@given(st.integers(min_value=0, max_value=len(written()) - 1))
def test_a_report_that_was_cut_off_is_none(end: int) -> None:
    assert parse_report(written()[:end]) is None


@given(st.text(max_size=200) | JSON.map(json.dumps))
def test_anything_else_is_none(text: str) -> None:
    assert parse_report(text) is None


@given(st.sampled_from(sorted(GOOD)), JSON)
def test_a_garbled_field_never_makes_a_report_that_cannot_be_used(name: str, value: Any) -> None:
    assert_usable(parse_report(written(**{name: value})))


@given(st.integers(min_value=0), st.text(st.characters(codec="utf-8"), max_size=3))
def test_garbled_text_never_makes_a_report_that_cannot_be_used(place: int, garbage: str) -> None:
    text = written()
    start = place % len(text)
    assert_usable(parse_report(text[:start] + garbage + text[start + len(garbage) :]))


def test_the_last_report_of_a_log_counts() -> None:
    first, last = written(row=1), written(row=2)
    log = f"noise\n{BEGIN}\n{first}\n{END}\nmore noise\n{BEGIN}\n{last}\n{END}\ntrailing words of the batch system\n"
    report = report_in_log(log)
    assert report is not None
    assert (report.row, report.text) == (2, last)


@pytest.mark.parametrize("log", ["", "noise", f"{BEGIN}\n{written()}", f"{END}\n{BEGIN}\n{written()}", f"{BEGIN}{END}"])
def test_a_log_without_a_whole_report_has_none(log: str) -> None:
    assert report_in_log(log) is None
