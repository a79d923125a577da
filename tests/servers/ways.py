"""The ways to a real cluster: the same profile with another word after ``site:``, and nothing else.

Over SSH the program knows nothing of the batch system: what its commands need stands in the login of the submit host.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.waiting import until

from . import gridengine, slurm
from .sshd import running

CHECKOUT = Path(__file__).resolve().parents[2]
SITE = CHECKOUT / "resources" / "sites" / "Unix.yaml"
GRID_ENGINE = {"memory_resource": "h_vmem", "disk_resource": "h_fsize"}
REACH = {"ssh": True, "host": "submit"}


@dataclass(frozen=True, slots=True)
class Way:
    """One way, as its site file says it."""

    title: str
    backend: str
    settings: Mapping[str, Any]
    over_ssh: bool = False


WAYS = {
    "gridengine-drmaa": Way("Grid Engine, DRMAA", "gridengine", {**GRID_ENGINE, "interface": "drmaa"}),
    "gridengine": Way("Grid Engine, commands", "gridengine", {**GRID_ENGINE, "interface": "commands"}),
    "gridengine-over-ssh": Way("Grid Engine over SSH", "gridengine", GRID_ENGINE, over_ssh=True),
    "slurm": Way("Slurm", "slurm", {"partition": "main"}),
    "slurm-over-ssh": Way("Slurm over SSH", "slurm", {"partition": "main"}, over_ssh=True),
    "ssh": Way("a machine without a batch system, over SSH", "ssh", {"host": "submit"}, over_ssh=True),
}


@dataclass(frozen=True, slots=True)
class Place:
    """A home from which the program goes one of the ways."""

    way: Way
    home: Path
    environment: Mapping[str, str]
    """What the program finds, besides its home."""

    def profile(self, name: str) -> Path:
        """Return a shipped profile with the cluster as its site."""
        shipped = (CHECKOUT / "profiles" / f"{name}.yaml").read_text(encoding="utf-8")
        path = self.home / f"{name}.yaml"
        path.write_text(shipped.replace("site: Unix", "site: Cluster"), encoding="utf-8")
        return path

    def accounted(self, attempts: Sequence[str]) -> list[str]:
        """Return what the batch system itself has written down of these, once it has written of all."""
        until(lambda: set(attempts) <= set(self._records(attempts)))
        return sorted(each for each in self._records(attempts) if each in set(attempts))

    def _records(self, attempts: Sequence[str]) -> list[str]:
        if self.way.backend == "gridengine":
            return gridengine.cell().accounted()
        if self.way.backend == "slurm":
            return [line.partition("|")[0] for line in slurm.cluster().accounted(list(attempts))]
        return [f"{file.parent.name}.{file.stem}" for file in self.home.glob("spool/submissions/*/*.end")]


@contextmanager
def reached(name: str, folder: Path) -> Iterator[Place]:
    """Yield a place of one way; its jobs note each start of a payload in the file ``ledger`` of its home."""
    way = WAYS[name]
    ledger = {"PARISANA_LEDGER": str(folder / "ledger")}
    login = {**_shell(way.backend), **ledger}
    if way.backend == "gridengine":
        gridengine.cell().give_to_all_jobs(ledger)
    _write_site(way, folder)
    known = {"PARISANA_SITES": str(folder)}
    if way.over_ssh:
        with running(folder / "ssh", home=folder) as server:
            server.restart(f"SetEnv SHLVL=1 {' '.join(f'{name}={value}' for name, value in login.items())}")
            yield Place(way, folder, known)
    else:
        yield Place(way, folder, {**known, **login})
    if way.backend == "gridengine":
        gridengine.cell().give_to_all_jobs({})


def _shell(backend: str) -> Mapping[str, str]:
    """Return what somebody's shell has who uses the batch system."""
    if backend == "ssh":
        return {}
    return gridengine.cell().environment if backend == "gridengine" else slurm.cluster().environment


def _write_site(way: Way, folder: Path) -> None:
    site = yaml.safe_load(SITE.read_text(encoding="utf-8"))
    spool = {"spool": str(folder / "spool")} if way.backend == "ssh" else {}
    site.update(name="Cluster", title=way.title, backend=way.backend, settings={**way.settings, **spool})
    if way.over_ssh and way.backend != "ssh":
        site["reach"] = REACH
    (folder / "Cluster.yaml").write_text(yaml.safe_dump(site, sort_keys=False), encoding="utf-8")
