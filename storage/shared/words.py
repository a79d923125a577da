"""What the operating system means by its error numbers, in words."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator

from parisana.errors import SiteError, StorageError

#: Error number -> sentence. Others get the system's own words.
REASONS: dict[int, str] = {
    errno.ENOENT: "It is not there, or its folder is not.",
    errno.ENOTDIR: "A part of its path is a file, not a folder.",
    errno.EEXIST: "There is something of that name already.",
    errno.ENOTEMPTY: "The folder is not empty.",
    errno.EACCES: "You have no permission.",
    errno.EPERM: "You have no permission.",
    errno.EROFS: "The disk is read-only.",
    errno.ENOSPC: "The disk is full.",
    errno.EDQUOT: "Your quota on that disk is used up.",
    errno.EIO: "The disk reports an error.",
    errno.ESTALE: "The file server has lost track of it.",
    errno.ETIMEDOUT: "The file server does not answer.",
    errno.EHOSTDOWN: "The file server is down.",
    errno.EXDEV: "The two are on different disks.",
    errno.EISDIR: "It is a folder.",
    errno.ENAMETOOLONG: "The name is too long.",
}
#: Errors that may pass by themselves.
TRANSIENT = frozenset({errno.EIO, errno.ESTALE, errno.ETIMEDOUT, errno.EHOSTDOWN, errno.ENOTCONN, errno.EAGAIN})
HINTS: dict[int, str] = {
    errno.ENOSPC: "Make room, or choose another place.",
    errno.EDQUOT: "Make room, or choose another place.",
    errno.EROFS: "Choose another place.",
    errno.EACCES: "Choose another place, or ask its owner.",
}


def reason_of(error: OSError) -> str:
    """Return the system's error as a sentence."""
    return REASONS.get(error.errno or 0) or f"{error.strerror or error}."


@contextlib.contextmanager
def in_words(what: str, *urls: str) -> Iterator[None]:
    """Turn the system's errors into ``StorageError``: what could not be done, and why."""
    try:
        yield
    except SiteError as error:
        sentence = f"{what.format(*map(shown, urls))}: {error.message}"
        raise StorageError(sentence, hint=error.hint, transient=error.transient) from error
    except OSError as error:
        sentence = f"{what.format(*map(shown, urls))}: {reason_of(error)}"
        number = error.errno or 0
        raise StorageError(sentence, hint=HINTS.get(number), transient=number in TRANSIENT) from error


def absolute(url: str) -> str:
    """Return the path if it is one that can be used as it stands."""
    if not os.path.isabs(url) or "\0" in url:
        raise StorageError(f"{shown(url)} is not an absolute path.", hint="Write it from the root: /…")
    return url


def shown(path: str) -> str:
    """Return a path as it can be printed: line ends and broken characters are escaped."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in path)
