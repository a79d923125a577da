"""A camera of hexagonal pixels: images of showers, cleaned, and the moments of what is left."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from .job import Job

IMAGE = np.dtype(
    [
        ("shower", "i4"),
        ("telescope", "i2"),
        ("pixels", "i2"),
        ("size", "f4"),
        ("x", "f4"),
        ("y", "f4"),
        ("width", "f4"),
        ("length", "f4"),
    ]
)


@dataclass(frozen=True, slots=True)
class Camera:
    """So many pixels on a hexagonal grid, this far (deg) apart."""

    pixels: int
    pitch: float

    def places(self) -> Any:
        """Return the pixels nearest to the centre, as two rows: x and y in deg."""
        half = math.isqrt(self.pixels) + 2
        column, row = np.meshgrid(np.arange(-half, half + 1), np.arange(-half, half + 1))
        x = (column + 0.5 * (row % 2)) * self.pitch
        y = row * self.pitch * math.sqrt(0.75)
        nearest = np.argsort(np.hypot(x, y), axis=None, kind="stable")[: self.pixels]
        return np.stack([x.ravel()[nearest], y.ravel()[nearest]])


def parametrise(job: Job, camera: Camera, shape: dict[str, Any], sizes: Any, draw: np.random.Generator) -> Any:
    """Draw the images of some showers, and return what describes each."""
    places = camera.places()
    sky = float(job.get("night_sky", 1.0))
    charge = draw.poisson(light(places, shape, camera.pitch) * sizes[:, None] + sky) - sky
    kept = cleaned(charge, places, camera.pitch, float(job.get("picture", 10.0)), float(job.get("boundary", 5.0)))
    return moments(np.where(kept, charge, 0.0), places)


def light(places: Any, shape: dict[str, Any], pitch: float) -> Any:
    """Return the share of each image that falls into each pixel: an ellipse of Gaussian profile."""
    x, y = places[0] - shape["x"][:, None], places[1] - shape["y"][:, None]
    cosine, sine = np.cos(shape["angle"])[:, None], np.sin(shape["angle"])[:, None]
    length, width = shape["length"][:, None], shape["width"][:, None]
    along, across = (x * cosine + y * sine) / length, (y * cosine - x * sine) / width
    area = pitch**2 * math.sqrt(0.75)
    return (np.exp(-0.5 * (along**2 + across**2)) * area / (2.0 * math.pi * length * width)).clip(0.0, 1.0)


def cleaned(charge: Any, places: Any, pitch: float, picture: float, boundary: float) -> Any:
    """Return which pixels are kept: those above one threshold, and their neighbours above another."""
    distance = np.hypot(*(places[:, :, None] - places[:, None, :]))
    beside = ((distance > 0) & (distance < 1.2 * pitch)).astype(np.float32)
    bright = charge >= picture
    near = bright.astype(np.float32) @ beside > 0
    return (bright & near) | ((charge >= boundary) & near)


def moments(charge: Any, places: Any) -> Any:
    """Return size, centre, width and length of each image; one without pixels has none."""
    found = np.zeros(len(charge), IMAGE)
    found["pixels"], found["size"] = (charge > 0).sum(axis=1), charge.sum(axis=1)
    weight = charge / np.maximum(charge.sum(axis=1), 1e-9)[:, None]
    x, y = weight @ places[0], weight @ places[1]
    xx, yy = weight @ places[0] ** 2 - x**2, weight @ places[1] ** 2 - y**2
    xy = weight @ (places[0] * places[1]) - x * y
    root = np.sqrt((xx - yy) ** 2 + 4.0 * xy**2)
    found["x"], found["y"] = x, y
    found["length"] = np.sqrt(np.maximum(xx + yy + root, 0.0) / 2.0)
    found["width"] = np.sqrt(np.maximum(xx + yy - root, 0.0) / 2.0)
    return found
