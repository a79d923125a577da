"""The plots of the page Results: their numbers are the files', what lies over them, what is saved and sent."""

from __future__ import annotations

import gzip
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from parisana.core.results.fitsimage import read_image
from parisana.core.results.fitstable import read_tables
from parisana.core.texts.ecsvtable import read_ecsv
from parisana.ui.desktop.dialogs.provenance import ProvenanceDialog
from parisana.ui.desktop.dialogs.send import SendDialog
from parisana.ui.desktop.look import look
from parisana.ui.desktop.pages.results.page import ResultsPage
from parisana.ui.desktop.plots.colours import Stretch
from parisana.ui.desktop.plots.spectrum_chart import place
from parisana.ui.desktop.window import Window
from tests.app.toy import Toy
from tests.core import sample_results as sample
from tests.environment import set_environment
from tests.ui.looking import elided, name_of, outside, seen, settle, takes_focus
from tests.ui.productions import dialog
from tests.ui.results_made import produce, shown, texts

RUNS, FILES = 1, 2


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Toy:
    """Return the toy analysis on this machine."""
    made = Toy(tmp_path)
    set_environment(monkeypatch, made.environment)
    monkeypatch.setenv("SAMP_HUB", "std-lockurl:" + (tmp_path / "no hub").as_uri())
    return made


@pytest.fixture
def page(toy: Toy, make: Callable[..., Window], qtbot: QtBot) -> ResultsPage:
    """Return the page with the results of a production."""
    produce(toy, sample.files())
    return shown(make(str(toy.root / "toy.yaml")), qtbot)


def pixel(widget: QWidget, at: QPointF) -> tuple[int, int, int]:
    """Return the colour of a widget at a place."""
    found = widget.grab().toImage().pixelColor(at.toPoint())
    return found.red(), found.green(), found.blue()


def test_the_spectrum_shows_the_numbers_of_its_files(page: ResultsPage) -> None:
    chart = page.overview.spectrum.spectrum
    assert [point.energy for point in chart.spectrum.points] == [row["e_ref"] for row in sample.POINTS]
    for point, row in zip(chart.spectrum.points, sample.POINTS, strict=True):
        assert point.flux == pytest.approx(row["e_ref"] ** 2 * row["dnde_ul" if point.limit else "dnde"])
    frame, first = chart.above, chart.spectrum.points[0]
    at = place(frame, first.energy, first.flux)
    assert frame.area.contains(at)
    assert 10 ** (frame.left + (at.x() - frame.area.left()) / frame.area.width() * (frame.right - frame.left)) == (
        pytest.approx(0.7)
    )
    text = look().colour("text")
    assert pixel(chart, at) == (text.red(), text.green(), text.blue())
    residuals = chart.beneath
    assert residuals.bottom < -0.5 and residuals.top > 1.0
    entries = chart.entries()[-2:]
    assert [entry.words for entry in entries] == ["H.E.S.S. 2006", "MAGIC 2015"]
    assert entries[0].colour != entries[1].colour


