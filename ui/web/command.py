"""``parisana web``: the bookkeeping as pages for a browser. It is loaded only when it is asked for."""

from __future__ import annotations

import socket
from argparse import ArgumentParser, Namespace
from typing import Any

from parisana.app.ground import places
from parisana.errors import InputError, SiteError

PORT = 8765
LOOPBACK = ("127.0.0.1", "::1", "localhost")


def configure(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--port", type=int, default=PORT, help=f"0 takes a free one (default: {PORT})")
    parser.add_argument("--host", default=LOOPBACK[0], help="the address to listen at (default: this machine only)")
    parser.add_argument("--book", metavar="PLACE", help="the bookkeeping: a path or an address (default: yours)")
    parser.add_argument("--public", action="store_true", help="show only what everyone may see, also to you")
    parser.add_argument("--name", action="append", default=[], help="a name by which a proxy calls this server")


def run(arguments: Namespace, show: Any) -> int:
    """Serve the pages until it is interrupted."""
    try:
        from . import serving
    except ImportError as error:
        raise SiteError(
            f"The web pages need {error.name}, which is not installed.",
            hint="Install it with: pip install 'parisana[web]'.",
        ) from error
    public = arguments.public or arguments.host not in LOOPBACK
    visit = serving.open_visit(arguments.book, "" if public else places.user())
    with _listen(arguments.host, arguments.port) as listening:
        address = f"http://{_spoken(listening)}/"
        whom = f"what is shown to {visit.viewer}" if visit.viewer else "what everyone may see"
        show.note(f"parisana: the pages are at {address}, with {whom}. Ctrl+C ends it.")
        show.line(address)
        show.json({"address": address, "public": public})
        serving.serve(visit, listening, address, [arguments.host, *arguments.name])
    return 0


def _listen(host: str, port: int) -> socket.socket:
    """Take the port."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family)
    except (OSError, OverflowError) as error:
        hint = "Another program has it, perhaps these pages already; --port 0 takes a free one."
        raise InputError(f"Port {port} of {host} cannot be had: {error}.", hint=hint) from error


def _spoken(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
