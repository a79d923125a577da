"""``make campaign``: the Crab at full size with its areas on each storage in turn, and once on another one each.

Only where the areas lie differs. Each way starts with nothing computed; counts and fit are compared with those of this
machine's disk, each job has to run once, says a ledger that the jobs write themselves, and the storages hold what is
recorded and nothing else. SRM and GridFTP are those of ``benchmarks.grid_crab``. ``python -m benchmarks.storages_crab``
runs this alone; with names (``sftp webdav+s3``: DST and results), only these, and nothing is kept.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from parisana.app.session import Session
from parisana.core.texts import yamltext
from parisana.core.texts.document import read
from tests.contract.stores import FACES
from tests.servers import s3, sshd, xrootd
from tests.servers.client import client_of
from tests.servers.ways import CHECKOUT
from tests.standins.store.store import Store, install

from .clusters_crab import HERE, PROFILE, ask, is_good, run
from .measure import keep

WAYS = ("sftp", "xrootd", "webdav", "s3", "hpss", "lfc", "webdav+s3")
AREAS = ("dst", "results")
GROUP = {"hpss": "/hpss/in2p3.fr/group/hess", "lfc": "/grid/hess"}


@dataclass(frozen=True, slots=True)
class Stores:
    """All storages, and who may use them."""

    urls: Mapping[str, str]
    said: Mapping[str, Mapping[str, Any]]
    """What a site has to say of them."""
    accounts: Path
    """The home of somebody whom they know."""
    path: str


@contextmanager
def stores(folder: Path) -> Iterator[Stores]:
    """Run the servers and the stand-ins."""
    accounts = folder / "accounts"
    with sshd.running(folder / "ssh", accounts) as ssh, xrootd.running() as root, s3.known() as bucket:
        (accounts / ".aws").mkdir()
        (accounts / ".aws/credentials").write_text(bucket.credentials("lab"))
        path = [client_of(ssh, folder / "bin"), *(_behind_commands(folder, kind) for kind in GROUP)]
        urls = {
            "sftp": f"sftp://submit{folder}/sftp",
            "xrootd": root.url("/xrootd"),
            "webdav": root.dav_url("/webdav"),
            "s3": bucket.url(""),
            "hpss": f"cchpsshess:{GROUP['hpss']}",
            "lfc": f"lfn:{GROUP['lfc']}",
        }
        said = {"s3": {"endpoint": bucket.environment["AWS_ENDPOINT_URL"], "group": "lab"}}
        yield Stores(urls, said, accounts, os.pathsep.join([*map(str, path), os.environ["PATH"]]))


def _behind_commands(folder: Path, kind: str) -> Path:
    """Install the commands of a stand-in; return where they are."""
    store, face = Store(folder / kind), {"hpss": "rfio", "lfc": "lcg"}[kind]
    store.path(GROUP[kind]).mkdir(parents=True)
    return install(store.folder, face, FACES[face])


def profile_at(way: str, profile: str, home: Path, known: Stores) -> Path:
    """Write a shipped profile, and this machine as a site whose areas lie on the storages of a way."""
    kinds = dict(zip(AREAS, (way.split("+") * len(AREAS))[: len(AREAS)], strict=True))
    site: dict[str, Any] = dict(read((CHECKOUT / "resources/sites/Unix.yaml").read_text(), "Unix").data)
    areas = {name: {"storage": kind, "path": f"{known.urls[kind]}/{way}/{name}"} for name, kind in kinds.items()}
    site["areas"] = {**site["areas"], **areas}
    storages = {kind: dict(known.said.get(kind, {})) for kind in kinds.values()}
    site.update(name="Far", settings={"spool": str(home / "spool")}, storages=storages)
    (home / "Far.yaml").write_text(yamltext.write(site))
    text = (CHECKOUT / "profiles" / f"{profile}.yaml").read_text()
    (home / f"{profile}.yaml").write_text(text.replace("site: Unix", "site: Far"))
    return home / f"{profile}.yaml"


def measured(way: str, profile: str, home: Path, known: Stores) -> dict[str, Any]:
    """Run it one way; count, and see whether the storages hold what is recorded, and nothing else."""
    if way == HERE:
        own = {"PARISANA_LEDGER": str(home / "ledger")}
        return run(CHECKOUT / "profiles" / f"{profile}.yaml", home, own)[0]
    shutil.copytree(known.accounts, home, dirs_exist_ok=True)
    path = profile_at(way, profile, home, known)
    own = {"PARISANA_SITES": str(home), "PARISANA_LEDGER": str(home / "ledger"), "PATH": known.path}
    own |= {"HOME": str(home), "PARISANA_HOME": str(home / "own")}
    found, _ = run(path, home, own, lambda output: brought(output, home, own))
    scan = ask({**os.environ, **own}, "storage", "check", "--production", "1")
    return {**found, "scan": {name: len(scan[name]) for name in ("lost", "damaged", "dark", "unknown")}}


def brought(output: str, home: Path, own: Mapping[str, str]) -> Path:
    """Bring the summary of an output here, as the window does; return the folder."""
    with patch.dict(os.environ, own), closing(Session(home / "own")) as session:
        files = session.outcomes.of(1).files
        summary = next(each for each in files if each.name == "summary.json" and each.path.startswith(output))
        session.outcomes.save(summary, home / "summary.json")
    return home


def main() -> int:
    """Run all ways; done when all of them come to the same."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.storages_crab", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"some of {', '.join(WAYS)}, or two storages with + between")
    parser.add_argument("--profile", default=PROFILE, help=f"which analysis (default: {PROFILE})")
    asked = parser.parse_args()
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="parisana-storages-", ignore_cleanup_errors=True) as top:
        Path(top).chmod(0o755)
        with stores(Path(top)) as known:
            for way in (HERE, *(asked.names or WAYS)):
                (home := Path(top, "homes", way)).mkdir(parents=True)
                found[way] = measured(way, asked.profile, home, known)
                same = "the same" if is_right(found[way], found[HERE]) else "NOT THE SAME"
                print(f"{way}: {found[way]['wall_s']} s, {same}", flush=True)
    good = all(is_right(each, found[HERE]) for each in found.values())
    if not asked.names and asked.profile == PROFILE:
        print(f"kept in {keep('storages_crab', {'profile': PROFILE, 'good': good, 'ways': found})}")
    return 0 if good else 1


def is_right(found: Mapping[str, Any], first: Mapping[str, Any]) -> bool:
    """Whether it came to the same, and the storages hold what is recorded and nothing else."""
    return is_good(found, first) and not any(found.get("scan", {}).values())


if __name__ == "__main__":
    sys.exit(main())
