"""Draw the theta-squared histogram."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from .job import Json

ON, OFF = "#1b6ca8", "#9aa5b1"


def draw_theta2(merged: Json, title: str) -> Figure:
    """Draw the events around the target as points, those around its mirror image as a filled histogram."""
    histogram = merged["theta2"]
    edges = np.linspace(0.0, histogram["max"], len(histogram["on"]) + 1)
    on, off = np.array(histogram["on"]), np.array(histogram["off"])
    figure = Figure(figsize=(6.0, 4.2))
    axes = figure.add_subplot()
    axes.stairs(off, edges, fill=True, color=OFF, alpha=0.5, label="OFF (mirror position)")
    middle = 0.5 * (edges[1:] + edges[:-1])
    axes.errorbar(middle, on, np.sqrt(on), fmt="o", ms=3.5, lw=1, color=ON, label="ON")
    axes.set(xlabel=r"$\theta^2$ [deg$^2$]", ylabel="Events per bin", title=title, xlim=(0, edges[-1]))
    axes.set_ylim(0, 1.15 * float((on + np.sqrt(on)).max() or 1.0))
    axes.legend(loc="upper right")
    axes.text(0.97, 0.72, caption(merged), transform=axes.transAxes, ha="right", va="top", linespacing=1.4)
    return figure


def caption(merged: Json) -> str:
    """Return the counts of the analysis, in three lines."""
    hours = merged["livetime_s"] / 3600.0
    if "significance" not in merged:
        return f"{hours:.2f} h"
    numbers = f"ON {merged['on']}, OFF {merged['off']}, $\\alpha$ = {merged['alpha']:.3f}"
    return f"{numbers}\nexcess {merged['excess']:.1f}\n{merged['significance']:.1f}$\\,\\sigma$ in {hours:.2f} h"
