"""Where no XRootD server is, that is said as a sentence, and nothing is concluded about the file."""

from __future__ import annotations

import pytest

from parisana.core.jobs.states import Answer
from parisana.storage.xrootd.storage import XRootDSettings, XRootDStorage


@pytest.mark.parametrize(
    ("server", "said"),
    [
        ("nohost.invalid", "There is no server of that name."),
        ("127.0.0.1:1", "The server does not answer."),
    ],
    ids=["no such host", "nobody listens"],
)
def test_that_there_is_no_server_is_said(server: str, said: str) -> None:
    found = XRootDStorage(XRootDSettings()).stat(f"root://{server}//data/run.fits")
    assert (found.exists, found.reason) == (Answer.UNKNOWN, said)
