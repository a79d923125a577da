"""Runs of data stores and of the bookkeeping, on good days and on bad ones."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from parisana.app.session import Session
from parisana.bookkeeping.values.records import RunRecord
from parisana.core.measures.instants import day
from parisana.core.runs.observation import Search
from parisana.core.runs.run_list import write
from parisana.errors import InputError

CRAB = (83.633, 22.014, 2.5)
#: How a column is laid down: its form in the header, and for ``struct``.
LAYOUT = {int: ("K", ">q"), float: ("D", ">d"), str: ("20A", "20s")}
Columns = Mapping[str, Sequence[int] | Sequence[float] | Sequence[str]]
GOOD: Columns = {
    "OBS_ID": [5, 3, 4],
    "RA_PNT": [83.633, math.nan, 83.633],
    "DEC_PNT": [22.514, 22.0, 21.514],
    "ZEN_PNT": [46.0, 47.0, 60.0],
    "TSTART": [0.0, 86400.0, 172800.0],
    "LIVETIME": [1600.0, 1600.0, 1700.0],
    "TELLIST": ["1,2,3,4", "1,2,3,4", "1,2,4"],
    "N_TELS": [4, 4, 3],
    "QUALITY": [0, 0, 1],
    "OBJECT": ["Crab Nebula", "Crab Nebula", "Crab Nebula"],
}
HDUS: Columns = {"OBS_ID": [5], "HDU_TYPE": ["events"], "FILE_DIR": ["."], "FILE_NAME": ["5.fits"]}


def card(name: str, value: str | int | float) -> str:
    text = f"'{value}'" if isinstance(value, str) else ("T" if value is True else str(value))
    return f"{name:<8}= {text}".ljust(80)


def block(data: bytes, fill: bytes) -> bytes:
    return data + fill * (-len(data) % 2880)


def fits(columns: Columns, **more: str | int | float) -> bytes:
    kinds = [LAYOUT[type(values[0])] for values in columns.values()]
    rows = [
        b"".join(
            struct.pack(form, value.encode() if isinstance(value, str) else value)
            for (_, form), value in zip(kinds, row, strict=True)
        )
        for row in zip(*columns.values(), strict=True)
    ]
    head = [card("XTENSION", "BINTABLE"), card("BITPIX", 8), card("NAXIS", 2), card("NAXIS1", len(rows[0]))]
    head += [card("NAXIS2", len(rows)), card("PCOUNT", 0), card("GCOUNT", 1), card("TFIELDS", len(columns))]
    for number, (name, (form, _)) in enumerate(zip(columns, kinds, strict=True), 1):
        head += [card(f"TTYPE{number}", name), card(f"TFORM{number}", form)]
    head += [card(name, value) for name, value in more.items()]
    primary = card("SIMPLE", True) + card("BITPIX", 8) + card("NAXIS", 0) + "END"
    body = "".join(head) + "END"
    return block(primary.encode(), b" ") + block(body.encode(), b" ") + block(b"".join(rows), b"\0")


def store(folder: Path, columns: Columns) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "obs-index.fits").write_bytes(fits(columns, MJDREFI=53000, MJDREFF=0.0, TIMESYS="UTC"))
    (folder / "hdu-index.fits").write_bytes(fits(HDUS))
    return folder


@pytest.fixture
def session() -> Iterator[Session]:
    made = Session()
    yield made
    made.close()


def test_runs_are_found_and_become_a_run_list(session: Session, tmp_path: Path) -> None:
    found = session.observations.find(store(tmp_path / "store", GOOD), Search(near=CRAB))
    assert [row.run for row in found.rows] == [4, 5]
    assert found.left_out == {"position": 1}
    assert found.rows[1].offset == pytest.approx(0.5)
    assert found.rows[0].started == day("2003-12-29")
    assert write(session.observations.run_list(found.rows)) == "# RunNumber TelescopePattern\n4 22\n5 30\n"


def test_a_run_list_keeps_its_order_and_its_strangers(session: Session, tmp_path: Path) -> None:
    found = session.observations.listed([5, 99, 3], store(tmp_path / "store", GOOD))
    assert [(row.run, row.zenith) for row in found.rows] == [(5, 46.0), (99, None), (3, 47.0)]
    assert found.unknown == {"everything": 1}
    session.book.add_runs([RunRecord(7, "Crab", zenith=46.0)])
    assert [row.zenith for row in session.observations.listed([8, 7]).rows] == [None, 46.0]


def test_a_path_is_relative_to_the_folder_of_the_profile(session: Session, tmp_path: Path) -> None:
    store(tmp_path / "store", GOOD)
    assert session.observations.find("store", folder=tmp_path).total == 3


@pytest.mark.parametrize("gone", [name for name in GOOD if name != "OBS_ID"])
def test_an_index_without_a_column_still_lists_its_runs(session: Session, tmp_path: Path, gone: str) -> None:
    columns = {name: values for name, values in GOOD.items() if name != gone}
    found = session.observations.find(store(tmp_path / "store", columns))
    assert [row.run for row in found.rows] == [3, 4, 5]


def test_what_an_index_does_not_say_cannot_keep_a_run_out(session: Session, tmp_path: Path) -> None:
    path = store(tmp_path / "store", {"OBS_ID": [1, 2]})
    found = session.observations.find(path, Search(zenith_max=45, worst_quality=0, n_tels=4))
    assert (len(found.rows), found.unknown) == (2, {"zenith": 2, "quality": 2, "telescopes": 2})
    assert session.observations.find(path, Search(near=CRAB)).left_out == {"position": 2}


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"RUN": [1]}, "no column OBS_ID"),
        ({"OBS_ID": ["x"]}, "no run numbers"),
        ({"OBS_ID": [1], "ZEN_PNT": ["high"], "QUALITY": ["good"], "TSTART": ["now"], "DATE-OBS": ["x"]}, None),
    ],
)
def test_columns_of_another_kind(session: Session, tmp_path: Path, columns: Columns, words: str | None) -> None:
    path = store(tmp_path / "store", columns)
    if words is None:
        (row,) = session.observations.find(path).rows
        assert (row.zenith, row.quality, row.started) == (None, None, None)
        return
    with pytest.raises(InputError, match=words):
        session.observations.find(path)


def test_a_store_that_cannot_be_read_is_named(session: Session, tmp_path: Path) -> None:
    path = store(tmp_path / "store", GOOD)
    (path / "obs-index.fits").write_bytes(b"SIMPLE  = nonsense")
    with pytest.raises(InputError, match="not a FITS file") as caught:
        session.observations.find(path)
    assert caught.value.file == str(path / "obs-index.fits")
    with pytest.raises(InputError, match="no data store here"):
        session.observations.find(tmp_path / "nowhere")


def test_five_thousand_runs(session: Session, tmp_path: Path) -> None:
    numbers = list(range(1, 5001))
    columns: Columns = {"OBS_ID": numbers, "RA_PNT": [83.633] * 5000, "DEC_PNT": [-90 + 0.036 * n for n in numbers]}
    found = session.observations.find(store(tmp_path / "store", columns), Search(near=CRAB))
    assert [row.run for row in found.rows] == [n for n in numbers if abs(-90 + 0.036 * n - 22.014) <= 2.5]
    assert len(session.observations.slices(found.rows, 20)) == -(-len(found.rows) // 20)


def test_no_run_makes_no_list(session: Session) -> None:
    with pytest.raises(InputError, match="No run fits"):
        session.observations.run_list([])


def test_the_bookkeeping_has_runs_too(session: Session) -> None:
    near = RunRecord(7, "Crab", 83.6, 22.0, 46.0, 1000.0, 1680.0, "1,2,3,4")
    session.book.add_runs([near, RunRecord(8, "Vela", 128.8, -45.2), RunRecord(900001, "Crab", simulated=True)])
    found = session.observations.recorded(Search(near=CRAB))
    assert [(row.run, row.object, row.telescopes, row.ontime) for row in found.rows] == [
        (7, "Crab", (1, 2, 3, 4), 1680)
    ]
    assert found.total == 3
    assert [row.simulated for row in session.observations.recorded(target="Crab").rows] == [False, True]


@pytest.mark.real_data
def test_all_that_the_public_release_says_of_a_run(session: Session, real_data: Path) -> None:
    target = session.observations.target("crab")
    found = session.observations.find(real_data, Search(near=(target.ra, target.dec, 1.0)))
    assert [row.run for row in found.rows] == [23523, 23526]
    row = found.rows[0]
    assert (row.object, row.n_tels, row.telescopes, row.quality, row.events) == (
        "Crab Nebula",
        4,
        (1, 2, 3, 4),
        0,
        7613,
    )
    assert (row.offset, row.offset_lon, row.offset_lat) == pytest.approx((0.5, 0.0, -0.5), abs=1e-3)
    assert row.started == pytest.approx(day("2004-12-04T22:07:06"), abs=1)
    assert row.muon_efficiency == pytest.approx(0.907, abs=1e-3)


@pytest.mark.real_data
def test_the_table_of_sources_agrees_with_the_public_release(session: Session, real_data: Path) -> None:
    for name in ("Crab Nebula", "PKS 2155-304", "Kepler SNR", "NGC 253"):
        target = session.observations.target(name)
        runs = [run for run in session.observations.find(real_data).rows if run.object == name]
        found = session.observations.find(real_data, Search(near=(target.ra, target.dec, 2.5)))
        assert {run.run for run in runs} == {run.run for run in found.rows}
        for row in found.rows:
            own = next(run for run in runs if run.run == row.run)
            assert row.offset == pytest.approx(own.offset, abs=0.01)
