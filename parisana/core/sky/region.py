"""Regions of the sky: circles and ellipses, as a profile writes them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from parisana.core.measures import quantity
from parisana.core.texts.document import Path, Wrong
from parisana.core.texts.hints import did_you_mean

FRAMES = ("icrs", "galactic")
LENGTHS = {"circle": ("radius",), "ellipse": ("width", "height", "angle")}
#: May be there, and says nothing to a payload.
LABELS = ("name",)


@dataclass(frozen=True, slots=True)
class Region:
    """A circle or an ellipse; all lengths in degrees, an ellipse by its full axes."""

    shape: str
    frame: str
    lon: float
    lat: float
    radius: float | None = None
    width: float | None = None
    height: float | None = None
    angle: float | None = None
    name: str | None = None

    def payload(self) -> dict[str, Any]:
        """Return it as plain numbers; what it is called changes no result."""
        values = ((field.name, getattr(self, field.name)) for field in fields(self) if field.name not in LABELS)
        return {name: value for name, value in values if value is not None}

    def written(self) -> dict[str, str]:
        """Return it as a profile writes it."""
        values = self.payload() | ({"name": self.name} if self.name else {})
        return {name: value if isinstance(value, str) else f"{round(value, 9)!r} deg" for name, value in values.items()}


def position(written: Any) -> dict[str, Any]:
    """Read ``{frame: icrs, lon: 83.633 deg, lat: 22.014 deg}`` into degrees."""
    values = mapping(written, ("frame", "lon", "lat"))
    return {"frame": frame(values), "lon": angle(values, "lon", 0.0, 360.0), "lat": angle(values, "lat", -90.0, 90.0)}


def region(written: Any) -> Region:
    """Read one region of a profile."""
    shape = written.get("shape") if isinstance(written, dict) else None
    if not isinstance(shape, str) or shape not in LENGTHS:
        raise Wrong("A region has a shape: circle or ellipse.", "Write for instance shape: circle.")
    values = mapping(written, ("shape", "frame", "lon", "lat", *LENGTHS[shape]), LABELS)
    label = values.get("name")
    if label is not None and not isinstance(label, str):
        raise Wrong("The name of a region is text.", "Put it in quotes.", ("name",))
    sizes = {name: size(values, name) for name in LENGTHS[shape] if name != "angle"}
    if shape == "ellipse":
        sizes["angle"] = angle(values, "angle", -360.0, 360.0)
    centre = position({name: values[name] for name in ("frame", "lon", "lat")})
    return Region(shape, centre["frame"], centre["lon"], centre["lat"], name=label or None, **sizes)


def regions(written: Any) -> list[Region]:
    """Read the list of regions of a profile."""
    if not isinstance(written, list):
        raise Wrong("A list of regions is expected here.", "Write each region after a dash.")
    return [at(index, entry) for index, entry in enumerate(written)]


def at(index: int, entry: Any) -> Region:
    """Read one of several regions."""
    try:
        return region(entry)
    except Wrong as wrong:
        raise Wrong(wrong.message, wrong.hint, (index, *wrong.path)) from wrong


def mapping(written: Any, names: tuple[str, ...], may: tuple[str, ...] = ()) -> dict[str, Any]:
    """Check that these keys are there and no others but those that may be."""
    if not isinstance(written, dict):
        raise Wrong(f"The keys {', '.join(names)} are expected here.")
    for name in written:
        if name not in (*names, *may):
            raise Wrong(f"There is no key {name} here.", did_you_mean(name, (*names, *may)), (name,))
    for name in names:
        if name not in written:
            raise Wrong(f"The key {name} is missing.", f"Needed are {', '.join(names)}.", (name,))
    return written


def frame(values: dict[str, Any]) -> str:
    """Read the name of the frame."""
    name = values["frame"]
    if name not in FRAMES:
        raise Wrong(f"There is no frame {name!r}.", f"Known are: {', '.join(FRAMES)}.", ("frame",))
    return str(name)


def angle(values: dict[str, Any], name: str, low: float, high: float) -> float:
    """Read an angle in degrees within a range."""
    path: Path = (name,)
    if not isinstance(values[name], str):
        raise Wrong("This angle has no unit.", quantity.example("deg"), path)
    try:
        value = quantity.parse(values[name], "deg")
    except Wrong as wrong:
        raise Wrong(wrong.message, wrong.hint, path) from wrong
    if not low <= value <= high:
        raise Wrong(f"{name} is {value:g} deg, but must be between {low:g} deg and {high:g} deg.", path=path)
    return value


def size(values: dict[str, Any], name: str) -> float:
    """Read a length on the sky, more than nothing."""
    value = angle(values, name, 0.0, 180.0)
    if value == 0.0:
        raise Wrong(f"The {name} of a region must be more than 0 deg.", path=(name,))
    return value
