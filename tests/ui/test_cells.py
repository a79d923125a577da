"""The cells of a table are pictures: they say what the rows say now, in the theme of now, and never take much room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from parisana.ui.desktop.look import look
from parisana.ui.desktop.theme import TABLE_ROW
from parisana.ui.desktop.widgets.cells import Cells, Pictures
from parisana.ui.desktop.widgets.rows import Column, Rows
from parisana.ui.desktop.widgets.table import Table

COLUMNS = [
    Column[tuple[str, str, int]]("State", lambda row: row[0], state=lambda row: row[0], width=100),
    Column[tuple[str, str, int]]("Name", lambda row: row[1], width=160),
    Column[tuple[str, str, int]]("Share", lambda row: "", parts=lambda row: [("bad", row[2] / 10)], width=80),
]
BEFORE = [("running", "run-1", 3), ("failed", "run-2", 5)]
AFTER = [("done", "run-1", 3), ("failed", "run-3", 9)]


@pytest.fixture
def table(qapp: QApplication) -> Iterator[Table]:
    """Yield a table of two rows."""
    made = Table(Rows(COLUMNS), "Things")
    made.resize(360, 120)
    made.rows.show(BEFORE)
    yield made
    made.close()
    look().wear("light")


def seen(table: Table) -> QImage:
    """Return what the rows look like."""
    return table.viewport().grab().toImage()


def fresh(rows: list[tuple[str, str, int]]) -> QImage:
    """Return what a table looks like that shows nothing but these rows."""
    made = Table(Rows(COLUMNS), "Things")
    made.resize(360, 120)
    made.rows.show(rows)
    return seen(made)


def test_what_changed_is_seen(table: Table) -> None:
    """Text, dot and bar of now, as in a table that never showed anything else; and the same once more."""
    assert seen(table) == fresh(BEFORE) == seen(table)
    table.rows.show(AFTER)
    assert seen(table) == fresh(AFTER) != fresh(BEFORE)


def test_the_chosen_row_is_marked_and_let_go(table: Table) -> None:
    """The ground of a chosen row, and the one before when another is chosen."""
    plain = seen(table)
    table.selectRow(1)
    chosen = seen(table)
    assert chosen.pixelColor(0, TABLE_ROW + 5) == look().colour("accent")
    assert chosen.pixelColor(0, 5) == look().colour("panel")
    table.clearSelection()
    assert seen(table) == plain


def test_another_theme_is_worn_at_once(table: Table) -> None:
    """No picture of the light table is shown in the dark one."""
    light = seen(table)
    look().wear("dark")
    assert seen(table).pixelColor(90, 3) == look().colour("panel") != light.pixelColor(90, 3)


def test_a_wider_column_shows_more(table: Table) -> None:
    """A text that was cut is whole when there is room."""
    table.rows.show([("done", "a name that is much too long for a column that is narrow", 1)])
    table.setColumnWidth(1, 60)
    narrow = seen(table)
    table.setColumnWidth(1, 200)
    assert seen(table) != narrow


def test_pictures_never_take_much_more_than_what_is_seen(qapp: QApplication) -> None:
    """Of a hundred thousand cells as many are kept as are worth it, the newest; a large window may keep more."""
    pictures, size = Pictures(), QSize(100, 28)
    drawn: list[int] = []

    def draw(number: int, sight: QSize) -> None:
        pictures.of(number, size, 1.0, sight, lambda painter: drawn.append(number))

    for number in range(2000):
        draw(number, QSize(10, 10))
    kept = Pictures.LEAST // (100 * 28)
    drawn.clear()
    draw(1999, QSize(10, 10))
    draw(2000 - kept, QSize(10, 10))
    assert drawn == []
    draw(0, QSize(10, 10))
    assert drawn == [0]
    for number in range(2000):
        draw(number, QSize(4000, 2000))
    drawn.clear()
    draw(0, QSize(4000, 2000))
    assert drawn == []


def test_each_table_has_cells_that_keep_pictures(table: Table) -> None:
    """New columns forget them."""
    cells = table.itemDelegate()
    assert isinstance(cells, Cells)
    first = seen(table)
    table.rows.columns[1] = Column("Name", lambda row: row[1], width=160, bold=True, tone="dim")
    table.lay_columns()
    assert seen(table) != first
    table.rows.columns[1] = COLUMNS[1]
