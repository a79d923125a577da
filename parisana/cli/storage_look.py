"""What ``parisana storage`` makes of a URL: its storage, what is known of it there, and how that is said."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parisana.core.sites.site import Site
    from parisana.plugins.storage import Stat, Storage


def opened(url: str, site: Site | None = None) -> tuple[Storage, str]:
    """Return the storage that a URL speaks of, as a site or that of its root has it, and the URL as it is kept."""
    from parisana.app.transfers.ends import single, spelled

    return single(url, own=site), spelled(url)


def there(storage: Storage, url: str) -> Stat:
    """Return what is known of something that must be there."""
    from parisana.core.jobs.states import Answer
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
