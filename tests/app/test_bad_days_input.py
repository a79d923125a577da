"""Profiles, sites, run lists and stores that cannot be used: a sentence with place and hint, and nothing recorded."""

from __future__ import annotations

import struct
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from parisana.app.session import Session
from parisana.errors import InputError, Outdated

from .toy import Toy

Spoil = Callable[[Toy], Path]


def block(cards: list[str]) -> bytes:
    """Return a header of a FITS file."""
    text = "".join(card.ljust(80) for card in [*cards, "END"])
    return text.ljust(-(-len(text) // 2880) * 2880).encode()


def table(columns: dict[str, str], rows: list[bytes]) -> bytes:
    """Return a FITS file with one table."""
    data = b"".join(rows)
    cards = []
    for number, (name, form) in enumerate(columns.items(), 1):
        cards += [f"TTYPE{number}  = '{name}'", f"TFORM{number}  = '{form}'"]
    width = len(rows[0])
    head = ["XTENSION= 'BINTABLE'", "BITPIX  = 8", "NAXIS   = 2", f"NAXIS1  = {width}", f"NAXIS2  = {len(rows)}"]
    first = block(
        ["SIMPLE  =                    T", "BITPIX  =                    8", "NAXIS   =                    0"]
    )
    frame = block([*head, "PCOUNT  = 0", "GCOUNT  = 1", f"TFIELDS = {len(columns)}", *cards])
    return first + frame + data.ljust(-(-len(data) // 2880) * 2880, b"\0")


def with_store(toy: Toy, runs: list[int]) -> Path:
    """Write a data store that holds the runs 1 and 2, the file of 2 being lost, and a profile that reads it."""
    path = toy.root / "config/parisana/suites/toy.yaml"
    suite = yaml.safe_load(path.read_text())
    make = suite["stages"][0]
    make["parameters"].append({"name": "store", "title": "Data store", "type": "path", "default": "store"})
    make["inputs"] = [{"name": "store", "store": "make.store"}]
    path.write_text(yaml.safe_dump(suite))
    store = toy.root / "store"
    store.mkdir()
    (store / "run-1.fits").write_bytes(b"events")
    hdus = [struct.pack(">q8s8s12s", run, b"events", b".", f"run-{run}.fits".encode()) for run in (1, 2)]
    columns = {"OBS_ID": "1K", "HDU_TYPE": "8A", "FILE_DIR": "8A", "FILE_NAME": "12A"}
    (store / "hdu-index.fits").write_bytes(table(columns, hdus))
    (store / "obs-index.fits").write_bytes(table({"OBS_ID": "1K"}, [struct.pack(">q", run) for run in (1, 2)]))
    return toy.profile(runs)


def missing_run(toy: Toy) -> Path:
    """Ask for a run that the store does not have."""
    return with_store(toy, [1, 5])


def missing_events(toy: Toy) -> Path:
    """Ask for a run whose file was lost."""
    return with_store(toy, [1, 2])


def no_store(toy: Toy) -> Path:
    """Name a folder that is not there."""
    profile = with_store(toy, [1])
    (toy.root / "store").rename(toy.root / "elsewhere")
    return profile


def torn_store(toy: Toy) -> Path:
    """Tear the index of the store."""
    profile = with_store(toy, [1])
    index = toy.root / "store" / "obs-index.fits"
    index.write_bytes(index.read_bytes()[:4000])
    return profile


def packed_store(toy: Toy) -> Path:
    """Tear a compressed index of the store."""
    profile = with_store(toy, [1])
    (toy.root / "store" / "obs-index.fits.gz").write_bytes(b"\x1f\x8b\x08\x00torn")
    return profile


def newer_profile(toy: Toy) -> Path:
    """Write the profile with a later version of the program."""
    return toy.profile(parisana="profile/2")


def newer_site(toy: Toy) -> Path:
    """Write the site with a later version of the program."""
    toy.site(parisana="site/7")
    return toy.profile()


def newer_suite(toy: Toy) -> Path:
    """Write the suite with a later version of the program."""
    path = toy.root / "config/parisana/suites/toy.yaml"
    path.write_text(path.read_text().replace("suite/1", "suite/3"))
    return toy.profile()


@pytest.mark.parametrize(
    ("spoil", "what", "where"),
    [
        (lambda toy: toy.profile([]), "run list is empty", "toy.yaml:8"),
        (lambda toy: toy.profile([1, 2, 1]), "The run 1 is", "toy.yaml:11"),
        (missing_run, "The run 5 is not in the data store", "store"),
        (missing_events, "The events of the run 2 are missing", "store"),
        (no_store, "There is no data store here", "store"),
        (torn_store, "not a FITS file that can be read", "store/obs-index.fits"),
        (packed_store, "cannot be read", "store/obs-index.fits.gz"),
        (newer_profile, "profile/2", "toy.yaml:1"),
        (newer_site, "site/7", "sites/toyland.yaml:1"),
        (newer_suite, "suite/3", "suites/toy.yaml:1"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(
    toy: Toy, session: Session, spoil: Spoil, what: str, where: str
) -> None:
    with pytest.raises(InputError, match=what) as caught:
        session.submit(session.plan(spoil(toy)))
    error = caught.value
    assert error.hint, "what to do"
    assert where in error.place, "where it is"
    assert isinstance(error, Outdated) == ("newer" in getattr(spoil, "__name__", ""))
    assert session.productions() == [] and not toy.starts()


def test_the_store_is_good_where_it_is_whole(toy: Toy, session: Session) -> None:
    assert len(session.plan(with_store(toy, [1])).plan.jobs) == 3
