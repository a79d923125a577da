"""What the commands with verbs of their own share."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parisana.cli.output import Show


def add_verbs(parser: ArgumentParser, helps: Mapping[str, str]) -> dict[str, ArgumentParser]:
    """Add the verbs of a command; return the parser of each."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    return {verb: verbs.add_parser(verb, help=text, description=text) for verb, text in helps.items()}


def new_file(path: Path, text: str, force: bool) -> None:
    """Write a file that was not there before, unless it may be replaced."""
    from parisana.app.ground import library
    from parisana.errors import InputError

    if path.exists() and not force:
        raise InputError("This file is there already.", hint="Choose another name, or add --force.", file=str(path))
    library.save(path, text)


def show_entries(kind: str, show: Show, site_path: list[Path] | None = None) -> int:
    """List the files of a kind; one that cannot be used says so instead of its title."""
    from parisana.app.ground import library

    found = [(entry, *title(kind, entry.path)) for entry in library.entries(kind, site_path or [])]
    show.json(
        [
            {"name": entry.name, "title": text, "from": entry.origin, "path": str(entry.path), "error": error}
            for entry, text, error in found
        ]
    )
    rows = [(entry.name, error or text, entry.origin, entry.path) for entry, text, error in found]
    show.table(["name", "title", "from", "path"], rows)
    return 0


def title(kind: str, path: Path) -> tuple[str | None, str | None]:
    """Return the title of a file, or what is wrong with it."""
    from parisana.app.ground import library
    from parisana.errors import InputError

    try:
        data = library.document(kind, path).data
    except InputError as error:
        return None, str(error)
    return str(data.get("title") or f"{data.get('suite')} at {data.get('site')}"), None


def say_written(path: Path, show: Show) -> int:
    """Tell where a file was written."""
    show.json({"path": str(path)})
    show.line(f"Written: {path}")
    return 0
