"""What a MyProxy server keeps for a person: stored there by his own certificate, and got back as a short proxy."""

from __future__ import annotations

import os
from pathlib import Path

from parisana.errors import SiteError
from parisana.plugins.credentials import Environment
from parisana.plugins.held import Held
from parisana.plugins.runner import LocalRunner, Outcome

#: Seconds that the tools have for one answer.
PATIENCE = 120.0
CERTIFICATE, KEY = "~/.globus/usercert.pem", "~/.globus/userkey.pem"
#: For so long (hours) a proxy may last that somebody gets from there.
LONGEST = 96
LIFE = ("-t", str(LONGEST))
#: What a tool says when nobody answered: then a passphrase helps nothing.
AWAY = ("Unable to connect", "Connection refused", "Unknown host", "timed out", "no answer within")


def renew_command(server: str, old: Held, hours: int, organisation: str = "") -> list[str]:
    """Get one by the proxy that is still there."""
    return ["myproxy-logon", "-d", "-n", "-s", server, *_wished(hours, organisation), "-a", old.place, "-o", old.place]


def logon_command(server: str, old: Held, hours: int, organisation: str = "") -> list[str]:
    """Get one by the passphrase with which it was stored, under the person's own name."""
    return ["myproxy-logon", "-S", "-l", old.who, "-s", server, *_wished(hours, organisation), "-o", old.place]


def store_command(server: str, hours: int, environment: Environment, by_proxy: bool) -> list[str]:
    """Store a long one, under the person's own name."""
    certificate, key = own_certificate(environment)
    own = ["-C", str(certificate), "-y", str(key)]
    return ["myproxy-init", "-S", "-d", *(["-n"] if by_proxy else []), "-s", server, "-c", str(hours), *LIFE, *own]


def _wished(hours: int, organisation: str) -> list[str]:
    member = ["-m", organisation.partition(":")[0]] if organisation else []
    return ["-t", str(hours), *member]


def own_certificate(environment: Environment) -> tuple[Path, Path]:
    """Return where certificate and key of the person lie."""
    named = environment.get("X509_USER_CERT"), environment.get("X509_USER_KEY")
    return Path(named[0] or os.path.expanduser(CERTIFICATE)), Path(named[1] or os.path.expanduser(KEY))


def is_away(error: SiteError) -> bool:
    """Whether the server said nothing, so that asking otherwise helps nothing."""
    return any(mark in error.message for mark in AWAY)


def store(command: list[str], passphrases: list[str], server: str, environment: Environment) -> str:
    """Store what the command says; the passphrases go to the tool, and nowhere else. Return what it says."""
    said = "".join(f"{each}\n" for each in passphrases)
    outcome = LocalRunner().run(command, stdin=said, timeout=PATIENCE, environment=environment)
    if outcome.code != 0:
        hint = "Is the passphrase right, and does the server answer? It takes certificates only of those whom it knows."
        raise SiteError(f"{server} has not stored your proxy: {words_of(outcome)}.", hint=hint)
    return words_of(outcome)


def words_of(outcome: Outcome) -> str:
    """Return the last lines of what a tool says."""
    lines = [line.strip(" .") for line in (outcome.stderr.strip() or outcome.stdout).splitlines()]
    return " ".join([line for line in lines if line][-3:]).rstrip(".") or f"exit code {outcome.code}"
