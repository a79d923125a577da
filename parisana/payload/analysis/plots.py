"""Plots: theta squared, the spectrum with its residuals, and the significance map, fit to print."""

from __future__ import annotations

import matplotlib
from matplotlib.figure import Figure

from .draw_map import draw_significance
from .draw_spectrum import draw_spectrum
from .draw_theta2 import draw_theta2
from .job import Job, Json, read_json

STYLE = {
    "font.size": 10,
    "axes.labelsize": 11,
    "axes.titlesize": 11,
    "axes.grid": False,
    "xtick.direction": "in",
    "ytick.direction": "in",
    "xtick.top": True,
    "ytick.right": True,
    "legend.frameon": False,
    "savefig.bbox": "tight",
}


def run(job: Job) -> Json:
    """Draw what the results allow, and say which pictures there are."""
    matplotlib.use("Agg")
    matplotlib.rcParams.update(STYLE)
    merged = read_json(job.folder("merging") / "merging.json")
    title = str(job.of("target").get("name") or "")
    drawn = []
    if merged["theta2"]:
        drawn += save(job, "theta2", draw_theta2(merged, title))
    if (folder := job.optional("spectrum")) is not None:
        drawn += save(job, "spectrum", draw_spectrum(folder, title))
    if (folder := job.optional("morphology")) is not None:
        drawn += save(job, "significance", draw_significance(folder, title))
    return {"pictures": drawn}


def save(job: Job, name: str, figure: Figure) -> list[str]:
    """Write a figure in the chosen formats; a picture's bytes do not depend on the hour."""
    formats = job.get("formats", ["png"])
    dates = {"pdf": {"CreationDate": None}, "svg": {"Date": None}}
    for kind in formats:
        figure.savefig(job.output / f"{name}.{kind}", dpi=int(job.get("dpi", 150)), metadata=dates.get(kind, {}))
    return [f"{name}.{kind}" for kind in formats]
