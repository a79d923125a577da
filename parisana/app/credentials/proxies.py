"""Making a Grid proxy, and renewing one, by the tools that are there; the passphrase goes to them and nowhere else."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from parisana.core.credentials.proxies import Proxy
from parisana.errors import InputError, SiteError
from parisana.plugins.held import Held, of_token, proxy_here, token_here
from parisana.plugins.oidc import AGENT
from parisana.plugins.runner import LocalRunner, Outcome

from .myproxy import (
    PATIENCE,
    is_away,
    logon_command,
    own_certificate,
    renew_command,
    store,
    store_command,
    words_of,
)

#: Asks for a passphrase; ``None``: nobody answers.
Ask = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a proxy shall be."""

    organisation: str = ""
    """As ``vo`` or ``vo:/vo/Role=production``; empty: of no organisation."""
    hours: int = 24


def held(environment: Mapping[str, str] = os.environ, accounts: Sequence[str] = ()) -> list[Held]:
    """Return the proxy and the token that are there, and those of accounts of oidc-agent."""
    found = [proxy_here(environment), *(_of_account(each, environment) for each in accounts)]
    with_own = [*found, token_here(environment)]
    return [each for each in with_own if each is not None]


def _of_account(account: str, environment: Mapping[str, str]) -> Held:
    """Return the token that the agent gives for an account, or why it gives none."""
    try:
        return of_token(AGENT.token(account, environment), f"oidc-agent ({account})")
    except InputError as error:
        return Held("token", f"oidc-agent ({account})", "", None, trouble=error.message)


def voms_commands(wish: Wish, place: Path) -> list[list[str]]:
    """Make one by the tools of VOMS."""
    member = ["-voms", wish.organisation] if wish.organisation else []
    life = ["-valid", f"{wish.hours}:00", *(["-vomslife", f"{wish.hours}:00"] if member else [])]
    return [["voms-proxy-init", *member, *life, "-rfc", "-pwstdin", "-out", str(place)]]


def arc_commands(wish: Wish, place: Path) -> list[list[str]]:
    """Make one by the tools of ARC: over HTTP, and as older servers of organisations are spoken to."""
    lives = ["validityPeriod", *(["vomsACvalidityPeriod"] if wish.organisation else [])]
    life = [word for name in lives for word in ("-c", f"{name}={wish.hours}h")]
    plain = [*life, "-p", "key=stdin", "-P", str(place)]
    if not wish.organisation:
        return [["arcproxy", *plain]]
    return [["arcproxy", *way, "-S", wish.organisation, *plain] for way in ([], ["-B"])]


#: The tools that make a proxy, the first that is there counts; and their ways, tried one after the other.
TOOLS: Mapping[str, Callable[[Wish, Path], list[list[str]]]] = {
    "voms-proxy-init": voms_commands,
    "arcproxy": arc_commands,
}


def make(wish: Wish, ask: Ask, environment: Mapping[str, str] = os.environ) -> Held:
    """Make a proxy; the passphrase of the key is asked for once, if it has one."""
    tool = next((name for name in TOOLS if shutil.which(name, path=environment.get("PATH"))), None)
    if tool is None:
        hint = "Install voms-clients or nordugrid-arc-client, or make a proxy where they are and set X509_USER_PROXY."
        raise SiteError("Neither voms-proxy-init nor arcproxy is here, which make proxies.", hint=hint)
    place = Path(environment.get("X509_USER_PROXY") or f"/tmp/x509up_u{os.geteuid()}")
    words = _passphrase(ask, environment)
    *others, last = TOOLS[tool](wish, place)
    for command in others:
        with suppress(SiteError):
            return _made(command, words, environment)
    return _made(last, words, environment)


