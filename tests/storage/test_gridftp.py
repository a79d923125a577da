"""GridFTP on bad days, with the unmodified gfal2 on a real server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from parisana.core.jobs.states import Answer
from parisana.errors import StorageError
from parisana.plugins.storage import Locality
from parisana.storage.gfal.gridftp import GridFTPStorage
from tests.servers.gridftp import GridFTP

pytestmark = [pytest.mark.xdist_group("gridftp"), pytest.mark.server]


class Impatient(GridFTPStorage):
    """Leaves a silent server after two seconds."""

    patience = 2.0


@pytest.fixture
def area(gridftp: GridFTP, tmp_path: Path) -> Iterator[str]:
    """Return an empty folder on the server, which answers again at the end."""
    url = gridftp.url(str(tmp_path / "area"))
    GridFTPStorage().make(url)
    yield url
    gridftp.resume()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a file to be copied."""
    path = tmp_path / "source"
    path.write_bytes(b"photons" * 1000)
    return path


def test_a_server_that_was_started_again_is_asked_again(gridftp: GridFTP, area: str, source: Path) -> None:
    """What was open to it is closed; nobody notices."""
    storage = GridFTPStorage()
    storage.put(source, f"{area}/run.fits")
    gridftp.restart()
    assert storage.stat(f"{area}/run.fits").size == 7000
    gridftp.restart()
    assert [name for name, _ in storage.list(area)] == ["run.fits"]


def test_a_server_that_never_answers_is_left(gridftp: GridFTP, area: str, source: Path) -> None:
    """What it was asked is not known; when it answers again, all goes on."""
    storage = Impatient()
    storage.put(source, f"{area}/run.fits")
    gridftp.restart()
    gridftp.hold()
    found = storage.stat(f"{area}/run.fits")
    assert (found.exists, "no answer within" in found.reason) == (Answer.UNKNOWN, True)
    assert storage.writable(area)[0] is Answer.UNKNOWN
    gridftp.resume()
    assert storage.stat(f"{area}/run.fits").size == 7000
    assert storage.locality(f"{area}/run.fits") is Locality.ONLINE


def test_without_a_proxy_nothing_is_known(gridftp: GridFTP, area: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X509_USER_PROXY", "/nowhere")
    assert Impatient().stat(f"{area}/run.fits").exists is Answer.UNKNOWN


@pytest.mark.parametrize("url", ["/plain", "gsiftp://", "gsiftp://host", "srm://host/a", "gsiftp://host/a#b"])
def test_what_is_no_url_is_told(url: str) -> None:
    assert GridFTPStorage().stat(url).exists is Answer.UNKNOWN
    with pytest.raises(StorageError, match="GridFTP"):
        GridFTPStorage().make(url)
