"""Proxies by VOMS's own tools: what the organisation signed in them is read, and what the tools complain of is said."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from parisana.app.credentials import proxies
from parisana.errors import SiteError
from parisana.plugins.held import proxy_here
from tests.servers.authority import Authority, authority
from tests.trying import cannot_try

pytestmark = pytest.mark.server
GROUPS = ("/vo.test/Role=production/Capability=NULL", "/vo.test/Role=NULL/Capability=NULL")


@pytest.fixture
def people(tmp_path: Path) -> Authority:
    """Return an authority with a user; its host signs for the organisation."""
    if shutil.which("voms-proxy-fake") is None:
        cannot_try("VOMS's tools are not installed (voms-clients)")
    return authority(tmp_path / "people")


def signed(people: Authority, place: Path, hours: int, member_hours: int) -> Path:
    """Make a proxy by the tool that needs no server: it has the key with which the server would sign."""
    own = ["-cert", "user.pem", "-key", "user.key", "-certdir", "certificates"]
    server = ["-hostcert", "host.pem", "-hostkey", "host.key", "-voms", "vo.test", "-uri", "voms.test:15000"]
    groups = [word for group in GROUPS for word in ("-fqan", group)]
    life = ["-hours", str(hours), "-vomslife", str(member_hours)]
    words = ["voms-proxy-fake", *own, *server, *groups, *life, "-rfc", "-out", str(place)]
    subprocess.run(words, cwd=people.folder, check=True, capture_output=True)
    return place


def test_the_smaller_life_counts_and_the_role_is_asked_for_again(people: Authority, tmp_path: Path) -> None:
    place = signed(people, tmp_path / "proxy", 12, 2)
    held = proxy_here({"X509_USER_PROXY": str(place)})
    assert held is not None and held.proxy is not None and held.ends is not None
    (member,) = held.proxy.memberships
    assert (held.who, held.first) == ("/DC=test/O=Parisana/CN=Test User", "membership of vo.test")
    assert (member.asked, member.groups) == (
        "vo.test:/vo.test/Role=production",
        ("/vo.test/Role=production", "/vo.test"),
    )
    assert 9.9 * 3600 < held.proxy.ends - held.ends < 10.1 * 3600


def test_the_real_tool_says_why_it_makes_none(people: Authority, tmp_path: Path) -> None:
    """No server of the organisation is known here; nothing is left that looks like a proxy."""
    environment = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(tmp_path),
        "X509_CERT_DIR": str(people.certificates),
        "X509_USER_CERT": str(people.folder / "user.pem"),
        "X509_USER_KEY": str(people.folder / "user.key"),
        "X509_USER_PROXY": str(tmp_path / "proxy"),
    }
    with pytest.raises(SiteError, match="voms-proxy-init made no proxy") as caught:
        proxies.make(proxies.Wish("vo.nowhere", 3), lambda question: None, environment)
    assert "name of the organisation" in str(caught.value.hint)
    made = proxies.make(proxies.Wish(hours=3), lambda question: None, environment)
    assert made.who == "/DC=test/O=Parisana/CN=Test User"
