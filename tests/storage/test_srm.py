"""SRM on bad days, with the unmodified gfal2 on the endpoint of the tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from parisana.core.jobs.states import Answer
from parisana.errors import StorageError
from parisana.plugins.helper import Helper
from parisana.plugins.storage import Locality
from parisana.storage.gfal import client as gfal_client
from parisana.storage.gfal import helper as gfal_helper
from parisana.storage.gfal.srm import LCGSettings, SRMStorage
from tests.servers.srm import SRM

pytestmark = [pytest.mark.xdist_group("srm"), pytest.mark.server]


class Impatient(SRMStorage):
    """Leaves a silent server after two seconds."""

    patience = 2.0


@pytest.fixture
def area(srm: SRM, tmp_path: Path) -> Iterator[str]:
    """Return an empty folder on the element, which is as it should be at the end."""
    url = srm.url(str(tmp_path / "area"))
    SRMStorage().make(url)
    yield url
    srm.element.no_space = False
    srm.resume()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Return a file to be copied."""
    path = tmp_path / "source"
    path.write_bytes(b"photons" * 1000)
    return path


def test_files_are_brought_from_tape_in_one_request(srm: SRM, area: str, source: Path, tmp_path: Path) -> None:
    storage, urls = SRMStorage(), [f"{area}/run-{number}.fits" for number in range(3)]
    for url in urls:
        storage.put(source, url)
        srm.element.tape.add(srm.element.path(url))
    assert set(storage.localities(urls).values()) == {Locality.NEARLINE}
    before = len(srm.element.calls)
    storage.bring_online(urls)
    assert [call for call in srm.element.calls[before:] if call[0] == "srmBringOnline"] == [("srmBringOnline", 3)]
    assert set(storage.localities(urls).values()) == {Locality.NEARLINE}
    srm.element.mount()
    assert set(storage.localities(urls).values()) == {Locality.ONLINE}
    assert storage.get(urls[0], tmp_path / "back") == storage.checksum(urls[0])


def test_where_the_bytes_lie_is_told(srm: SRM, area: str, source: Path) -> None:
    SRMStorage().put(source, f"{area}/run.fits")
    (replica,) = SRMStorage().replicas(f"{area}/run.fits")
    assert srm.xrootd.path(replica).read_bytes() == source.read_bytes()


def test_a_full_element_is_told_and_nothing_is_left(srm: SRM, area: str, source: Path) -> None:
    srm.element.no_space = True
    with pytest.raises(StorageError):
        SRMStorage().put(source, f"{area}/run.fits")
    assert list(SRMStorage().list(area)) == []


def test_an_element_that_never_answers_is_left(srm: SRM, area: str, source: Path) -> None:
    """What it was asked is not known; when it answers again, all goes on."""
    storage = Impatient(LCGSettings(timeout=10))
    storage.put(source, f"{area}/run.fits")
    srm.hold()
    found = storage.stat(f"{area}/run.fits")
    assert (found.exists, "no answer within" in found.reason) == (Answer.UNKNOWN, True)
    assert storage.locality(f"{area}/run.fits") is Locality.UNKNOWN
    assert storage.writable(area)[0] is Answer.UNKNOWN
    srm.resume()
    assert storage.stat(f"{area}/run.fits").size == 7000


def test_without_a_proxy_nothing_is_known(srm: SRM, area: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X509_USER_PROXY", "/nowhere")
    assert Impatient().stat(f"{area}/run.fits").exists is Answer.UNKNOWN


def test_a_library_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gfal_client, "PYTHONS", ("/nowhere/python3",))
    # A proxy that nobody else names: no helper was started for it. The Python is looked for again, as in a new process.
    monkeypatch.setenv("X509_USER_PROXY", "/nowhere/without-a-library")
    gfal_client._python.cache_clear()
    assert "gfal2 is not installed" in SRMStorage().stat("srm://localhost/x/y").reason
    with pytest.raises(StorageError, match="gfal2 is not installed") as caught:
        SRMStorage().make("srm://localhost/x/y")
    assert "python3-gfal2" in (caught.value.hint or "")


def test_a_python_without_it_says_so(tmp_path: Path) -> None:
    helper = tmp_path / "helper.py"
    text = Path(str(gfal_helper.__file__)).read_text().replace("from __future__", "# from __future__")
    helper.write_text(f"import sys\nsys.modules['gfal2'] = None\n{text}")
    asked = Helper(str(helper), "gfal2", {})
    assert asked.ask({"do": "hello"}, 20.0) == {"missing": "gfal2"}
    asked.end()


@pytest.mark.parametrize("url", ["/plain", "srm://", "srm://host", "root://host//x", "srm://host/a?b", "srm://host/é"])
def test_what_is_no_url_is_told(url: str) -> None:
    assert SRMStorage().stat(url).exists is Answer.UNKNOWN
    with pytest.raises(StorageError, match="SRM"):
        SRMStorage().make(url)
