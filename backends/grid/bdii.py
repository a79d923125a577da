"""Asking the information system of the Grid, by LDAP."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from parisana.errors import NoAnswer, SiteError

from .glue import QUESTIONS, Entry

#: Seconds that it has for one answer.
PATIENCE = 30
PORT = 2170


def servers(named: str | None, environment: Mapping[str, str] = os.environ) -> list[str]:
    """Return the servers that may be asked, in order: the site's own, else those of the user's Grid set-up."""
    text = named or environment.get("LCG_GFAL_INFOSYS", "")
    return [each.strip() for each in text.split(",") if each.strip()]


def entries(places: Sequence[str]) -> list[Entry]:
    """Return what the first server that answers knows."""
    if not places:
        hint = "Name one on the batch page, as HOST:2170, or set LCG_GFAL_INFOSYS."
        raise SiteError("No information system is known.", hint=hint)
    troubles: list[str] = []
    for place in places:
        try:
            return list(_asked(place))
        except NoAnswer as error:
            troubles.append(error.message)
    raise NoAnswer(" ".join(troubles))


def _asked(place: str) -> Iterator[Entry]:
    """Ask one server for both schemas; one of them it may not have."""
    ldap3 = _library()
    host, _, port = place.partition(":")
    server = ldap3.Server(host, port=int(port or PORT), get_info=ldap3.NONE, connect_timeout=PATIENCE)
    connection = ldap3.Connection(server, receive_timeout=PATIENCE)
    try:
        connection.bind()
        for base, question, wanted in QUESTIONS:
            connection.search(base, question, attributes=list(wanted))
            yield from map(_entry, connection.response or ())
    except (ldap3.core.exceptions.LDAPException, OSError) as error:
        raise NoAnswer(f"The information system {place} gives no answer: {_words(error)}.") from error
    finally:
        if connection.socket is not None:  # it leaves that of a door that was closed to others
            connection.socket.close()


def _entry(found: Mapping[str, Any]) -> Entry:
    """Return an entry with its values as text, names in lower case: servers spell them as they like."""
    raw = found.get("raw_attributes", {})
    return {
        name.lower(): [value.decode("utf-8", "replace") for value in values] for name, values in raw.items() if values
    }


def _library() -> Any:
    try:
        with warnings.catch_warnings():
            # It calls its parser by names that go out of use.
            warnings.simplefilter("ignore", DeprecationWarning)
            import ldap3
            import ldap3.core.exceptions
    except ImportError as error:
        hint = "Install it with: pip install 'parisana[grid]'."
        raise SiteError(
            "The information system is asked with the library ldap3, which is not here.", hint=hint
        ) from error
    return ldap3


def _words(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__
