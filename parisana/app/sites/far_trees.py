"""Folders on a storage with all that is in them: weighed and removed, as ``Files`` does on the machine of the jobs."""

from __future__ import annotations

from parisana.core.jobs.states import Answer
from parisana.plugins.storage import Storage


class FarTrees:
    """The trees of one storage."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage

    def names(self, folder: str) -> list[str]:
        """List a folder; one that is not there has nothing in it."""
        if self.storage.stat(folder).exists is Answer.NO:
            return []
        return [name for name, _ in self.storage.list(folder)]

    def weigh(self, path: str) -> int:
        """Return the bytes of all files below a folder."""
        entries = list(self.storage.list(path))
        folders = (f"{path}/{name}" for name, found in entries if found.is_dir and not found.is_link)
        return sum(found.size or 0 for _, found in entries) + sum(map(self.weigh, folders))

    def remove(self, path: str) -> None:
        """Remove a folder with all that is in it."""
        for name, found in self.storage.list(path):
            if found.is_dir and not found.is_link:
                self.remove(f"{path}/{name}")
            else:
                self.storage.remove(f"{path}/{name}")
        self.storage.remove(path)
