"""Icons: glyphs of the Phosphor font, painted in the theme's colours at the moment they are shown.

The font comes with the package qtawesome, of which nothing else is used: its own loader reads six fonts at start.
Where it is absent, buttons keep their words and show no icon.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontDatabase, QIcon, QPainter

from .drawn import Drawn
from .look import look


class Glyph(Drawn):
    """One icon: it knows its glyph and the name of its colour, not the colour."""

    def __init__(self, name: str, colour: str) -> None:
        super().__init__(name, colour)
        self._name = name
        self._colour = colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw the glyph in the colour of the theme that is on."""
        found = _font()
        if found is None:
            return
        family, codes = found
        colour = "faint" if mode is QIcon.Mode.Disabled else self._colour
        drawn = QFont(family)
        drawn.setPixelSize(rect.height())
        painter.save()
        painter.setFont(drawn)
        painter.setPen(look().colour(colour))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, codes[self._name])
        painter.restore()


def icon(name: str, colour: str = "dim") -> QIcon:
    """Return an icon by its Phosphor name, in a colour of the theme by its name there."""
    found = _font()
    if found is not None and name not in found[1]:
        raise KeyError(f"The icon font has no {name}.")
    return QIcon(Glyph(name, colour)) if found is not None else QIcon()


@cache
def _font() -> tuple[str, dict[str, str]] | None:
    """Load the font once; return its family and the character of each icon."""
    spec = find_spec("qtawesome")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    for file in (path for folder in folders for path in Path(folder, "fonts").glob("phosphor-[0-9]*.ttf")):
        charmap = file.with_name(file.name.replace("phosphor-", "phosphor-charmap-").replace(".ttf", ".json"))
        codes = json.loads(charmap.read_text())
        family = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))
        return family[0], {name: chr(int(code, 16)) for name, code in codes.items()}
    return None
