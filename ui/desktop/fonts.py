"""Text in the window: Inter with tabular figures, JetBrains Mono for code, each with a fall-back, in named sizes."""

from __future__ import annotations

from functools import cache
from typing import Literal

from PySide6.QtGui import QFont, QFontDatabase

Role = Literal["title", "figure", "heading", "body", "cell", "caption", "state", "group", "mono", "small-mono", "chart"]

#: Point size and weight of each role.
ROLES: dict[Role, tuple[float, QFont.Weight]] = {
    "title": (16, QFont.Weight.DemiBold),
    "figure": (15, QFont.Weight.DemiBold),
    "heading": (10.5, QFont.Weight.DemiBold),
    "body": (9.75, QFont.Weight.Normal),
    "cell": (9.75, QFont.Weight.Normal),
    "caption": (9, QFont.Weight.Normal),
    "state": (8.5, QFont.Weight.Normal),
    "group": (8.25, QFont.Weight.DemiBold),
    "mono": (9, QFont.Weight.Normal),
    "small-mono": (8.25, QFont.Weight.Normal),
    "chart": (8.5, QFont.Weight.Normal),
}
TEXT_FAMILIES = ("Inter", "DejaVu Sans")
CODE_FAMILIES = ("JetBrains Mono", "DejaVu Sans Mono")


def font(role: Role, bold: bool = False) -> QFont:
    """Return the font of a role; one that is its reader's own."""
    return QFont(_font(role, bold))


@cache
def _font(role: Role, bold: bool) -> QFont:
    size, weight = ROLES[role]
    made = QFont()
    made.setFamilies(_there(CODE_FAMILIES if role.endswith("mono") else TEXT_FAMILIES))
    made.setPointSizeF(size)
    made.setWeight(QFont.Weight.DemiBold if bold else weight)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    _features(made, role)
    return made


def _features(made: QFont, role: Role) -> None:
    """Show what is written: Inter would show the folder ``3x2`` as ``3×2``, and an arrow for ``->``."""
    made.setFeature(QFont.Tag("calt"), 0)
    if role.endswith("mono"):
        made.setFeature(QFont.Tag("liga"), 0)
        made.setStyleHint(QFont.StyleHint.Monospace)
    else:
        made.setFeature(QFont.Tag("tnum"), 1)
    if role == "group":
        made.setCapitalization(QFont.Capitalization.AllUppercase)
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 104)


def _there(families: tuple[str, ...]) -> list[str]:
    """Return the families that this machine has; Qt's own choice follows when it has none."""
    known = set(QFontDatabase.families())
    return [family for family in families if family in known] or list(families)
