"""The analysis programs as one file, ``payload.pyz``: the same bytes for the same programs, always.

What lies in the folder ``payload`` lies at the top of the archive; ``python payload.pyz`` runs its ``__main__.py``.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

#: The first moment that a zip file can name.
EPOCH = (1980, 1, 1, 0, 0, 0)


@cache
def build_payload() -> bytes:
    """Return the archive of the analysis programs that ship with this program."""
    return pack(dict(_walk(resources.files("parisana") / "payload")))


def pack(files: Mapping[str, bytes]) -> bytes:
    """Return a zip archive in which nothing but names and contents counts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, files[name])
    return buffer.getvalue()


def _walk(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield the files below a folder; caches and hidden files stay behind."""
    for child in folder.iterdir():
        if child.name.startswith((".", "__pycache__")) or child.name.endswith(".pyc"):
            continue
        if child.is_dir():
            yield from _walk(child, f"{prefix}{child.name}/")
        else:
            yield f"{prefix}{child.name}", child.read_bytes()
