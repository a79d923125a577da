"""A spectrum as it is drawn: curves, flux points, residuals. Energies in TeV, energy fluxes in TeV cm⁻² s⁻¹."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .figures import number

Json = Mapping[str, Any]
#: Points of a curve that is computed here.
POINTS = 80
#: What is said of a model.
MODELS = {"PL": "power law", "ECPL": "power law with cut-off", "LP": "log parabola"}


@dataclass(frozen=True, slots=True)
class Curve:
    """Energy flux by energy; with a band, or without."""

    name: str
    energy: tuple[float, ...]
    flux: tuple[float, ...]
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()

    def at(self, energy: float) -> float | None:
        """Return the flux at an energy, between two points by a power law; nothing outside."""
        for one in range(len(self.energy) - 1):
            left, right = self.energy[one], self.energy[one + 1]
            if left <= energy <= right and min(self.flux[one], self.flux[one + 1]) > 0 and right > left:
                share = math.log(energy / left) / math.log(right / left)
                return float(self.flux[one] * (self.flux[one + 1] / self.flux[one]) ** share)
        return None


@dataclass(frozen=True, slots=True)
class FluxPoint:
    """One flux point; an upper limit has no error."""

    energy: float
    left: float
    right: float
    flux: float
    error: float
    limit: bool = False


@dataclass(frozen=True, slots=True)
class Residual:
    """Excess minus expectation, in units of its error, in one bin of energy."""

    left: float
    right: float
    value: float


@dataclass(frozen=True, slots=True)
class Spectrum:
    """All that is drawn of one production's spectrum."""

    model: str = ""
    fit: Curve | None = None
    injected: Curve | None = None
    points: tuple[FluxPoint, ...] = ()
    residuals: tuple[Residual, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to draw."""
        return bool(self.fit or self.points)


def spectrum_of(result: Json, curve: Json) -> Spectrum:
    """Return what the stage Spectrum has written; what is damaged is left out."""
    flux, counts = (_mapping(curve.get(name)) for name in ("flux", "counts"))
    rows = result.get("flux_points")
    return Spectrum(
        MODELS.get(str(result.get("model")), str(result.get("model") or "")),
        _curve("fit", flux, "dnde", band=True),
        _curve("injected", flux, "injected"),
        tuple(each for row in (rows if isinstance(rows, list) else []) if (each := point(row)) is not None),
        _residuals(counts),
    )


def _curve(name: str, flux: Json, column: str, *, band: bool = False) -> Curve | None:
    energy, values = _column(flux, "energy"), _column(flux, column)
    if len(energy) < 2 or len(values) != len(energy) or min(energy) <= 0:
        return None
    sides = [_column(flux, side) for side in ("low", "high")] if band else []
    whole = len(sides) == 2 and all(len(side) == len(energy) for side in sides)
    lines = [values, *(sides if whole else [])]
    return Curve(name, energy, *(tuple(e * e * f for e, f in zip(energy, line, strict=True)) for line in lines))


def point(row: Any) -> FluxPoint | None:
    """Return one flux point; one without a positive flux is its upper limit, or nothing."""
    said = {name: number(value) for name, value in _mapping(row).items() if not isinstance(value, bool)}
    energy, left, right = (said.get(name) or 0.0 for name in ("e_ref", "e_min", "e_max"))
    flux, error, limit = (said.get(name) or 0.0 for name in ("dnde", "dnde_err", "dnde_ul"))
    if not 0 < left <= energy <= right:
        return None
    if limit > 0 and (_mapping(row).get("is_ul") is True or flux <= 0):
        return FluxPoint(energy, left, right, energy**2 * limit, 0.0, limit=True)
    return FluxPoint(energy, left, right, energy**2 * flux, energy**2 * error) if flux > 0 else None


def _residuals(counts: Json) -> tuple[Residual, ...]:
    columns = [_column(counts, name) for name in ("low", "high", "excess", "error", "expected")]
    if len({len(column) for column in columns}) != 1:
        return ()
    rows = zip(*columns, strict=True)
    return tuple(
        Residual(left, right, (excess - expected) / max(error, 1.0))
        for left, right, excess, error, expected in rows
        if 0 < left < right
    )


def model_curve(name: str, kind: str, values: Json, energies: tuple[float, float]) -> Curve:
    """Return a published model between two energies: index, norm at the reference, λ or β."""
    low, high = energies
    energy = tuple(low * (high / low) ** (step / (POINTS - 1)) for step in range(POINTS))
    return Curve(name, energy, tuple(e * e * dnde(kind, values, e) for e in energy))


def dnde(kind: str, values: Json, energy: float) -> float:
    """Return the differential flux of a model, in its norm's unit."""
    norm, index = float(values["norm"]), float(values["index"])
    x = energy / float(values.get("reference") or 1.0)
    slope = index + float(values["curvature"]) * math.log(x) if kind == "LP" else index
    exponent = -slope * math.log(x) - (energy * float(values["lambda"]) if kind == "ECPL" else 0.0)
    return norm * math.exp(exponent)


def ratios(one: Spectrum, other: Spectrum) -> tuple[tuple[float, float], ...]:
    """Return how many times the other's fit each energy's fit is, where both are known."""
    if one.fit is None or other.fit is None:
        return ()
    pairs = ((e, f, other.fit.at(e)) for e, f in zip(one.fit.energy, one.fit.flux, strict=True))
    return tuple((energy, flux / theirs) for energy, flux, theirs in pairs if theirs)


def _column(data: Json, name: str) -> tuple[float, ...]:
    values: Sequence[Any] = found if isinstance(found := data.get(name), list) else ()
    numbers = [number(value) for value in values]
    known = tuple(each for each in numbers if each is not None)
    return known if len(known) == len(numbers) else ()


def _mapping(value: Any) -> Json:
    return value if isinstance(value, dict) else {}
