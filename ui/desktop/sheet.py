"""The style sheet: the few things that Fusion and a palette cannot say."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from string import Template

from . import theme as sizes
from .theme import Theme

#: Small drawings that a style sheet can only take from files, in the colours of a theme.
DRAWINGS = {
    "check": (
        '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16">'
        '<path d="M4 8.4l2.7 2.7L12 5.6" fill="none" stroke="$on_accent" stroke-width="1.8"'
        ' stroke-linecap="round" stroke-linejoin="round"/></svg>'
    ),
    "bullet": (
        '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16">'
        '<circle cx="8" cy="8" r="3" fill="$on_accent"/></svg>'
    ),
    "caret": (
        '<svg xmlns="http://www.w3.org/2000/svg" width="12" height="12">'
        '<path d="M2.5 4.5L6 8l3.5-3.5" fill="none" stroke="$dim" stroke-width="1.2"'
        ' stroke-linecap="round" stroke-linejoin="round"/></svg>'
    ),
}

RULES = """
QToolTip { background: $panel; color: $text; border: 1px solid $line; padding: 4px 6px; }
QMainWindow, QDialog { background: $bg; }
#page { background: $bg; }
QFrame#card { background: $panel; border: 1px solid $line; border-radius: ${radius}px; }
QFrame#header, QFrame#footer { background: $panel; border: none; }
QFrame#header { border-bottom: 1px solid $line; }
QFrame#footer { border-top: 1px solid $line; }
QFrame#side { background: $side; border: none; border-right: 1px solid $line; }
QFrame#banner { background: $warn_bg; border: 1px solid $warn_line; border-radius: ${radius}px; }
QFrame#code { background: $code; border: 1px solid $line; border-radius: ${small_radius}px; }
QFrame#hair { background: $hair; border: none; }
QFrame#segments { background: $side; border: 1px solid $line; border-radius: ${radius}px; }
QLabel { background: transparent; }
QLabel[role="dim"] { color: $dim; }
QLabel[role="bad"] { color: $bad; }
QLabel[role="warn"] { color: $warn_text; }
QLabel[role="accent"] { color: $accent; }

QPushButton { background: $panel; color: $text; border: 1px solid $fieldline; border-radius: ${small_radius}px;
    padding: 0 14px; min-height: ${button_inner}px; }
