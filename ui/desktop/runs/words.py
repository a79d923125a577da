"""What is said of slices and of found runs."""

from __future__ import annotations

from collections.abc import Sequence

from parisana.core.runs.observation import Found, Observation, Slice
from parisana.ui.desktop.language import translate

DOT = "  ·  "


def title(piece: Slice) -> str:
    """Name a slice."""
    return translate("RunWords", "Slice {0}").format(piece.number)


def runs(number: int) -> str:
    """Count runs."""
    return translate("RunWords", "1 run") if number == 1 else translate("RunWords", "{0} runs").format(f"{number:,}")


def summary(piece: Slice) -> str:
    """Say what a slice holds."""
    parts = [runs(len(piece.rows))]
    if piece.livetime:
        parts.append(translate("RunWords", "{0} h").format(f"{piece.livetime / 3600:.1f}"))
    if piece.zenith:
        low, high = (f"{angle:.0f}" for angle in piece.zenith)
        parts.append(translate("RunWords", "zenith {0}°").format(low if low == high else f"{low}–{high}"))
    return DOT.join(parts)


def remark(rows: Sequence[Observation], found: Found | None) -> str:
    """Say how the runs came to be these: found, live time, left out."""
    parts = []
    if found is not None:
        parts.append(translate("RunWords", "of {0} found").format(f"{found.near:,}"))
    live = sum(row.livetime or 0.0 for row in rows)
    on = sum(row.ontime or 0.0 for row in rows)
    if live:
        parts.append(translate("RunWords", "{0} h live time").format(f"{live / 3600:,.1f}"))
    elif on:
        parts.append(translate("RunWords", "{0} h on target").format(f"{on / 3600:,.1f}"))
    if found is not None:
        parts += left_out(found)
    return DOT.join(parts)


def left_out(found: Found) -> list[str]:
    """Say how many runs are left out by what, but for those that are elsewhere."""
    reasons = ((name, number) for name, number in found.left_out.items() if name != "position")
    return [
        translate("RunWords", "{0} left out by {1}").format(f"{number:,}", translate("RunWords", name))
        for name, number in reasons
    ]
