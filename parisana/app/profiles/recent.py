"""The files that were opened last."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from parisana.app.ground import library
from parisana.errors import InputError

MOST = 10


class Recent:
    """A short list of paths in one file, newest first."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def paths(self) -> list[Path]:
        """Return those that are still there; a damaged list is an empty one."""
        try:
            listed = json.loads(self.file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return []
        texts = listed if isinstance(listed, list) else []
        return [path for path in (Path(text) for text in texts if isinstance(text, str)) if path.is_file()]

    def note(self, path: Path) -> None:
        """Put a path first; where nothing can be written, nothing is remembered."""
        paths = [path, *(other for other in self.paths() if other != path)][:MOST]
        with suppress(InputError):
            library.save(self.file, json.dumps([str(each) for each in paths], indent=1) + "\n")
