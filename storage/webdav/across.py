"""Copies from server to server, which the one that is to have the file brings by itself (HTTP third-party copy)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parisana.errors import Cancelled, StorageError
from parisana.plugins.storage import Checksum, Watch
from parisana.storage.http.client import Call, Client, Reply, Request
from parisana.storage.http.line import Head
from parisana.storage.http.login import authorization
from parisana.storage.http.words import meaning
from parisana.storage.shared.copying import STOPPED, need_same, part_of

from .copies import dropped, move, sum_there
from .places import Place

#: What a server says that does not know this kind of copy, or must not make it.
CANNOT = frozenset({400, 403, 404, 405, 415, 501})
MOVED = re.compile(rb"Stripe Bytes Transferred: *(\d+)")
ENDED = re.compile(rb"^(success|failure)(.*)$", re.MULTILINE | re.IGNORECASE)


class CannotError(Exception):
    """The server does not do this."""


def bring(client: Client, old: Place, new: Place, total: int, watch: Watch) -> Checksum:
    """Let the server of the new name bring a file; compare the sums at both ends, and give it its name."""
    part = new.beside(part_of(new.path))
    with dropped(client, part, watch) as work:
        return work(lambda call, pulse: _brought(call, old, part, new, total, pulse))


def _brought(call: Call, old: Place, part: Place, new: Place, total: int, watch: Watch) -> Checksum:
    request = Request("COPY", part.url, {"Source": old.url, "Credential": "none", "Overwrite": "F", **_known_as(old)})
    call.take(request, lambda head, body: _heard(head, body, total, watch))
    held = sum_there(call, part, watch)
    need_same(part.path, held, sum_there(call, old, watch))
    move(call, part, new)
    return held


def _known_as(old: Place) -> dict[str, str]:
    """Return what the server tells the other one of who asks; only where nobody listens on the way."""
    source = Request("GET", old.url).server
    said = authorization(source.host) if source.scheme == "https" else None
    return {"TransferHeaderAuthorization": said} if said else {}


def _heard(head: Head, body: Iterator[bytes], total: int, watch: Watch) -> None:
    """Listen to how far it is, to the end."""
    if head.status in CANNOT:
        raise CannotError
    if head.status >= 300:
        raise meaning(Reply(head.status, head.reason, head.headers, b""))
    text = b""
    for piece in body:
        text = text[-4096:] + piece
        if found := MOVED.findall(text):
            watch.moved(min(int(found[-1]), total), total)
        if watch.cancelled:
            raise Cancelled(STOPPED)
    ended = ENDED.search(text)
    if ended is None or ended[1].lower() != b"success":
        words = ended[2].decode("utf-8", "replace").strip(" :.") if ended else "it did not say how it ended"
        raise StorageError(f"The server could not bring it: {words}.", transient=True)
    watch.moved(total, total)
