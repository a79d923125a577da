"""Draw the spectrum: curve with error band, flux points, what was injected, and the residuals of the counts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from .job import Json, read_json

ERG = 1.602176634
FIT, TRUTH, POINT = "#1b6ca8", "#c0392b", "#22313f"
#: How a parameter is written: symbol, factor, digits and unit.
SYMBOLS = {
    "index": (r"$\Gamma$", 1.0, 2, ""),
    "norm": (r"$\phi_0$", 1e11, 2, r" $10^{-11}$ cm$^{-2}$ s$^{-1}$ TeV$^{-1}$"),
    "lambda": (r"$\lambda$", 1.0, 3, r" TeV$^{-1}$"),
    "curvature": (r"$\beta$", 1.0, 2, ""),
}


def draw_spectrum(folder: Path, title: str) -> Figure:
    """Draw energy flux above, residuals below."""
    result, curve = read_json(folder / "spectrum.json"), read_json(folder / "curve.json")
    figure = Figure(figsize=(6.4, 5.6))
    upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=(3.2, 1), gridspec_kw={"hspace": 0.05})
    draw_curves(upper, curve["flux"], result)
    draw_points(upper, result.get("flux_points") or [])
    upper.set(xscale="log", yscale="log", ylabel=r"$E^2\,dN/dE$ [erg cm$^{-2}$ s$^{-1}$]", title=title)
    upper.set_ylim(*limits(curve["flux"]))
    upper.text(0.04, 0.06, caption(result), transform=upper.transAxes, va="bottom", linespacing=1.4)
    upper.legend(loc="upper right")
    draw_residuals(lower, curve["counts"])
    return figure


def limits(flux: Json) -> tuple[float, float]:
    """Return a range that shows the curve and its band, however deep a poor flux point reaches."""
    energy, curve = np.array(flux["energy"]), np.array(flux["dnde"])
    values = energy_flux(energy, curve)
    return 0.15 * float(values.min()), 3.0 * float(values.max())


def energy_flux(energy: np.ndarray, dnde: np.ndarray) -> np.ndarray:
    """Turn a differential flux per TeV into an energy flux in erg."""
    flux: np.ndarray = energy**2 * dnde * ERG
    return flux


def draw_curves(axes: Axes, flux: Json, result: Json) -> None:
    """Draw the fit with its band, and the injected curve."""
    values = {name: np.array(column) for name, column in flux.items()}
    energy = values["energy"]
    low = np.maximum(values["low"], 0.02 * values["dnde"])
    band = energy_flux(energy, low), energy_flux(energy, values["high"])
    axes.fill_between(energy, *band, color=FIT, alpha=0.25, lw=0)
    axes.plot(energy, energy_flux(energy, values["dnde"]), color=FIT, label=f"{result['model']} fit")
    if "injected" in values:
        axes.plot(energy, energy_flux(energy, values["injected"]), "--", color=TRUTH, label="injected")


def draw_points(axes: Axes, points: list[Json]) -> None:
    """Draw flux points, and upper limits as arrows."""
    for index, row in enumerate(row for row in points if row.get("dnde")):
        energy, limit = row["e_ref"], bool(row.get("is_ul")) and row.get("dnde_ul")
        value = energy_flux(np.array(energy), np.array(row["dnde_ul"] if limit else row["dnde"]))
        error = 0.3 * value if limit else energy_flux(np.array(energy), np.array(row.get("dnde_err") or 0.0))
        width = [[energy - row["e_min"]], [row["e_max"] - energy]]
        label = "flux points" if index == 0 else None
        axes.errorbar(energy, value, error, width, fmt="o", ms=3.5, lw=1, color=POINT, uplims=limit, label=label)


def draw_residuals(axes: Axes, counts: Json) -> None:
    """Draw excess minus expectation in units of its error."""
    columns = {name: np.array(column) for name, column in counts.items()}
    error = np.maximum(columns["error"], 1.0)
    pull = (columns["excess"] - columns["expected"]) / error
    middle = np.sqrt(columns["low"] * columns["high"])
    axes.axhline(0.0, color="0.5", lw=0.8)
    width = [middle - columns["low"], columns["high"] - middle]
    axes.errorbar(middle, pull, 1.0, width, fmt="o", ms=3, lw=1, color=POINT)
    reach = max(3.5, float(np.abs(pull).max(initial=0.0)) + 1.5)
    axes.set(xlabel="Energy [TeV]", ylabel=r"Residual [$\sigma$]", ylim=(-reach, reach))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))


def caption(result: Json) -> str:
    """Return the fitted parameters, a line each."""
    return "\n".join(line(name, value, result["errors"][name]) for name, value in result["fitted"].items())


def line(name: str, value: float, error: float) -> str:
    """Return one parameter with its error and unit."""
    symbol, scale, digits, unit = SYMBOLS[name]
    return f"{symbol} = {value * scale:.{digits}f} ± {error * scale:.{digits}f}{unit}"
