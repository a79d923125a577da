"""The numbers that a person wants to see first, from the JSON that the stages write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

#: Name in the JSON -> what it is called, its unit, what it is divided by, and how it is written.
FIGURES = {
    "significance": ("Significance", "σ", 1.0, ".1f"),
    "excess": ("Excess", "γ", 1.0, ",.1f"),
    "on": ("On", "events", 1.0, ",.0f"),
    "off": ("Off", "events", 1.0, ",.0f"),
    "alpha": ("α", "", 1.0, ".4f"),
    "livetime_s": ("Live time", "h", 3600.0, ",.2f"),
    "flux_1tev": ("Flux above 1 TeV", "cm⁻² s⁻¹", 1.0, ".3g"),
    "stat": ("Statistic", "", 1.0, ".1f"),
    "degrees": ("Degrees of freedom", "", 1.0, ",.0f"),
}
#: Name of a fitted parameter -> what it is called, its unit.
PARAMETERS = {
    "index": ("Γ", ""),
    "norm": ("N₀ at 1 TeV", "cm⁻² s⁻¹ TeV⁻¹"),
    "lambda": ("λ = 1/E cut", "TeV⁻¹"),
    "curvature": ("β", ""),
    "lon": ("Right ascension", "deg"),
    "lat": ("Declination", "deg"),
    "sigma": ("Extension", "deg"),
}
#: What is added up over runs.
SUMS = ("livetime_s", "on", "off")


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its name and unit."""

    name: str
    title: str
    value: str
    unit: str


@dataclass(frozen=True, slots=True)
class Fitted:
    """One parameter of a fit; what is not known is empty."""

    title: str
    value: str
    error: str
    injected: str
    unit: str


def figures_of(data: Mapping[str, Any]) -> tuple[Figure, ...]:
    """Return the known figures that a result has, in their order."""
    found = ((name, number(data.get(name))) for name in FIGURES)
    return tuple(_figure(name, value) for name, value in found if value is not None)


def _figure(name: str, value: float) -> Figure:
    title, unit, divisor, form = FIGURES[name]
    return Figure(name, title, format(value / divisor, form), unit)


def fitted_of(data: Mapping[str, Any]) -> tuple[Fitted, ...]:
    """Return the parameters of a fit, with errors and, of a simulation, what was put in."""
    values, errors, injected = (_mapping(data.get(name)) for name in ("fitted", "errors", "injected"))
    return tuple(_fitted(name, values, errors, injected) for name in values if number(values[name]) is not None)


def _fitted(name: str, *parts: Mapping[str, Any]) -> Fitted:
    title, unit = PARAMETERS.get(name, (name, ""))
    value, error, injected = (_written(number(part.get(name))) for part in parts)
    return Fitted(title, value, error, injected, unit)


def sum_of_runs(results: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """Add up what the slices say of their runs; a run that two slices have counts once."""
    runs = {run: said for data in results for run, said in _mapping(data.get("runs")).items() if isinstance(said, dict)}
    sums = {name: sum(number(said.get(name)) or 0.0 for said in runs.values()) for name in SUMS}
    sums["excess"] = sums["on"] - sum(
        (number(said.get("alpha")) or 0.0) * (number(said.get("off")) or 0.0) for said in runs.values()
    )
    return {**sums, "runs": len(runs)} if sums["livetime_s"] else {}


def number(value: Any) -> float | None:
    """Return a finite number, if it is one."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < float("inf") else None


def _written(value: float | None) -> str:
    return "" if value is None else f"{value:.3g}"


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