QPushButton:hover { background: $alt; border-color: $idle; }
QPushButton:pressed { background: $side; }
QPushButton:focus { border: 1px solid $accent; }
QPushButton:disabled { color: $faint; border-color: $line; background: $panel; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { border-color: $text; background: $accent; }
QPushButton[kind="primary"]:disabled { background: $track; color: $faint; border-color: $track; }
QPushButton[kind="primary"]:focus { border: 1px solid $text; }
QPushButton[size="small"] { min-height: ${small_button_inner}px; padding: 0 10px; }
QPushButton[kind="link"] { border: none; background: transparent; color: $accent; padding: 0 4px; }
QPushButton[kind="link"]:focus { border: 1px solid $accent; }
QPushButton[kind="state"] { border: 1px solid transparent; background: transparent; padding: 0; }
QPushButton[kind="state"]:hover { background: $side; }
QPushButton[kind="state"]:focus { border: 1px solid $accent; }
QPushButton[kind="segment"] { border: none; background: transparent; color: $dim; min-height: 26px; max-height: 26px;
    padding: 0 14px; }
QPushButton[kind="search"] { text-align: left; color: $dim; background: $field; padding: 0 10px; }
QPushButton[kind="segment"]:checked { background: $panel; color: $text; font-weight: 600; border: 1px solid $line; }
QPushButton[kind="segment"]:focus { border: 1px solid $accent; }
QPushButton[kind="segment"]:disabled { color: $faint; }
QPushButton[kind="tile"], QPushButton[kind="cell"] { padding: 0; text-align: left; font-weight: 400; }
QPushButton[kind="tile"] { border: 1px solid $line; border-radius: ${radius}px; min-height: ${tile_inner}px; }
QPushButton[kind="tile"][current="true"] { background: $accent_bg; border-color: $accent; }
QPushButton[kind="tile"]:focus { border: 1px solid $accent; }
QPushButton[kind="cell"] { border: 1px solid transparent; border-radius: ${small_radius}px;
    min-height: ${cell_inner}px; }
QPushButton[kind="cell"]:checked { background: $accent_bg; border-color: $accent; }
QPushButton[kind="cell"]:focus { border: 1px solid $accent; }
QPushButton[kind="chip"] { border-radius: 14px; padding: 0 12px; min-height: 26px; }
QPushButton[kind="chip"]:checked { background: $accent_bg; border-color: $accent; color: $accent; font-weight: 600; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: ${small_radius}px; padding: 3px; }
QToolButton:hover { background: $side; }
QToolButton:focus { border: 1px solid $accent; }

QLineEdit, QComboBox, QPlainTextEdit#field, QAbstractSpinBox { background: $field; color: $text;
    border: 1px solid $fieldline; border-radius: ${small_radius}px; padding: 0 9px; min-height: ${field_inner}px;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit[size="tall"], QComboBox[size="tall"] { min-height: ${tall_inner}px; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { border: 1px solid $accent; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled
    { background: $side; color: $faint; border-color: $line; }
QLineEdit[changed="true"], QComboBox[changed="true"] { border-left: 3px solid $accent; padding-left: 7px; }
QLineEdit[invalid="true"], QComboBox[invalid="true"] { border: 1px solid $bad; }
QCheckBox[changed="true"], QRadioButton[changed="true"] { border-left: 3px solid $accent; padding-left: 5px; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url($drawing_caret); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $panel; color: $text; border: 1px solid $line; outline: none;
    selection-background-color: $accent_bg; selection-color: $text; padding: 4px; }
QComboBox QAbstractItemView::item { min-height: 26px; }

QCheckBox, QRadioButton { spacing: 8px; background: transparent; min-height: ${field}px;
    border: 1px solid transparent; }
QCheckBox:disabled, QRadioButton:disabled { color: $faint; }
QCheckBox::indicator, QRadioButton::indicator { width: ${box_inner}px; height: ${box_inner}px;
    border: 1px solid $fieldline; background: $field; border-radius: 4px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus, QCheckBox::indicator:hover, QRadioButton::indicator:hover
    { border-color: $accent; }
QCheckBox:focus, QRadioButton:focus { border: 1px solid $accent; border-radius: 4px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url($drawing_check); }
QRadioButton::indicator:checked { background: $accent; border-color: $accent; image: url($drawing_bullet); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $side; border-color: $line; }
QCheckBox::indicator:checked:disabled, QRadioButton::indicator:checked:disabled
    { background: $idle; border-color: $idle; }

QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget#body { background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $idle; border-radius: 3px; margin: 2px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: $waiting; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QTableView, QListView, QTreeView { background: $panel; border: none; outline: none; color: $text;
    selection-background-color: $accent_bg; selection-color: $text; }
QListView#side { background: transparent; }
QTreeView::item { min-height: 22px; }
QHeaderView { background: $panel; border: none; }
QHeaderView::section { background: $panel; color: $dim; border: none; border-bottom: 1px solid $line;
    padding: 0 8px; font-weight: 600; }
QHeaderView::section:first { padding-left: 16px; }
QHeaderView::section:focus { color: $text; }
QTableCornerButton::section { background: $panel; border: none; }
QPlainTextEdit, QTextEdit { background: $code; color: $text; border: 1px solid $line; border-radius: ${radius}px;
    selection-background-color: $accent; selection-color: $on_accent; }
QPlainTextEdit[bare="true"] { border: 1px solid transparent; }
QPlainTextEdit:focus, QTextEdit:focus, QTableView:focus { border: 1px solid $accent; }
QMenu { background: $panel; color: $text; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_bg; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $hair; margin: 4px 8px; }
QProgressBar { background: $track; border: none; border-radius: 2px; max-height: ${bar}px; min-height: ${bar}px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QSplitter::handle { background: transparent; }
"""


def sheet(theme: Theme, folder: str) -> str:
    """Return the style sheet of a theme; its drawings are put into this folder."""
    colours = {name: str(value) for name, value in asdict(theme).items()}
    files = {
        f"drawing_{name}": _draw(text, colours, Path(folder, f"{name}-{theme.name}.svg"))
        for name, text in DRAWINGS.items()
    }
    return Template(RULES).substitute(colours, **files, **_sizes())


def _draw(text: str, colours: dict[str, str], file: Path) -> str:
    file.write_text(Template(text).substitute(colours))
    return file.as_posix()


def _sizes() -> dict[str, int]:
    """Return the distances that the rules name; Qt adds the two border lines to a height."""
    return {
        "bar": sizes.BAR,
        "radius": sizes.RADIUS,
        "small_radius": sizes.SMALL_RADIUS,
        "field": sizes.FIELD - 2,
        "button_inner": sizes.BUTTON - 2,
        "small_button_inner": sizes.SMALL_BUTTON - 2,
        "field_inner": sizes.FIELD - 2,
        "tall_inner": sizes.TALL_FIELD - 2,
        "box_inner": sizes.BOX - 2,
        "tile_inner": sizes.TILE - 2,
        "cell_inner": sizes.STRIP_CELL[1] - 2,
    }
