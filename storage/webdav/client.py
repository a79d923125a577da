"""The questions that are put to a WebDAV server, and who asks them."""

from __future__ import annotations

import functools
import ssl
from collections.abc import Callable
from dataclasses import replace

from parisana.core.jobs.states import Answer
from parisana.errors import StorageError
from parisana.plugins.storage import Space, Stat
from parisana.storage.http.client import Client, Request
from parisana.storage.http.login import authorization, needed_token
from parisana.storage.http.words import is_absent, meaning, need, unread
from parisana.storage.shared.words import shown

from .answers import ROOM, STAT, Found, found, known, room
from .places import Place


class WebDAVClient:
    """Asks, each time as whoever is known then."""

    def __init__(
        self, patience: float, tls: Callable[[], ssl.SSLContext], only: str | None = None, account: str = ""
    ) -> None:
        """``only``: nothing else is shown, as ``token``; ``account``: of oidc-agent, whose token it is."""
        self.http = Client(patience, functools.partial(_dressed, only, account), tls)

    def stat(self, there: Place) -> Stat:
        """Return what the server knows of a name; raise when it does not say."""
        reply = self.http.ask(Request("PROPFIND", there.url, {"Depth": "0"}, STAT))
        if reply.status in (405, 501):
            return self._plain_stat(there)
        if is_absent(reply):
            return Stat(Answer.NO)
        return next((known(each.properties) for each in _read(need(reply).body, there)), Stat(Answer.NO))

    def surely(self, there: Place) -> Stat:
        """Return what is known of a name that is there."""
        seen = self.stat(there)
        if seen.exists is Answer.NO:
            raise StorageError("It is not there, or its folder is not.")
        return seen

    def listed(self, there: Place) -> dict[str, Stat]:
        """Return what is known of the paths in a folder."""
        entries = {each.path: known(each.properties) for each in self._found(there, STAT, "1")}
        if not entries.pop(there.path, Stat(Answer.NO)).is_dir:
            raise StorageError("It is no folder.")
        return entries

    def make(self, there: Place) -> None:
        """Make a folder; when its parent is not there either, that one first."""
        reply = self.http.ask(Request("MKCOL", there.folder_url))
        if reply.status in (404, 409) and there.path != "/" and not self.stat(there.folder).is_dir:
            self.make(there.folder)
            reply = self.http.ask(Request("MKCOL", there.folder_url))
        if reply.status >= 300 and not self.stat(there).is_dir:
            raise meaning(reply)

    def room(self, there: Place) -> Space:
        """Return what the server says of the room at a place; many do not tell."""
        return next((room(each.properties) for each in self._found(there, ROOM, "0")), Space(None, None))

    def nearest(self, there: Place) -> tuple[Place, Stat]:
        """Return the nearest existing place at or above this one, with what is known of it."""
        while (seen := self.stat(there)).exists is Answer.NO and there.path != "/":
            there = there.folder
        return there, seen

    def need_free(self, there: Place) -> None:
        """Refuse a name that is taken, and one in a folder that the server would have to make."""
        if self.stat(there).exists is Answer.YES:
            raise StorageError(f"There is something named {shown(there.path)} already.")
        if not self.stat(there.folder).is_dir:
            raise StorageError(f"There is no folder {shown(there.folder.path)}.")

    def _plain_stat(self, there: Place) -> Stat:
        """Ask a web server that speaks no WebDAV; it shows no folders."""
        reply = self.http.ask(Request("HEAD", there.url))
        if is_absent(reply):
            return Stat(Answer.NO)
        size = need(reply).headers.get("content-length", "")
        return Stat(Answer.YES, int(size) if size.isdigit() else None)

    def _found(self, there: Place, wanted: bytes, depth: str) -> list[Found]:
        reply = self.http.ask(Request("PROPFIND", there.folder_url, {"Depth": depth}, wanted))
        return _read(need(reply).body, there)


def _dressed(only: str | None, account: str, request: Request) -> Request:
    """Say who asks, to the server that was meant, and only where nobody listens."""
    if request.passed_on or request.server.scheme != "https":
        return request
    known_as = f"Bearer {needed_token(account)}" if only else authorization(request.server.host, account)
    return replace(request, headers={**request.headers, "Authorization": known_as}) if known_as else request


def _read(body: bytes, there: Place) -> list[Found]:
    try:
        return list(found(body))
    except ValueError as error:
        raise unread(there.server) from error
