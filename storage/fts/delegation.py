"""The proxy that FTS copies with: it makes a key of its own there, and we sign that it may act for us."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from parisana.errors import StorageError
from parisana.plugins.credentials import proxy
from parisana.plugins.signing import sign
from parisana.storage.http.client import Reply, Request
from parisana.storage.http.login import valid_token

from .answers import refusal

#: FTS refuses a proxy with less than an hour left; it gets a new one before that.
LEAST = timedelta(hours=2)


class Delegation:
    """What FTS has of this user; with a token nothing has to be handed over."""

    def __init__(self, get: Callable[[str], Any], ask: Callable[[Request], Reply], url: str) -> None:
        self._get, self._ask, self._url = get, ask, url
        self._good_until: tuple[object, datetime] | None = None

    def name(self) -> str:
        """Return the name under which FTS knows who asks."""
        return str(self._get("/whoami")["delegation_id"])

    def ensure(self) -> None:
        """Hand a proxy over, unless FTS has one of the present one that lasts."""
        if valid_token() is not None:
            return
        stamp = _stamp()
        if self._good_until is None or self._good_until[0] != stamp or self._good_until[1] < datetime.now(UTC) + LEAST:
            name = self.name()
            if self._good_until is not None or self._held_until(name) < datetime.now(UTC) + LEAST:
                self._hand_over(name)
            self._good_until = stamp, self._held_until(name)

    def renew(self) -> None:
        """Hand a proxy over, whatever FTS has."""
        self._hand_over(self.name())

    def _held_until(self, name: str) -> datetime:
        held = self._get(f"/delegation/{name}")
        if not held:
            return datetime.min.replace(tzinfo=UTC)
        ends = datetime.fromisoformat(str(held["termination_time"]))
        return ends if ends.tzinfo is not None else ends.replace(tzinfo=UTC)

    def _hand_over(self, name: str) -> None:
        place = proxy()
        if place is None:
            message = "FTS copies with your proxy or token, and there is neither."
            raise StorageError(message, hint="Make one: parisana proxy init.")
        asked = self._done(Request("GET", f"{self._url}/delegation/{name}/request"))
        try:
            signed = sign(asked, place.read_bytes(), datetime.now(UTC))
        except ImportError as error:
            hint = "Install it with: pip install 'parisana[fts]', or use a bearer token."
            raise StorageError("To hand a proxy to FTS needs the library cryptography.", hint=hint) from error
        except (OSError, ValueError) as error:
            raise StorageError(
                f"Your proxy {place} cannot be handed to FTS: {error}.", hint="Make a new one."
            ) from error
        self._done(Request("PUT", f"{self._url}/delegation/{name}/credential", {}, signed))

    def _done(self, request: Request) -> bytes:
        reply = self._ask(request)
        if not 200 <= reply.status < 300:
            raise refusal(reply)
        return reply.body


def _stamp() -> object:
    """Return what tells one proxy from the next."""
    place = proxy()
    return place and (place, Path(place).stat().st_mtime_ns if Path(place).exists() else None)
