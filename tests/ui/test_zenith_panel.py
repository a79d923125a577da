"""Zenith angles on the page of the run list: by run, and over the nights."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from parisana.ui.desktop.runs.zenith_panel import ZenithPanel
from parisana.ui.desktop.window import Window
from tests.ui.looking import elided, settle
from tests.ui.test_regions_page import click
from tests.ui.test_target_page import cell, loaded, page_of, profile, type_into


def by_night(panel: ZenithPanel) -> None:
    click(panel.ways.segment(1))
    settle(panel)


def test_the_nights_of_simulated_runs_are_paged_through(window: Window, qtbot: QtBot) -> None:
    panel = page_of(window, qtbot).charts.panel
    by_night(panel)
    assert panel.title.text() == "2004-11-14  ·  4 runs" and not panel.before.isEnabled()
    assert [track.run for track in panel.by_night.tracks] == [900001, 900002, 900003, 900004]
    assert "run 900001: 47.2°" in panel.by_night.accessibleDescription()
    assert "0.0° apart" in panel.remark.text()
    click(panel.after)
    assert panel.title.text().startswith("2004-11-15") and panel.by_night.tracks[0].run == 900005
    assert not panel.after.isEnabled() and panel.before.isEnabled()
    assert not elided(panel)


def test_an_angle_that_is_not_the_one_of_the_hour_is_said(window: Window, qtbot: QtBot) -> None:
    page = page_of(window, qtbot)
    by_night(page.charts.panel)
    type_into(cell(page, "zenith"), "20")
    loaded(page, qtbot)
    assert page.charts.panel.remark.text().endswith("4 runs: more than 1° from the angle of that hour.")
    assert {track.said for track in page.charts.panel.by_night.tracks} == {20.0}


def test_the_night_stays_when_runs_are_added(window: Window, qtbot: QtBot) -> None:
    page = page_of(window, qtbot)
    panel = page.charts.panel
    by_night(panel)
    click(panel.after)
    type_into(cell(page, "simulate"), "12")
    loaded(page, qtbot)
    assert panel.title.text().startswith("2004-11-15") and len(panel.nights) == 3 and panel.after.isEnabled()


def test_runs_without_times_are_counted(make: Callable[..., Window], tmp_path: Path, qtbot: QtBot) -> None:
    page = page_of(make(profile(tmp_path, tmp_path / "nowhere", "[3, 5]")), qtbot)
    by_night(page.charts.panel)
    assert page.charts.panel.title.text() == "No night yet"
    assert page.charts.panel.remark.text() == "2 runs without time or pointing."


def test_real_runs_lie_where_the_store_says(
    make: Callable[..., Window], tmp_path: Path, qtbot: QtBot, real_data: Path
) -> None:
    panel = page_of(make(profile(tmp_path, real_data, "[23523, 23526, 23559]")), qtbot).charts.panel
    by_night(panel)
    assert panel.title.text() == "2004-12-04  ·  2 runs"
    for track in panel.by_night.tracks:
        assert track.said == pytest.approx(track.middle[1], abs=1)
