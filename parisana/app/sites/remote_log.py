"""A log on a submit host: its end is copied here, and each later look brings only what is new."""

from __future__ import annotations

from pathlib import Path

from parisana.errors import StorageError
from parisana.plugins.files import Files

#: Of a log that is longer, only so much of its end is copied.
MOST = 1 << 22


def copied_log(files: Files, log: Path, folder: Path) -> Path:
    """Bring the copy of a log up to date and return it; its name says at which byte it begins."""
    found = files.stat([str(log)]).get(str(log))
    if found is None:
        hint = "The batch system may not have started the job yet."
        raise StorageError(f"There is no log at {log} on {files.host}.", hint=hint)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    start, copy = _copy_of(log, folder) or _begin(log, folder, max(0, found.size - MOST))
    have = start + copy.stat().st_size
    if have > found.size:
        copy.unlink()
        start, copy = _begin(log, folder, max(0, found.size - MOST))
        have = start
    if have < found.size:
        with open(copy, "ab") as out:
            out.write(files.read(str(log), have, found.size - have) or b"")
    return copy


def _copy_of(log: Path, folder: Path) -> tuple[int, Path] | None:
    """Return where the copy that is there begins, and the copy."""
    for copy in folder.glob(f"{log.stem}.from-*.log"):
        return int(copy.stem.rpartition("-")[2]), copy
    return None


def _begin(log: Path, folder: Path, start: int) -> tuple[int, Path]:
    copy = folder / f"{log.stem}.from-{start}.log"
    copy.write_bytes(b"")
    return start, copy
