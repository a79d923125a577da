"""Pictures are looked at before they are drawn."""

from __future__ import annotations

import struct
import zlib

from parisana.core.results.pictures import SIGNATURE, png_fault, svg_fault


def chunk(kind: bytes, body: bytes) -> bytes:
    """Return one part of a PNG file."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int = 1, height: int = 1) -> bytes:
    """Return a small grey picture; with a lying size, only its header."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return SIGNATURE + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")


def test_a_whole_picture_has_no_fault() -> None:
    assert png_fault(png()) is None


def test_a_cut_picture_says_so_wherever_it_was_cut() -> None:
    whole = png()
    assert all(png_fault(whole[:length]) for length in range(len(whole)))


def test_a_changed_picture_says_so() -> None:
    changed = bytearray(png())
    changed[45] ^= 0xFF
    assert png_fault(bytes(changed)) is not None


def test_a_picture_that_would_fill_the_memory_is_not_drawn() -> None:
    assert png_fault(png(100_000, 100_000)) == "it is too large to be shown here"


def test_another_file_under_the_name_of_a_picture() -> None:
    assert "not a PNG" in (png_fault(b"SIMPLE  =                    T") or "")


def test_drawings_are_whole_and_define_no_entities() -> None:
    assert svg_fault(b'<?xml version="1.0"?>\n<svg width="1"></svg>\n') is None
    assert svg_fault(b'<svg width="1"><path d="M0 0') is not None
    assert svg_fault(b'<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg></svg>') is not None
