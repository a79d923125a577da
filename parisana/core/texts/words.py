"""Numbers as people say them: time spans, sizes, one and many, powers of ten."""

from __future__ import annotations

import re

RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
#: A power in a unit: ``cm-2``.
EXPONENT = re.compile(r"(?<=[a-zA-Z])-?[0-9]+")


def duration(seconds: float) -> str:
    """Return a time span in words."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 5400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h" if seconds < 172_800 else f"{seconds / 86_400:.1f} d"


def clock_span(seconds: float) -> str:
    """Return a time span as hours and minutes: ``02:41``."""
    minutes = round(seconds / 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def size(count: float) -> str:
    """Return a number of bytes in words."""
    for factor, unit in ((1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "kB")):
        if count >= factor:
            return f"{count / factor:.1f} {unit}"
    return f"{count:.0f} B"


def power(exponent: int) -> str:
    """Return a power of ten."""
    return f"10{str(exponent).translate(RAISED)}"


def scientific(written: str) -> str:
    """Return a number as it is printed: ``2.4e-11`` as 2.4 × 10⁻¹¹, others as they are."""
    digits, found, exponent = written.partition("e")
    return f"{digits} × {power(int(exponent))}" if found else written


def raised(unit: str) -> str:
    """Return a unit as it is printed: ``cm-2 s-1`` as cm⁻² s⁻¹."""
    return EXPONENT.sub(lambda found: found[0].translate(RAISED), unit)


def counted(count: int, one: str, many: str) -> str:
    """Return what is said of one, or what is said of many, with their number."""
    return one if count == 1 else many.format(f"{count:,}")