def renew(
    ask: Ask, server: str | None = None, hours: int | None = None, environment: Mapping[str, str] = os.environ
) -> Held:
    """Make a proxy like the one that is there, or get it from a MyProxy server."""
    old = proxy_here(environment)
    if old is None or old.proxy is None:
        raise InputError("There is no proxy that could be renewed.", hint="Make one: parisana proxy init --vo VO.")
    wish = Wish(_asked(old.proxy), hours or Wish().hours)
    if server is None:
        return make(wish, ask, environment)
    return _from_server(ask, server, old, wish, environment)


def _from_server(ask: Ask, server: str, old: Held, wish: Wish, environment: Mapping[str, str]) -> Held:
    """Show the server the old proxy; where that is over, or does not do, the passphrase is asked for once."""
    asked = server, old, wish.hours, wish.organisation
    refused: SiteError | None = None
    if not old.over(time.time()):
        try:
            return _made(renew_command(*asked), "", environment)
        except SiteError as error:
            if is_away(error):
                raise
            refused = error
    said = ask(f"Passphrase with which your proxy was stored at {server}:")
    if said is None:
        hint = "Call it from a terminal, for the passphrase with which it was stored (parisana proxy store)."
        if refused is not None:
            raise SiteError(refused.message, hint=hint) from refused
        raise InputError(f"Your proxy is over, and {server} wants a passphrase.", hint=hint)
    return _made(logon_command(*asked), said, environment)


def deposit(
    ask: Ask, server: str, hours: int, with_passphrase: bool = False, environment: Mapping[str, str] = os.environ
) -> str:
    """Store a long proxy at a MyProxy server: for whoever shows one of yours, or knows a passphrase of its own."""
    if not shutil.which("myproxy-init", path=environment.get("PATH")):
        raise SiteError("There is no command myproxy-init here.", hint="Install the system's package myproxy.")
    passphrases = [_passphrase(ask, environment)] if _locked(environment) else []
    if with_passphrase:
        own = ask(f"A passphrase for what is stored at {server} (six letters or more):")
        if own is None:
            raise InputError("Nobody answers what the passphrase shall be.", hint="Call it from a terminal.")
        passphrases.append(own)
    command = store_command(server, hours, environment, by_proxy=not with_passphrase)
    return store(command, passphrases, server, environment)


def _asked(old: Proxy) -> str:
    return next((each.asked for each in old.memberships), "")


def _passphrase(ask: Ask, environment: Mapping[str, str]) -> str:
    """Ask for the passphrase of a key that has one."""
    if not _locked(environment):
        return ""
    said = ask(f"Passphrase of {own_certificate(environment)[1]}:")
    if said is None:
        raise InputError("The key has a passphrase, and nobody answers.", hint="Call it from a terminal.")
    return said


def _locked(environment: Mapping[str, str]) -> bool:
    """Whether the key has a passphrase."""
    _, key = own_certificate(environment)
    try:
        return "ENCRYPTED" in key.read_text("ascii", "replace")
    except OSError as error:
        hint = "Put certificate and key into ~/.globus, or name the key by X509_USER_KEY."
        raise InputError(f"Your key {key} cannot be read: {error.strerror}.", hint=hint) from error


def _made(command: Sequence[str], passphrase: str, environment: Mapping[str, str]) -> Held:
    """Give the command, and look at what is there then: exit codes of these tools do not say everything."""
    outcome = LocalRunner().run(command, stdin=f"{passphrase}\n", timeout=PATIENCE, environment=environment)
    made = proxy_here(environment)
    if outcome.code != 0 or made is None or made.ends is None or made.ends <= time.time():
        raise SiteError(f"{command[0]} made no proxy that can be used: {words_of(outcome)}.", hint=_hint(outcome))
    return made


def _hint(outcome: Outcome) -> str:
    said = (outcome.stderr + outcome.stdout).lower()
    if any(word in said for word in ("pass phrase", "passphrase", "password", "bad decrypt")):
        return "Is the passphrase right?"
    if any(word in said for word in ("unable to satisfy", "unknown to this vo")):
        return "The organisation does not know you in that group or role: ask it, or for less (--vo VO)."
    return "Is the name of the organisation right, and does its server answer?"
