"""How every page looks: measured, not hoped for."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractScrollArea, QComboBox, QLabel, QLineEdit

from parisana.ui.desktop.forms.form import Form
from parisana.ui.desktop.theme import DARK, FIELD, LIGHT, Theme
from parisana.ui.desktop.window import Window
from tests.ui.looking import elided, outside, pages, seen, settle

#: Text colour on ground colour, by their names; each is a pair that the window shows.
TEXT_ON_GROUND = [
    *((text, ground) for text in ("text", "dim") for ground in ("bg", "panel", "side", "alt", "code", "field")),
    *((text, "panel") for text in ("accent", "bad", "warn_text")),
    ("warn_text", "warn_bg"), ("dim", "warn_bg"), ("bad", "bad_bg"), ("on_accent", "accent"), ("accent", "accent_bg"),
    ("text", "accent_bg"), *((text, "code") for text in ("keyword", "string", "number", "variable", "comment")),
]  # fmt: skip


def luminance(colour: str) -> float:
    """Return the relative luminance as the web's accessibility rules define it."""
    made = QColor(colour)
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (made.redF(), made.greenF(), made.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_texts_stand_out_from_their_ground(theme: Theme) -> None:
    weak = {
        pair: ratio
        for pair in TEXT_ON_GROUND
        if (ratio := round(contrast(getattr(theme, pair[0]), getattr(theme, pair[1])), 2)) < 4.5
    }
    assert not weak


def test_nothing_is_cut_off_at_1280_by_800(window: Window) -> None:
    found = {address: texts for address, page in pages(window) if (texts := elided(page) + outside(page))}
    assert not found
    assert not elided(window.header) and not elided(window.footer)


def test_no_page_scrolls_sideways(window: Window) -> None:
    bars = [
        (address, area.accessibleName())
        for address, page in pages(window)
        for area in seen(page, QAbstractScrollArea)
        if isinstance(area, QAbstractScrollArea) and area.horizontalScrollBar().isVisible()
    ]
    assert not bars


def forms(window: Window) -> Iterator[tuple[str, Form]]:
    """Yield every form of every page."""
    for address, page in pages(window):
        for form in seen(page, Form):
            assert isinstance(form, Form)
            yield address, form


def test_a_form_has_one_left_edge_and_one_field_height(window: Window) -> None:
    found = 0
    for address, form in forms(window):
        shown = [row.editor for row in form.rows.values() if row.editor.isVisibleTo(form)]
        assert len({editor.x() for editor in shown}) <= 1, address
        fields = [part for editor in shown for part in editor.parts if isinstance(part, QLineEdit | QComboBox)]
        assert {field.height() for field in fields} <= {FIELD}, address
        found += len(fields)
    assert found > 50


def longer(label: QLabel) -> str:
    """Return a label's text, 30 % wider."""
    metrics = label.fontMetrics()
    letters = 0.3 * metrics.horizontalAdvance(label.text()) / metrics.horizontalAdvance("i")
    return label.text() + "i" * math.ceil(letters)


def test_longer_words_still_fit(window: Window) -> None:
    """Other languages need more room: every label grows by 30 %, and nothing is cut off."""
    for address, page in pages(window):
        labels = [label for label in seen(page, QLabel) if isinstance(label, QLabel) and label.text().strip()]
        for label in labels:
            label.setText(longer(label))
        settle(window)
        assert not outside(page), address
