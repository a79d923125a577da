"""The disks of a submit host, as its jobs see them: plain paths, looked at through the site's own connection."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from parisana.core.jobs.states import Answer
from parisana.errors import ParisanaError, StorageError
from parisana.plugins import adler
from parisana.plugins.files import Entry
from parisana.plugins.runner import Runner
from parisana.plugins.storage import NOBODY, Checksum, Outcome, Space, Stat, Storage, Watch

#: The nearest folder that is there: may one write into it, and how much room has its disk?
LOOK = """
place=$1
while [ ! -e "$place" ] && [ ! -L "$place" ]; do place=$(dirname -- "$place"); done
if [ ! -d "$place" ]; then echo "file $place"
elif [ -w "$place" ] && [ -x "$place" ]; then echo "yes $place"
else echo "no $place"; fi
df -P -B 1 -- "$place" | awk 'END { print $2, $4 }'
"""
SAID = {"file": "{} is not a folder.", "no": "You may not write into {}."}


class RemoteDisk(Storage):
    """Files of another machine."""

    name: ClassVar[str] = "disk"
    title: ClassVar[str] = "Disk of the submit host"

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self.runner = runner
        self.files = runner.files

    def stat(self, url: str) -> Stat:
        """Ask for one."""
        return self.stat_many([url])[url]

    def stat_many(self, urls: Sequence[str]) -> dict[str, Stat]:
        """Ask for all with one command; a host that does not answer knows nothing of any."""
        try:
            found = self.files.stat(urls)
        except ParisanaError as error:
            return {url: Stat(Answer.UNKNOWN, reason=error.message) for url in urls}
        return {url: _stat(found.get(url)) for url in urls}

    def spot(self, url: str) -> str:
        """Its folders are named as those of this machine."""
        return f"{self.name} {self.files.host} {url}"

    def read(self, url: str) -> bytes:
        """Read a small file."""
        data = self.files.read(url)
        if data is None:
            raise StorageError(f"There is no {url} on {self.files.host}.")
        return data

    def read_many(self, urls: Sequence[str]) -> dict[str, bytes]:
        """Read small files with one command; a host that does not answer gives none."""
        try:
            found = self.files.read_many("/", [url.lstrip("/") for url in urls])
        except ParisanaError:
            return {}
        return {f"/{name}": data for name, data in found.items()}

    def list(self, url: str) -> Iterator[tuple[str, Stat]]:
        """List a folder."""
        entries = self.files.list(url)
        if entries is None:
            raise StorageError(f"There is no folder {url} on {self.files.host}.")
        yield from ((entry.name, _stat(entry)) for entry in entries)

    def make(self, url: str) -> None:
        """Make a folder."""
        self.files.make_folders(url)

    def get(self, url: str, target: Path, watch: Watch = NOBODY) -> Checksum:
        """Copy one file here."""
        data = self.read(url)
        with open(target, "xb") as file:
            file.write(data)
        return _checksum(data)

    def put(self, source: Path, url: str, watch: Watch = NOBODY) -> Checksum:
        """Copy one file there."""
        data = source.read_bytes()
        part = f"{url}.part-{uuid.uuid4().hex[:8]}"
        self.files.write(part, data)
        self.rename(part, url)
        return _checksum(data)

    def secure(self, copies: Mapping[str, Checksum], watch: Watch = NOBODY) -> Mapping[str, Outcome]:
        """Wait for the disk there, with one command for all."""
        done = self.runner.run(["sync", "--", *copies, *sorted({os.path.dirname(url) for url in copies})])
        if not done.code:
            return copies
        words = f"The copies on {self.files.host} cannot be brought to the disk: {done.stderr.strip()[-200:]}."
        return dict.fromkeys(copies, StorageError(words, transient=True))

    def rename(self, url: str, new: str) -> None:
        """Move; whatever is at ``new`` stays."""
        if not self.files.rename(url, new):
            raise StorageError(f"{new} is there already on {self.files.host}.")

    def remove(self, url: str) -> None:
        """Remove a file or an empty folder."""
        found = self.files.list(url)
        if found:
            raise StorageError(f"{url} on {self.files.host} is not empty.")
        self.files.remove(url)

    def checksum(self, url: str) -> Checksum:
        """Read the whole file."""
        return _checksum(self.read(url))

    def space(self, url: str) -> Space:
        """Say how much room the disk there has."""
        total, free = self._look(url)[1].split()
        return Space(int(total), int(free))

    def writable(self, url: str) -> tuple[Answer, str]:
        """Ask for the folder, or for the nearest one above it that is there."""
        try:
            answer, _, place = self._look(url)[0].partition(" ")
        except ParisanaError as error:
            return Answer.UNKNOWN, error.message
        return (Answer.YES, "") if answer == "yes" else (Answer.NO, SAID[answer].format(place))

    def _look(self, url: str) -> tuple[str, str]:
        done = self.runner.run(["sh", "-c", LOOK, "sh", url])
        lines = done.stdout.splitlines()
        if done.code or len(lines) != 2 or len(lines[1].split()) != 2:
            raise StorageError(f"{url} on {self.files.host} is not known: {done.stderr.strip()[-200:]}.")
        return lines[0], lines[1]


def _stat(entry: Entry | None) -> Stat:
    if entry is None:
        return Stat(Answer.NO)
    return Stat(Answer.YES, None if entry.is_dir else entry.size, entry.is_dir, entry.mtime)


def _checksum(data: bytes) -> Checksum:
    return Checksum("adler32", f"{adler.add(data):08x}")
