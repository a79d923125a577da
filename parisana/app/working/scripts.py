"""A stage's script, and the program folder of a Working area: content-addressed, read-only."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from parisana.core.sites.jobscript import ScriptSpec, render
from parisana.plugins.files import Files
from parisana.plugins.local_files import LocalFiles

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


def install_program(
    working: Path, scripts: Mapping[str, str], payload: bytes, there: Files | None = None
) -> InstalledProgram:
    """Put scripts and payload into the Working area once; a program that is there stays as it is."""
    digest = program_digest(scripts, payload)
    program = InstalledProgram(digest, working / "program" / digest)
    files = _files(scripts, payload)
    disk = LocalFiles() if there is None else there
    if _held(disk, program.folder, files) != files:
        _place(disk, program.folder, files)
    return program


def _files(scripts: Mapping[str, str], payload: bytes) -> dict[str, bytes]:
    files = {f"{stage}.sh": text.encode("utf-8", "surrogateescape") for stage, text in scripts.items()}
    return files | {PAYLOAD: payload}


def _held(disk: Files, folder: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return what the folder holds of these files."""
    return disk.read_many(str(folder), list(files))


def _place(disk: Files, folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all files beside the folder and rename; another program that was faster has written the same."""
    part = folder.with_name(f".{folder.name}.part-{uuid.uuid4().hex[:8]}")
    try:
        disk.write_many((str(part / name), data, _mode(name)) for name, data in files.items())
        if not disk.rename(str(part), str(folder)):
            _mend(disk, folder, files)
    finally:
        disk.remove(str(part))


def _mend(disk: Files, folder: Path, files: Mapping[str, bytes]) -> None:
    """Replace what is not as it should be."""
    held = _held(disk, folder, files)
    for name, data in files.items():
        if held.get(name) != data:
            disk.write(str(folder / name), data, _mode(name))


def _mode(name: str) -> int:
    """Return who may do what with a file of the program: nobody changes it."""
    return 0o555 if name.endswith(".sh") else 0o444
