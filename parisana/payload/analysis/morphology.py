"""Morphology: significance map, its distribution off the source, and a fit of position and extension."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import astropy.units as u
import numpy as np
from gammapy.datasets import Datasets, MapDataset, MapDatasetOnOff
from gammapy.estimators import ExcessMapEstimator, TSMapEstimator
from gammapy.maps import Map, WcsNDMap
from gammapy.modeling import Fit
from gammapy.modeling.models import (
    FoVBackgroundModel,
    GaussianSpatialModel,
    PointSpatialModel,
    PowerLawSpectralModel,
    SkyModel,
)

from .job import BadInput, Job, Json
from .target import sky_position

logging.getLogger("gammapy").setLevel(logging.ERROR)


def run(job: Job) -> Json:
    """Make the maps and, where a cube is there, fit the source."""
    folder = job.folder("merging")
    ring, cube = folder / "ring.fits.gz", folder / "fov.fits.gz"
    if not ring.is_file() and not cube.is_file():
        raise BadInput("There are no maps; the background methods 'ring' and 'fov' make them.")
    dataset = MapDatasetOnOff.read(ring) if ring.is_file() else MapDataset.read(cube)
    result = significance(dataset, job)
    if job.get("fit", "point") != "none" and cube.is_file():
        result.update(fit_source(cube, job))
    if job.get("ts_map", False) and cube.is_file():
        result["ts_peak"] = ts_map(cube, job)
    return result


def significance(dataset: MapDataset, job: Job) -> Json:
    """Write excess and significance maps; return the peak and the distribution off the source."""
    radius = float(job.get("correlation_radius", 0.1)) * u.deg
    maps = ExcessMapEstimator(radius, selection_optional=None, correlate_off=False).run(dataset)
    sqrt_ts, excess = image_of(maps["sqrt_ts"]), image_of(maps["npred_excess"])
    for image in (sqrt_ts, excess):
        image.data[~dataset.mask_safe.data.any(axis=0)] = np.nan
    sqrt_ts.write(job.output / "significance.fits.gz", overwrite=True)
    excess.write(job.output / "excess.fits.gz", overwrite=True)
    outside = off_source(sqrt_ts, job)
    outside.write(job.output / "off-source.fits.gz", overwrite=True)
    values = sqrt_ts.data[outside.data.astype(bool)]
    values = values[np.isfinite(values)]
    peak = np.unravel_index(np.nanargmax(sqrt_ts.data), sqrt_ts.data.shape)
    place = sqrt_ts.geom.pix_to_coord(peak[::-1])
    return {
        "peak_significance": float(sqrt_ts.data[peak]),
        "peak": {"lon": float(place[0].to_value("deg")), "lat": float(place[1].to_value("deg"))},
        "off_source_mean": float(values.mean()) if len(values) else None,
        "off_source_width": float(values.std()) if len(values) else None,
    }


def image_of(cube: WcsNDMap) -> WcsNDMap:
    """Return a map of one energy bin as an image."""
    return cube.reduce_over_axes(keepdims=False) if cube.geom.axes else cube


def off_source(image: WcsNDMap, job: Job) -> WcsNDMap:
    """Return which pixels lie outside of the excluded regions."""
    folder = job.optional("mask")
    values = np.ones(image.data.shape)
    if folder is not None:
        mask = Map.read(folder / "mask.fits.gz")
        values = mask.interp_by_coord(image.geom.get_coord(), method="nearest", fill_value=1)
    return WcsNDMap(image.geom, (values > 0.5).astype("uint8"))


def fit_source(path: Path, job: Job) -> Json:
    """Fit position, flux and, if wanted, extension, with a free background norm."""
    position = sky_position(job.of("target")["position"])
    dataset = MapDataset.read(path, name="fov").cutout(position, float(job.get("fit_width", 1.2)) * u.deg, name="cut")
    shape = shape_of(str(job.get("fit", "point")), position)
    spectrum = PowerLawSpectralModel(amplitude=1e-11 * u.Unit("cm-2 s-1 TeV-1"), index=float(job.get("index", 2.5)))
    dataset.models = [SkyModel(spectrum, shape, name="source"), FoVBackgroundModel(dataset_name="cut")]
    fit = Fit().run(Datasets([dataset]))
    dataset.models.write(job.output / "model.yaml", overwrite=True)
    found = shape.position.icrs
    errors = {"lon": shape.lon_0.error, "lat": shape.lat_0.error}
    result: dict[str, Any] = {
        "fit_success": bool(fit.success),
        "position": {"lon": float(found.ra.deg), "lat": float(found.dec.deg)},
        "position_errors": {name: float(error) for name, error in errors.items()},
        "offset_arcsec": float(found.separation(position).arcsec),
    }
    if "sigma" in shape.parameters.names:
        result["extension"] = float(shape.sigma.value)
        result["extension_error"] = float(shape.sigma.error)
    return result


def shape_of(kind: str, position: Any) -> PointSpatialModel | GaussianSpatialModel:
    """Return the shape to fit."""
    place = {"lon_0": position.ra, "lat_0": position.dec, "frame": "icrs"}
    return GaussianSpatialModel(sigma=0.05 * u.deg, **place) if kind == "gauss" else PointSpatialModel(**place)


def ts_map(path: Path, job: Job) -> float:
    """Write a test-statistic map of a point source and return its peak."""
    spectrum = PowerLawSpectralModel(index=float(job.get("index", 2.5)))
    kernel = SkyModel(spectrum, PointSpatialModel(), name="kernel")
    maps = TSMapEstimator(kernel_model=kernel, kernel_width="0.6 deg").run(MapDataset.read(path))
    image_of(maps["sqrt_ts"]).write(job.output / "ts.fits.gz", overwrite=True)
    return float(np.nanmax(maps["sqrt_ts"].data))
