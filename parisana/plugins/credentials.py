"""Who asks a service of the Grid or the web: a bearer token found the WLCG way, an X.509 proxy. Nothing is kept."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from parisana.errors import InputError
from parisana.plugins.oidc import AGENT

Environment = Mapping[str, str]


def token(environment: Environment = os.environ, account: str = "") -> str | None:
    """Return the bearer token: that of an account of oidc-agent, where one is named, else one found the WLCG way."""
    if not account:
        return discovered(environment)
    try:
        return AGENT.token(account, environment)
    except InputError:
        found = discovered(environment)
        if found is None:
            raise
        return found


def discovered(environment: Environment = os.environ) -> str | None:
    """Return the bearer token found the WLCG way, read anew each time: somebody renews it while we work."""
    if given := environment.get("BEARER_TOKEN", "").strip():
        return given
    if place := environment.get("BEARER_TOKEN_FILE"):
        return _needed(place)
    name = f"bt_u{os.geteuid()}"
    places = [Path(environment[each], name) for each in ("XDG_RUNTIME_DIR",) if environment.get(each)]
    return next((text for place in [*places, Path("/tmp", name)] if (text := _own(place))), None)


def proxy(environment: Environment = os.environ) -> Path | None:
    """Return the X.509 proxy, if there is one."""
    if place := environment.get("X509_USER_PROXY"):
        return Path(place)
    usual = Path(f"/tmp/x509up_u{os.geteuid()}")
    return usual if _is_own(usual) else None


def _needed(place: str) -> str:
    try:
        return Path(place).read_text("ascii").strip()
    except (OSError, UnicodeError) as error:
        hint = "It is named by BEARER_TOKEN_FILE."
        raise InputError(f"The token in {place!r} cannot be read.", hint=hint) from error


def _own(place: Path) -> str | None:
    return place.read_text("ascii").strip() if _is_own(place) else None


def _is_own(place: Path) -> bool:
    """Whether a file is there, and of nobody else: anybody may put one into a folder that all share."""
    try:
        return place.stat().st_uid == os.geteuid()
    except OSError:
        return False
