"""The verbs of ``parisana profile`` that move files about: rename, delete and take back, import, export."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .verbs import say_written

if TYPE_CHECKING:
    from parisana.app.profiles.shelf import Opened, ProfileShelf
    from parisana.cli.output import Show

HELPS = {
    "duplicate": "copy a profile under a new name, among your own",
    "rename": "give a profile another name",
    "delete": "move a profile into the trash, and say how to take it back",
    "restore": "take a deleted profile back; without a token, list what was deleted",
    "import": "copy a file among your own profiles",
    "export": "write a copy of a profile for somebody else",
    "recent": "list the profiles that were opened last",
    "of": "print the profile that a production, or a result file, was made with",
}


def configure(verbs: Mapping[str, ArgumentParser]) -> None:
    """Declare their arguments."""
    for verb in ("duplicate", "rename", "delete", "export"):
        verbs[verb].add_argument("profile", help="name or path")
    for verb in ("duplicate", "rename"):
        verbs[verb].add_argument("name", help="the new name")
    verbs["restore"].add_argument("token", nargs="?", help="what delete printed")
    verbs["import"].add_argument("file", type=Path)
    verbs["export"].add_argument("file", type=Path, help="a file, or a folder")
    verbs["export"].add_argument("--force", action="store_true", help="replace a file that is there")
    verbs["of"].add_argument("made", metavar="PRODUCTION|FILE")


def shelf(show: Show) -> ProfileShelf:
    """Return the user's profiles."""
    from parisana.cli.common import session

    return session(show).profiles


def compared(arguments: Namespace, show: Show) -> tuple[Mapping[str, Any], Mapping[str, Any], str]:
    """Return the values of the two profiles of a comparison, and what the second is called."""
    from parisana.app.ground import library
    from parisana.app.profiles.profile_origins import as_run

    if arguments.production is None:
        one, other = (library.load_profile(name)[1].data for name in (arguments.profile, arguments.other))
        return one, other, arguments.other
    profiles = shelf(show)
    was = profiles.profile_of_production(arguments.production)
    return as_run(profiles.open(arguments.profile).draft), was.draft.data, was.origin


def say_saved(opened: Opened, show: Show) -> int:
    """Tell where a copy is."""
    assert opened.path is not None, "a copy that was saved has a file"
    return say_written(opened.path, show)


def duplicate(arguments: Namespace, show: Show) -> int:
    """Copy a profile."""
    return say_saved(shelf(show).duplicate(arguments.profile, arguments.name), show)


def rename(arguments: Namespace, show: Show) -> int:
    """Rename a profile."""
    return say_written(shelf(show).rename(arguments.profile, arguments.name).path, show)


def delete(arguments: Namespace, show: Show) -> int:
    """Delete a profile."""
    token = shelf(show).delete(arguments.profile)
    show.json({"token": token})
    show.line(f"In the trash; take it back with: parisana profile restore {token}")
    return 0


def restore(arguments: Namespace, show: Show) -> int:
    """Take a profile back, or list what can be."""
    if arguments.token:
        return say_written(shelf(show).restore(arguments.token), show)
    found = shelf(show).deleted()
    show.json([{"token": each.token, "path": str(each.path), "deleted": each.when} for each in found])
    show.table(["token", "path"], [(each.token, each.path) for each in found])
    return 0


def bring(arguments: Namespace, show: Show) -> int:
    """Copy a file among the user's profiles."""
    return say_saved(shelf(show).import_(arguments.file), show)


def export(arguments: Namespace, show: Show) -> int:
    """Write a copy."""
    return say_written(shelf(show).export(arguments.profile, arguments.file, force=arguments.force), show)


def recent(arguments: Namespace, show: Show) -> int:
    """List what was opened last."""
    paths = shelf(show).recent()
    show.json([str(path) for path in paths])
    show.table(["name", "path"], [(path.stem, path) for path in paths])
    return 0


def of(arguments: Namespace, show: Show) -> int:
    """Print a profile as it was run."""
    profiles = shelf(show)
    made = arguments.made
    found = profiles.profile_of_production(int(made)) if made.isdigit() else profiles.profile_of_file(Path(made))
    show.json({"origin": found.origin, "profile": found.draft.text})
    show.line(found.draft.text.rstrip())
    return 0


VERBS: dict[str, Callable[[Namespace, Show], int]] = {
    "duplicate": duplicate,
    "rename": rename,
    "delete": delete,
    "restore": restore,
    "import": bring,
    "export": export,
    "recent": recent,
    "of": of,
}
