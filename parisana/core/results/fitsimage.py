"""The image of a FITS file, from its bytes: pixels, and where they lie on the sky.

What is read: the first image of two dimensions (others of length one), all number types, scaling, blanks, and the
gnomonic projection (FITS Standard 4.0, sections 4.4 and 8; Paper II of the World Coordinate System).
"""

from __future__ import annotations

import math
import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from parisana.core.sky.tangent import TangentPlane
from parisana.errors import InputError

from .fitstable import BLOCK, Broken, Header, header_of, integer, size_of

#: BITPIX, and the code of such numbers in ``array``.
CODES = {8: "B", 16: "h", 32: "i", 64: "q", -32: "f", -64: "d"}
MOST_PIXELS = 16_000_000
#: How much the two sides of a pixel may differ, and the terms that turn it.
SQUARE = 1e-6
HINT = "Copy it again, or let its job make it anew."


@dataclass(frozen=True, slots=True)
class SkyImage:
    """Pixels row by row from the south on; what is not known is not a number."""

    width: int
    height: int
    values: Sequence[float]
    plane: TangentPlane
    unit: str = ""

    def at(self, x: int, y: int) -> float:
        """Return a pixel's value."""
        return float(self.values[y * self.width + x])

    @property
    def peak(self) -> tuple[float, float, float]:
        """The largest value, and the direction in which it lies."""
        value, place = max(((value, at) for at, value in enumerate(self.values) if math.isfinite(value)),
                           default=(math.nan, 0))  # fmt: skip
        return (value, *self.plane.to_sky(place % self.width, place // self.width))


def read_image(data: bytes, file: str) -> SkyImage:
    """Read the first image of a file; one that lies about itself is refused."""
    try:
        header, body = _first_image(data)
        width, height = _shape(header)
        return SkyImage(width, height, _pixels(header, body, width * height), _plane(header), header.get("BUNIT", ""))
    except (Broken, UnicodeDecodeError, OverflowError) as error:
        why = error if isinstance(error, Broken) else "a header is no text"
        raise InputError(f"This map cannot be shown: {why}.", hint=HINT, file=file) from error


def _first_image(data: bytes) -> tuple[Header, bytes]:
    if not data.startswith(b"SIMPLE  ="):
        raise Broken("it is not a FITS file")
    start = 0
    while start < len(data):
        header, body = header_of(data, start)
        size = size_of(header)
        if body + size > len(data):
            raise Broken("it ends before its pixels do")
        if integer(header, "NAXIS") >= 2 and header.get("XTENSION", "IMAGE") == "IMAGE":
            return header, data[body : body + size]
        start = body + -(-size // BLOCK) * BLOCK
    raise Broken("it holds no image")


def _shape(header: Header) -> tuple[int, int]:
    width, height, *others = (integer(header, f"NAXIS{axis}") for axis in range(1, integer(header, "NAXIS") + 1))
    if any(other != 1 for other in others):
        raise Broken("it is a cube, not an image")
    if width < 1 or height < 1 or width * height > MOST_PIXELS:
        raise Broken(f"its size of {width} × {height} pixels is out of range")
    return width, height


def _pixels(header: Header, data: bytes, number: int) -> Sequence[float]:
    code = CODES.get(kind := integer(header, "BITPIX"))
    if code is None:
        raise Broken(f"BITPIX cannot be {kind}")
    raw = array(code, data[: number * abs(kind) // 8])
    if len(raw) != number:
        raise Broken("it ends before its pixels do")
    if sys.byteorder == "little":
        raw.byteswap()
    scale, zero = _number(header, "BSCALE", 1.0), _number(header, "BZERO", 0.0)
    if kind < 0 and (scale, zero) == (1.0, 0.0):
        return raw
    blank = integer(header, "BLANK") if "BLANK" in header and kind > 0 else None
    return array("d", _scaled(raw, scale, zero, blank))


def _scaled(raw: Iterable[float], scale: float, zero: float, blank: int | None) -> Iterator[float]:
    for value in raw:
        yield math.nan if value == blank else value * scale + zero


def _plane(header: Header) -> TangentPlane:
    """Return where the pixels lie: right ascension and declination, gnomonic, square pixels, north up."""
    if (header.get("CTYPE1"), header.get("CTYPE2")) != ("RA---TAN", "DEC--TAN"):
        raise Broken("it is not a gnomonic image in right ascension and declination")
    ra, dec = _number(header, "CRVAL1"), _number(header, "CRVAL2")
    across, up = _step(header, 1), _step(header, 2)
    turned = any(abs(_turn(header, name)) > SQUARE * abs(up) for name in ("CD1_2", "CD2_1", "PC1_2", "PC2_1"))
    if turned or up <= 0 or abs(across + up) > SQUARE * up:
        raise Broken("its pixels are not square with north up and east at the left")
    if not abs(dec) <= 90:
        raise Broken(f"its declination of {dec:g} deg does not exist")
    return TangentPlane(ra % 360, dec, up, _number(header, "CRPIX1") - 1, _number(header, "CRPIX2") - 1)


def _step(header: Header, axis: int) -> float:
    if f"CD{axis}_{axis}" in header:
        return _number(header, f"CD{axis}_{axis}")
    return _number(header, f"CDELT{axis}") * _number(header, f"PC{axis}_{axis}", 1.0)


def _turn(header: Header, name: str) -> float:
    return _number(header, name, 0.0)


def _number(header: Header, name: str, default: float | None = None) -> float:
    text = header.get(name, "" if default is None else str(default)).replace("D", "E")
    try:
        value = float(text)
    except ValueError:
        raise Broken(f"{name} is not a number") from None
    if not math.isfinite(value):
        raise Broken(f"{name} is not a number")
    return value
