"""Serving: the server around the application, and the note by which the window finds it."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from contextlib import suppress
from threading import Thread

import uvicorn

from parisana.app import web_note
from parisana.app.visit import Visit
from parisana.errors import BookkeepingError

from .application import make


def open_visit(book: str | None, viewer: str) -> Visit:
    """Return what the pages look with; a database that is not there is complained of at once."""
    visit = Visit(book=book, viewer=viewer)
    visit.book.version()
    return visit


def serve(visit: Visit, listening: socket.socket, address: str, hosts: Sequence[str]) -> None:
    """Answer until it is interrupted."""
    settings = uvicorn.Config(make(visit, hosts), log_level="warning", access_log=False, server_header=False)
    Thread(target=_look_first, args=(visit,), name="first look", daemon=True).start()
    with web_note.written(visit.home, address, visit.viewer):
        uvicorn.Server(settings).run(sockets=[listening])
    visit.close()


def _look_first(visit: Visit) -> None:
    """Look at what takes a moment before somebody asks."""
    with suppress(BookkeepingError):
        visit.known_sites.now()
        visit.file_counts.now()
        visit.computed.now()
