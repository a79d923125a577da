"""Draw the significance map and the distribution of significances off the source."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from astropy.io import fits
from astropy.wcs import WCS
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from .job import Json, read_json

ALL, OUTSIDE, NORMAL = "#9aa5b1", "#1b6ca8", "#c0392b"


def draw_significance(folder: Path, title: str) -> Figure:
    """Draw map and histogram side by side."""
    result = read_json(folder / "morphology.json")
    values, header = image(folder / "significance.fits.gz")
    outside = image(folder / "off-source.fits.gz")[0].astype(bool)
    figure = Figure(figsize=(10.5, 4.4))
    from astropy.visualization.wcsaxes import WCSAxes  # only this picture needs it

    left = figure.add_axes(WCSAxes(figure, [0.07, 0.12, 0.38, 0.78], wcs=WCS(header)))
    draw_map(figure, left, values, result, title)
    right = figure.add_axes((0.60, 0.12, 0.38, 0.78))
    draw_histogram(right, values[np.isfinite(values)], values[outside & np.isfinite(values)], result)
    return figure


def image(path: Path) -> tuple[np.ndarray, fits.Header]:
    """Return the pixels and the header of a map's image."""
    with fits.open(path, memmap=False) as hdus:
        return np.squeeze(hdus[0].data), hdus[0].header


def draw_map(figure: Figure, axes: Any, values: np.ndarray, result: Json, title: str) -> None:
    """Draw the map with a color scale in which five sigma stand out."""
    peak = max(5.0, float(np.nanmax(values)))
    shown = axes.imshow(values, origin="lower", cmap="inferno", vmin=-3.0, vmax=peak, interpolation="nearest")
    figure.colorbar(shown, cax=axes.inset_axes((1.03, 0.0, 0.05, 1.0)), label=r"Significance [$\sigma$]")
    axes.set(xlabel="Right ascension (ICRS)", ylabel="Declination (ICRS)", title=title)
    if "position" in result:
        place = result["position"]
        world = axes.get_transform("world")
        axes.plot(place["lon"], place["lat"], "+", transform=world, color="#35d0ba", ms=11, mew=1.6)


def draw_histogram(axes: Axes, everything: np.ndarray, outside: np.ndarray, result: Json) -> None:
    """Draw the distribution of all pixels and of those off the source, with the normal one."""
    bins = np.linspace(-5.0, max(8.0, min(float(everything.max()), 40.0)), 80)
    axes.hist(everything, bins, histtype="stepfilled", color=ALL, alpha=0.5, label="all pixels")
    axes.hist(outside, bins, histtype="step", color=OUTSIDE, lw=1.4, label="off the source")
    normal = np.exp(-0.5 * bins**2) / np.sqrt(2 * np.pi) * len(outside) * (bins[1] - bins[0])
    near = np.abs(bins) <= 5.0
    axes.plot(bins[near], normal[near], "--", color=NORMAL, lw=1.2, label="normal (0, 1)")
    axes.set(yscale="log", xlabel=r"Significance [$\sigma$]", ylabel="Pixels", xlim=(bins[0], bins[-1]))
    axes.set_ylim(0.5, 30.0 * float(max(np.histogram(everything, bins)[0].max(), 1)))
    axes.legend(loc="upper right")
    if result["off_source_mean"] is not None:
        text = f"mean {result['off_source_mean']:.2f}, width {result['off_source_width']:.2f}"
        axes.text(0.97, 0.70, text, transform=axes.transAxes, ha="right", va="top", color=OUTSIDE)
