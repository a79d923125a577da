"""Bearer tokens of oidc-agent, which renews them: asked for by its command, kept until shortly before they end.

The agent holds what renews a token, and never hands it out; nothing is written down here either.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from threading import Lock

from parisana.core.credentials.tokens import parse_token
from parisana.errors import InputError, ParisanaError
from parisana.plugins.runner import LocalRunner, Outcome, Runner

#: Seconds before its end from which on a token is asked for anew; for how long one is kept that names no end.
AHEAD, UNKNOWN = 600.0, 60.0
PATIENCE = 20.0


def token_command(account: str) -> list[str]:
    """Ask for a token that lasts a while yet."""
    return ["oidc-token", f"--time={AHEAD:.0f}", account]


class Agent:
    """Asks the agent of this user, by one thread at a time."""

    def __init__(self, runner: Runner, clock: Callable[[], float] = time.time) -> None:
        self._runner, self._clock = runner, clock
        self._kept: dict[tuple[str, str], tuple[str, float]] = {}
        self._lock = Lock()

    def token(self, account: str, environment: Mapping[str, str]) -> str:
        """Return the token of an account as the agent knows it by its own short name."""
        whose = (account, environment.get("OIDC_SOCK", ""))
        with self._lock:
            text, until = self._kept.get(whose, ("", 0.0))
            if until <= self._clock():
                text = self._asked(account, environment)
                ends = parse_token(text).ends
                self._kept[whose] = (text, self._clock() + UNKNOWN if ends is None else ends - AHEAD)
            return text

    def _asked(self, account: str, environment: Mapping[str, str]) -> str:
        hint = f"Is it running (oidc-agent-service), and the account loaded (oidc-add {account})?"
        try:
            outcome = self._runner.run(token_command(account), timeout=PATIENCE, environment=environment)
        except ParisanaError as error:
            message = f"oidc-agent gives no token for {account}: {error.message}"
            raise InputError(message, hint=hint) from error
        lines = outcome.stdout.split()
        if outcome.code != 0 or len(lines) != 1:
            raise InputError(f"oidc-agent gives no token for {account}: {_words(outcome)}.", hint=hint)
        return lines[0]


def _words(outcome: Outcome) -> str:
    """Return what the command complains of; never its standard output, which may hold a token."""
    lines = [line.strip() for line in outcome.stderr.splitlines() if line.strip()]
    return lines[-1].rstrip(".") if lines else f"exit code {outcome.code}"


AGENT = Agent(LocalRunner())
