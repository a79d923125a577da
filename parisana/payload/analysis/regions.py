"""Excluded Regions: the places without gamma rays of our own, as DS9 regions and as a FITS mask."""

from __future__ import annotations

from typing import Any

import astropy.units as u
import numpy as np
from astropy.coordinates import SkyCoord
from astropy.io import fits
from astropy.wcs import WCS
from regions import CircleSkyRegion, EllipseSkyRegion, RectangleSkyRegion, Regions, SkyRegion

from .job import Job, Json
from .target import sky_position


def run(job: Job) -> Json:
    """Write ``excluded.reg`` and ``mask.fits.gz`` (1 where background may be taken)."""
    target = sky_position(job.of("target")["position"])
    shapes = shapes_of(job, target)
    band = float(job.get("galactic_band", 0.0))
    drawn = [*shapes, *([band_region(target, band, job)] if band else [])]
    if drawn:
        Regions(drawn).write(str(job.output / "excluded.reg"), format="ds9", overwrite=True)
    else:
        (job.output / "excluded.reg").write_text("# nothing is excluded\n", encoding="utf-8")
    wcs, pixels = projection(target, float(job.get("width", 6.0)), float(job.get("pixel", 0.02)))
    mask = free(shapes, band, wcs, pixels)
    write_mask(mask, wcs, job)
    return {"regions": len(drawn), "excluded_fraction": float(1.0 - mask.mean())}


def shapes_of(job: Job, target: SkyCoord) -> list[SkyRegion]:
    """Return the target's own circle and the user's circles and ellipses."""
    radius = float(job.get("target_radius", 0.3))
    own = [CircleSkyRegion(target, radius * u.deg)] if radius else []
    return own + [shape_of(value) for value in job.get("excluded", [])]


def shape_of(value: Json) -> SkyRegion:
    """Return one of the user's regions."""
    center = SkyCoord(value["lon"], value["lat"], unit="deg", frame=value["frame"])
    if value["shape"] == "circle":
        return CircleSkyRegion(center, value["radius"] * u.deg)
    angle = float(value.get("angle") or 0.0)
    return EllipseSkyRegion(center, value["width"] * u.deg, value["height"] * u.deg, angle * u.deg)


def band_region(target: SkyCoord, band: float, job: Job) -> SkyRegion:
    """Return the Galactic plane near the target, for the region file."""
    center = SkyCoord(target.galactic.l, 0 * u.deg, frame="galactic")
    return RectangleSkyRegion(center, 2 * float(job.get("width", 6.0)) * u.deg, 2 * band * u.deg)


def projection(target: SkyCoord, width: float, pixel: float) -> tuple[WCS, int]:
    """Return a tangential projection around the target, and the pixels of a side."""
    pixels = max(1, round(width / pixel))
    wcs = WCS(naxis=2)
    wcs.wcs.ctype = ["RA---TAN", "DEC--TAN"]
    wcs.wcs.crval = [target.icrs.ra.deg, target.icrs.dec.deg]
    wcs.wcs.crpix = [(pixels + 1) / 2.0] * 2
    wcs.wcs.cdelt = [-pixel, pixel]
    wcs.wcs.cunit = ["deg", "deg"]
    return wcs, pixels


def free(shapes: list[SkyRegion], band: float, wcs: WCS, pixels: int) -> Any:
    """Return which pixels lie outside of all regions."""
    y, x = np.indices((pixels, pixels))
    sky = wcs.pixel_to_world(x, y)
    mask = np.ones((pixels, pixels), dtype=bool)
    for shape in shapes:
        mask &= ~shape.contains(sky, wcs)
    return mask & (np.abs(sky.galactic.b.deg) >= band) if band else mask


def write_mask(mask: Any, wcs: WCS, job: Job) -> None:
    """Write the mask as an image that gammapy reads as a map."""
    header = wcs.to_header()
    header["EXTNAME"] = "MASK"
    image = fits.PrimaryHDU(mask.astype("uint8"), header=header)
    image.writeto(job.output / "mask.fits.gz", overwrite=True)
