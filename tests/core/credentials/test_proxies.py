"""The life of proxies and tokens, read from what they are made of: whole, damaged, and strange."""

from __future__ import annotations

import base64
import json
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parisana.core.credentials.proxies import parse_proxy
from parisana.core.credentials.tokens import Token, parse_token
from tests.servers.authority import authority
from tests.servers.voms import write_proxy


def test_the_smaller_life_counts_and_the_person_has_the_own_name(tmp_path: Path) -> None:
    found = parse_proxy(write_proxy(tmp_path / "proxy", hours=12, member_hours=3).read_text())
    (membership,) = found.memberships
    assert found.identity == "/DC=org/O=Test/CN=A User"
    assert (membership.organisation, membership.groups) == ("vo.test", ("/vo.test/Role=production", "/vo.test"))
    assert membership.asked == "vo.test:/vo.test/Role=production"
    assert found.usable_until == membership.ends == pytest.approx(time.time() + 3 * 3600, abs=5)
    assert found.ends == pytest.approx(time.time() + 12 * 3600, abs=5)


def test_a_proxy_without_membership_lasts_as_long_as_its_first_certificate(tmp_path: Path) -> None:
    found = parse_proxy(write_proxy(tmp_path / "proxy", hours=2).read_text())
    assert found.usable_until == found.ends == pytest.approx(time.time() + 2 * 3600, abs=5)
    assert found.memberships == ()


def test_only_a_group_is_asked_for_again_by_the_name_of_the_organisation(tmp_path: Path) -> None:
    plain = write_proxy(tmp_path / "proxy", member_hours=1, groups=["/vo.test/Role=NULL/Capability=NULL"])
    assert parse_proxy(plain.read_text()).memberships[0].asked == "vo.test"


def test_a_certificate_of_openssl_is_read_as_openssl_reads_it(tmp_path: Path) -> None:
    person = authority(tmp_path / "people").folder / "user.both"
    found = parse_proxy(person.read_text())
    assert found.identity == "/DC=test/O=Parisana/CN=Test User"
    assert found.ends == pytest.approx(time.time() + 30 * 86_400, abs=60)


@pytest.mark.parametrize("text", ["", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "a b"])
def test_what_is_no_proxy_is_said_to_be_none(text: str) -> None:
    with pytest.raises(ValueError, match="certificate"):
        parse_proxy(text)


@given(st.integers(0, 600), st.binary(min_size=1, max_size=4))
def test_a_damaged_certificate_is_an_error_of_its_own_or_still_a_proxy(at: int, bytes_: bytes) -> None:
    data = bytearray(base64.b64decode(WHOLE))
    data[at : at + len(bytes_)] = bytes_
    text = f"-----BEGIN CERTIFICATE-----\n{base64.b64encode(bytes(data)).decode()}\n-----END CERTIFICATE-----\n"
    with suppress(ValueError):
        parse_proxy(text)


def whole() -> str:
    """Return one certificate with a membership."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        text = write_proxy(Path(folder, "proxy"), member_hours=1).read_text()
    return text.partition("CERTIFICATE-----")[2].partition("-----END")[0]


WHOLE = whole()


def token(**said: object) -> str:
    """Return a token that says this."""
    middle = base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")
    return f"e30.{middle}.c2lnbmVk"


def test_a_token_says_until_when() -> None:
    assert parse_token(token(exp=1_800_000_000, sub="ada", iss="https://iam.x")) == Token(
        "ada", "https://iam.x", 1_800_000_000.0
    )
    assert parse_token(token(exp="soon")).ends is None


@given(st.text())
def test_a_token_that_cannot_be_read_says_nothing(text: str) -> None:
    assert parse_token(text).ends is None
