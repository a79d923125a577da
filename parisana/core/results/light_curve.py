"""A light curve as it is drawn: integral fluxes in stretches of time, and an axis of nights side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from parisana.core.measures.instants import DAY, UNIX_EPOCH_MJD

from .figures import number
from .significance import constancy

#: What is farther apart than this, in seconds, is of two nights; the room between two, as a share of the axis.
APART, BETWEEN = 8 * 3600.0, 0.04
#: A night is no narrower than this share of the longest one; so much of a night is left free on each side.
NARROWEST, MARGIN = 0.25, 0.08


@dataclass(frozen=True, slots=True)
class FluxAt:
    """What was measured between two times (seconds since 1970), in cm⁻² s⁻¹."""

    begin: float
    end: float
    runs: tuple[int, ...]
    flux: float
    error: float
    limit: float
    significance: float
    below: bool
    """Whether it is not significant, and the upper limit is what is said of it."""

    @property
    def middle(self) -> float:
        """The middle of its time."""
        return (self.begin + self.end) / 2


@dataclass(frozen=True, slots=True)
class LightCurve:
    """All stretches in their order; flux is counted above an energy in TeV, limits have a confidence in %."""

    above: float = 1.0
    confidence: float = 95.0
    points: tuple[FluxAt, ...] = ()
    index: float | None = None
    """Of the power law that is assumed while there is no spectrum."""

    @property
    def constancy(self) -> tuple[float, float, int] | None:
        """Mean, χ² of a constant flux and its degrees of freedom; what is below counts as it was measured."""
        return constancy((point.flux, point.error) for point in self.points)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of time with some room at both ends, and where it lies on the axis from 0 to 1."""

    begin: float
    end: float
    first: float
    """When the first of its points begins."""
    left: float
    right: float

    def at(self, time: float) -> float:
        """Return the place of a time."""
        return self.left + (time - self.begin) / (self.end - self.begin) * (self.right - self.left)


def light_curve_of(result: Mapping[str, Any]) -> LightCurve:
    """Return what the stage Spectrum has written; what is damaged is left out."""
    told = result.get("light_curve")
    if not isinstance(told, dict) or not isinstance(told.get("rows"), list):
        return LightCurve()
    found = (point for row in told["rows"] if (point := _point(row)) is not None)
    above, confidence = number(told.get("energy_min_tev")), number(told.get("confidence"))
    return LightCurve(above or 1.0, confidence or 95.0, tuple(sorted(found, key=lambda point: point.begin)))


def preliminary(rows: Mapping[str, Any]) -> LightCurve:
    """Return the fluxes that stand in the rows of runs, while slices run; of those of one kind, that most have."""
    told = [(said["flux"], run) for run, said in rows.items() if isinstance(said, dict) and run.isdigit()
            and isinstance(said.get("flux"), dict)]  # fmt: skip
    kinds = [_assumed(flux) for flux, _ in told]
    known = [kind for kind in kinds if kind is not None]
    if not known:
        return LightCurve()
    kind = max(known, key=known.count)
    found = (_point({**flux, "runs": [int(run)]}) for (flux, run), of in zip(told, kinds, strict=True) if of == kind)
    index, above, confidence = kind
    points = sorted((point for point in found if point is not None), key=lambda point: point.begin)
    return LightCurve(above, confidence, tuple(points), index)


def _assumed(flux: Mapping[str, Any]) -> tuple[float, float, float] | None:
    """Return index, lowest energy and confidence, which all fluxes of a curve have in common."""
    index, above, confidence = (number(flux.get(name)) for name in ("index", "energy_min_tev", "confidence"))
    return None if index is None or above is None or confidence is None else (index, above, confidence)


def _point(row: Any) -> FluxAt | None:
    if not isinstance(row, dict):
        return None
    names = ("time_min", "time_max", "flux", "flux_err", "flux_ul", "sqrt_ts")
    values = [value for name in names if (value := number(row.get(name))) is not None]
    if len(values) < len(names) or not values[0] < values[1] or values[3] < 0:
        return None
    begin, end, flux, error, limit, significance = values
    runs = row.get("runs")
    known = tuple(run for run in runs if isinstance(run, int)) if isinstance(runs, list) else ()
    times = ((begin - UNIX_EPOCH_MJD) * DAY, (end - UNIX_EPOCH_MJD) * DAY)
    return FluxAt(*times, known, flux, error, limit, significance, row.get("is_ul") is True)


def mjd(unix: float) -> float:
    """Return a time as a Modified Julian Date."""
    return unix / DAY + UNIX_EPOCH_MJD


def to_scale(points: Sequence[FluxAt]) -> tuple[Stretch, ...]:
    """Return one stretch with all points."""
    if not points:
        return ()
    begin, end = min(point.begin for point in points), max(point.end for point in points)
    room = (end - begin) * MARGIN / 2
    return (Stretch(begin - room, end + room, begin, 0.0, 1.0),)


def by_night(points: Sequence[FluxAt]) -> tuple[Stretch, ...]:
    """Return a stretch for each night, as wide as it is long; the days between them are cut out."""
    spans = _nights(points)
    longest = max((end - begin for begin, end in spans), default=0.0)
    widths = [max(end - begin, NARROWEST * longest) for begin, end in spans]
    share = (1.0 - BETWEEN * (len(spans) - 1)) / sum(widths) if spans else 0.0
    found, left = [], 0.0
    for (begin, end), width in zip(spans, widths, strict=True):
        room = MARGIN * (end - begin)
        found.append(Stretch(begin - room, end + room, begin, left, left + width * share))
        left += width * share + BETWEEN
    return tuple(found)


def _nights(points: Iterable[FluxAt]) -> list[tuple[float, float]]:
    spans: list[tuple[float, float]] = []
    for point in sorted(points, key=lambda point: point.begin):
        if spans and point.begin - spans[-1][1] <= APART:
            spans[-1] = (spans[-1][0], max(spans[-1][1], point.end))
        else:
            spans.append((point.begin, point.end))
    return spans


def place(stretches: Sequence[Stretch], time: float) -> float | None:
    """Return where a time lies on the axis; nothing where it was cut out."""
    return next((each.at(time) for each in stretches if each.begin <= time <= each.end), None)
