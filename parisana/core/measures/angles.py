"""Angles as people type them: degrees with or without unit, hours and degrees in minutes and seconds; and back."""

from __future__ import annotations

import re

from parisana.core.texts.document import Wrong

from . import quantity

#: ``05h 34m 31.9s``, ``05:34:31.9``, ``+22° 00′ 52″``, ``-22d00m52s``, ``5 34 31.9``.
SEXAGESIMAL = re.compile(
    r"([-+]?)\s*(\d{1,3})\s*([hd°:\s])\s*(\d{1,2})\s*(?:[m'′:\s]\s*(?:(\d{1,2}(?:\.\d*)?)\s*(?:[s\"″]|'')?)?)?"
)
PLAIN = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)")
HINT = "Write for instance 83.633, 05h 34m 31.9s or +22° 00′ 52″."


def degrees(text: str, *, hours: bool = False) -> float:
    """Read an angle; ``hours`` says that minutes and seconds without a sign of their own are those of an hour."""
    plain = text.strip().replace("−", "-").replace("º", "°")
    if PLAIN.fullmatch(plain.removesuffix("°")):
        return float(plain.removesuffix("°"))
    found = SEXAGESIMAL.fullmatch(plain)
    if not found:
        return _measured(plain)
    sign, whole, mark, minutes, seconds = found.groups()
    if int(minutes) >= 60 or float(seconds or 0) >= 60:
        raise Wrong(f"{plain[:40]!r} has 60 minutes or seconds and more.", HINT)
    size = int(whole) + int(minutes) / 60 + float(seconds or 0) / 3600
    factor = 15 if mark == "h" or (hours and mark not in "d°") else 1
    return (-size if sign == "-" else size) * factor


def _measured(text: str) -> float:
    try:
        return quantity.parse(text, "deg")
    except Wrong as wrong:
        raise Wrong(f"{text[:40]!r} is not an angle.", HINT) from wrong


def in_hours(angle: float) -> str:
    """Write a right ascension: ``05h 34m 31.9s``."""
    tenths = round(angle % 360 / 15 * 36000) % 864000
    return f"{tenths // 36000:02d}h {tenths // 600 % 60:02d}m {tenths % 600 / 10:04.1f}s"


def in_degrees(angle: float) -> str:
    """Write a declination: ``+22° 00′ 52″``."""
    seconds = round(abs(angle) * 3600)
    sign = "−" if angle < 0 and seconds else "+"
    return f"{sign}{seconds // 3600:02d}° {seconds // 60 % 60:02d}′ {seconds % 60:02d}″"


def written(angle: float) -> str:
    """Write an angle as a profile has it."""
    return f"{round(angle, 6):.9g} deg"
