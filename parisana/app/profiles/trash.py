"""Deleted profiles, kept until the user wants them back."""

from __future__ import annotations

import json
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from parisana.app.ground import library
from parisana.errors import InputError

#: Beside the file, in a folder of its own: where it came from.
ORIGIN = "origin.json"


@dataclass(frozen=True, slots=True)
class Deleted:
    """A file in the trash."""

    token: str
    path: Path
    """Where it was."""
    when: float


class Trash:
    """A folder in the user's home of the program; a token for each file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def take(self, path: Path) -> str:
        """Move a file here; return the token that brings it back."""
        token = self._new_token(path.stem)
        kept = self.folder / token
        library.save(kept / ORIGIN, json.dumps({"path": str(path.absolute()), "when": time.time()}))
        try:
            shutil.copy2(path, kept / path.name)
            path.unlink()
        except OSError as error:
            shutil.rmtree(kept)
            raise InputError(f"This file cannot be deleted: {error.strerror}.", file=str(path)) from error
        return token

    def _new_token(self, stem: str) -> str:
        first = f"{time.strftime('%Y%m%d-%H%M%S')}-{stem}"
        number, token = 1, first
        while (self.folder / token).exists():
            number, token = number + 1, f"{first}-{number + 1}"
        return token

    def restore(self, token: str) -> Path:
        """Put a file back to where it was."""
        found = next((deleted for deleted in self.list() if deleted.token == token), None)
        if found is None:
            raise InputError(
                f"There is nothing called {token} in the trash.", hint="parisana profile restore lists it."
            )
        if found.path.exists():
            hint = "Rename that one first."
            raise InputError("Another profile has taken its place.", hint=hint, file=str(found.path))
        try:
            found.path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(self.folder / token / found.path.name, found.path)
        except OSError as error:
            raise InputError(f"It cannot be put back: {error.strerror}.", file=str(found.path)) from error
        shutil.rmtree(self.folder / token)
        return found.path

    def list(self) -> list[Deleted]:
        """Return what is in the trash, newest first."""
        found = [self._deleted(origin.parent) for origin in self.folder.glob(f"*/{ORIGIN}")]
        return sorted((each for each in found if each), key=lambda each: each.when, reverse=True)

    def _deleted(self, kept: Path) -> Deleted | None:
        try:
            said = json.loads((kept / ORIGIN).read_text(encoding="utf-8"))
            return Deleted(kept.name, Path(said["path"]), float(said["when"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None
