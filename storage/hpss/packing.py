"""Results packed from here: what a job would have sent as an archive becomes the same when it is copied."""

from __future__ import annotations

import os
import tarfile
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from parisana.core.jobs.states import Answer
from parisana.errors import StorageError
from parisana.plugins.storage import NOBODY, Checksum, Watch
from parisana.storage.shared.copying import blocks, checksum_of, cleaned, part_of, pour
from parisana.storage.shared.tongue import listable
from parisana.storage.shared.words import in_words, shown

from .htar import ARCHIVE, create_command, index_of, no, went_well
from .packed import PackedStorage, path_of


class PackingStorage(PackedStorage):
    """A storage that makes archives, too."""

    def archive(self, folder: str) -> str | None:
        """Return where a result in a folder is kept, if the site packs."""
        return f"{folder}/{ARCHIVE}" if self.packs else None

    def pack(self, folder: Path, names: Sequence[str], url: str, watch: Watch = NOBODY) -> Checksum:
        """Make the archive under another name, look into it, and give it its name; one that is the same is as good."""
        if not self.packs:
            return super().pack(folder, names, url, watch)
        with in_words("{} cannot be packed into {}", str(folder), url):
            self._need_folder(os.path.dirname(url))
            wanted = {listable(name): checksum_of(os.path.join(folder, name)) for name in names}
            if self._surely(url).exists is Answer.YES:
                return self._looked_into(url, wanted)
            part = part_of(url)
            with cleaned(lambda: self._forget_archive(part)):
                self._create(folder, names, part, watch)
                held = self._made(part, wanted)
                self._settle_archive(part, url)
        return held

    def _create(self, folder: Path, names: Sequence[str], url: str, watch: Watch) -> None:
        size = sum(os.path.getsize(folder / name) for name in names)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="parisana-members-") as members:
            members.write("".join(f"{name}\n" for name in names))
            members.flush()
            said = self.commands.copy(create_command(path_of(url), str(folder), members.name), watch, size)
        if not went_well(said):
            raise no(said)
        watch.moved(size, size)

    def _made(self, part: str, wanted: Mapping[str, Checksum]) -> Checksum:
        """Look into what was sent just now: what it lacks may be there at the next try."""
        try:
            return self._looked_into(part, wanted)
        except StorageError as error:
            raise StorageError(error.message, hint=error.hint, transient=True) from error

    def _looked_into(self, archive: str, wanted: Mapping[str, Checksum]) -> Checksum:
        """Bring an archive back; it and its index must hold these files, and these bytes."""
        with tempfile.TemporaryDirectory() as folder:
            here = os.path.join(folder, "archive")
            held = self._fetch(archive, here, NOBODY)
            found = sums_in(here)
        if found != wanted or set(self._members(archive)) != set(wanted):
            raise StorageError(f"{shown(archive)} does not hold the {len(wanted)} files that are to be in it.")
        return held

    def _settle_archive(self, part: str, url: str) -> None:
        """Give it its name, its index first: an index alone is of a try that ended here, and counts for nothing."""
        self._forget(index_of(url))
        self._rename(index_of(part), index_of(url))
        self._rename(part, url)

    def _forget_archive(self, url: str) -> None:
        self._forget(index_of(url))
        self._forget(url)


def sums_in(archive: str) -> dict[str, Checksum]:
    """Return the checksums of the files in an archive of this machine."""
    found = {}
    try:
        with tarfile.open(archive) as tar:
            for each in tar:
                if (reader := tar.extractfile(each)) is not None:
                    found[each.name] = pour(blocks(reader), None, 0, NOBODY)
    except tarfile.TarError as error:
        raise StorageError(f"What came back is no whole archive: {error}.", transient=True) from error
    return found
