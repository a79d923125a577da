"""A profile that is open: its draft, its file, and how that file was when it was read."""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from parisana.core.documents.model import FILE_NAME
from parisana.core.documents.upgrade import upgraded
from parisana.core.editing.profile_draft import Draft
from parisana.core.suites.suite import Suite
from parisana.core.texts.document import Document, read
from parisana.core.texts.edit import with_value
from parisana.errors import InputError

from . import library

#: Folders that belong to the installation or to the administrator: never written to.
FOREIGN = (library.SHIPPED["profile"], Path("/etc/parisana"))


@dataclass(frozen=True)
class Opened:
    """A profile as it was read, or a new one that has no file yet."""

    draft: Draft
    path: Path | None
    """None for what was run: it can be saved under another name only."""
    origin: str
    stamp: str | None
    """What the file said; None if there was none."""

    @property
    def writable(self) -> bool:
        """Whether it may be saved where it is."""
        return self.path is not None and writable(self.path)

    @property
    def name(self) -> str:
        """Return what it is called."""
        return self.path.stem if self.path else str(self.draft.value(("name",), self.origin))


def read_opened(path: Path, origin: str) -> Opened:
    """Read a profile from its file."""
    content = library.content(path)
    document = upgraded(read(content, str(path)), "profile")
    return Opened(Draft.of(document, suite_of(document)), path.absolute(), origin, stamp_of(content))


def read_text(text: str, origin: str, path: Path | None = None, file: str | None = None) -> Opened:
    """Take a profile from its text, which is not in the file at ``path`` (yet); ``file`` is where it comes from."""
    document = upgraded(read(text, file or str(path or origin)), "profile")
    return Opened(Draft.of(document, suite_of(document)), path, origin, None)


def suite_of(document: Document) -> Suite:
    """Return the suite that a profile names."""
    name = document.data.get("suite")
    if not isinstance(name, str):
        raise document.error(("suite",), "The profile does not say which suite it is for.", "Add a line 'suite: NAME'.")
    return library.load_suite(name)[0]


def stamp_of(content: bytes) -> str:
    """Return what tells one content of a file from another."""
    return hashlib.sha256(content).hexdigest()


def stamp_now(path: Path) -> str | None:
    """Return the stamp of a file as it is now; None if it cannot be read."""
    try:
        return stamp_of(library.content(path))
    except InputError:
        return None


def writable(path: Path) -> bool:
    """Whether a file is the user's to change: not shipped, not the administrator's, not read-only."""
    real = path.resolve()
    if any(real.is_relative_to(folder.resolve()) for folder in FOREIGN):
        return False
    return not real.exists() or (os.access(real, os.W_OK) and os.access(real.parent, os.W_OK))


def own_path(name: str) -> Path:
    """Return where a profile of this name lies among the user's own."""
    if not re.fullmatch(FILE_NAME, name):
        hint = "Use letters, digits, '.', '_', '+' and '-', with a letter or a digit first."
        raise InputError(f"A profile cannot be called {name[:60]!r}.", hint=hint)
    return library.configuration() / "profiles" / f"{name}.yaml"


def free(path: Path) -> Path:
    """Return a path that nothing is at, or refuse."""
    if path.exists():
        raise InputError("There is a profile of this name already.", hint="Choose another name.", file=str(path))
    return path


def called(text: str, name: str, file: str) -> str:
    """Return a profile's text with its name changed."""
    return with_value(read(text, file), ("name",), name)
