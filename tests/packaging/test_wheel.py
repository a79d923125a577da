"""What travels in the wheel and in the source archive."""

from __future__ import annotations

import tarfile
import zipfile
from configparser import ConfigParser
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT

RING = ("backends", "storage", "ui", "profiles", "resources")


@pytest.mark.parametrize("folder", RING)
def test_ring_folder_is_a_link_inside_the_namespace(folder: str) -> None:
    link = CHECKOUT / "parisana" / folder
    assert link.is_symlink()
    assert link.readlink() == Path("..") / folder


def test_every_folder_with_code_is_a_listed_package() -> None:
    config = ConfigParser()
    config.read(CHECKOUT / "setup.cfg", encoding="utf-8")
    listed = set(config["options"]["packages"].split())
    inner = {path.parent for path in (CHECKOUT / "parisana").rglob("*.py")}
    outer = {CHECKOUT / "parisana" / path.parent.relative_to(CHECKOUT) for top in RING for path in _code(top)}
    found = {".".join(folder.relative_to(CHECKOUT).parts) for folder in inner | outer}
    assert found <= listed


def _code(top: str) -> list[Path]:
    return list((CHECKOUT / top).rglob("*.py"))


@pytest.mark.xdist_group("packaging")
def test_wheel_installs_nothing_but_parisana(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in _names(wheel)}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"parisana"}


@pytest.mark.xdist_group("packaging")
def test_wheel_carries_every_file_of_the_ring_and_of_the_house(wheel: Path) -> None:
    there = _names(wheel)
    assert _wanted() - there == set()


@pytest.mark.xdist_group("packaging")
def test_source_archive_is_the_tree_of_the_checkout(archives: Path) -> None:
    (archive,) = archives.glob("*.tar.gz")
    with tarfile.open(archive) as tar:
        names = {name.partition("/")[2] for name in tar.getnames()}
    assert {"setup.cfg", "pyproject.toml", "LICENSE", "README.md", "backends/__init__.py"} <= names
    assert not any(name.startswith("parisana/backends") for name in names)


def _names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def _wanted() -> set[str]:
    """Name each source and data file, as it should be called in the wheel."""
    inner = [path.relative_to(CHECKOUT) for path in (CHECKOUT / "parisana").rglob("*") if path.is_file()]
    ring = [Path("parisana") / path.relative_to(CHECKOUT) for top in RING for path in (CHECKOUT / top).rglob("*")]
    files = [path for path in [*inner, *ring] if (CHECKOUT / path).is_file() and "__pycache__" not in path.parts]
    return {path.as_posix() for path in files}
