"""MC: events of a simulated source and its background, run by run, as a DL3 store."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import astropy.units as u
import numpy as np
from astropy.coordinates import SkyCoord
from astropy.io import fits
from astropy.table import Table, vstack
from astropy.time import Time
from gammapy.data import EventList, FixedPointingInfo, Observation
from gammapy.datasets import ObservationEventSampler
from gammapy.maps import MapAxis
from gammapy.modeling.models import GaussianSpatialModel, PointSpatialModel, SkyModel

from . import models, store
from .earth import hess, uniform_rotation
from .irfs import responses
from .job import BadInput, Job, Json
from .target import read_table, sky_position

#: The background is smooth and wide, the source sharp and small: each is drawn on a map that suits it.
FIELD, FIELD_PIXEL = 5.0, 0.1
SOURCE, SOURCE_PIXEL = 1.0, 0.02
#: What gammapy calls the extensions of a run's file, and what the data format calls their kind and class.
RESPONSES = {
    "EVENTS": ("events", "events"),
    "GTI": ("gti", "gti"),
    "EFFECTIVE AREA": ("aeff", "aeff_2d"),
    "ENERGY DISPERSION": ("edisp", "edisp_2d"),
    "PSF_2D_GAUSS": ("psf", "psf_3gauss"),
    "BACKGROUND": ("bkg", "bkg_3d"),
}


@dataclass(frozen=True, slots=True)
class Sky:
    """What is simulated: the model, or nothing but background, and where."""

    model: SkyModel | None
    position: SkyCoord
    extension: float


def run(job: Job) -> Json:
    """Simulate the accepted runs; a run's events depend on the seed and its number, not on the slice."""
    uniform_rotation()
    table = read_table(job.folder("target"))
    absent = [number for number in job.runs if number not in table]
    if absent:
        raise BadInput(f"Run {absent[0]} is not in the run table; was the list changed?")
    sky = sky_of(job)
    accepted = [number for number in job.runs if table[number]["ACCEPTED"]]
    made = [simulate(number, table[number], sky, job) for number in accepted]
    store.write_index(job.output, [item[0] for item in made], [item[1] for item in made])
    return {"runs": {str(number): item[2] for number, item in zip(accepted, made, strict=True)}}


def sky_of(job: Job) -> Sky:
    """Return the simulated sky; without flux there is background only."""
    position = sky_position(job.of("target")["position"])
    extension = float(job.get("extension", 0.0))
    values = models.values_of(job.parameters)
    if values["norm"] <= 0:
        return Sky(None, position, extension)
    spectrum = models.build(models.kind(job.parameters), values, float(job.get("reference", 1.0)))
    place = {"lon_0": position.ra, "lat_0": position.dec, "frame": "icrs"}
    shape = GaussianSpatialModel(sigma=extension * u.deg, **place) if extension else PointSpatialModel(**place)
    return Sky(SkyModel(spectrum, shape, name="source"), position, extension)


def simulate(number: int, row: Json, sky: Sky, job: Job) -> tuple[fits.Header, Table, Json]:
    """Draw, write and describe one run."""
    irfs = responses(float(row["ZEN_PNT"]), job.parameters)
    seed = job.seed + number
    events = draw(observation(number, row, irfs, job, "aeff", "bkg"), seed, FIELD, FIELD_PIXEL)
    background = len(events.table)
    if sky.model is not None:
        source = observation(number, row, irfs, job, "aeff", "edisp", "psf")
        width = SOURCE + 8.0 * sky.extension
        events = joined(events, draw(source, seed + 2**31, width, SOURCE_PIXEL, sky))
    whole = observation(number, row, irfs, job, *irfs)
    describe(events.table, row, str(job.of("target").get("name") or "source"))
    whole._events = events
    path = job.output / f"simulated_obs_id_{number:06d}.fits.gz"
    whole.write(path, include_irfs=True, overwrite=True)
    counts = {"events": len(events.table), "background": background, "source": len(events.table) - background}
    return *indexed(path, number), counts


def observation(number: int, row: Json, irfs: dict[str, Any], job: Job, *names: str) -> Observation:
    """Return an empty observation with some of the responses; gammapy's ``livetime`` is the time on target."""
    return Observation.create(
        pointing=FixedPointingInfo(fixed_icrs=SkyCoord(row["RA_PNT"], row["DEC_PNT"], unit="deg")),
        location=hess(),
        obs_id=number,
        tstart=0 * u.s,
        livetime=float(row["ONTIME"]) * u.s,
        deadtime_fraction=float(job.get("dead_time", 0.07)),
        irfs={name: irfs[name] for name in names},
        reference_time=Time(str(row["START"]), scale="utc").tt,
    )


def draw(empty: Observation, seed: int, width: float, pixel: float, sky: Sky | None = None) -> EventList:
    """Draw the events of an observation on a map of the given width and pixel size."""
    geometry = {
        "spatial_width": width * u.deg,
        "spatial_bin_size": pixel * u.deg,
        "energy_axis": MapAxis.from_energy_bounds("0.1 TeV", "100 TeV", nbin=10, per_decade=True),
        "energy_axis_true": MapAxis.from_energy_bounds(
            "0.1 TeV", "150 TeV", nbin=20, per_decade=True, name="energy_true"
        ),
        "position": sky.position if sky else None,
    }
    sampler = ObservationEventSampler(random_state=seed % 2**32, dataset_kwargs=geometry)
    return sampler.run(empty, [sky.model] if sky else None).events


def joined(background: EventList, source: EventList) -> EventList:
    """Return both in the order of time, numbered anew."""
    meta = {**background.table.meta, **source.table.meta}
    background.table["MC_ID"], source.table["MC_ID"] = 0, 1
    table = vstack([source.table, background.table], metadata_conflicts="silent")
    table = table[np.argsort(table["TIME"], kind="stable")]
    table["EVENT_ID"] = np.arange(len(table))
    table.meta.update(meta)
    return EventList(table)


def describe(table: Table, row: Json, name: str) -> None:
    """Put into the header what the store's index needs, and nothing that differs from one call to the next."""
    table.meta.update(
        OBJECT=name,
        ZEN_PNT=float(row["ZEN_PNT"]),
        ALT_PNT=90.0 - float(row["ZEN_PNT"]),
        AZ_PNT=float(row["AZ_PNT"]),
        N_TELS=int(row["N_TELS"]),
        CREATED=str(row["START"]),
        CREATOR="parisana, with gammapy",
        ORIGIN="simulation",
    )


def indexed(path: Path, number: int) -> tuple[fits.Header, Table]:
    """Return the events' header and the index entries of a written file."""
    with fits.open(path, memmap=False) as hdus:
        events = hdus["EVENTS"].header.copy()
        events["HIERARCH EVENT_COUNT"] = len(hdus["EVENTS"].data)
        rows = [(hdu.name, *RESPONSES[hdu.name]) for hdu in hdus[1:]]
    table = Table(rows=rows, names=("HDU_NAME", "HDU_TYPE", "HDU_CLASS"))
    table["OBS_ID"], table["FILE_DIR"], table["FILE_NAME"] = number, ".", path.name
    return events, table
