"""The page Batch System: every value against the site file, every answer by itself, on good and bad days."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from parisana.core.jobs.states import Answer
from parisana.errors import NoAnswer
from parisana.plugins.fake_backend import FakeSite
from parisana.storage.disk.storage import DiskStorage
from parisana.ui.desktop.dialogs import site_file
from parisana.ui.desktop.pages.batch.page import BatchPage
from tests.app.toy import Toy
from tests.ui.batch_pages import batch_page, box_of, choose, long_answer, path_of
from tests.ui.batch_pages import page as page
from tests.ui.looking import elided, name_of, outside, seen, settle, takes_focus
from tests.ui.toyland import SOON, Answering, Make, open_toy, press, tick, type_into


def test_the_site_and_each_area_say_how_they_are(page: BatchPage) -> None:
    assert page.card.box.currentText() == "Toyland"
    assert page.card.mark.words.startswith("answers in")
    assert "3 of 5 elements open" in page.card.facts.text() and "73 of 6,393 CPUs free" in page.card.facts.text()
    assert page.areas.rows["results"].mark.words.endswith("free")
    assert page.areas.rows["logs"].mark.words == "with Working"
    assert "Checked" in page.areas.age.text() and "ago" in page.areas.rows["working"].mark.toolTip()


def test_a_typed_directory_is_an_override_until_it_is_reset(qtbot: QtBot, page: BatchPage, tmp_path: Path) -> None:
    line, editor = path_of(page, "results"), page.editor
    before = editor.draft.text
    place = str(tmp_path / "meine Ergebnisse é")
    type_into(line, place)
    assert editor.value(("overrides", "areas", "results", "path")) == place
    assert line.property("changed") == "true" and "site file toyland says" in line.toolTip()
    assert page.reset_all.text() == "Reset Settings (1)"
    qtbot.waitUntil(lambda: (row := page.areas.rows["results"].answer) is not None and row.path == place, timeout=SOON)
    assert page.areas.rows["results"].answer.writable is Answer.YES  # type: ignore[union-attr]  # it was waited for
    press(page.areas.rows["results"].undo)
    assert editor.draft.text == before and line.property("changed") == "false"


def test_typing_what_the_site_file_says_is_no_override(page: BatchPage) -> None:
    line = path_of(page, "results")
    filed = line.text()
    type_into(line, "/tmp")
    type_into(line, filed)
    assert page.editor.value(("overrides",)) in (None, {}) and not page.editor.is_changed


def test_reset_settings_asks_with_the_count_and_is_one_step(qtbot: QtBot, make: Make, fake_toy: Toy) -> None:
    overrides = {"areas": {"results": {"path": "/tmp/r"}}, "limits": {"jobs": 5}, "settings": {"site": "there"}}
    page = batch_page(qtbot, open_toy(make, fake_toy, overrides=overrides))
    qtbot.waitUntil(page.reset_all.isEnabled, timeout=SOON)
    refused = Answering("Cancel")
    press(page.reset_all)
    assert "Reset 3 settings?" in refused.said and page.editor.value(("overrides",)) == overrides
    agreed = Answering("Reset 3")
    press(page.reset_all)
    assert agreed.answered and page.editor.value(("overrides",)) is None
    assert not page.reset_all.isEnabled()
    page.editor.stack.undo()
    assert page.editor.value(("overrides",)) == overrides


@pytest.mark.usefixtures("grid_unbuilt")
def test_a_site_that_is_not_built_says_so_in_a_sentence(qtbot: QtBot, page: BatchPage) -> None:
    qtbot.waitUntil(lambda: page.card.box.findData("Distributed-Grid") >= 0, timeout=SOON)
    number = page.card.box.findData("Distributed-Grid")
    sentence = "Distributed Grid is described, but not built yet."
    assert page.card.box.itemData(number, Qt.ItemDataRole.ToolTipRole) == sentence
    page.card.box.setFocus()
    while page.card.box.currentIndex() != number:
        step = Qt.Key.Key_Up if page.card.box.currentIndex() > number else Qt.Key.Key_Down
        before = page.card.box.currentIndex()
        QTest.keyClick(page.card.box, step)
        assert page.card.box.currentIndex() != before
    page.card.box.activated.emit(number)
    qtbot.waitUntil(lambda: page.card.sentence.text() == sentence, timeout=SOON)
    assert page.editor.value(("site",)) == "Distributed-Grid" and page.card.mark.words == "cannot be used"
    assert page.specific.title.text() == "Distributed Grid" and "vo" in page.specific.settings.rows
    assert page.specific.environment.rows["path"].parameter.title == "HESSROOT Directory"
    assert page.general.uses[1].form.isVisible() and not page.general.uses[0].form.isVisible()


def test_overrides_of_the_old_site_are_asked_about(page: BatchPage) -> None:
    type_into(path_of(page, "results"), "/tmp/elsewhere")
    number = page.card.box.findData("Unix")
    answer = Answering("Drop 1")
    page.card.box.activated.emit(number)
    assert answer.answered and page.editor.value(("site",)) == "Unix"
    assert page.editor.value(("overrides",)) is None
    page.editor.stack.undo()
    assert page.editor.value(("overrides", "areas", "results", "path")) == "/tmp/elsewhere"


def test_a_storage_shows_its_root_when_it_is_ticked(page: BatchPage) -> None:
    use = page.general.uses[0]
    box = use.tick.editor.parts[0]
    assert isinstance(box, QCheckBox) and not use.form.isVisible()
    tick(box)
    root = use.form.rows["root"].editor.parts[0]
    assert isinstance(root, QLineEdit) and root.isVisible()
    type_into(root, "cchpss:/hpss/group")
    assert page.editor.value(("overrides", "storages", "hpss")) == {"use": True, "root": "cchpss:/hpss/group"}


def test_an_area_on_a_storage_that_is_off_is_an_error_at_its_row(page: BatchPage) -> None:
    page.editor.set_value(("overrides", "storages", "hpss"), {"use": False})
    row = page.areas.rows["results"]
    choose(row, "hpss")
    assert row.problem.isVisible() and "switched off" in row.problem.text()


def test_automatic_resources_show_what_is_computed(qtbot: QtBot, page: BatchPage) -> None:
    memory = page.specific.needs.rows["memory"].editor.parts[0]
    assert isinstance(memory, QLineEdit) and not memory.isEnabled()
    qtbot.waitUntil(lambda: memory.text() == "100", timeout=SOON)
    tick(box_of(page, "automatic_resources"))
    assert memory.isEnabled() and memory.text() == "2000"
    type_into(memory, "2 GB")
    assert page.editor.value(("batch", "memory")) == "2 GB"
    type_into(memory, "-5")
    problem = page.specific.needs.rows["memory"].problem
    assert problem.isVisible() and memory.property("invalid") == "true"


def test_ticks_are_turned_with_the_space_bar(page: BatchPage) -> None:
    box = box_of(page, "scons")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert page.editor.value(("batch", "scons")) is True and box.property("changed") == "true"


def test_the_slices_are_said_in_a_sentence(qtbot: QtBot, page: BatchPage) -> None:
    qtbot.waitUntil(lambda: page.analysis.sentence.text() == "3 runs make 3 slices: 3 of 1.", timeout=SOON)
    runs = page.analysis.fields["runs_per_slice"].editor.parts[0]
    assert isinstance(runs, QLineEdit)
    type_into(runs, "2")
    assert page.analysis.sentence.text() == "3 runs make 2 slices: 1 of 2 and one of 1."


def test_a_silent_batch_system_holds_nothing_up(qtbot: QtBot, make: Make, fake_toy: Toy, batch: FakeSite) -> None:
    batch.hang("elements")
    page = batch_page(qtbot, open_toy(make, fake_toy))
    rows = page.areas.rows
    qtbot.waitUntil(lambda: rows["results"].answer is not None and rows["working"].answer is not None, timeout=SOON)
    qtbot.waitUntil(lambda: "no answer within" in page.card.sentence.text(), timeout=SOON)
    assert page.card.mark.words == "no answer"
    type_into(path_of(page, "results"), "/tmp/still-editable")
    assert page.editor.value(("overrides", "areas", "results", "path")) == "/tmp/still-editable"
    batch.wake()
    press(page.validate)
    qtbot.waitUntil(lambda: page.card.mark.words.startswith("answers in"), timeout=SOON)


@pytest.mark.parametrize(
    ("error", "words"),
    [(ValueError("what?"), "The plug-in fake failed: ValueError: what?."), (NoAnswer("It is away."), "It is away.")],
)
def test_a_batch_system_in_trouble_says_what(
    qtbot: QtBot, make: Make, fake_toy: Toy, batch: FakeSite, error: Exception, words: str
) -> None:
    batch.fail("elements", error)
    page = batch_page(qtbot, open_toy(make, fake_toy))
    qtbot.waitUntil(lambda: words in page.card.sentence.text(), timeout=SOON)


def test_a_plug_in_that_is_missing_leaves_the_page_usable(qtbot: QtBot, make: Make, fake_toy: Toy) -> None:
    fake_toy.site(backend="abacus")
    page = batch_page(qtbot, open_toy(make, fake_toy))
    qtbot.waitUntil(lambda: "no batch system named 'abacus'" in page.card.sentence.text(), timeout=SOON)
    type_into(path_of(page, "results"), "/tmp/other")
    assert page.editor.value(("overrides", "areas", "results", "path")) == "/tmp/other"


def test_a_site_that_is_gone_says_so(qtbot: QtBot, make: Make, fake_toy: Toy) -> None:
    window = open_toy(make, fake_toy, site="toylant")
    window.go("page.batch")
    page = window.page
    assert isinstance(page, BatchPage)
    qtbot.waitUntil(lambda: "There is no site toylant" in page.card.sentence.text(), timeout=SOON)
    assert "toyland" in page.card.sentence.text()


def test_an_area_that_cannot_be_written_says_why(
    qtbot: QtBot, make: Make, fake_toy: Toy, batch: FakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    (fake_toy.root / "areas/results").mkdir(parents=True)
    (fake_toy.root / "areas/work").mkdir(parents=True)
    monkeypatch.setattr(DiskStorage, "writable", lambda self, path: (Answer.NO, f"{path} is read-only."))
    page = batch_page(qtbot, open_toy(make, fake_toy))
    row = page.areas.rows["results"]
    qtbot.waitUntil(lambda: row.mark.words == "read only", timeout=SOON)
    assert row.problem.isVisible() and row.problem.text().endswith("results is read-only.")


def test_validate_says_how_it_went(qtbot: QtBot, page: BatchPage, tmp_path: Path) -> None:
    press(page.validate)
    qtbot.waitUntil(lambda: page.remark.text() == "all 3 answers are good", timeout=SOON)
    (tmp_path / "file").write_text("")
    type_into(path_of(page, "results"), str(tmp_path / "file"))
    press(page.validate)
    qtbot.waitUntil(lambda: page.remark.text() == "look at: results", timeout=SOON)


def test_a_problem_of_the_site_is_pointed_at(qtbot: QtBot, make: Make, fake_toy: Toy, batch: FakeSite) -> None:
    window = open_toy(make, fake_toy)
    window.go("overrides.areas.results.path")
    page = batch_page(qtbot, window)
    qtbot.waitUntil(lambda: path_of(page, "results").hasFocus(), timeout=SOON)


@pytest.mark.parametrize("site", ["Unix", "Lyon", "Slurm", "SSH", "Distributed-Grid", "HTCondor-CE"])
def test_the_page_fits_for_every_site(qtbot: QtBot, make: Make, site: str) -> None:
    window = make("crab-local")
    window.desk.editor.set_value(("site",), site)
    page = batch_page(qtbot, window)
    qtbot.waitUntil(lambda: page.site is not None and page.site.name == site, timeout=SOON)
    for row in page.areas.rows.values():
        if row.further.add.isVisible():
            press(row.further.add)
    settle(page)
    assert not elided(page) and not outside(page)
    for row in page.areas.rows.values():
        row.show_answer(long_answer(row.name), is_written=True)
    for label in [each for each in seen(page, QLabel) if isinstance(each, QLabel) and each.text().strip()]:
        label.setText(label.text() + "i" * (len(label.text()) // 2))
    settle(page)
    assert not outside(page)
    assert not [type(each).__name__ for each in seen(page) if takes_focus(each) and not name_of(each)]


def test_the_grid_has_its_lists(qtbot: QtBot, make: Make) -> None:
    window = make("crab-local")
    window.desk.editor.set_value(("site",), "Distributed-Grid")
    page = batch_page(qtbot, window)
    qtbot.waitUntil(lambda: page.site is not None and page.site.name == "Distributed-Grid", timeout=SOON)
    words = [each.text() for each in page.specific.lists.values()]
    assert words == ["List of Computing Elements…  (6)", "List of WMS Servers…  (4)"]
    titles = [row.parameter.title for form in page.specific.forms for row in form.rows.values()]
    wanted = {"ROOT Directory", "HESSROOT Directory", "HESSUSER Directory", "Use myproxy", "Use proxy delegation"}
    assert wanted | {"Proxy management", "Use SandBox GFTP server", "Use WMS"} <= set(titles)
    told = Answering("Close")
    press(page.specific.lists["elements"])
    assert "6 listed, 6 in use" in told.said


def test_a_site_file_is_copied_under_a_name_of_ones_own(
    qtbot: QtBot, make: Make, fake_toy: Toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(site_file, "open_path", opened.append)
    monkeypatch.setattr(site_file, "ask_name", lambda *words: "Nantes")
    window = make("crab-local")
    page = batch_page(qtbot, window)
    answer = Answering("Make a copy…")
    press(page.card.edit)
    assert answer.answered and window.desk.editor.value(("site",)) == "Nantes"
    qtbot.waitUntil(lambda: page.site is not None and page.site.name == "Nantes", timeout=SOON)
    (copy,) = opened
    assert "name: Nantes" in Path(copy).read_text() and page.card.box.currentData() == "Nantes"
