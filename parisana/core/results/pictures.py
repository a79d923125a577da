"""Whether the bytes of a picture are whole, before anything tries to draw them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
#: More pixels than this are not drawn: it would take all the memory of a laptop.
MOST_PIXELS = 100_000_000


def png_fault(data: bytes) -> str | None:
    """Say what is wrong with a PNG file; ``None`` when each of its parts is there and as it was written."""
    if not data.startswith(SIGNATURE):
        return "it is not a PNG file, whatever its name says"
    kinds: list[bytes] = []
    for kind, body, checksum in _chunks(data):
        if zlib.crc32(kind + body) != checksum:
            return "a part of it was changed after it was written"
        if kind == b"IHDR" and _pixels(body) > MOST_PIXELS:
            return "it is too large to be shown here"
        kinds.append(kind)
    whole = kinds[:1] == [b"IHDR"] and kinds[-1:] == [b"IEND"] and b"IDAT" in kinds
    return None if whole else "its end is missing"


def svg_fault(data: bytes) -> str | None:
    """Say what is wrong with an SVG drawing: it must be whole, and define no entities of its own."""
    if b"<!ENTITY" in data:
        return "it defines entities of its own, which no program of ours writes"
    return None if b"<svg" in data and data.rstrip().endswith(b"</svg>") else "its end is missing"


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes, int]]:
    """Yield kind, content and checksum of every part that is there as a whole."""
    at = len(SIGNATURE)
    while at + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        if at + 12 + length > len(data):
            return
        (checksum,) = struct.unpack_from(">I", data, at + 8 + length)
        yield kind, data[at + 8 : at + 8 + length], checksum
        at += 12 + length


def _pixels(header: bytes) -> int:
    width, height = struct.unpack_from(">II", header) if len(header) >= 8 else (0, 0)
    return int(width) * int(height)
