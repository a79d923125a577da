"""The page Batch System as tests open it, and where its fields are found."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from parisana.app.sites.area_check import AreaAnswer
from parisana.core.jobs.states import Answer
from parisana.plugins.fake_backend import FakeSite
from parisana.ui.desktop.pages.batch.page import BatchPage
from parisana.ui.desktop.pages.batch.place_row import PlaceRow
from parisana.ui.desktop.window import Window
from tests.app.toy import Toy
from tests.ui.toyland import SOON, Make, open_toy


def batch_page(qtbot: QtBot, window: Window) -> BatchPage:
    """Show the page, and wait until its site is drawn."""
    window.go("page.batch")
    page = window.page
    assert isinstance(page, BatchPage)
    qtbot.waitUntil(lambda: page.site is not None and hasattr(page, "areas"), timeout=SOON)
    return page


def answered(page: BatchPage) -> bool:
    """Whether the batch system and all areas have answered."""
    rows = [row for row in page.areas.rows.values() if row.is_there]
    return page.card.mark.words != "asked…" and all(row.answer is not None for row in rows)


def long_answer(area: str) -> AreaAnswer:
    """Return what a server may say, with an address that is wider than a column."""
    address = "httpg://ccsrm02.in2p3.fr/srm/managerv2?SFN=/pnfs/in2p3.fr/data/hess/" + "a-folder-of-somebody/" * 5
    said = f"{address} did not answer."
    return AreaAnswer(area, "srm", address, Answer.UNKNOWN, Answer.UNKNOWN, None, None, said, 0.0)


def path_of(page: BatchPage, area: str) -> QLineEdit:
    """Return the field of an area's directory."""
    return page.areas.rows[area].path.line


def box_of(page: BatchPage, name: str) -> QCheckBox:
    """Return a tick of the general settings."""
    box = next(field for field in page.general.fields if field.name == name).editor.parts[0]
    assert isinstance(box, QCheckBox)
    return box


def choose(row: PlaceRow, storage: str) -> None:
    """Choose a kind of storage, as a user does."""
    number = row.kind.findData(storage)
    row.kind.setCurrentIndex(number)
    row.kind.activated.emit(number)


@pytest.fixture
def page(qtbot: QtBot, make: Make, fake_toy: Toy, batch: FakeSite) -> BatchPage:
    """Return the page of the toy profile, all of it answered."""
    found = batch_page(qtbot, open_toy(make, fake_toy))
    qtbot.waitUntil(lambda: answered(found), timeout=SOON)
    return found
