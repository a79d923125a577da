"""The credentials that somebody holds, here or on a submit host: whose they are, and until when they can be used."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from parisana.core.credentials.proxies import Proxy, parse_proxy
from parisana.core.credentials.tokens import parse_token
from parisana.errors import ParisanaError
from parisana.plugins.credentials import Environment, proxy, token
from parisana.plugins.runner import LocalRunner, Runner

#: Prints the place of the user's proxy, and the certificates in it; the key that stands between them stays where it is.
LOOK = 'f=${X509_USER_PROXY:-/tmp/x509up_u$(id -u)}; [ -r "$f" ] && echo "$f" && sed -n "/BEGIN CERT/,/END CERT/p" "$f"'


@dataclass(frozen=True, slots=True)
class Held:
    """One credential."""

    kind: str
    """``proxy`` or ``token``."""
    place: str
    who: str
    ends: float | None
    """Until when all of it can be used; ``None``: it does not say."""
    first: str = ""
    """What of it ends first, in words."""
    proxy: Proxy | None = None
    trouble: str = ""
    """Why it cannot be read."""

    def over(self, now: float) -> bool:
        """Whether it has ended."""
        return self.ends is not None and self.ends <= now


def proxy_here(environment: Environment = os.environ) -> Held | None:
    """Return the proxy that programs of this machine use; ``None`` when there is none."""
    place = proxy(environment)
    if place is None or not place.exists():
        return None
    try:
        return of_proxy(place.read_text("ascii", "replace"), str(place))
    except OSError as error:
        return Held("proxy", str(place), "", None, trouble=f"it cannot be read: {error.strerror}")


def proxy_of(runner: Runner, environment: Environment = os.environ) -> Held | None:
    """Return the proxy that a runner's commands use; ``None`` when there is none, or nobody knows."""
    if isinstance(runner, LocalRunner):
        return proxy_here(environment)
    try:
        outcome = runner.run(["sh", "-c", LOOK], timeout=20.0)
    except ParisanaError:
        return None
    place, _, text = outcome.stdout.partition("\n")
    return of_proxy(text, place) if outcome.code == 0 and place else None


def token_here(environment: Environment = os.environ, account: str = "") -> Held | None:
    """Return the bearer token, of oidc-agent's account or found the WLCG way; ``None`` when there is none."""
    text = token(environment, account)
    if text is None:
        return None
    names = ("BEARER_TOKEN", "BEARER_TOKEN_FILE")
    place = next((name for name in names if environment.get(name)), f"bt_u{os.geteuid()}")
    return of_token(text, f"oidc-agent ({account})" if account else place)


def of_token(text: str, place: str) -> Held:
    """Return what a token says."""
    said = parse_token(text)
    return Held("token", place, said.subject, said.ends, "token")


def usable(found: Sequence[Held], now: float) -> Held | None:
    """Return the first that has not ended; where all have, the first of them."""
    return next((held for held in found if not held.over(now)), next(iter(found), None))


def of_proxy(text: str, place: str) -> Held:
    """Return what the text of a proxy's file says."""
    try:
        found = parse_proxy(text)
    except ValueError as error:
        return Held("proxy", place, "", None, trouble=f"{error}")
    ends = found.usable_until
    over = next((each.organisation for each in found.memberships if each.ends == ends and ends < found.ends), "")
    return Held("proxy", place, found.identity, ends, f"membership of {over}" if over else "proxy", found)
