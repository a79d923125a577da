from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parisana.core.results.fitstable import read_tables
from parisana.errors import InputError


def block(cards: list[str]) -> bytes:
    text = "".join(card.ljust(80) for card in [*cards, "END"])
    return text.ljust(-(-len(text) // 2880) * 2880).encode()


def store(rows: list[tuple[int, str, float, bool]]) -> bytes:
    data = b"".join(
        struct.pack(">q8sd?", run, name.encode(), ra, True)[:-1] + (b"T" if ok else b"F") for run, name, ra, ok in rows
    )
    head = block(["SIMPLE  =                    T", "BITPIX  =                    8", "NAXIS   =                    0"])
    table = block(
        [
            "XTENSION= 'BINTABLE'",
            "BITPIX  = 8",
            "NAXIS   = 2",
            "NAXIS1  = 25",
            f"NAXIS2  = {len(rows)} / rows",
            "PCOUNT  = 0",
            "GCOUNT  = 1",
            "TFIELDS = 4",
            "EXTNAME = 'OBS_INDEX'",
            "TTYPE1  = 'OBS_ID'",
            "TFORM1  = '1K'",
            "TTYPE2  = 'OBJECT'",
            "TFORM2  = '8A'",
            "TTYPE3  = 'RA_PNT'",
            "TFORM3  = 'D'",
            "TTYPE4  = 'GOOD'",
            "TFORM4  = 'L'",
        ]
    )
    return head + table + data.ljust(-(-len(data) // 2880) * 2880, b"\0")


GOOD = store([(23523, "Crab", 83.6, True), (23526, "O'Neill", 1.0, False)])


def test_columns_are_read() -> None:
    (table,) = read_tables(GOOD, "a.fits")
    assert (table.name, table.rows) == ("OBS_INDEX", 2)
    assert table.columns == {
        "OBS_ID": [23523, 23526],
        "OBJECT": ["Crab", "O'Neill"],
        "RA_PNT": [83.6, 1.0],
        "GOOD": [True, False],
    }


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "begin with SIMPLE"),
        (b"hello" * 1000, "begin with SIMPLE"),
        (GOOD[:4000], "no end"),
        (GOOD[:5800], "ends before its data"),
        (GOOD.replace(b"NAXIS1  = 25", b"NAXIS1  = 24"), "do not fit"),
        (GOOD.replace(b"NAXIS2  = 2 ", b"NAXIS2  = x "), "NAXIS2 is not a number"),
        (GOOD.replace(b"TFORM3  = 'D'", b"TFORM3  = 'Z'"), "TFORM3 is not known"),
        (GOOD.replace(b"NAXIS2  = 2 ", b"NAXIS2  = -2"), "size is negative"),
    ],
)
def test_broken_files_are_named(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        read_tables(data, "a.fits")
    assert caught.value.file == "a.fits"


@settings(max_examples=300)
@given(
    st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=12)), min_size=1, max_size=6),
    st.integers(0, len(GOOD)),
)
def test_no_bytes_break_the_reader(changes: list[tuple[int, bytes]], length: int) -> None:
    data = bytearray(GOOD)
    for place, new in changes:
        data[place : place + len(new)] = new
    for candidate in (bytes(data), bytes(data[:length])):
        try:
            read_tables(candidate, "a.fits")
        except InputError as error:
            assert error.file == "a.fits"
