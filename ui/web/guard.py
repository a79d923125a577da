"""What every answer is sent with, and from whom questions are taken.

Nothing but our own files is loaded, no script runs that is not ours, no other page may frame these. A browser that was
lured here under another name (DNS rebinding) is sent away.
"""

from __future__ import annotations

from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: The names of this machine that need no mention.
LOCAL = frozenset({"localhost", "127.0.0.1", "[::1]"})
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
#: A drawing that somebody's job made may hold anything.
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


class Guard:
    """Stands before the pages."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self._app, self._hosts = app, {host.lower() for host in hosts} | LOCAL

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a question in, and dress the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        host = _name(Headers(scope=scope).get("host", ""))

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        if host not in self._hosts:
            refusal = f"This server is not called {host[:80]!r}; parisana web --name says how else it is called.\n"
            await PlainTextResponse(refusal, 421)(scope, receive, dressed)
            return
        await self._app(scope, receive, dressed)


def _name(host: str) -> str:
    """Return a host without its port."""
    name, _, port = host.lower().rpartition(":")
    return name if name and port.isdigit() else host.lower()
