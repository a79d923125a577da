"""A stage's script, and the program folder of a Working area: content-addressed, read-only."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from parisana.core.jobscript import ScriptSpec, render
from parisana.errors import StorageError

PAYLOAD = "payload.pyz"


@dataclass(frozen=True, slots=True)
class InstalledProgram:
    """Where the scripts and the payload of a production lie."""

    digest: str
    folder: Path

    def script(self, stage: str) -> Path:
        """Return the path of a stage's script."""
        return self.folder / f"{stage}.sh"

    @property
    def payload(self) -> Path:
        """The analysis programs, one file."""
        return self.folder / PAYLOAD


@cache
def templates() -> Mapping[str, str]:
    """Return the parts of the job script that ship with the program, by name."""
    folder = resources.files("parisana.resources") / "templates"
    parts = (part for part in folder.iterdir() if part.name.endswith(".sh"))
    return {part.name.removesuffix(".sh"): part.read_text("utf-8") for part in parts}


def render_script(spec: ScriptSpec) -> str:
    """Return the script of a stage, from the shipped template."""
    return render(spec, templates())


def program_digest(scripts: Mapping[str, str], payload: bytes) -> str:
    """Return the digest of a program: all names and contents count."""
    total = hashlib.sha256()
    for name, content in sorted(_files(scripts, payload).items()):
        total.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\0".encode())
    return total.hexdigest()[:16]


def install_program(working: Path, scripts: Mapping[str, str], payload: bytes) -> InstalledProgram:
    """Put scripts and payload into the Working area once; a program that is there stays as it is."""
    digest = program_digest(scripts, payload)
    program = InstalledProgram(digest, working / "program" / digest)
    files = _files(scripts, payload)
    try:
        if not _holds(program.folder, files):
            _place(program.folder, files)
    except OSError as error:
        hint = "Choose another Working area, or make room in this one."
        message = f"The scripts cannot be written: {error.strerror or error}."
        raise StorageError(message, file=str(program.folder), hint=hint) from error
    return program


def _files(scripts: Mapping[str, str], payload: bytes) -> dict[str, bytes]:
    files = {f"{stage}.sh": text.encode("utf-8", "surrogateescape") for stage, text in scripts.items()}
    return files | {PAYLOAD: payload}


def _holds(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Whether the folder is there, unharmed."""
    return all((folder / name).is_file() and (folder / name).read_bytes() == data for name, data in files.items())


def _place(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all files beside the folder and rename; another program that was faster has written the same."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix=f".{folder.name}.part-", dir=folder.parent))
    try:
        for name, data in files.items():
            _write(part / name, data)
        part.chmod(0o755)
        _rename(part, folder, files)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    path.chmod(0o555 if path.suffix == ".sh" else 0o444)


def _rename(part: Path, folder: Path, files: Mapping[str, bytes]) -> None:
    try:
        part.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise
        for name in files:
            if not _holds(folder, {name: files[name]}):
                os.replace(part / name, folder / name)
