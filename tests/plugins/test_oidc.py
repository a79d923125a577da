"""Tokens of oidc-agent: asked for once, renewed before they end, shown to ARC and WebDAV beside other ways."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from parisana.backends.arc import ArcBackend, ArcSettings
from parisana.backends.arc.wire import NotAllowed, Wire
from parisana.cli import main
from parisana.core.credentials.tokens import parse_token
from parisana.errors import InputError, StorageError
from parisana.plugins.credentials import token
from parisana.plugins.held import token_here
from parisana.plugins.oidc import AHEAD, Agent
from parisana.plugins.runner import LocalRunner
from parisana.storage.http.login import authorization, needed_token
from tests.core.credentials.test_proxies import token as a_token
from tests.environment import set_environment
from tests.standins.grid import oidc_token


class Agency:
    """An agent in a folder of its own, with accounts whose tokens last so long."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        tool = folder / "oidc-token"
        tool.write_text(Path(oidc_token.__file__).read_text())
        tool.chmod(0o755)
        self.environment = {"PATH": f"{folder}:{os.environ['PATH']}", "OIDC_SOCK": str(folder / "sock")}

    def load(self, account: str, life: float = 3600.0) -> None:
        """Let it know an account."""
        (self.folder / f"{account}.account").write_text(str(life))

    @property
    def asked(self) -> list[str]:
        """Return who asked it for what."""
        file = self.folder / "asked"
        return file.read_text().splitlines() if file.exists() else []


@pytest.fixture
def agency(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Agency:
    """Return an agent that this program would ask; there is no other token."""
    made = Agency(tmp_path)
    for name in ("BEARER_TOKEN", "BEARER_TOKEN_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    set_environment(monkeypatch, made.environment)
    return made


def test_a_token_is_kept_and_renewed_before_it_ends(agency: Agency) -> None:
    agency.load("hess", 3600)
    now = [time.time()]
    agent = Agent(LocalRunner(), lambda: now[0])
    first = agent.token("hess", agency.environment)
    assert agent.token("hess", agency.environment) == first and agency.asked == ["hess 600"]
    now[0] += 3600 - AHEAD + 5
    assert agent.token("hess", agency.environment) != first
    assert agency.asked == ["hess 600", "hess 600"]


def test_an_agent_that_gives_none_is_quoted_with_what_to_do(agency: Agency) -> None:
    with pytest.raises(InputError, match="No account configured with that short name: cta") as caught:
        token(account="cta")
    assert "oidc-add cta" in (caught.value.hint or "")
    (agency.folder / "oidc-token").unlink()
    with pytest.raises(InputError, match="oidc-agent gives no token for cta"):
        token(account="cta")


def test_a_token_found_the_wlcg_way_counts_while_the_agent_is_away(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = a_token(exp=4e9, sub="ada")
    monkeypatch.setenv("BEARER_TOKEN", other)
    assert token(account="cta") == other
    agency.load("hess")
    given = token(account="hess")
    assert given is not None and parse_token(given).subject == "hess"


def test_arc_shows_the_tokens_of_the_account(agency: Agency, monkeypatch: pytest.MonkeyPatch) -> None:
    agency.load("hess", 7200)
    held = ArcBackend(ArcSettings(credential="token", oidc_account="hess"), LocalRunner()).held()
    assert held is not None and (held.kind, held.who, held.place) == ("token", "hess", "oidc-agent (hess)")
    assert held.ends is not None and 7000 < held.ends - time.time() < 7201
    with pytest.raises(InputError, match="no token for cta"):
        ArcBackend(ArcSettings(credential="token", oidc_account="cta"), LocalRunner()).held()
    with pytest.raises(NotAllowed, match="no token for cta"):
        Wire(None, os.environ, "token", "cta").ask("GET", "https://localhost:1/arex", "/info")
    monkeypatch.setenv("X509_USER_PROXY", str(agency.folder / "none"))
    assert ArcBackend(ArcSettings(oidc_account="cta"), LocalRunner()).held() is None


def test_webdav_shows_the_tokens_of_the_account(agency: Agency) -> None:
    agency.load("hess")
    shown = f"Bearer {needed_token('hess')}"
    assert authorization("dav.site.org", "hess") == shown
    with pytest.raises(StorageError, match="no token for cta"):
        needed_token("cta")
    held = token_here(account="hess")
    assert held is not None and held.who == "hess"


def test_the_command_shows_what_the_agent_gives_for_the_accounts_of_sites(
    agency: Agency, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One account has a token, another is not loaded: that is said, and what can be used is what counts."""
    agency.load("hess", 3600)
    (tmp_path / "sites").mkdir()
    site = {"parisana": "site/1", "name": "Far", "title": "Far", "backend": "arc", "areas": {}}
    site |= {"settings": {"oidc_account": "hess"}, "storages": {"webdav": {"oidc_account": "cta"}}}
    (tmp_path / "sites/Far.yaml").write_text(json.dumps(site))
    monkeypatch.setenv("PARISANA_SITES", str(tmp_path / "sites"))
    monkeypatch.setenv("X509_USER_PROXY", str(tmp_path / "none"))
    monkeypatch.setattr("parisana.app.credentials.proxies.AGENT", Agent(LocalRunner()))
    assert main(["proxy", "show", "--json"]) == 0
    first, second = json.loads(capsys.readouterr().out)["credentials"]
    assert (first["place"], first["who"], first["trouble"]) == ("oidc-agent (hess)", "hess", "")
    assert 3500 < first["left_s"] <= 3600
    assert "gives no token for cta" in second["trouble"]
    assert main(["proxy", "show", "--account", "cta"]) == 3
    assert "oidc-agent (cta)" in capsys.readouterr().out
