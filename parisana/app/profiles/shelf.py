"""The user's profiles: list, open, save, copy, rename, delete and take back, compare.

A file is replaced only if it is still what was opened; what was deleted or not saved yet is kept in the
program's home. Profiles that came with the program, or from ``/etc``, are never written.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parisana.app.ground import library
from parisana.app.ground.opened import (
    Opened,
    called,
    free,
    own_path,
    read_opened,
    read_text,
    stamp_now,
    stamp_of,
    writable,
)
from parisana.app.ground.profile_entries import ProfileEntry, listed, profile_entries
from parisana.core.documents.upgrade import upgraded
from parisana.core.editing.draft import draft_production, draft_profile
from parisana.core.editing.profile_draft import Draft
from parisana.core.runs.run_list import RunList
from parisana.core.texts.compare import differences
from parisana.core.texts.document import decode, read
from parisana.core.texts.yamltext import inline
from parisana.errors import InputError

from .profile_origins import as_run, production_of_file
from .recent import Recent
from .trash import Deleted, Trash
from .unsaved import Left, Unsaved

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping

__all__ = ["Deleted", "Difference", "Left", "Opened", "ProfileEntry", "ProfileShelf"]

SIMULATED = 8


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that two profiles do not share, in words."""

    field: str
    before: str
    after: str


