"""One question to an ARC service, over HTTPS with the proxy or token of the user; connections are kept."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
import time
import weakref
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from parisana.core.credentials.tokens import parse_token
from parisana.errors import InputError, NoAnswer, Refused
from parisana.plugins.credentials import Environment, token
from parisana.plugins.trust import trust

#: Seconds that a service has for one answer.
PATIENCE = 60.0
REST = "/rest/1.0"
DENIED = (401, 403)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a service answered."""

    status: int
    body: bytes
    location: str = ""
    """Where what was made can be found."""

    @property
    def data(self) -> Any:
        """Return what is in the JSON of an answer; an empty one says that there is nothing."""
        if not self.body.strip():
            return {}
        try:
            return json.loads(self.body)
        except ValueError as error:
            raise NoAnswer("The ARC service answers with something that is no JSON.") from error


class Wire:
    """The connections to all services of a site."""

    def __init__(
        self, ca: str | None, environment: Environment, shown: str | None = None, account: str | None = None
    ) -> None:
        """``shown``: only the ``proxy`` or only the ``token``; ``account``: of oidc-agent, whose token it is."""
        self._ca, self._environment, self._shown, self._account = ca, environment, shown, account or ""
        self._open: dict[tuple[str, int], tuple[http.client.HTTPSConnection, ssl.SSLContext]] = {}
        weakref.finalize(self, _close_all, self._open)

    def ask(
        self,
        method: str,
        service: str,
        path: str,
        body: bytes = b"",
        kind: str = "application/json",
        again: bool = True,
    ) -> Reply:
        """Ask once; with ``again`` a connection that was closed meanwhile is made anew."""
        place = urlsplit(service)
        address = (place.hostname or "", place.port or 443)
        kept = address in self._open
        try:
            return self._exchange(address, method, f"{place.path.rstrip('/')}{REST}{path}", body, kind)
        except (http.client.HTTPException, OSError) as error:
            self._drop(address)
            if kept and again:
                return self.ask(method, service, path, body, kind, again=False)
            raise NoAnswer(f"{address[0]} gives no answer: {_words(error)}.") from error

    def refresh(self, service: str) -> None:
        """Let the next question go over a new connection: it must not be asked twice."""
        place = urlsplit(service)
        self._drop((place.hostname or "", place.port or 443))

    def _exchange(self, address: tuple[str, int], method: str, path: str, body: bytes, kind: str) -> Reply:
        connection = self._connection(address)
        headers = {"Accept": "application/json", "Content-Type": kind}
        if bearer := self._token():
            headers["Authorization"] = f"Bearer {bearer}"
        connection.request(method, path, body or None, headers)
        answer = connection.getresponse()
        reply = Reply(answer.status, answer.read(), answer.getheader("Location") or "")
        if reply.status in DENIED:
            raise NotAllowed(
                f"{address[0]} does not accept your proxy or token.",
                hint="Make a new proxy (arcproxy, voms-proxy-init) or token. Jobs keep their state until then.",
            )
        return reply

    def _connection(self, address: tuple[str, int]) -> http.client.HTTPSConnection:
        """Return the connection that is open, unless the proxy was renewed since."""
        context = trust(self._ca, self._environment, with_proxy=self._shown != "token")
        connection, known = self._open.get(address, (None, None))
        if connection is None or known is not context:
            self._drop(address)
            connection = http.client.HTTPSConnection(*address, context=context, timeout=PATIENCE)
            self._open[address] = connection, context
        return connection

    def _token(self) -> str | None:
        """Return the token that is shown; where nothing else may be, there must be one."""
        found = None if self._shown == "proxy" else self._found()
        if found and self._shown is None and parse_token(found).over(time.time()):
            return None  # the proxy may still do
        if self._shown == "token" and not found:
            hint = "Get one (oidc-token, htgettoken) into BEARER_TOKEN_FILE or $XDG_RUNTIME_DIR/bt_u<uid>."
            raise NotAllowed("The site takes bearer tokens only, and you have none.", hint=hint)
        return found

    def _found(self) -> str | None:
        """Return the user's token; an agent that gives none may give one later, or the proxy may do."""
        try:
            return token(self._environment, self._account)
        except InputError as error:
            if self._shown is None and self._account:
                return None
            raise NotAllowed(error.message, hint=error.hint) from error

    def _drop(self, address: tuple[str, int]) -> None:
        connection, _ = self._open.pop(address, (None, None))
        if connection is not None:
            connection.close()


class NotAllowed(Refused):
    """The service knows who asks, or does not, and says no: nothing was done."""

    transient = True


def _close_all(opened: dict[tuple[str, int], tuple[http.client.HTTPSConnection, ssl.SSLContext]]) -> None:
    for connection, _ in opened.values():
        connection.close()


def _words(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted here ({error.verify_message})"
    if isinstance(error, (TimeoutError, socket.timeout)):
        return f"nothing came within {PATIENCE:g} s"
    return str(getattr(error, "strerror", None) or error) or type(error).__name__
