"""What is drawn of a production's results, as numbers: spectrum, map, θ², light curve, runs; as far as it has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parisana.app.planning.observations import CATALOG, shipped
from parisana.core.measures.instants import written_time
from parisana.core.results.figures import number
from parisana.core.results.fitsimage import SkyImage, read_image
from parisana.core.results.histograms import Significances, Theta2, add, significances, theta2_of
from parisana.core.results.light_curve import LightCurve, light_curve_of, preliminary
from parisana.core.results.published import Published, published_for, read_published
from parisana.core.results.significance import RunCounts, counts_of, total
from parisana.core.results.spectra import Spectrum, spectrum_of
from parisana.core.sky import targets
from parisana.core.sky.ds9 import from_ds9
from parisana.core.sky.region import Region
from parisana.core.texts.ecsvtable import read_ecsv
from parisana.errors import InputError

from .content import read_json
from .values import ResultValues

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping

PUBLISHED = "published_spectra.ecsv"
#: Slices whose own numbers are read while there is no sum of them yet.
MOST_SLICES = 500


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of the run list is in the numbers."""

    runs: int
    planned: int
    livetime_s: float

    @property
    def partial(self) -> bool:
        """Whether runs are missing."""
        return self.runs < self.planned

    @property
    def expected_s(self) -> float:
        """The live time of all runs, if the others are as long as these."""
        return self.livetime_s * self.planned / self.runs if self.runs else 0.0


@dataclass(frozen=True, slots=True)
class Plots:
    """The numbers behind the plots."""

    production: int
    name: str
    target: str
    progress: Progress
    runs: tuple[RunCounts, ...] = ()
    starts: Mapping[int, float] = field(default_factory=dict)
    """When runs began, in seconds since 1970; of those that are known."""
    spectrum: Spectrum = field(default_factory=Spectrum)
    light_curve: LightCurve = field(default_factory=LightCurve)
    published: tuple[Published, ...] = ()
    image: SkyImage | None = None
    histogram: Significances | None = None
    regions: tuple[Region, ...] = ()
    theta2: Theta2 | None = None
    cut: float | None = None
    """The square of the ON region's radius, in deg²."""
    faults: tuple[str, ...] = ()
    """What could not be read, a sentence each."""

    @property
    def total(self) -> RunCounts | None:
        """The sum over the runs."""
        return total(self.runs)


def plots_of(book: Bookkeeping, production: int, values: ResultValues) -> Plots:
    """Gather what a production has come to."""
    record = book.production(production)
    rows, theta2 = _counted(values)
    runs = tuple(each for run, said in sorted(rows.items()) if (each := counts_of(run, said)) is not None)
    image, histogram = _maps(values)
    fitted = values.json("spectrum.json")
    target = str(values.json("target.json").get("target") or values.json("target.json").get("name") or "")
    regions = values.read("excluded.reg", lambda data, file: from_ds9(data.decode("utf-8"), file))
    return Plots(
        production, record.name, target, Progress(len(runs), _planned(book, production, rows), _livetime(runs)), runs,
        _starts(values), spectrum_of(fitted, values.json("curve.json")), _light_curve(fitted, rows), published(target),
        image, histogram, tuple(regions or ()), theta2, _cut(book, production), tuple(dict.fromkeys(values.faults)),
    )  # fmt: skip


def _counted(values: ResultValues) -> tuple[Mapping[str, Any], Theta2 | None]:
    """Return the rows of runs and θ², merged; before that, of the slices that are there."""
    merged = values.json("merging.json")
    if isinstance(runs := merged.get("runs"), dict):
        return runs, theta2_of(merged.get("theta2"))
    parts = [values.json_of(file) for file in values.of_slices("microdst.json")[-MOST_SLICES:]]
    rows = {run: said for part in parts if isinstance(part.get("runs"), dict) for run, said in part["runs"].items()}
    found = (theta2_of(said.get("theta2")) for said in rows.values() if isinstance(said, dict))
    return rows, add(each for each in found if each is not None)


def _light_curve(fitted: Mapping[str, Any], rows: Mapping[str, Any]) -> LightCurve:
    """Return the fluxes for the fitted spectrum; before that, those for a power law that is assumed."""
    found = light_curve_of(fitted)
    return found if found.points else preliminary(rows)


def _maps(values: ResultValues) -> tuple[SkyImage | None, Significances | None]:
    image: SkyImage | None = values.read("significance.fits.gz", read_image)
    outside: SkyImage | None = values.read("off-source.fits.gz", read_image)
    if image is None or outside is None or (image.width, image.height) != (outside.width, outside.height):
        return image, None
    return image, significances(image.values, outside.values)


def _planned(book: Bookkeeping, production: int, known: Mapping[str, Any]) -> int:
    """Return how many runs the production is about: its first and its last stage look at all of them."""
    stages = sorted(book.stages(production), key=lambda stage: stage.position)
    jobs = [job for stage in (*stages[:1], *stages[-1:]) for job in book.jobs(production, stage=stage.name, limit=2)]
    return max([len(known), *(len(job.run_numbers) for job in jobs)])


def _livetime(runs: tuple[RunCounts, ...]) -> float:
    return sum(run.livetime_s for run in runs)


def _starts(values: ResultValues) -> dict[int, float]:
    """Return when the runs began, where the table of runs says so."""
    table = values.read("runs.ecsv", lambda data, file: read_ecsv(data.decode("utf-8"), file))
    names = [column.name for column in table.columns] if table else []
    if not {"OBS_ID", "START"} <= set(names):
        return {}
    at, begin = names.index("OBS_ID"), names.index("START")
    found = ((row[at], written_time(row[begin])) for row in table.rows)
    return {int(run): start for run, start in found if run.isdigit() and start is not None}


def _cut(book: Bookkeeping, production: int) -> float | None:
    """Return the square of the ON region's radius, as the jobs were told."""
    jobs = [job for stage in book.stages(production) if stage.name == "microdst"
            for job in book.jobs(production, stage="microdst", limit=1)]  # fmt: skip
    folder = Path(book.production(production).working, "parameters")
    radius = number(read_json(folder / jobs[0].parameters).get("on_radius")) if jobs else None
    return radius**2 if radius else None


def published(target: str) -> tuple[Published, ...]:
    """Return what was published of a source, by any of its names."""
    try:
        names = targets.parse(shipped(CATALOG), CATALOG).named(target).names
    except InputError:
        return ()
    return published_for(_published(), names)


@cache
def _published() -> tuple[Published, ...]:
    return read_published(shipped(PUBLISHED), PUBLISHED)