def test_published_and_injected_curves_are_laid_over_by_ticks(page: ResultsPage) -> None:
    card = page.overview.spectrum
    assert [curve.name for curve in card.spectrum.overlays] == ["H.E.S.S. 2006", "MAGIC 2015"]
    assert "A&A 457, 899" in card.published.toolTip() and "2015JHEAp...5...30A" in card.published.toolTip()
    QTest.mouseClick(card.injected, Qt.MouseButton.LeftButton, pos=QPoint(8, card.injected.height() // 2))
    QTest.keyClick(card.published, Qt.Key.Key_Space)
    (injected,) = card.spectrum.overlays
    assert injected.flux[0] == pytest.approx(sample.ENERGY[0] ** 2 * sample.CURVE["flux"]["injected"][0])


def test_the_map_shows_the_pixels_of_its_file_where_they_are_on_the_sky(page: ResultsPage) -> None:
    chart = page.overview.map.map
    _, ra, dec = read_image(sample.image(sample.significances()), "map").peak
    at = chart.sight.at((ra, dec))
    assert at is not None and chart.value_at(at) == max(v for v in sample.significances() if math.isfinite(v))
    peak, edge = pixel(chart, at), pixel(chart, chart.area.topLeft() + QPointF(12, 20))
    assert sum(peak) < sum(edge), "on a light card the peak is the darkest"
    empty = look().colour("track")
    corner = chart.area.bottomLeft() + QPointF(3, -3)
    assert chart.value_at(corner) is not None and pixel(chart, corner)[0] == pytest.approx(empty.red(), abs=12)
    assert Stretch(30.0).share(-4.0) == 0 and Stretch(30.0).share(99.0) == 1
    look().wear("dark")
    settle(chart)
    assert sum(pixel(chart, at)) > sum(pixel(chart, chart.area.topLeft() + QPointF(12, 20)))


def test_histograms_show_the_counts_of_their_files(page: ResultsPage) -> None:
    theta2, pixels = page.overview.theta2.theta2, page.overview.pixels.histogram
    assert theta2.theta2 is not None and list(theta2.theta2.on) == sample.MERGED["theta2"]["on"]
    assert page.overview.theta2.remark.text().startswith("264 γ")
    inside = [v for v, out in zip(sample.significances(), sample.off_source(), strict=True)
              if out and math.isfinite(v)]  # fmt: skip
    assert pixels.histogram is not None and pixels.histogram.number == len(inside)
    assert pixels.fitted() == f"mean {sum(inside) / len(inside):.2f}, width {pixels.histogram.width:.2f}"


def test_the_light_curve_shows_the_fluxes_of_its_file_against_time(page: ResultsPage) -> None:
    QTest.mouseClick(page.views.segment(RUNS), Qt.MouseButton.LeftButton)
    settle(page)
    card, chart, rows = page.runs.curve, page.runs.curve.flux, sample.LIGHT_CURVE["rows"]
    assert card.shown_chart() is chart and card.remark.text().startswith(
        "mean 1.76 × 10⁻¹¹ cm⁻² s⁻¹ · constant: χ²/dof"
    )
    assert "p = " in card.remark.text() and not card.remark.toolTip()
    frame, drawn = chart.frame, list(chart.drawn())
    for (point, (_, middle, _), _), row in zip(drawn, rows, strict=True):
        said = row["flux_ul"] if point.below else row["flux"]
        at = frame.at(middle, said / 1e-11)
        text = look().colour("text")
        assert pixel(chart, at) == pytest.approx((text.red(), text.green(), text.blue()), abs=40)
    third = frame.at(drawn[2][1][1], 0)
    QTest.mouseMove(chart, third.toPoint())
    assert chart.toolTip().startswith("2004-12-10 00:00 UTC, run 900003: < 1.00 × 10⁻¹¹")
    nights = drawn[2][1][1] - drawn[1][1][1]
    QTest.mouseClick(card.to_scale, Qt.MouseButton.LeftButton, pos=QPoint(8, card.to_scale.height() // 2))
    places = [middle for _, (_, middle, _), _ in chart.drawn()]
    assert places[2] - places[1] > 0.9 > nights, "to scale, the month between the nights is there"
    QTest.mouseClick(card.ways.segment(1), Qt.MouseButton.LeftButton)
    assert card.shown_chart() is card.rate and card.remark.text().startswith("mean 3.")
    assert not card.to_scale.isVisibleTo(page)


def test_another_production_lies_over_it_and_stands_beside_it(
    toy: Toy, make: Callable[..., Window], qtbot: QtBot
) -> None:
    harder = {**sample.MERGED, "runs": {"900002": sample.run(70), "900009": sample.run(60)}}
    produce(toy, sample.files(merging=harder), name="hard", runs=(4, 5, 6))
    produce(toy, sample.files())
    window = make(str(toy.root / "toy.yaml"))
    page = shown(window, qtbot)
    against = page.overview.spectrum.against
    against.setFocus()
    QTest.keyClick(against, Qt.Key.Key_Down)
    assert against.currentText() == "#1 hard"
    qtbot.waitUntil(lambda: page.drawn is not None and page.drawn.other is not None, timeout=60_000)
    card = page.overview.spectrum
    assert card.spectrum.other_name == "#1 hard" and card.spectrum.other.points
    QTest.mouseClick(card.ratio, Qt.MouseButton.LeftButton, pos=QPoint(8, card.ratio.height() // 2))
    assert card.spectrum.ratio and card.spectrum.beneath.bottom < 1 < card.spectrum.beneath.top
    theta2 = page.overview.theta2
    assert theta2.theta2.other is not None and theta2.theta2.entries()[-1].words == "on, #1 hard"
    assert theta2.remark.text().startswith("264 γ · ") and "#1: 104 γ · " in theta2.remark.text()
    QTest.mouseClick(page.views.segment(RUNS), Qt.MouseButton.LeftButton)
    table = page.runs.table
    assert table is not None and page.runs.curve.rate.numbers == [900001, 900002, 900003, 900009]
    rows = [tuple(table.model().index(row, column).data() for column in range(3)) for row in range(4)]
    assert rows == [("900001", "98", "–"), ("900002", "92", "70"), ("900003", "113", "–"), ("900009", "–", "60")]
    settle(window)
    assert not elided(page) + outside(page)


def test_while_slices_run_the_live_time_so_far_is_there(toy: Toy, make: Callable[..., Window], qtbot: QtBot) -> None:
    parts = {"merging": None, "spectrum": None, "curve": None, "summary": None}
    produce(toy, {name: data for name, data in sample.files(**parts).items() if "json" in name}, slices=sample.part)
    page = shown(make(str(toy.root / "toy.yaml")), qtbot)
    assert "so far 2 of 3 runs, 0.87 h of about 1.30 h" in texts(page)
    assert page.overview.theta2.isVisibleTo(page) and not page.overview.spectrum.isVisibleTo(page)
    assert page.overview.theta2.theta2.theta2 is not None
    assert sum(page.overview.theta2.theta2.theta2.on) == 98 // 2 + 98 // 3 + 92 // 2 + 92 // 3 + 80
    QTest.mouseClick(page.views.segment(RUNS), Qt.MouseButton.LeftButton)
    settle(page)
    card = page.runs.curve
    assert card.shown_chart() is card.flux and [point.flux for point in card.flux.curve.points] == [2.4e-11, 2.0e-11]
    assert card.remark.text().startswith("preliminary, for index 2.5 · mean 2.20 × 10⁻¹¹ cm⁻² s⁻¹")
    assert "There is no spectrum yet" in card.remark.toolTip()
    assert "(preliminary, for index 2.5)" in card.flux.entries()[0].words
    assert not elided(page) + outside(page)
    QTest.mouseClick(card.ways.segment(1), Qt.MouseButton.LeftButton)
    assert card.shown_chart() is card.rate and not card.remark.toolTip()


def test_damaged_files_cost_their_plots_and_say_so(toy: Toy, make: Callable[..., Window], qtbot: QtBot) -> None:
    lying = gzip.compress(sample.image(sample.significances(), NAXIS2=4000), mtime=0)
    damaged = {"significance.fits.gz": lying, "curve.json": b'{"flux": {"energy": [0.5, 1', "off-source.fits.gz": b"S"}
    produce(toy, sample.files() | damaged)
    page = shown(make(str(toy.root / "toy.yaml")), qtbot)
    said = "\n".join(texts(page))
    assert "significance.fits.gz: This map cannot be shown: it ends before its pixels do." in said
    assert "curve.json: It is damaged" in said and "off-source.fits.gz: It cannot be read" in said
    cards = [card.stem for card in page.overview.plots if card.isVisibleTo(page)]
    assert cards == ["spectrum", "theta2"], "the flux points are in a file that is whole"
    assert page.overview.spectrum.spectrum.spectrum.fit is None


def test_plots_are_saved_as_pictures_drawings_and_numbers(
    page: ResultsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def save(card: Any, name: str, kind: str = "") -> Path:
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *words: (str(tmp_path / name), kind))
        QTest.mouseClick(card.save, Qt.MouseButton.LeftButton)
        found = tmp_path / name
        qtbot.waitUntil(lambda: found.exists() and found.stat().st_size > 0, timeout=60_000)
        return found

    spectrum, image = page.overview.spectrum, page.overview.map
    look().wear("dark")
    picture = QImage(str(save(spectrum, "spectrum.png")))
    assert picture.width() == 3 * spectrum.spectrum.width() and picture.pixelColor(2, 2).lightness() > 240
    assert look().theme.name == "dark"
    assert save(image, "map.pdf").read_bytes().startswith(b"%PDF-")
    points = read_ecsv(save(spectrum, "points.ecsv").read_text(), "points.ecsv")
    assert [float(row[0]) for row in points.rows] == [row["e_ref"] for row in sample.POINTS]
    (bins,) = read_tables(save(page.overview.theta2, "theta2.fits").read_bytes(), "theta2.fits")
    assert bins.columns["ON"] == sample.MERGED["theta2"]["on"]
    curve = page.runs.curve
    QTest.mouseClick(page.views.segment(RUNS), Qt.MouseButton.LeftButton)
    fluxes = read_ecsv(save(curve, "light-curve.ecsv").read_text(), "light-curve.ecsv")
    assert [row[-2:] for row in fluxes.rows] == [
        ("point", "900001"), ("point", "900002"), ("upper limit", "900003"),
    ]  # fmt: skip
    (told,) = read_tables(save(curve, "light-curve.fits").read_bytes(), "light-curve.fits")
    assert told.columns["FLUX"] == [row["flux"] for row in sample.LIGHT_CURVE["rows"]]
    assert save(image, "map.fits.gz").read_bytes() == sample.files()["significance.fits.gz"]


def test_provenance_is_a_graph_whose_boxes_can_be_clicked(page: ResultsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.origin is not None, timeout=60_000)
    QTest.mouseClick(page.overview.graph, Qt.MouseButton.LeftButton)
    shown_dialog = dialog(qtbot, ProvenanceDialog)
    assert isinstance(shown_dialog, ProvenanceDialog)
    graph = shown_dialog.view.graph
    columns = {node.title: node.column for node in graph.nodes}
    assert (columns["merge all"], columns["refine"], columns["make"]) == (1, 2, 3)
    assert ("refine", "job") in graph.edges and ("make", "refine") in graph.edges
    assert [node.title for node in graph.lane] == ["Versions", "Site", "Suite", "Profile"]
    asked: list[str] = []
    page.go.disconnect(page.window().go)  # type: ignore[attr-defined]  # the window has it
    page.go.connect(asked.append)
    QTest.mouseClick(shown_dialog.view.boxes["refine"], Qt.MouseButton.LeftButton)
    assert shown_dialog.card.title.text() == "refine" and "slice-001" in " ".join(shown_dialog.details.words())
    assert not elided(shown_dialog)
    QTest.mouseClick(shown_dialog.more, Qt.MouseButton.LeftButton)
    assert asked == ["page.jobs"]


def test_without_a_hub_the_dialog_says_what_to_start(page: ResultsPage, qtbot: QtBot) -> None:
    QTest.mouseClick(page.send, Qt.MouseButton.LeftButton)
    asked = dialog(qtbot, SendDialog)
    assert isinstance(asked, SendDialog)
    qtbot.waitUntil(lambda: "No SAMP hub runs" in asked.said.text(), timeout=60_000)
    assert "TOPCAT" in asked.said.text() and not asked.send.isEnabled()
    assert [asked.what.itemText(at) for at in range(asked.what.count())] == [
        "Significance map", "Flux points", "Fitted curve", "Light curve", "Table of runs",
    ]  # fmt: skip
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, SendDialog) and each.isVisible()]


def test_everything_has_a_name_and_its_room(page: ResultsPage) -> None:
    for view in (0, RUNS, FILES):
        QTest.mouseClick(page.views.segment(view), Qt.MouseButton.LeftButton)
        settle(page)
        assert not elided(page) + outside(page)
        assert [type(each).__name__ for each in seen(page) if takes_focus(each) and not name_of(each)] == []
    assert page.overview.area.horizontalScrollBar().maximum() == 0
    body = page.overview.area.widget()
    assert body is not None and body.width() <= page.overview.area.viewport().width()
