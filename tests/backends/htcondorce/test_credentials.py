"""Proxies and tokens on HTCondor-CE: carried by jobs, given to the commands, written nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from parisana.core.credentials.tokens import parse_token
from parisana.errors import InputError
from parisana.plugins.runner import Outcome
from tests.backends.htcondorce.desk import NOTE, Desk
from tests.environment import set_environment
from tests.plugins.test_oidc import Agency
from tests.servers.voms import write_proxy
from tests.standins.grid.htcondorce import COMMANDS
from tests.standins.grid.in_process import InProcess


def test_jobs_carry_the_proxy_unless_only_tokens_are_wanted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X509_USER_PROXY", str(write_proxy(desk.folder / "proxy", hours=12)))
    monkeypatch.setenv("BEARER_TOKEN", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJtZSIsImV4cCI6NDEwMjQ0NDgwMH0.")
    for number, credential in enumerate(("proxy", "token", None)):
        desk.backend = desk.again(credential=credential)
        desk.send(desk.submission(f"t-{number}", NOTE))
        held = desk.backend.held()
        assert held is not None and held.kind == (credential or "token")
    with desk.runner.engine.state() as state:
        carried = [job["described"][0].get("use_x509userproxy") for job in state["jobs"].values()]
    assert carried == ["true", None, "true"]
    monkeypatch.setenv("BEARER_TOKEN", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJtZSIsImV4cCI6MTAwMH0.")
    held = desk.backend.held()
    assert held is not None and held.kind == "proxy", "a token that is over is not shown"


class Noting(InProcess):
    """Notes which tokens the commands are given."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, COMMANDS)
        self.tokens: list[str] = []

    def run(self, argv: Sequence[str], **how: Any) -> Outcome:
        """Run it."""
        self.tokens.append((how.get("environment") or {}).get("BEARER_TOKEN", ""))
        return super().run(argv, **how)


def test_tokens_of_an_agent_are_given_to_the_commands_and_stand_on_none(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    agency = Agency(desk.folder)
    for name in ("BEARER_TOKEN", "BEARER_TOKEN_FILE"):
        monkeypatch.delenv(name, raising=False)
    set_environment(monkeypatch, agency.environment)
    desk.runner = runner = Noting(desk.folder / "standin" / "state")
    desk.backend = desk.again(credential="token", oidc_account="hess")
    with pytest.raises(InputError, match="oidc-agent gives no token for hess"):
        desk.send(desk.submission("t-1", NOTE))
    agency.load("hess")
    desk.send(desk.submission("t-1", NOTE))
    held = desk.backend.held()
    assert held is not None and (held.who, held.place) == ("hess", "oidc-agent (hess)")
    assert parse_token(runner.tokens[-1]).subject == "hess"
    assert not any(runner.tokens[-1] in word for words in runner.given for word in words)
