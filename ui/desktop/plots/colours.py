"""From significances to colours: one hue, from the card's own colour over the accent to the strongest there is."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtGui import QColor

from parisana.ui.desktop.look import look

#: The value that has the card's own colour; where the scale turns from straight to logarithmic (σ).
LOWEST, SOFT = -4.0, 5.0
#: The level of what is not known; that of the accent among 256; how slowly the card's colour turns into the accent.
UNKNOWN, ACCENT, SLOWLY = 0, 168, 1.6


@dataclass(frozen=True, slots=True)
class Stretch:
    """Values from the lowest to the highest as shares of the scale, by the inverse hyperbolic sine."""

    highest: float

    def share(self, value: float) -> float:
        """Return where a value lies on the scale, from 0 to 1."""
        low, high = math.asinh(LOWEST / SOFT), math.asinh(self.highest / SOFT)
        return min(1.0, max(0.0, (math.asinh(value / SOFT) - low) / (high - low)))

    def level(self, value: float) -> int:
        """Return a value's number among the colours."""
        return 1 + round(254 * self.share(value)) if math.isfinite(value) else UNKNOWN


def ramp() -> list[int]:
    """Return 256 colours of the theme that is on; the first is for what is not known."""
    theme = look()
    begin, middle = theme.colour("panel"), theme.colour("accent")
    end = QColor("black" if theme.theme.name == "light" else "white")
    end = mixed(middle, end, 0.8)
    first = [mixed(begin, middle, (at / ACCENT) ** SLOWLY) for at in range(ACCENT)]
    second = [mixed(middle, end, (at - ACCENT) / (255 - ACCENT)) for at in range(ACCENT, 256)]
    return [theme.colour("track").rgb(), *(each.rgb() for each in (*first, *second)[1:])]


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """Return a colour between two."""
    sides = ((one.redF(), other.redF()), (one.greenF(), other.greenF()), (one.blueF(), other.blueF()))
    red, green, blue = (begin + (end - begin) * share for begin, end in sides)
    return QColor.fromRgbF(red, green, blue)
