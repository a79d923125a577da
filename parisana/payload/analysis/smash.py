"""Smash: what the telescopes record of the showers: trigger, camera images, and their parameters."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from .camera import Camera, parametrise
from .job import BadInput, Job, Json
from .kaskade import SHOWER
from .rows import row_of
from .seeds import generator

#: Photoelectrons for each photon that meets the mirror.
EFFICIENCY = 0.1
#: The pool of light is flat to here (m, at the zenith), and falls with this length beyond.
POOL, FALL = 120.0, 60.0
#: An emitting region is so much longer than wide.
LENGTH = 2.2
#: Images that are drawn at a time.
BATCH = 2000

EVENT = np.dtype([("shower", "i4"), ("telescopes", "i2"), ("energy", "f4"), ("x", "f4"), ("y", "f4")])


@dataclass(frozen=True, slots=True)
class Telescope:
    """One telescope: where it stands (m), its mirror (m²) and its camera."""

    x: float
    y: float
    mirror: float
    camera: Camera


def phase_1() -> list[Telescope]:
    """Return four telescopes on the corners of a square of 120 m."""
    camera = Camera(pixels=960, pitch=0.16)
    half = 60.0
    return [Telescope(x, y, 107.0, camera) for x, y in ((-half, -half), (half, -half), (half, half), (-half, half))]


def phase_2() -> list[Telescope]:
    """Return the same with the large one in the middle."""
    return [*phase_1(), Telescope(0.0, 0.0, 614.0, Camera(pixels=2048, pitch=0.067))]


LAYOUTS = {"HESSPhase1": phase_1, "HESSPhase2": phase_2}


def run(job: Job) -> Json:
    """Record the showers of one job of Kaskade."""
    made, row, draw = read(job), row_of(job), generator(job)
    layout = LAYOUTS.get(str(job.parameters["production"]["layout"]))
    if layout is None:
        raise BadInput(f"There is no layout {job.parameters['production']['layout']}.")
    array = layout()
    sizes = draw.poisson(np.stack([expected(made, each, float(row["zenith"])) for each in array]))
    hit = sizes >= float(job.get("trigger", 60.0))
    seen = np.flatnonzero(hit.sum(axis=0) >= int(job.get("min_telescopes", 2)))
    images = [record(job, made, each, sizes[n], hit[n], seen, n, draw) for n, each in enumerate(array)]
    np.save(job.output / "images.npy", np.concatenate(images))
    np.save(job.output / "events.npy", events(made, seen, hit))
    return {"showers": len(made), "events": len(seen), "images": sum(map(len, images)), "seed": job.runs[0]}


def read(job: Job) -> Any:
    """Return the showers that one job of Kaskade made."""
    path = job.folder("showers") / "showers.npy"
    try:
        made = np.load(path)
    except (OSError, ValueError) as problem:
        raise BadInput(f"{path} cannot be read: {problem}.") from problem
    if made.dtype != SHOWER:
        raise BadInput(f"{path} holds no showers.")
    return made


def expected(made: Any, telescope: Telescope, zenith: float) -> Any:
    """Return the photoelectrons that a telescope gets of each shower."""
    distance = np.hypot(made["x"] - telescope.x, made["y"] - telescope.y)
    wider = 1.0 / math.cos(math.radians(zenith))
    beyond = np.maximum(distance - POOL * wider, 0.0) / (FALL * wider)
    return made["light"] * np.exp(-beyond) * telescope.mirror * EFFICIENCY


def record(
    job: Job, made: Any, telescope: Telescope, sizes: Any, hit: Any, seen: Any, number: int, draw: np.random.Generator
) -> Any:
    """Return the parameters of a telescope's images of the showers that are recorded."""
    chosen = seen[hit[seen]]
    parts = [
        parametrise(job, telescope.camera, shapes(made[part], telescope), sizes[part], draw)
        for part in (chosen[start : start + BATCH] for start in range(0, max(len(chosen), 1), BATCH))
    ]
    found = np.concatenate(parts)
    found["shower"], found["telescope"] = chosen, number + 1
    return found[found["pixels"] > 0]


def shapes(made: Any, telescope: Telescope) -> dict[str, Any]:
    """Return where each shower's light appears in the camera (deg), how long, how wide, and which way it lies."""
    height = np.maximum(made["height"], 500.0)
    x, y = made["x"] - telescope.x, made["y"] - telescope.y
    width = np.degrees(made["width"] / height)
    return {
        "x": made["off_x"] + np.degrees(np.arctan2(x, height)),
        "y": made["off_y"] + np.degrees(np.arctan2(y, height)),
        "width": width,
        "length": LENGTH * width * (1.0 + np.hypot(x, y) / 300.0),
        "angle": np.arctan2(y, x),
    }


def events(made: Any, seen: Any, hit: Any) -> Any:
    """Return the recorded showers, with their truth."""
    found = np.zeros(len(seen), EVENT)
    found["shower"], found["telescopes"] = seen, hit[:, seen].sum(axis=0)
    for name in ("energy", "x", "y"):
        found[name] = made[name][seen]
    return found
