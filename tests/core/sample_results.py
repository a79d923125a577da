"""Results as the stages write them, small and made by hand: for tests of what is drawn."""

from __future__ import annotations

import gzip
import json
import math
import struct
from typing import Any

SIDE, PIXEL = 40, 0.05
CARDS: dict[str, Any] = {
    "CTYPE1": "RA---TAN", "CTYPE2": "DEC--TAN", "CRVAL1": 83.633, "CRVAL2": 22.014, "CRPIX1": 20.5, "CRPIX2": 20.5,
    "CDELT1": -PIXEL, "CDELT2": PIXEL,
}  # fmt: skip


def card(name: str, value: object) -> bytes:
    """Return one line of a header."""
    said = f"'{value:<8}'" if isinstance(value, str) else f"{'T' if value is True else value:>20}"
    return f"{name:<8}= {said}".ljust(80).encode()


def image(values: list[float], width: int = SIDE, form: str = "d", **cards: Any) -> bytes:
    """Return a FITS file with one image; ``cards`` replace those of its header, ``None`` leaves one out."""
    bits = {"d": -64, "f": -32, "h": 16, "B": 8}[form]
    told = {"SIMPLE": True, "BITPIX": bits, "NAXIS": 2, "NAXIS1": width, "NAXIS2": len(values) // width, **CARDS}
    lines = [card(name, value) for name, value in {**told, **cards}.items() if value is not None]
    header = b"".join([*lines, b"END".ljust(80)])
    data = struct.pack(f">{len(values)}{form}", *values)
    return header.ljust(-(-len(header) // 2880) * 2880) + data.ljust(-(-len(data) // 2880) * 2880, b"\0")


def bump(x: int, y: int) -> float:
    """Return the significance of a pixel: a source in the middle, waves around it, nothing in one corner."""
    if x + y < 6:
        return math.nan
    far = math.hypot(x - 20, y - 21)
    return 30 * math.exp(-far * far / 8) + math.sin(1.7 * x) + math.cos(2.3 * y)


def significances() -> list[float]:
    """Return the pixels of the map."""
    return [bump(x, y) for y in range(SIDE) for x in range(SIDE)]


def off_source() -> list[float]:
    """Return 1 where a pixel lies off the source."""
    return [float(math.hypot(x - 20, y - 21) > 8) for y in range(SIDE) for x in range(SIDE)]


def run(on: int) -> dict[str, Any]:
    """Return what a slice says of a run."""
    histogram = {"max": 0.2, "on": [on // 2, on // 3, *[5] * 8], "off": [6] * 10}
    return {"on": on, "off": 130, "alpha": 0.1, "livetime_s": 1560.0, "theta2": histogram}


MERGED: dict[str, Any] = {
    "runs": {str(900001 + at): run(on) for at, on in enumerate((98, 92, 113))},
    "theta2": {"max": 0.2, "on": [150, 80, *[15] * 8], "off": [18] * 10},
    "livetime_s": 4680.0, "on": 303, "off": 390, "alpha": 0.1, "excess": 264.0, "significance": 25.0,
}  # fmt: skip
POINTS = [
    {"e_ref": 0.7, "e_min": 0.5, "e_max": 1.0, "dnde": 8e-11, "dnde_err": 8e-12, "is_ul": False, "sqrt_ts": 12.0},
    {"e_ref": 2.0, "e_min": 1.0, "e_max": 4.0, "dnde": 7e-12, "dnde_err": 9e-13, "is_ul": False, "sqrt_ts": 9.0},
    {"e_ref": 8.0, "e_min": 4.0, "e_max": 16.0, "dnde": 1e-14, "dnde_err": 9e-14, "dnde_ul": 4e-13, "is_ul": True},
]
SPECTRUM: dict[str, Any] = {
    "model": "ECPL", "fitted": {"index": 2.4, "norm": 3.7e-11, "lambda": 0.06}, "flux_points": POINTS,
    "errors": {"index": 0.1, "norm": 2e-12, "lambda": 0.02}, "injected": {"index": 2.39, "norm": 3.76e-11},
}  # fmt: skip
#: Two runs in the night of 2004-11-15, one in that of 2004-12-10, which is not significant. Times are MJDs.
LIGHT_CURVE: dict[str, Any] = {
    "energy_min_tev": 1.0, "confidence": 95.0,
    "rows": [
        {"runs": [900001 + at], "time_min": day, "time_max": day + 0.0208, "on": 98, "off": 130, "alpha": 0.1,
         "livetime_s": 1560.0, "flux": flux, "flux_err": error, "flux_ul": flux + 2 * error, "sqrt_ts": flux / error,
         "is_ul": flux < 2 * error}
        for at, (day, flux, error) in enumerate([(53324.0, 2.4e-11, 3e-12), (53324.03, 2.0e-11, 3e-12),
                                                 (53349.0, 2e-12, 4e-12)])
    ],
}  # fmt: skip
SPECTRUM["light_curve"] = LIGHT_CURVE
COUNTED = ("runs", "on", "off", "alpha", "livetime_s")
ENERGY = [0.5 * 1.3**step for step in range(14)]
CURVE: dict[str, Any] = {
    "flux": {
        "energy": ENERGY, "dnde": [3.7e-11 * e**-2.4 for e in ENERGY], "low": [3.3e-11 * e**-2.5 for e in ENERGY],
        "high": [4.1e-11 * e**-2.3 for e in ENERGY], "injected": [3.76e-11 * e**-2.39 for e in ENERGY],
    },
    "counts": {"low": [0.5, 1.0], "high": [1.0, 2.0], "excess": [60.0, 30.0], "error": [8.0, 6.0],
               "expected": [52.0, 33.0]},
}  # fmt: skip


def files(**changes: Any) -> dict[str, bytes]:
    """Return all files of a production that is done; changes by the name before its dot, ``None`` leaves one out."""
    told = {"merging": MERGED, "spectrum": SPECTRUM, "curve": CURVE, "target": {"name": "Crab Nebula"},
            "summary": {**SPECTRUM, **MERGED}, **changes}  # fmt: skip
    made = {f"{name}.json": json.dumps(value).encode() for name, value in told.items() if value is not None}
    maps = {"significance": significances(), "off-source": off_source()}
    return made | {f"{name}.fits.gz": gzip.compress(image(values), mtime=0) for name, values in maps.items()}


def part(number: int) -> dict[str, bytes]:
    """Return what one slice of three has written: the third is still at work."""
    if number > 2:
        return {}
    flux = {name: value for name, value in LIGHT_CURVE["rows"][number - 1].items() if name not in COUNTED}
    assumed = {"index": 2.5, "energy_min_tev": 1.0, "confidence": 95.0}
    runs = {str(900000 + number): {**run((98, 92)[number - 1]), "flux": {**assumed, **flux}}}
    return {"microdst.json": json.dumps({"unit": f"slice-{number:03d}", "runs": runs}).encode()}
