"""The ways to the Grid: the same profile with another word after ``site:``, any kind of elements, areas anywhere.

ARC and the storages are real, the other elements stand-ins. All of them know one person's certificate.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.contract.grid import CONDORS, ELEMENTS, SERVERS
from tests.standins.batch.engine import Engine
from tests.standins.batch.face import install

from . import gridftp, srm
from .arc import Arc
from .authority import Authority
from .errands import run_for_others
from .gridftp import GridFTP
from .srm import SRM
from .ways import CHECKOUT, SITE
from .xrootd import XRootD

VO = {"vo": "vo.hess-experiment.eu"}
#: Areas that lie on storages; the Working area is a folder.
AREAS = ("dst", "results")
#: A runtime environment of the real element, whose jobs note each start of a payload.
NOTED = "TEST/NOTED"


@dataclass(frozen=True, slots=True)
class System:
    """One kind of elements, as its site file says it."""

    title: str
    backend: str
    settings: Mapping[str, Any]
    face: str = ""
    """The commands of its stand-in; a real one has none."""


SYSTEMS = {
    "arc": System("ARC", "arc", {"runtimes": [NOTED]}),
    "cream": System("CREAM", "cream", {**VO, "elements": list(ELEMENTS)}, "cream"),
    "wms": System("WMS", "cream", {**VO, "use_wms": True, "wms_servers": list(SERVERS)}, "wms"),
    "htcondorce": System("HTCondor-CE", "htcondorce", {"elements": list(CONDORS)}, "htcondorce"),
}


@dataclass(frozen=True, slots=True)
class Stores:
    """The storages of one kind each, and where their files lie on this machine."""

    people: Authority
    xrootd: XRootD
    srm: SRM
    gridftp: GridFTP

    def url(self, kind: str, name: str) -> str:
        """Return where an area lies."""
        spelled = {"xrootd": self.xrootd.url, "srm": self.srm.url, "gridftp": self.gridftp.url}
        return spelled[kind](f"/{name}")

    def path(self, url: str) -> Path:
        """Return where a URL's file lies."""
        found = {"root": self.xrootd.path, "srm": self.srm.element.file, "gsiftp": self.gridftp.path}
        return found[url.partition("://")[0]](url)


@contextmanager
def stores(people: Authority, xrootd: XRootD) -> Iterator[Stores]:
    """Run all of them for people with certificates of an authority."""
    with srm.known(xrootd, people) as element, gridftp.known(people) as server:
        yield Stores(people, xrootd, element, server)


@dataclass(frozen=True, slots=True)
class Place:
    """A home from which the program goes one of the ways."""

    home: Path
    environment: Mapping[str, str]
    """What the program finds, besides its home."""
    areas: Mapping[str, str]
    ledger: Path

    def profile(self, name: str) -> Path:
        """Return a shipped profile with the Grid as its site."""
        shipped = (CHECKOUT / "profiles" / f"{name}.yaml").read_text(encoding="utf-8")
        path = self.home / f"{name}.yaml"
        path.write_text(shipped.replace("site: Unix", "site: Grid"), encoding="utf-8")
        return path

    def taken(self) -> int:
        """Return how many jobs the stand-in itself has taken."""
        with Engine(self.home / "standin/state").state() as state:
            return sum(len(submission["tasks"]) for submission in state["jobs"].values())


@contextmanager
def reached(
    name: str, kinds: tuple[str, str], home: Path, known: Stores, arc: Arc | None = None, python: Path | None = None
) -> Iterator[Place]:
    """Yield a place of one way; the real element needs itself, and the Python of the analysis."""
    areas = {area: known.url(kind, f"{home.name}/{name}/{area}") for area, kind in zip(AREAS, kinds, strict=True)}
    environment = {"PARISANA_SITES": str(home), **known.people.environment}
    with ExitStack() as stack:
        if arc is None or python is None:
            changes = _on_stand_in(SYSTEMS[name], home, known.people)
            environment["PATH"] = f"{home / 'standin/bin'}:{os.environ['PATH']}"
            ledger = home / "ledger"
        else:
            errands = stack.enter_context(run_for_others(python, arc.common()))
            changes, ledger = _on_arc(arc, errands.client), errands.folder / "ledger"
        _write_site(name, home, {area: (kind, areas[area]) for area, kind in zip(AREAS, kinds, strict=True)}, changes)
        yield Place(home, environment, areas, ledger)


def _on_stand_in(system: System, home: Path, people: Authority) -> dict[str, Any]:
    """Install its commands; return what its site says besides."""
    install(home / "standin", system.face)
    with Engine(home / "standin/state").state() as state:
        state["node"] = {"PARISANA_LEDGER": str(home / "ledger"), **people.environment}
    return {"settings": dict(system.settings)}


def _on_arc(arc: Arc, python: Path) -> dict[str, Any]:
    """Let the element's jobs note what they start; return what its site says besides."""
    ledger = python.with_name("ledger")
    ledger.touch()
    ledger.chmod(0o666)
    script = arc.folder / "control/rte/enabled" / NOTED
    script.parent.mkdir(exist_ok=True)
    script.write_text(f"export PARISANA_LEDGER={ledger}\n")
    settings = {"services": [arc.url], **SYSTEMS["arc"].settings}
    return {"settings": settings, "environment": {"kind": "none", "python": str(python)}}


def _write_site(name: str, home: Path, areas: Mapping[str, tuple[str, str]], changes: Mapping[str, Any]) -> None:
    site = yaml.safe_load(SITE.read_text(encoding="utf-8"))
    site["areas"] |= {area: {"storage": kind, "path": url} for area, (kind, url) in areas.items()}
    site.update(name="Grid", title=SYSTEMS[name].title, backend=SYSTEMS[name].backend, **changes)
    (home / "Grid.yaml").write_text(yaml.safe_dump(site, sort_keys=False), encoding="utf-8")
