"""Results sent by SAMP: to a real hub and a real client, both astropy's; and hubs that are not there, or vanish."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from parisana.app.results import samp, sending
from parisana.app.results.plots import Plots, Progress
from parisana.core.results.fitsimage import read_image
from parisana.core.results.significance import counts_of
from parisana.core.results.spectra import spectrum_of
from parisana.errors import InputError, SiteError
from tests.core import sample_results as sample

PROGRAM = Path(__file__).parents[1] / "servers" / "samp_hub.py"
Started = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path: Path, analysis_python: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Started]:
    """Return what starts a hub with a viewer at it; the lock file is one of the test's own."""
    lock, living = tmp_path / "samp.lock", list[subprocess.Popen[str]]()
    monkeypatch.setenv("SAMP_HUB", f"std-lockurl:{lock.as_uri()}")

    def begin(*words: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [analysis_python, "-W", "ignore", PROGRAM, lock, *words],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        living.append(process)
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
        return process

    yield begin
    for process in living:
        process.communicate(timeout=30)


def heard(process: subprocess.Popen[str]) -> dict[str, Any]:
    """Return what the viewer says of the next message."""
    assert process.stdout is not None
    found = json.loads(process.stdout.readline())
    assert isinstance(found, dict)
    return found


@pytest.fixture
def plots() -> Plots:
    """Return the results of a production."""
    runs = tuple(each for run, said in sample.MERGED["runs"].items() if (each := counts_of(run, said)))
    picture = read_image(sample.image(sample.significances()), "map")
    spectrum = spectrum_of(sample.SPECTRUM, sample.CURVE)
    return Plots(7, "crab", "Crab Nebula", Progress(3, 3, 4680.0), runs, {}, spectrum, image=picture)


def test_map_and_tables_arrive_and_are_read_there(start: Started, plots: Plots, tmp_path: Path) -> None:
    viewer = start()
    file = tmp_path / "significance of Crab.fits.gz"
    file.write_bytes(gzip.compress(sample.image(sample.significances()), mtime=0))
    assert [client.name for client in sending.clients(sending.parcel_named("map"))] == ["Viewer"]
    assert sending.send(sending.parcel_named("map"), plots, lambda: file) == ["Viewer"]
    found = heard(viewer)
    assert (found["mtype"], found["shape"], found["peak"]) == ("image.load.fits", [40, 40], sample.bump(20, 21))
    assert found["name"] == "crab, significance map" and found["image-id"] == "parisana-7-map"
    assert sending.send(sending.parcel_named("spectrum"), plots, lambda: file, ["Viewer"]) == ["Viewer"]
    found = heard(viewer)
    assert (found["rows"], found["columns"][0], found["units"][3]) == (3, "Energy", "TeV / (s cm2)")
    assert sending.send(sending.parcel_named("runs"), plots, lambda: file) == ["Viewer"]
    assert heard(viewer)["rows"] == 3
    with pytest.raises(InputError, match="No program named TOPCAT takes this") as caught:
        sending.send(sending.parcel_named("map"), plots, lambda: file, ["TOPCAT"])
    assert caught.value.hint == "These do: Viewer."


def test_a_hub_that_vanishes_is_said_and_one_that_comes_back_is_found(start: Started, plots: Plots) -> None:
    hub = start()
    assert sending.clients(sending.parcel_named("runs"))
    hub.send_signal(signal.SIGKILL)
    hub.wait()
    with pytest.raises(SiteError, match="The SAMP hub does not answer: it is gone"):
        sending.send(sending.parcel_named("runs"), plots, Path)
    assert start("refuse").poll() is None
    with pytest.raises(SiteError, match="Viewer did not take the file: the memory is full"):
        sending.send(sending.parcel_named("runs"), plots, Path)


def test_without_a_hub_nobody_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAMP_HUB", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(SiteError, match="No SAMP hub runs"):
        sending.clients(sending.parcel_named("map"))
    for text in ("", "samp.secret=x\n", "samp.secret=x\nsamp.hub.xmlrpc.url=file:///etc/passwd\n", "\0\xff"):
        (tmp_path / ".samp").write_text(text)
        with pytest.raises(SiteError, match="lock file of the SAMP hub is damaged"):
            sending.clients(sending.parcel_named("map"))


def test_only_what_is_there_is_offered(plots: Plots) -> None:
    assert [parcel.name for parcel in sending.parcels(plots)] == ["map", "spectrum", "fit", "runs"]
    assert sending.parcels(Plots(1, "empty", "", Progress(0, 3, 0.0))) == []


def test_the_user_s_lock_file_is_looked_for_where_the_standard_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMP_HUB", "std-lockurl:file:///some%20where/lock")
    assert samp.lock_file() == Path("/some where/lock")
    monkeypatch.delenv("SAMP_HUB")
    assert samp.lock_file() == Path(os.environ["HOME"]) / ".samp"
