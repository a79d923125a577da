"""What connections of TLS trust, and the proxy that they show: apart, since the library for it is slow to load."""

from __future__ import annotations

import functools
import os
import ssl
from pathlib import Path

from parisana.errors import InputError

from .credentials import Environment, proxy

#: Where the Grid keeps the certificates of its authorities, when nobody says otherwise.
AUTHORITIES = "/etc/grid-security/certificates"


def trust(ca: str | None, environment: Environment = os.environ, with_proxy: bool = True) -> ssl.SSLContext:
    """Return what connections trust, and the proxy that they show; the same as long as the files are the same."""
    shown_proxy = proxy(environment) if with_proxy else None
    places = [os.path.expanduser(each) for each in (ca, environment.get("X509_CERT_DIR"), AUTHORITIES) if each]
    if ca and not os.path.exists(places[0]):
        raise InputError(f"The trusted authorities {places[0]!r} are not there.", hint="See the site's settings.")
    return _trust(tuple(filter(os.path.exists, places)), *_dated(shown_proxy))


def _dated(place: Path | None) -> tuple[Path | None, int]:
    try:
        return place, place.stat().st_mtime_ns if place is not None else 0
    except OSError as error:
        raise InputError(f"Your proxy {place} cannot be read: {error.strerror}.", hint="Make a new one.") from error


@functools.lru_cache(maxsize=16)
def _trust(authorities: tuple[str, ...], shown_proxy: Path | None, mtime: int) -> ssl.SSLContext:
    context = ssl.create_default_context()
    for place in authorities:
        context.load_verify_locations(**{"capath" if os.path.isdir(place) else "cafile": place})
    if shown_proxy is not None:
        try:
            context.load_cert_chain(shown_proxy)
        except (OSError, ssl.SSLError) as error:
            raise InputError(f"Your proxy {shown_proxy} cannot be used: {error}.", hint="Make a new one.") from error
    return context
