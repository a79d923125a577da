"""``make campaign``: the Crab at full size with its areas on each storage in turn, and once on another one each.

Only where the areas lie differs. Each way starts with nothing computed; counts and fit are compared with those of this
machine's disk, each job has to run once, says a ledger that the jobs write themselves, and the storages hold what is
recorded and nothing else. SRM and GridFTP are those of ``benchmarks.grid_crab``. ``python -m benchmarks.storages_crab``
runs this alone; with names (``sftp webdav+s3``: DST and results), only these, and nothing is kept.
"""

from __future__ import annotations

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

from .crab_ways import Found, answer, asked, is_good, run, shipped, tried

TRIAL = "storages_crab"
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


def kinds_of(way: str) -> dict[str, str]:
    """Return the storage of each area; one that is named alone holds both."""
    return dict(zip(AREAS, (way.split("+") * len(AREAS))[: len(AREAS)], strict=True))


def profile_at(way: str, profile: str, home: Path, known: Stores) -> Path:
    """Write a shipped profile, and this machine as a site whose areas lie on the storages of a way."""
    kinds = kinds_of(way)
    site: dict[str, Any] = dict(read((CHECKOUT / "resources/sites/Unix.yaml").read_text(), "Unix").data)
    areas = {name: {"storage": kind, "path": f"{known.urls[kind]}/{way}/{name}"} for name, kind in kinds.items()}
    site["areas"] = {**site["areas"], **areas}
    storages = {kind: dict(known.said.get(kind, {})) for kind in kinds.values()}
    site.update(name="Far", settings={"spool": str(home / "spool")}, storages=storages)
    (home / "Far.yaml").write_text(yamltext.write(site))
    text = shipped(profile).read_text()
    (home / f"{profile}.yaml").write_text(text.replace("site: Unix", "site: Far"))
    return home / f"{profile}.yaml"


def measured(way: str, profile: str, home: Path, known: Stores) -> dict[str, Any]:
    """Run it one way; count, and see whether the storages hold what is recorded, and nothing else."""
    shutil.copytree(known.accounts, home, dirs_exist_ok=True)
    path = profile_at(way, profile, home, known)
    own = {"PARISANA_SITES": str(home), "PARISANA_LEDGER": str(home / "ledger"), "PATH": known.path}
    own |= {"HOME": str(home), "PARISANA_HOME": str(home / "own")}
    found, _ = run(path, home, own, lambda output: brought(output, home, own))
    scan = answer({**os.environ, **own}, "storage", "check", "--production", "1")
    title = "DST on {dst}, results on {results}".format(**kinds_of(way))
    return {"title": title, **found, "scan": {name: len(scan[name]) for name in ("lost", "damaged", "dark", "unknown")}}


def brought(output: str, home: Path, own: Mapping[str, str]) -> Path:
    """Bring the summary of an output here, as the window does; return the folder."""
    with patch.dict(os.environ, own), closing(Session(home / "own")) as session:
        files = session.outcomes.of(1).files
        summary = next(each for each in files if each.name == "summary.json" and each.path.startswith(output))
        session.outcomes.save(summary, home / "summary.json")
    return home


def is_right(found: Found, first: Found) -> bool:
    """Whether it came to the same, and the storages hold what is recorded and nothing else."""
    return is_good(found, first) and not any(found.get("scan", {}).values())


def main() -> int:
    """Run all ways; done when all of them come to the same."""
    wanted = asked(TRIAL, __doc__, f"some of {', '.join(WAYS)}, or two storages with + between")
    with tempfile.TemporaryDirectory(prefix="parisana-storages-", ignore_cleanup_errors=True) as top:
        Path(top).chmod(0o755)
        with stores(Path(top)) as known:
            ways = wanted.names or WAYS
            return tried(TRIAL, wanted, ways, lambda way, home: measured(way, wanted.profile, home, known), is_right)


if __name__ == "__main__":
    sys.exit(main())
