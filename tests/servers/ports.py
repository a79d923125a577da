"""Whether somebody listens at a port of this machine."""

from __future__ import annotations

import socket


def listens(port: int) -> bool:
    """Say whether a server takes connections there."""
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0
