"""Copies beside the plain tools, on real servers of this machine: many small files, and one large one.

``python -m benchmarks storages``; ``python -m benchmarks.storages disk xrootd`` measures those, and keeps nothing.
Each of ours is verified: what is there has the checksum of what was sent. Files of servers lie in the memory of the
machine where there is room: what is measured is the work, and no disk.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

from parisana.app.ssh.connection import Connection
from parisana.app.ssh.road import SSHRoad
from parisana.core.documents.address import Address
from parisana.plugins.road import Road
from parisana.plugins.storage import Checksum, Outcome, Put, Storage
from parisana.storage.disk.storage import DiskStorage
from parisana.storage.sftp.storage import SFTPStorage
from parisana.storage.xrootd.storage import XRootDStorage
from tests.servers import sshd, xrootd

from .measure import Ratio, side_by_side

MEGABYTE = 2**20
MANY = 200
LARGE = 1024
#: One process a file is measured for so many files, and counted for all.
SOME = 20
SECURED = ", secured"
MEMORY = Path("/dev/shm")
#: Brings files to a folder, known by its URL and its path.
Copy = Callable[[str, Path], object]


@dataclass
class Bench:
    """A storage whose files lie on this machine, and plain tools that bring files to the same place."""

    name: str
    storage: Storage
    sources: Path
    there: Path
    url: str
    secured: bool = False
    """Whether copies are to outlive a power cut, too."""
    _folders: Iterator[int] = field(default_factory=count)

    @property
    def small(self) -> Sequence[Path]:
        """Return the small files."""
        return sorted((self.sources / "small").iterdir())

    @property
    def large(self) -> Path:
        """Return the large file."""
        return self.sources / "large"

    def compare(self, what: str, ours: Copy, beside: str, plain: Copy) -> Ratio:
        """Measure two copies, each into an empty folder, whose URL and path it gets; emptying it is not measured."""
        number = next(self._folders)
        url, path = f"{self.url}/{number}", self.there / str(number)

        def emptied() -> None:
            for each in path.iterdir() if path.is_dir() else ():
                each.unlink()
            self.storage.make(url)

        return side_by_side(what, lambda: ours(url, path), beside, lambda: plain(url, path), emptied)

    def put_small(self, url: str, path: Path) -> None:
        """Bring the small files there."""
        copies = [Put(each, f"{url}/{each.name}") for each in self.small]
        found = dict(zip((each.url for each in copies), self.storage.put_many(copies), strict=True))
        assert all(isinstance(each, Checksum) for each in self._kept(found).values()), found

    def put_large(self, url: str, path: Path) -> None:
        """Bring the large file there."""
        found = self._kept({f"{url}/large": self.storage.put(self.large, f"{url}/large")})
        assert all(isinstance(each, Checksum) for each in found.values()), found

    def compare_small(self, beside: str, plain: Copy) -> Ratio:
        """Measure the small files."""
        what = f"{self.name}: {MANY} files of 1 MiB{SECURED * self.secured}"
        return self.compare(what, self.put_small, beside, plain)

    def compare_large(self, beside: str, plain: Copy) -> Ratio:
        """Measure the large file."""
        what = f"{self.name}: 1 GiB{SECURED * self.secured}"
        return self.compare(what, self.put_large, beside, plain)

    def _kept(self, found: Mapping[str, Outcome]) -> Mapping[str, Outcome]:
        whole = {url: outcome for url, outcome in found.items() if isinstance(outcome, Checksum)}
        return {**found, **self.storage.secure(whole)} if self.secured else found


def measure(names: Sequence[str] = ()) -> list[Ratio]:
    """Measure all storages, or those that are named, one after the other."""
    with _folder() as folder:
        (folder / "small").mkdir()
        for number in range(MANY):
            (folder / "small" / f"{number:03d}").write_bytes(os.urandom(MEGABYTE))
        with (folder / "large").open("wb") as writer:
            for _ in range(LARGE):
                writer.write(os.urandom(MEGABYTE))
        return [ratio for each in names or KINDS for ratio in KINDS[each](folder)]


@contextmanager
def _folder() -> Iterator[Path]:
    """Make a folder that servers may enter, and let theirs be beside it."""
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > 8 * LARGE * MEGABYTE
    with tempfile.TemporaryDirectory(prefix="parisana-bench-", dir=MEMORY if roomy else None) as name:
        Path(name).chmod(0o755)
        before, tempfile.tempdir = tempfile.tempdir, name
        try:
            yield Path(name)
        finally:
            tempfile.tempdir = before


def _disk(folder: Path) -> Iterator[Ratio]:
    """Measure on the disk: that is where copies on one machine go. ``cp`` leaves them in memory, ``sync`` does not."""
    cp = ("cp", "--reflink=never")
    with tempfile.TemporaryDirectory(prefix="parisana-bench-", dir=Path.cwd()) as name:
        bench = Bench("DISK", DiskStorage(), folder, Path(name), name)

        def durably(path: Path, *files: Path) -> None:
            _run(*cp, *map(str, files), str(path))
            _run("sync", *(str(path / each.name) for each in files), str(path))

        yield bench.compare_small("cp --reflink=never", lambda url, path: _run(*cp, *map(str, bench.small), str(path)))
        yield bench.compare_large("cp --reflink=never", lambda url, path: _run(*cp, str(bench.large), str(path)))
        bench.secured = True
        yield bench.compare_small("cp, then sync", lambda url, path: durably(path, *bench.small))
        yield bench.compare_large("cp, then sync", lambda url, path: durably(path, bench.large))


def _sftp(folder: Path) -> Iterator[Ratio]:
    home, target = folder / "home", folder / "sftp"
    roads: dict[Address, Road] = {}
    with sshd.running(folder, home) as server, _home(home):
        storage = SFTPStorage(roads=lambda address: roads.setdefault(address, SSHRoad(Connection(address))))
        bench = Bench("SFTP", storage, folder, target, f"sftp://submit{target}")
        plain = ("sftp", "-q", "-F", str(server.home / ".ssh/config"), "-b")

        def put(files: Sequence[Path], path: Path) -> None:
            (folder / "lines").write_text("".join(f"put {each} {path}/{each.name}\n" for each in files))
            _run(*plain, str(folder / "lines"), "submit")

        yield bench.compare_small("sftp -b", lambda url, path: put(bench.small, path))
        yield bench.compare_large("sftp", lambda url, path: put([bench.large], path))


def _xrootd(folder: Path) -> Iterator[Ratio]:
    with xrootd.running() as server:
        bench = Bench("XROOTD", XRootDStorage(), folder, server.data / "bench", server.url("/bench"))

        def each_by_itself(url: str, path: Path) -> None:
            for file in bench.small[:SOME]:
                _run("xrdcp", "--silent", str(file), f"{url}/{file.name}")

        parallel = ("xrdcp", "--silent", "--parallel", "4")
        summed = ("xrdcp", "--silent", "--cksum", "adler32")
        yield bench.compare_small(
            "xrdcp --parallel 4", lambda url, path: _run(*parallel, *map(str, bench.small), f"{url}/")
        )
        some = bench.compare(f"XROOTD: {MANY} files of 1 MiB", bench.put_small, "one xrdcp a file", each_by_itself)
        yield replace(some, plain_s=some.plain_s * MANY / SOME)
        yield bench.compare_large("xrdcp --cksum adler32", lambda url, path: _run(*summed, str(bench.large), f"{url}/"))


#: What is measured, by the names that may be asked for.
KINDS: dict[str, Callable[[Path], Iterator[Ratio]]] = {"disk": _disk, "sftp": _sftp, "xrootd": _xrootd}


@contextmanager
def _home(folder: Path) -> Iterator[None]:
    """Let the user's ssh configuration be that of the server's client."""
    before = os.environ.get("HOME", "")
    os.environ["HOME"] = str(folder)
    try:
        yield
    finally:
        os.environ["HOME"] = before


def _run(*argv: str) -> None:
    subprocess.run(argv, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    for found in measure(sys.argv[1:]):
        print(found)
