"""SAMP, by which Aladin, DS9 and TOPCAT take files from each other: the few calls of a client that only sends.

Simple Application Messaging Protocol 1.3 (IVOA), Standard Profile: XML-RPC to the hub that the user's lock file names.
A sender need not be callable itself, so there is no server here, and nothing is left open.
"""

from __future__ import annotations

import http.client
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xmlrpc.client import Error, ServerProxy, Transport

from parisana.errors import SiteError

#: How long the hub may take to answer, and a client to load a file (s).
PATIENCE, LOADING = 5.0, 60
LOCK = "std-lockurl:"
START = "Start Aladin, DS9 or TOPCAT (each brings a hub), and try again."
METADATA = {"samp.name": "Parisana", "samp.description.text": "Gamma-ray analyses on batch systems"}


@dataclass(frozen=True, slots=True)
class Client:
    """Another program at the hub."""

    id: str
    name: str


class _Patient(Transport):
    """XML-RPC that does not wait for ever."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self._seconds = seconds

    def make_connection(self, host: Any) -> http.client.HTTPConnection:
        """Connect with a time limit."""
        made = super().make_connection(host)
        made.timeout = self._seconds
        return made


class Hub:
    """A registration with the hub; ask for one by :func:`hub`."""

    def __init__(self, url: str, secret: str) -> None:
        self._url = url
        self._proxy = proxy(url, PATIENCE)
        self._key = str(self._proxy.samp.hub.register(secret)["samp.private-key"])
        self._proxy.samp.hub.declareMetadata(self._key, METADATA)

    def clients(self, mtype: str) -> list[Client]:
        """Return who takes such messages, in the order of their names."""
        found = self._proxy.samp.hub.getSubscribedClients(self._key, mtype)
        named = [Client(each, self._name(each)) for each in found]
        return sorted(named, key=lambda client: client.name.casefold())

    def _name(self, client: str) -> str:
        return str(dict(self._proxy.samp.hub.getMetadata(self._key, client)).get("samp.name") or client)

    def call(self, client: Client, mtype: str, parameters: Mapping[str, str]) -> None:
        """Send a message, and wait until it was done; what the other program says against it is raised."""
        patient = proxy(self._url, LOADING + PATIENCE)
        message = {"samp.mtype": mtype, "samp.params": dict(parameters)}
        answer = dict(patient.samp.hub.callAndWait(self._key, client.id, message, str(LOADING)))
        if answer.get("samp.status") != "samp.ok":
            said = dict(answer.get("samp.error") or {}).get("samp.errortxt") or "it did not say why"
            raise SiteError(
                f"{client.name} did not take the file: {said}.", hint="Look into that program's own messages."
            )

    def leave(self) -> None:
        """Be no longer registered."""
        self._proxy.samp.hub.unregister(self._key)


def proxy(url: str, seconds: float) -> Any:
    """Return what makes calls of its attributes' names."""
    return ServerProxy(url, transport=_Patient(seconds))


@contextmanager
def hub() -> Iterator[Hub]:
    """Register with the user's hub for a moment; a hub that is not there, or vanishes meanwhile, is an error."""
    url, secret = locked(lock_file())
    try:
        registered = Hub(url, secret)
        try:
            yield registered
        finally:
            with suppress(OSError, Error, http.client.HTTPException):
                registered.leave()
    except (OSError, Error, http.client.HTTPException, KeyError, ValueError, TypeError) as error:
        raise SiteError(f"The SAMP hub does not answer: {said(error)}.", hint=START) from error


def lock_file() -> Path:
    """Return where the hub says how it is reached."""
    told = os.environ.get("SAMP_HUB", "")
    if told.startswith(LOCK):
        return Path(unquote(urlsplit(told.removeprefix(LOCK)).path))
    return Path.home() / ".samp"


def locked(file: Path) -> tuple[str, str]:
    """Return the hub's address and the secret that lets one register."""
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise SiteError("No SAMP hub runs, so there is nobody to send to.", hint=START) from error
    pairs = dict(line.split("=", 1) for line in text.splitlines() if "=" in line and not line.startswith("#"))
    url, secret = pairs.get("samp.hub.xmlrpc.url", "").strip(), pairs.get("samp.secret", "").strip()
    if not secret or urlsplit(url).scheme != "http":
        raise SiteError("The lock file of the SAMP hub is damaged.", hint=START, file=str(file))
    return url, secret


def said(error: Exception) -> str:
    """Say in a few words what went wrong."""
    if isinstance(error, TimeoutError):
        return f"it was silent for {PATIENCE:.0f} s"
    if isinstance(error, ConnectionError):
        return "it is gone"
    return str(getattr(error, "faultString", "") or error).strip().rstrip(".")[:200] or type(error).__name__
