"""Results as tables for the eye and for files: runs, flux points, curves, histograms; two productions side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

from parisana.core.measures.instants import shown
from parisana.core.texts.ecsvtable import TextColumn, TextTable

from .figures import Fitted
from .histograms import WIDTH, Significances, Theta2
from .light_curve import FluxAt, LightCurve, mjd
from .significance import RunCounts
from .spectra import FluxPoint, Spectrum

FLUX = "TeV cm-2 s-1"
#: What is said of a run: title, unit, and the number in its digits.
RUN_COLUMNS: dict[str, tuple[str, Callable[[RunCounts], str]]] = {
    "On": ("", lambda run: f"{run.on:.0f}"), "Off": ("", lambda run: f"{run.off:.0f}"),
    "alpha": ("", lambda run: f"{run.alpha:.5f}"), "Excess": ("", lambda run: f"{run.excess:.2f}"),
    "Significance": ("", lambda run: f"{run.significance:.2f}"),
    "Live time": ("min", lambda run: f"{run.livetime_s / 60:.2f}"),
    "Rate": ("min-1", lambda run: f"{run.rate[0]:.3f}"), "Rate error": ("min-1", lambda run: f"{run.rate[1]:.3f}"),
}  # fmt: skip
#: Those that stand side by side.
BESIDE = ("On", "Excess", "Significance", "Live time")


def run_table(runs: Iterable[RunCounts], starts: Mapping[int, float]) -> TextTable:
    """Return the runs with their counts."""
    units = (number(name, unit) for name, (unit, _) in RUN_COLUMNS.items())
    texts = [text for _, text in RUN_COLUMNS.values()]
    rows = ((str(run.run), _start(starts.get(run.run)), *(text(run) for text in texts)) for run in runs)
    return TextTable((number("Run"), TextColumn("Start", "UTC"), *units), tuple(rows))


def runs_beside(one: Sequence[RunCounts], other: Sequence[RunCounts], names: tuple[str, str]) -> TextTable:
    """Return the runs of two productions, each number twice; a run that one of them lacks has empty cells."""
    sides = [{run.run: run for run in side} for side in (one, other)]
    columns = [number("Run"), *(number(f"{name} {side}", RUN_COLUMNS[name][0]) for name in BESIDE for side in names)]
    rows = []
    for run in sorted(sides[0].keys() | sides[1].keys()):
        cells = (RUN_COLUMNS[name][1](side[run]) if run in side else "" for name in BESIDE for side in sides)
        rows.append((str(run), *cells))
    return TextTable(tuple(columns), tuple(rows))


def fits_beside(one: Sequence[Fitted], other: Sequence[Fitted], names: tuple[str, str]) -> TextTable:
    """Return the parameters of two fits with their errors, and how many times the first the second is."""
    sides = [{each.title: each for each in side} for side in (one, other)]
    head = chain.from_iterable((number(name), number(f"± {name}")) for name in names)
    columns = (TextColumn("Parameter"), *head, number("Ratio"))
    return TextTable(columns, tuple(_beside(title, sides) for title in dict.fromkeys(chain(*sides))))


def _beside(title: str, sides: Sequence[Mapping[str, Fitted]]) -> tuple[str, ...]:
    found = [side.get(title, Fitted(title, "", "", "", "")) for side in sides]
    first, second = (float(each.value) if each.value else 0.0 for each in found)
    ratio = f"{second / first:.3f}" if first and found[1].value else ""
    return (title, *(text for each in found for text in (each.value, each.error)), ratio)


def point_table(spectrum: Spectrum) -> TextTable:
    """Return the flux points."""
    names = ("Energy", "Energy min", "Energy max", "Flux", "Flux error")
    columns = [number(name, FLUX if name.startswith("Flux") else "TeV") for name in names]
    return TextTable((*columns, TextColumn("Kind")), tuple(map(_point, spectrum.points)))


def _point(each: FluxPoint) -> tuple[str, ...]:
    """Return one row; an upper limit has no error."""
    edges = tuple(map(_g, (each.energy, each.left, each.right, each.flux)))
    return (*edges, "", "upper limit") if each.limit else (*edges, _g(each.error), "point")


def curve_table(spectrum: Spectrum) -> TextTable:
    """Return the fitted curve with its band."""
    columns = (number("Energy", "TeV"), number("Flux", FLUX), number("Low", FLUX), number("High", FLUX))
    fit = spectrum.fit
    if fit is None:
        return TextTable(columns, ())
    lines = (fit.energy, fit.flux, fit.low or fit.flux, fit.high or fit.flux)
    return TextTable(columns, tuple(tuple(map(_g, row)) for row in zip(*lines, strict=True)))


def flux_table(curve: LightCurve) -> TextTable:
    """Return the light curve; the MJD is that of UTC, and what is not significant is an upper limit.

    Preliminary fluxes say which index they assume.
    """
    fluxes = ("Flux", "Flux error", "Upper limit")
    times = (TextColumn("Start", "UTC"), number("MJD min", "d"), number("MJD max", "d"))
    columns = (*times, *(number(name, "cm-2 s-1") for name in fluxes), number("Significance"))
    table = TextTable((*columns, TextColumn("Kind"), TextColumn("Runs")), tuple(map(_flux, curve.points)))
    if curve.index is None:
        return table
    return TextTable((*table.columns, number("Assumed index")), tuple((*row, _g(curve.index)) for row in table.rows))


def _flux(each: FluxAt) -> tuple[str, ...]:
    times = (shown(each.begin), f"{mjd(each.begin):.6f}", f"{mjd(each.end):.6f}")
    kind = "upper limit" if each.below else "point"
    values = (_g(each.flux), _g(each.error), _g(each.limit), f"{each.significance:.2f}")
    return (*times, *values, kind, " ".join(map(str, each.runs)))


def theta2_table(theta2: Theta2) -> TextTable:
    """Return both histograms of θ²."""
    columns = (number("Theta2 min", "deg2"), number("Theta2 max", "deg2"), number("On"), number("Off"))
    rows = ((_g(at * theta2.width), _g((at + 1) * theta2.width), _g(on), _g(off))
            for at, (on, off) in enumerate(zip(theta2.on, theta2.off, strict=True)))  # fmt: skip
    return TextTable(columns, tuple(rows))


def significance_table(found: Significances) -> TextTable:
    """Return the counts of pixels, and what the normal distribution expects off the source."""
    columns = (number("Significance min"), number("All pixels"), number("Off source"), number("Normal"))
    counts = zip(found.edges, found.everything, found.off_source, strict=False)
    rows = (
        (_g(edge), str(everything), str(off), _g(found.gaussian(edge + WIDTH / 2))) for edge, everything, off in counts
    )
    return TextTable(columns, tuple(rows))


def number(name: str, unit: str = "") -> TextColumn:
    """Return a column of numbers."""
    return TextColumn(name, unit, number=True)


def _start(at: float | None) -> str:
    return "" if at is None else shown(at)


def _g(value: float) -> str:
    return f"{value:.8g}"
