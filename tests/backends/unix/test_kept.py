"""What a job on this machine sees of the shell in which it was submitted."""

from __future__ import annotations

import pytest

from parisana.backends.unix.settings import kept_environment
from tests.environment import set_environment


def test_jobs_find_the_proxy_and_the_catalogue_but_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    places = {"X509_USER_PROXY": "/tmp/x509up_u500", "X509_CERT_DIR": "/etc/grid", "LFC_HOST": "lfc.example.org"}
    set_environment(monkeypatch, {**places, "BEARER_TOKEN": "secret", "AWS_SECRET_ACCESS_KEY": "secret"})
    kept = kept_environment()
    assert places.items() <= kept.items()
    assert "secret" not in kept.values()
