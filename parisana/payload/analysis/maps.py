"""Maps of a slice: a cube with the background scaled to the field of view, and an image with ring background."""

from __future__ import annotations

import logging

import astropy.units as u
from gammapy.data import Observation
from gammapy.datasets import MapDataset, MapDatasetOnOff
from gammapy.makers import FoVBackgroundMaker, MapDatasetMaker, RingBackgroundMaker, SafeMaskMaker
from gammapy.maps import WcsGeom, WcsNDMap

from .axes import energy_axes
from .job import Job, Json
from .target import sky_position

#: gammapy warns of every pixel outside the responses' range; such pixels are masked by the offset cut anyway.
logging.getLogger("gammapy.datasets.map").setLevel(logging.ERROR)
logging.getLogger("gammapy.makers").setLevel(logging.ERROR)


def reduce_maps(observations: list[Observation], job: Job, methods: list[str], mask: WcsNDMap | None) -> Json:
    """Stack the runs' maps and write one file a method."""
    reco, true = energy_axes(job)
    side, pixel = float(job.get("width", 4.0)), float(job.get("pixel", 0.02))
    center = sky_position(job.of("target")["position"])
    geom = WcsGeom.create(skydir=center, width=side, binsz=pixel, frame="icrs", proj="TAN", axes=[reco])
    cube = MapDataset.create(geom, energy_axis_true=true, name="fov")
    image = MapDatasetOnOff.create(cube.geoms["geom"].to_image().to_cube([reco.squash()]), true, name="ring")
    for observation in observations:
        dataset = field_of_view(cube, observation, job, mask)
        cube.stack(dataset)
        if "ring" in methods:
            image.stack(ring(dataset, job, mask))
    return write_maps({"fov": cube, "ring": image}, methods, job)


def field_of_view(cube: MapDataset, observation: Observation, job: Job, mask: WcsNDMap | None) -> MapDataset:
    """Return the cube of one run with the background model scaled to the events outside of excluded regions."""
    limit = float(job.get("max_offset", 2.0)) * u.deg
    cut = cube.cutout(observation.get_pointing_icrs(observation.tmid), 2 * limit, name=f"obs{observation.obs_id}")
    percent = float(job.get("safe_area", 10.0))
    methods = ["offset-max", "aeff-max"] if percent else ["offset-max"]
    dataset = MapDatasetMaker().run(cut, observation)
    dataset = SafeMaskMaker(methods=methods, offset_max=limit, aeff_percent=percent).run(dataset, observation)
    method = str(job.of("background").get("fov_method") or "scale")
    return FoVBackgroundMaker(method=method, exclusion_mask=regridded(mask, dataset)).run(dataset, observation)


def regridded(mask: WcsNDMap | None, dataset: MapDataset) -> WcsNDMap | None:
    """Return the mask on a dataset's own pixels; where it says nothing, background may be taken."""
    if mask is None:
        return None
    image = dataset.counts.geom.to_image()
    values = mask.interp_by_coord(image.get_coord(), method="nearest", fill_value=1.0)
    return WcsNDMap(image, values > 0.5)


def ring(dataset: MapDataset, job: Job, mask: WcsNDMap | None) -> MapDatasetOnOff:
    """Return the image of one run with the ring around each pixel as its background."""
    background = job.of("background")
    maker = RingBackgroundMaker(
        r_in=float(background.get("ring_inner") or 0.5) * u.deg,
        width=float(background.get("ring_width") or 0.3) * u.deg,
        exclusion_mask=regridded(mask, dataset),
    )
    return maker.run(dataset.to_image())


def write_maps(made: dict[str, MapDataset], methods: list[str], job: Job) -> Json:
    """Write the chosen maps and return their counts."""
    counts: Json = {}
    for method in ("ring", "fov"):
        if method in methods:
            made[method].write(job.output / f"{method}.fits.gz", overwrite=True)
            counts[method] = int(made[method].counts.data.sum())
    return counts
