"""What waits for what on the page Jobs, and a table that is declared ready there."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from pytestqt.qtbot import QtBot

from parisana.core.jobs.states import JobState
from parisana.ui.desktop.widgets.table import Table
from parisana.ui.desktop.window import Window
from tests.app.test_observations import GOOD, store
from tests.app.toy import Toy, suite
from tests.ui import toyland
from tests.ui.jobs_pages import jobs_page, select
from tests.ui.looking import elided, outside
from tests.ui.productions import books, state_of
from tests.ui.toyland import press


class Answering(toyland.Answering):
    """Also keeps what the first line of the table says was found."""

    found = ""

    def _look(self) -> None:
        for table in (shown.findChildren(Table) if (shown := toyland.modal()) else ())[:1]:
            self.found = table.model().index(0, 2).data()
        super()._look()


@pytest.fixture
def table(toy: Toy) -> Path:
    """Let the merge wait for a table, which is not there yet."""
    document = suite()
    merge = document["stages"][2]
    merge["inputs"].append({"name": "table", "path": "table", "ready": {"declared": {"files": ["*.root"]}}})
    merge["parameters"].append(
        {"name": "table", "title": "Table", "type": "path", "affects_output": False, "optional": True}
    )
    (toy.root / "config/parisana/suites/toy.yaml").write_text(yaml.safe_dump(document))
    return toy.root / "tables" / "lookup-2026"


@pytest.fixture
def production(toy: Toy, table: Path) -> int:
    with books() as session:
        profile = toy.profile([1, 2], stages={"merge": {"table": str(table)}})
        return session.submit(session.plan(profile, again=True))


def test_looking_for_new_runs_is_seen_and_stopped(toy_window: Window, qtbot: QtBot, toy: Toy) -> None:
    folder = store(toy.root / "store", GOOD)
    with books() as session:
        asked = {"store": str(folder), "every": "1 h", "quality": "good"}
        production = session.submit(session.plan(toy.profile([3, 5], matching=asked)))
    page = jobs_page(toy_window, qtbot, production)
    banner = page.new_runs
    qtbot.waitUntil(banner.isVisible, timeout=60_000)
    assert banner.sentence.text() == "New runs are looked for every 60 min"
    press(banner.now)
    qtbot.waitUntil(lambda: "no new run; 0 so far" in banner.remark.text(), timeout=60_000)
    assert not elided(page) and not outside(toy_window)
    press(banner.button)
    qtbot.waitUntil(lambda: banner.sentence.text() == "New runs are looked for no longer", timeout=60_000)
    assert banner.button.text() == "Look again"
    with books() as session:
        found = session.matching.of(production)
        assert found and not found.record.active


def test_a_table_is_declared_from_the_page(toy_window: Window, qtbot: QtBot, production: int, table: Path) -> None:
    page = jobs_page(toy_window, qtbot, production)
    qtbot.waitUntil(page.waits.isVisible, timeout=60_000)
    assert page.waits.sentence.text() == "1 file or folder must be declared ready"
    assert page.waits.remark.text() == "Merge, 1 waiting: …/tables/lookup-2026"
    assert not elided(page) and not outside(toy_window)
    refused = Answering("Cancel")
    press(page.waits.button)
    qtbot.waitUntil(lambda: refused.answered, timeout=60_000)
    assert refused.heading == "The check does not pass" and refused.found == "it is not there"
    table.mkdir(parents=True)
    (table / "lookup.root").write_bytes(b"root")
    asked = Answering("Declare 1 ready")
    press(page.waits.button)
    qtbot.waitUntil(lambda: asked.answered, timeout=60_000)
    assert asked.heading == "Declare it ready?" and asked.found == "a folder of 1 file"
    qtbot.waitUntil(page.waits.isHidden, timeout=60_000)
    with books() as session:
        assert [item.word for item in session.readiness.items(production)] == ["yes"]
    assert state_of(production, 5) is JobState.WAITING, "its slices are not there yet"


def test_a_job_tells_for_what_it_waits(toy_window: Window, qtbot: QtBot, production: int) -> None:
    page = jobs_page(toy_window, qtbot, production)
    select(page, 5)
    qtbot.waitUntil(lambda: "Refine: 0 of 2 done" in page.details.reason.text(), timeout=60_000)
    assert "…/tables/lookup-2026 must be declared ready" in page.details.reason.text()
    merge = page.strip.cells[2]
    qtbot.waitUntil(lambda: "Waits for:" in merge.toolTip(), timeout=60_000)
    assert merge.accessibleName() == merge.toolTip() and "Waits for" not in page.strip.cells[0].toolTip()
    assert ("What waits for what", f"parisana status {production} --waiting") in page.commands()
