"""``parisana storage ls|stat|cp|rm|check URL``: look at files wherever they are."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from .verbs import add_verbs

if TYPE_CHECKING:
    from parisana.cli.output import Show
    from parisana.plugins.storage import Stat, Storage

HELPS = {
    "ls": "list a folder",
    "stat": "say whether a file or folder is there, its size and age",
    "cp": "copy a file; it appears whole or not at all, and never over another",
    "rm": "remove a file or an empty folder",
    "check": "say whether a place can be read and written, its room, and a file's checksum",
}


def configure(parser: ArgumentParser) -> None:
    """Declare the verbs."""
    verbs = add_verbs(parser, HELPS)
    for verb in ("ls", "stat", "rm", "check"):
        verbs[verb].add_argument("url", help="a path, for what is on disk")
    verbs["cp"].add_argument("source", help="the file")
    verbs["cp"].add_argument("target", help="its new name, or a folder")


def run(arguments: Namespace, show: Show) -> int:
    """Do what the verb says."""
    verbs = {"ls": listing, "stat": stat, "cp": copy, "rm": remove, "check": check}
    return verbs[arguments.verb](arguments, show)


def opened(url: str) -> tuple[Storage, str]:
    """Return the storage that an URL speaks of, and the URL in that storage's spelling."""
    from parisana.plugins.registry import storage_class

    kind, mark, path = url.partition("://")
    if not mark or kind == "file":
        return storage_class("disk")(), str(Path(path if mark else url).expanduser().absolute())
    return storage_class(kind)(), url


def there(storage: Storage, url: str) -> Stat:
    """Return what is known of something that must be there."""
    from parisana.core.states import Answer
    from parisana.errors import StorageError

    found = storage.stat(url)
    if found.exists is Answer.NO:
        raise StorageError("There is no such file or folder.", hint="parisana storage ls lists a folder.", file=url)
    if found.exists is Answer.UNKNOWN:
        raise StorageError(found.reason or "Nobody can say whether it is there.", file=url, transient=True)
    return found


def described(name: str, found: Stat) -> dict[str, object]:
    """Return what is known of a name, for programs."""
    return {
        "name": name,
        "exists": found.exists,
        "size": found.size,
        "is_dir": found.is_dir,
        "mtime": found.mtime,
        "reason": found.reason,
    }


def row(name: str, found: Stat) -> tuple[object, ...]:
    """Return what is known of a name, for people."""
    when = None if found.mtime is None else f"{datetime.fromtimestamp(found.mtime):%Y-%m-%d %H:%M}"
    return (f"{name}/" if found.is_dir else name, found.size, when, found.reason)


def listing(arguments: Namespace, show: Show) -> int:
    """List a folder, or one file."""
    storage, url = opened(arguments.url)
    found = there(storage, url)
    names = list(storage.list(url)) if found.is_dir else [(url, found)]
    show.json([described(name, each) for name, each in names])
    show.table(("name", "bytes", "changed", "remark"), [row(name, each) for name, each in names])
    return 0


def stat(arguments: Namespace, show: Show) -> int:
    """Say what is known of one name."""
    storage, url = opened(arguments.url)
    found = there(storage, url)
    show.json(described(url, found))
    show.table(("name", "bytes", "changed", "remark"), [row(url, found)])
    return 0


def copy(arguments: Namespace, show: Show) -> int:
    """Copy one file within a storage, verified."""
    from parisana.core.states import Answer
    from parisana.errors import InputError

    storage, source = opened(arguments.source)
    _, target = opened(arguments.target)
    if there(storage, source).is_dir:
        raise InputError("This is a folder; files are copied one by one.", file=source)
    goal = storage.stat(target)
    if goal.exists is Answer.YES and goal.is_dir:
        target = f"{target.rstrip('/')}/{Path(source).name}"
    checksum = storage.put(Path(source), target)
    show.json({"source": source, "target": target, "checksum": list(checksum)})
    show.line(f"{target}: {checksum.kind} {checksum.value}")
    return 0


def remove(arguments: Namespace, show: Show) -> int:
    """Remove one file or empty folder."""
    storage, url = opened(arguments.url)
    there(storage, url)
    storage.remove(url)
    show.json({"removed": url})
    show.line(f"{url} is removed.")
    return 0


def check(arguments: Namespace, show: Show) -> int:
    """Look at a place with all questions that a storage answers."""
    storage, url = opened(arguments.url)
    found = there(storage, url)
    writable, reason = storage.writable(url if found.is_dir else str(Path(url).parent))
    space = storage.space(url)
    checksum = None if found.is_dir else storage.checksum(url)
    show.json(
        {
            **described(url, found),
            "writable": writable,
            "reason": reason,
            "total": space.total,
            "free": space.free,
            "checksum": None if checksum is None else list(checksum),
        }
    )
    answers = [("is there", "yes", ""), ("can be written", writable, reason), ("room", space.free, "bytes free")]
    if checksum is not None:
        answers.append((checksum.kind, checksum.value, ""))
    show.table(("question", "answer", "remark"), answers)
    return 0
