"""The values in a production's result files, each file read once; what is damaged becomes a sentence."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from parisana.errors import InputError, StorageError

from .content import MOST_BYTES, fault_of, unreadable
from .result_file import ResultFile

Json = Mapping[str, Any]
DAMAGED = "It is damaged: it cannot be read as it is."


class ResultValues:
    """Finds files by their own names, the latest stage's first, and reads them."""

    def __init__(self, files: Iterable[ResultFile], here: Callable[[ResultFile], Path]) -> None:
        self._here = here
        self.files = tuple(files)
        self._latest = {Path(file.name).name: file for file in self.files if file.unit == "all"}
        self.faults: list[str] = []

    def file(self, name: str) -> ResultFile | None:
        """Return the latest file of a name that the whole production has."""
        return self._latest.get(name)

    def of_slices(self, name: str) -> list[ResultFile]:
        """Return the files of a name that each slice has its own of."""
        return [file for file in self.files if file.unit != "all" and file.name == name]

    def json(self, name: str) -> Json:
        """Return what a JSON file says; nothing when there is none, or none that can be read."""
        file = self.file(name)
        return self.json_of(file) if file else {}

    def json_of(self, file: ResultFile) -> Json:
        """Return what one file says."""
        found = self._read(file, lambda data: json.loads(data))
        return found if isinstance(found, dict) else {}

    def read(self, name: str, reader: Callable[[bytes, str], Any]) -> Any:
        """Return what a reader makes of a file's bytes; nothing when there is none, or none that can be read."""
        file = self.file(name)
        return self._read(file, lambda data: reader(data, file.name)) if file else None

    def _read(self, file: ResultFile, reader: Callable[[bytes], Any]) -> Any:
        try:
            return reader(whole(self._here(file), file.size))
        except (InputError, StorageError) as error:
            self.faults.append(f"{file.name}: {error.message}")
        except (ValueError, EOFError, RecursionError, zlib.error):
            self.faults.append(f"{file.name}: {DAMAGED}")
        return None


def whole(path: Path, size: int) -> bytes:
    """Return all bytes of a file, unpacked; one that is not as it was recorded is refused."""
    if fault := fault_of(path, size):
        raise StorageError(fault)
    try:
        data = path.read_bytes()
        if path.suffix.lower() != ".gz":
            return data
        with gzip.open(path) as file:
            return file.read(MOST_BYTES)
    except OSError as error:
        raise StorageError(unreadable(error)) from error
