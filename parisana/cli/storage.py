"""``parisana storage ls|stat|cp|rm|stage|check URL``: look at files wherever they are, and copy them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from . import storage_check, storage_copy, storage_site, storage_stage
from .storage_look import described, opened, row, there
from .verbs import add_verbs

if TYPE_CHECKING:
    from parisana.cli.output import Show
    from parisana.core.sites.site import Site

HELPS = {
    "ls": "list a folder",
    "stat": "say whether a file or folder is there, its size and age",
    "cp": "copy files, --recursive: and folders; each file appears whole or not at all, and never over another",
    "rm": "remove files and empty folders; --recursive: folders with all that is in them",
    "mkdir": "make a folder, and those above it",
    "stage": "ask for files on tape, and say which are at hand",
    "check": "a place: can it be read and written, its room, a checksum; --production: what is lost, dark or damaged",
}


def configure(parser: ArgumentParser) -> None:
    """Declare the verbs."""
    verbs = add_verbs(parser, HELPS)
    for verb in ("ls", "stat", "mkdir"):
        verbs[verb].add_argument("url", help="a path, or a URL: sftp://USER@HOST:PORT/PATH, root://HOST:PORT//PATH")
    verbs["rm"].add_argument("urls", nargs="+", metavar="URL", help="files and folders")
    verbs["rm"].add_argument("--recursive", action="store_true", help="remove folders with all that is in them")
    for verb in ("ls", "stat", "cp", "rm", "mkdir", "stage"):
        storage_site.configure(verbs[verb])
    storage_check.configure(verbs["check"])
    storage_stage.configure(verbs["stage"])
    storage_copy.configure(verbs["cp"])


def run(arguments: Namespace, show: Show) -> int:
    """Do what the verb says."""
    verbs = {
        "ls": listing,
        "stat": stat,
        "cp": storage_copy.copy,
        "rm": remove,
        "mkdir": make,
        "stage": storage_stage.stage,
        "check": storage_check.check,
    }
    return verbs[arguments.verb](arguments, show)


def listing(arguments: Namespace, show: Show) -> int:
    """List a folder, or one file."""
    storage, url = opened(arguments.url, storage_site.chosen_site(arguments, show))
    found = there(storage, url)
    names = list(storage.list(url)) if found.is_dir else [(url, found)]
    show.json([described(name, each) for name, each in names])
    show.table(("name", "bytes", "changed", "remark"), [row(name, each) for name, each in names])
    return 0


def stat(arguments: Namespace, show: Show) -> int:
    """Say what is known of one name."""
    storage, url = opened(arguments.url, storage_site.chosen_site(arguments, show))
    found = there(storage, url)
    show.json(described(url, found))
    show.table(("name", "bytes", "changed", "remark"), [row(url, found)])
    return 0


def make(arguments: Namespace, show: Show) -> int:
    """Make a folder; being there already is fine."""
    storage, url = opened(arguments.url, storage_site.chosen_site(arguments, show))
    storage.make(url)
    show.json({"made": url})
    show.line(f"{url} is there.")
    return 0


def remove(arguments: Namespace, show: Show) -> int:
    """Remove files and empty folders, or all that is there; what is refused does not stop the rest."""
    from parisana.cli.common import session

    site = storage_site.chosen_site(arguments, show)
    if arguments.recursive:
        removed, refused = session(show).browser.remove_all(arguments.urls, site)
    else:
        removed, refused = [remove_one(url, site) for url in arguments.urls], ()
    show.json({"removed": removed[0] if len(removed) == 1 else removed, "refused": [list(each) for each in refused]})
    for url in removed:
        show.line(f"{url} is removed.")
    for url, reason in refused:
        show.line(f"{url} stays: {reason}")
    return 3 if refused else 0


def remove_one(text: str, site: Site | None = None) -> str:
    """Remove one file or empty folder."""
    storage, url = opened(text, site)
    there(storage, url)
    storage.remove(url)
    return url