class ProfileShelf:
    """All that is done with profiles as files."""

    def __init__(self, home: Path, book: Callable[[], Bookkeeping]) -> None:
        self._book = book
        self._trash = Trash(home / "trash")
        self._recent = Recent(home / "recent-profiles.json")
        self._unsaved = Unsaved(home / "drafts")

    def entries(self) -> list[ProfileEntry]:
        """Return the profiles that can be called by name."""
        return profile_entries()

    def open(self, profile: str | Path) -> Opened:
        """Open a profile by its name or path."""
        path = library.find("profile", profile)
        opened = read_opened(path, origin_of(path.absolute()))
        self._recent.note(path.absolute())
        return opened

    def new(self, name: str, suite: str = "gammapy", site: str = "Unix", runs: RunList | None = None) -> Opened:
        """Begin a profile that is valid as it stands; it has no file before it is saved."""
        path = free(own_path(name))
        found, _ = library.load_suite(suite)
        library.load_site(site)
        text = draft_profile(name, found, site, runs, SIMULATED)
        return read_text(text, "new", path)

    def new_production(self, name: str, suite: str = "gammapy", site: str = "Unix") -> Opened:
        """Begin the profile of a Monte-Carlo production; it has no file before it is saved."""
        path = free(own_path(name))
        found, _ = library.load_suite(suite)
        library.load_site(site)
        return read_text(draft_production(name, found, site), "new", path)

    def changed_on_disk(self, opened: Opened) -> bool:
        """Whether another program has changed or removed the file since it was opened."""
        return opened.path is not None and stamp_now(opened.path) != opened.stamp

    def save(self, opened: Opened, draft: Draft, *, force: bool = False) -> Opened:
        """Write a draft to where it came from, unless that has changed meanwhile."""
        if opened.path is None or not writable(opened.path):
            message = f"The profile {opened.name} cannot be written where it is ({opened.origin})."
            raise InputError(message, hint="Save it under another name.", file=str(opened.path or "") or None)
        if not force and self.changed_on_disk(opened):
            state = "changed on disk meanwhile" if opened.path.exists() else "removed meanwhile"
            hint = "Open it again, or save yours under another name."
            raise InputError(f"This profile was {state}.", hint=hint, file=str(opened.path))
        return self._written(draft.text, opened.path, opened)

    def save_as(self, opened: Opened, draft: Draft, name: str | Path, *, force: bool = False) -> Opened:
        """Write a draft under another name, or into a file, and go on with that."""
        path = self._target(name)
        moved = anchored(draft, path).with_value(("name",), path.stem)
        return self._written(moved.text, path if force else free(path), opened)

    def _target(self, name: str | Path) -> Path:
        """Return the file that a name or a path stands for, which must be the user's to write."""
        text = str(name)
        by_path = "/" in text or text.endswith(library.ENDINGS)
        path = Path(text).expanduser().absolute() if by_path else own_path(text)
        own_path(path.stem)
        if not writable(path):
            raise InputError("This file is not yours to write.", hint="Choose another place.", file=str(path))
        return path

    def _written(self, text: str, path: Path, before: Opened) -> Opened:
        document = upgraded(read(text, str(path)), "profile")
        library.save(path, text)
        self._unsaved.drop(before.name, before.path)
        self._recent.note(path)
        suite = before.draft.suite
        draft = (
            Draft.of(document, suite) if document.data.get("suite") == suite.name else read_text(text, str(path)).draft
        )
        return Opened(draft, path, origin_of(path), stamp_of(text.encode()))

    def duplicate(self, profile: str | Path, name: str | Path) -> Opened:
        """Copy a profile under a new name, and open the copy."""
        opened = self.open(profile)
        return self.save_as(opened, opened.draft, name)

    def rename(self, profile: str | Path, name: str) -> ProfileEntry:
        """Give a profile another name where it is."""
        path = self._own(profile)
        target = free(path.with_name(f"{own_path(name).stem}{path.suffix}"))
        try:
            path.rename(target)
        except OSError as error:
            raise InputError(f"It cannot be renamed: {error.strerror}.", file=str(path)) from error
        with suppress(InputError):
            library.save(target, called(decode(library.content(target), str(target)), name, str(target)))
        self._recent.note(target)
        return listed(library.Entry(name, origin_of(target), target))

    def _own(self, profile: str | Path) -> Path:
        """Return the file of a profile that may be changed."""
        path = library.find("profile", profile)
        library.content(path)
        if not writable(path):
            raise InputError("This profile is not yours to change.", hint="Duplicate it instead.", file=str(path))
        return path.absolute()

    def delete(self, profile: str | Path) -> str:
        """Move a profile into the trash; return the token that brings it back."""
        return self._trash.take(self._own(profile))

    def restore(self, token: str) -> Path:
        """Bring a deleted profile back to where it was."""
        return self._trash.restore(token)

    def deleted(self) -> list[Deleted]:
        """Return what can be brought back, newest first."""
        return self._trash.list()

    def import_(self, path: Path) -> Opened:
        """Copy a file among the user's own profiles, under its name (and a number, if that is taken)."""
        opened = read_opened(path, "file")
        stem = opened.draft.value(("name",))
        name = stem if isinstance(stem, str) else path.stem
        number, chosen = 1, name
        while own_path(chosen).exists():
            number, chosen = number + 1, f"{name}-{number + 1}"
        return self.save_as(opened, opened.draft, chosen)

    def export(self, profile: str | Path, path: Path, *, force: bool = False) -> Path:
        """Write a copy for somebody else, into a file or a folder; the profile stays as it is."""
        opened = self.open(profile)
        target = path / f"{opened.name}.yaml" if path.is_dir() else path
        target = target if force else free(target)
        library.save(target, anchored(opened.draft, target).text)
        return target

    def diff(self, one: str | Path | Draft, other: str | Path | Draft) -> list[Difference]:
        """Return in what two profiles differ."""
        return rows(written(one), written(other))

    def diff_to_run(self, profile: str | Path | Draft, production: int) -> list[Difference]:
        """Return what would be different now from a production as it was run."""
        now = profile if isinstance(profile, Draft) else self.open(profile).draft
        return rows(self.profile_of_production(production).draft.data, as_run(now))

    def suites(self) -> list[str]:
        """Return the suites that a profile can be for."""
        return [entry.name for entry in library.entries("suite")]

    def for_suite(self, draft: Draft, name: str) -> Draft:
        """Return a draft for another suite: what that does not know becomes a problem, nothing is lost."""
        suite, _ = library.load_suite(name)
        return Draft(draft.document, suite.suited(draft.data), {**draft.data, "suite": name})

    def recent(self) -> list[Path]:
        """Return the profiles that were opened last, newest first."""
        return self._recent.paths()

    def keep_draft(self, opened: Opened, draft: Draft) -> None:
        """Keep what is not saved yet, in case the program ends."""
        self._unsaved.keep(opened.name, opened.path, opened.origin, opened.stamp, draft.text)

    def drop_draft(self, opened: Opened) -> None:
        """Forget what was kept."""
        self._unsaved.drop(opened.name, opened.path)

    def drafts_left(self) -> list[Left]:
        """Return what was kept by programs that have ended; asked when the window opens."""
        return self._unsaved.left()

    def take_up(self, left: Left) -> tuple[Opened, Draft]:
        """Go on with a draft that was left; saving it is refused if its file has changed since."""
        path = Path(left.path) if left.path else None
        kept = read_text(left.text, left.origin, path)
        try:
            under = read_opened(path, left.origin) if path else kept
        except InputError:
            under = kept
        document = under.draft.document
        return replace(under, stamp=left.stamp), Draft(document, kept.draft.suite, kept.draft.data)

    def drop_left(self, left: Left) -> None:
        """Forget a draft that was left."""
        self._unsaved.drop(left.name, left.path)

    def profile_of_production(self, production: int) -> Opened:
        """Return the profile as a production was planned with it; it is saved under a name of its own."""
        text = self._book().revision(production).profile_text
        file = Path(self._book().production(production).working) / "profile.yaml"
        return read_text(text, f"production {production}", file=str(file))

    def profile_of_file(self, path: Path) -> Opened:
        """Return the profile that a file was made with."""
        return self.profile_of_production(production_of_file(self._book(), path))


def origin_of(path: Path) -> str:
    """Say among which profiles a file is found by its name; else it is just a file."""
    return next((entry.origin for entry in library.entries("profile") if entry.path.absolute() == path), "file")


def anchored(draft: Draft, target: Path) -> Draft:
    """Return a draft for another folder: a run list beside the old file is still found."""
    runs = draft.value(("runs", "file"))
    if not isinstance(runs, str) or Path(draft.document.file).parent.absolute() == target.parent.absolute():
        return draft
    return draft.with_value(("runs", "file"), str(library.beside(runs, draft.document)))


def written(profile: str | Path | Draft) -> Any:
    """Return the values of a profile as its file has them."""
    if isinstance(profile, Draft):
        return dict(profile.data)
    return library.load_profile(profile)[1].data


def rows(before: Any, after: Any) -> list[Difference]:
    """Return in what two profiles' values differ; their names do not count."""
    found = [each for each in differences(before, after) if each[0] != "name"]
    return [Difference(field, in_words(one), in_words(other)) for field, one, other in found]


def in_words(value: Any) -> str:
    """Write a value in one line."""
    return "–" if value is None else inline(value)
