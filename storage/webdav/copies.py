"""Copies to a WebDAV server: a temporary name first, the sums compared, and nothing left of one that failed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from parisana.errors import ParisanaError, StorageError
from parisana.plugins.storage import Checksum, Watch
from parisana.storage.http.client import Call, Client, Request
from parisana.storage.http.copies import Sent, fetched, on_call, summed
from parisana.storage.http.words import is_absent, need
from parisana.storage.shared.copying import cleaned, need_same, part_of
from parisana.storage.shared.words import shown

from .answers import STAT, digest
from .places import Place

#: A copy, on connections of its own, that somebody looks at.
Work = Callable[[Call, Watch], Checksum]
#: Asks a server for the sum of a file; one that knows none says nothing.
WANTED = {"Want-Digest": "adler32"}
#: What XRootD cannot read in the new name of a file, or tells wrongly when it lists it.
UNSPELLED = re.compile("[\0-\x1f\x7f?\ud800-\udfff]|%[0-9A-Fa-f]{2}")


def fetch(client: Client, there: Place, target: str, watch: Watch) -> Checksum:
    """Copy one file here; compare with the sum that the server tells, where it tells one."""
    held, head = fetched(client, Request("GET", there.url, WANTED), target, watch)
    if (told := digest(head.headers)) is not None:
        need_same(target, held, told)
    return held


def send(client: Client, source: str, there: Place, watch: Watch) -> Checksum:
    """Copy one file there, compare, and give it its name, which the server refuses if somebody has it."""
    part = there.beside(part_of(there.path))

    def copy(call: Call, pulse: Watch) -> Checksum:
        with open(source, "rb") as reader:
            sent = Sent(reader, pulse)
            need(call.ask(Request("PUT", part.url, body=sent.body)))
        need_same(part.path, sum_there(call, part, pulse), sent.sum)
        move(call, part, there)
        return sent.sum

    with dropped(client, part, watch) as work:
        return work(copy)


@contextmanager
def dropped(client: Client, part: Place, watch: Watch) -> Iterator[Callable[[Work], Checksum]]:
    """Yield what does long work while somebody looks on; when it fails, its temporary file goes."""
    with cleaned(lambda: _drop(client, part)):
        yield lambda work: on_call(client, work, watch)


def sum_there(call: Call, there: Place, watch: Watch) -> Checksum:
    """Return the sum as the server tells it, else that of what is read back."""
    told = digest(need(call.ask(Request("HEAD", there.url, WANTED))).headers)
    return told or summed(call, Request("GET", there.url), watch)


def move(call: Call | Client, old: Place, new: Place) -> None:
    """Give a name that nobody has; where it had to be encoded, see whether the server understood it."""
    need(call.ask(Request("MOVE", old.url, {"Destination": _spelled(call, old, new), "Overwrite": "F"})))
    if _literal(new) != new.url and is_absent(call.ask(Request("PROPFIND", new.url, {"Depth": "0"}, STAT))):
        message = f"The server did not understand the name {shown(new.path)}, and made another one of it."
        raise StorageError(message, hint="Look for it beside, and give it a name without special characters.")


def _spelled(call: Call | Client, old: Place, new: Place) -> str | bytes:
    """Return the new name as the server reads it: XRootD takes what is in this header as it stands, up to a ``?``."""
    literal = _literal(new)
    if literal == new.url or "xrootd" not in _maker(call, old):
        return new.url
    if UNSPELLED.search(literal):
        raise StorageError(f"The server cannot keep the name {shown(new.path)}.", hint="Give the file another name.")
    return f"{literal}?".encode()


def _literal(there: Place) -> str:
    return f"{there.server}{there.path}"


def _maker(call: Call | Client, there: Place) -> str:
    return call.ask(Request("HEAD", there.url)).headers.get("server", "").lower()


def _drop(client: Client, part: Place) -> None:
    with suppress(ParisanaError):
        client.ask(Request("DELETE", part.url))
