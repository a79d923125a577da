"""Who asks a web server: a bearer token, a proxy, ``~/.netrc``. Nothing of it is kept."""

from __future__ import annotations

import base64
import netrc
import os
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from parisana.core.credentials.tokens import parse_token
from parisana.errors import InputError, StorageError
from parisana.plugins import credentials
from parisana.plugins import trust as trusted
from parisana.storage.shared.words import shown

GET_ONE = "Get one (oidc-token, htgettoken) into BEARER_TOKEN_FILE or $XDG_RUNTIME_DIR/bt_u<uid>."


def trust(ca: str | None, with_proxy: bool = True) -> ssl.SSLContext:
    """Return what connections trust, and the proxy that they show."""
    with _told():
        return trusted.trust(ca, with_proxy=with_proxy)


def password(host: str) -> tuple[str, str] | None:
    """Return name and password for a host from ``~/.netrc`` (or ``$NETRC``), which belongs to its user alone."""
    place = Path(os.environ.get("NETRC") or Path.home() / ".netrc")
    try:
        known = netrc.netrc(str(place)).authenticators(host)
    except FileNotFoundError:
        return None
    except (OSError, netrc.NetrcParseError) as error:
        raise StorageError(f"{shown(str(place))} cannot be read: {error}.") from error
    return (known[0], known[2] or "") if known else None


def valid_token(account: str = "") -> str | None:
    """Return the bearer token, perhaps of an account of oidc-agent, if there is one that is not over."""
    with _told():
        bearer = credentials.token(account=account)
    return bearer if bearer and not parse_token(bearer).over(time.time()) else None


def authorization(host: str, account: str = "") -> str | None:
    """Return the header by which a server knows who asks; only for connections that nobody can listen to."""
    if bearer := valid_token(account):
        return f"Bearer {bearer}"
    if known := password(host):
        return f"Basic {base64.b64encode(':'.join(known).encode()).decode()}"
    return None


def needed_token(account: str = "") -> str:
    """Return the bearer token of somebody who is known by nothing else; one that is over is no token."""
    with _told():
        bearer = credentials.token(account=account)
    said = parse_token(bearer or "")
    if bearer and not said.over(time.time()):
        return bearer
    ends = said.ends
    why = f"yours ended at {time.strftime('%Y-%m-%d %H:%M', time.localtime(ends))}" if ends else "you have none"
    raise StorageError(f"The storage takes bearer tokens only, and {why}.", hint=GET_ONE)


@contextmanager
def _told() -> Iterator[None]:
    """Let what is wrong with somebody's credentials be a trouble of the storage."""
    try:
        yield
    except InputError as error:
        raise StorageError(error.message, hint=error.hint) from error
