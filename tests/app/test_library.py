from __future__ import annotations

from pathlib import Path

import pytest

from parisana.app.ground import library
from parisana.app.planning.store_index import open_store
from parisana.core.sites.overrides import configure
from parisana.errors import InputError
from tests.core.sample_texts import PROFILE, SITE


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def put(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_what_ships_is_valid() -> None:
    sites = {"Unix", "Lyon", "Slurm", "SSH", "Distributed-Grid", "HTCondor-CE"}
    assert {entry.name for entry in library.entries("site")} == sites
    profiles = {"crab-local", "crab-mini", "crab-hess-dr1", "showers-local"}
    assert {entry.name for entry in library.entries("profile")} == profiles
    for entry in library.entries("site"):
        library.load_site(entry.name)
    for entry in library.entries("profile"):
        profile, document = library.load_profile(entry.name)
        suite, _ = library.load_suite(profile.suite)
        assert not profile.settled(suite, document).problems
        configure(library.site_document(profile.site), profile.overrides, document)


def test_a_name_is_found_in_the_order_of_the_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def title() -> str:
        return library.load_site("Here", [tmp_path / "first"])[0].title

    put(tmp_path / "config/parisana/sites/Here.yaml", SITE.replace("This machine", "mine"))
    assert title() == "mine"
    put(tmp_path / "two/Here.yaml", SITE.replace("This machine", "environment"))
    monkeypatch.setenv("PARISANA_SITES", f"{tmp_path / 'one'}:{tmp_path / 'two'}")
    assert title() == "environment"
    put(tmp_path / "first/Here.yaml", SITE.replace("This machine", "option"))
    assert title() == "option"


def test_a_title_leads_to_its_site() -> None:
    assert library.load_site("distributed grid")[0].backend == "cream"


def test_a_profile_is_found_in_this_folder_among_other_files(tmp_path: Path) -> None:
    put(tmp_path / "mine.yaml", PROFILE)
    put(tmp_path / "other.yaml", "flux: 5\n")
    assert library.load_profile("mine")[1].file == str(tmp_path / "mine.yaml")
    assert "other" not in {entry.name for entry in library.entries("profile")}


def fault(name: str) -> InputError:
    with pytest.raises(InputError) as caught:
        library.load_profile(name)
    return caught.value


def test_files_that_cannot_be_read_are_explained(tmp_path: Path) -> None:
    put(tmp_path / "crab.yaml", PROFILE)
    assert fault("crab-loca").hint == "Did you mean crab-local?"
    assert fault("./crb.yaml").hint == "Did you mean crab.yaml?"
    assert fault("./crb.yaml").file == "crb.yaml"
    (tmp_path / "folder.yaml").mkdir()
    assert "folder, not a file" in fault("./folder.yaml").message
    put(tmp_path / "latin.yaml", b"parisana: profile/1\nname: caf\xe9\n")
    assert (fault("./latin.yaml").line, fault("./latin.yaml").hint) == (2, "Save the file as UTF-8.")
    assert "cannot be read" in fault("./" + "x" * 5000).message
    assert "cannot be read" in fault("./a\0b").message


def test_a_file_of_someone_else_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    put(tmp_path / "closed.yaml", PROFILE)
    monkeypatch.setattr(Path, "read_bytes", refuse)  # root, who runs the tests in a container, may read everything
    assert "may not read" in fault("./closed.yaml").message


def test_saving_replaces_the_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "crab.yaml"
    library.save(path, "one\n")
    library.save(path, "two\n")
    assert path.read_text() == "two\n"
    assert path.stat().st_mode & 0o777 == 0o644
    assert [entry.name for entry in path.parent.iterdir()] == ["crab.yaml"]


def test_saving_through_a_link_keeps_the_link(tmp_path: Path) -> None:
    target = put(tmp_path / "real.yaml", "old\n")
    link = tmp_path / "link.yaml"
    link.symlink_to(target)
    library.save(link, "new\n")
    assert link.is_symlink()
    assert target.read_text() == "new\n"


def test_a_failed_save_leaves_what_was_there(tmp_path: Path) -> None:
    path = put(tmp_path / "crab.yaml", "old\n")
    with pytest.raises(InputError, match="cannot be written"):
        library.save(path / "below.yaml", "new\n")
    (tmp_path / "folder.yaml" / "full").mkdir(parents=True)
    with pytest.raises(InputError, match="cannot be written"):
        library.save(tmp_path / "folder.yaml", "new\n")
    assert path.read_text() == "old\n"
    assert {entry.name for entry in tmp_path.iterdir()} == {"crab.yaml", "folder.yaml"}


def test_a_run_list_lies_beside_its_profile(tmp_path: Path) -> None:
    put(tmp_path / "there/crab.lis", "5 30\n6 30\n")
    put(tmp_path / "there/crab.yaml", PROFILE.replace("{simulate: 4}", "{file: crab.lis}"))
    assert library.profile_runs(*library.load_profile("there/crab.yaml")).numbers == (5, 6)
    put(tmp_path / "there/crab.lis", "5\n5\n")
    with pytest.raises(InputError, match="twice") as caught:
        library.profile_runs(*library.load_profile("there/crab.yaml"))
    assert (caught.value.file, caught.value.line) == (str(tmp_path / "there/crab.lis"), 2)


@pytest.mark.real_data
def test_the_crab_runs_are_found_in_the_real_store(real_data: Path) -> None:
    store = open_store(real_data)
    assert len(store.runs) == 32
    assert store.info(23523).livetime == pytest.approx(1581.737, abs=1e-3)
    assert store.info(23523).object == "Crab Nebula"
    assert store.file_of(23523).name == "hess_dl3_dr1_obs_id_023523.fits.gz"
    with pytest.raises(InputError, match="run 5 is not in the data store"):
        store.file_of(5)


@pytest.mark.real_data
def test_a_store_that_is_damaged_is_named(real_data: Path, tmp_path: Path) -> None:
    for name in ("obs-index", "hdu-index"):
        put(tmp_path / f"{name}.fits.gz", (real_data / f"{name}.fits.gz").read_bytes())
    with pytest.raises(InputError, match="events of the run 23523 are missing"):
        open_store(tmp_path).file_of(23523)
    put(tmp_path / "obs-index.fits.gz", (real_data / "obs-index.fits.gz").read_bytes()[:900])
    with pytest.raises(InputError, match="cannot be read") as caught:
        open_store(tmp_path)
    assert caught.value.file == str(tmp_path / "obs-index.fits.gz")
    (tmp_path / "obs-index.fits.gz").unlink()
    with pytest.raises(InputError, match="has no obs-index"):
        open_store(tmp_path)


def test_a_store_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no data store here") as caught:
        open_store(tmp_path / "nowhere")
    assert "GAMMAPY_DATA" in (caught.value.hint or "")
