"""The questions that are put to an S3 server, each with its signature."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from parisana.core.jobs.states import Answer
from parisana.plugins.storage import Stat
from parisana.storage.http.client import Body, Call, Client, Reply, Request
from parisana.storage.http.login import trust
from parisana.storage.shared.words import shown

from .answers import Listed, listed, need, told_sum
from .credentials import credentials
from .places import Endpoint, Place, endpoint_of
from .signature import UNSIGNED, signed

Headers = Mapping[str, str]


class S3Client:
    """Asks as the settings say; what the environment says is looked up at each question."""

    def __init__(self, patience: float, endpoint: str | None, region: str | None, path_style: bool | None,
                 group: str | None, ca: str | None) -> None:  # fmt: skip
        self._said = endpoint, region, path_style
        self._group = group
        self.http = Client(patience, self._dressed, lambda: trust(ca, with_proxy=False), follows=False)

    @property
    def endpoint(self) -> Endpoint:
        """Return the server."""
        return endpoint_of(*self._said)

    def request(
        self, method: str, there: Place, query: Headers | None = None, headers: Headers | None = None,
        body: Body | bytes = b"",
    ) -> Request:  # fmt: skip
        """Return a question about a key."""
        return Request(method, self.endpoint.address(there.bucket, there.key, query), dict(headers or {}), body)

    def ask(
        self, method: str, there: Place, query: Headers | None = None, headers: Headers | None = None,
        body: Body | bytes = b"", call: Call | None = None,
    ) -> Reply:  # fmt: skip
        """Put a question about a key."""
        return (call or self.http).ask(self.request(method, there, query, headers, body))

    def stat(self, there: Place) -> Stat:
        """Return what is known of a name: an object, or else what others begin with; raise when nobody says."""
        if there.key:
            reply = self.ask("HEAD", there)
            if reply.status != 404:
                size = need(reply).headers.get("content-length", "")
                return Stat(Answer.YES, int(size) if size.isdigit() else None, False, None, told_sum(reply))
        is_folder = self.is_folder(there)
        return Stat(Answer.YES, None, True) if is_folder else Stat(Answer.NO)

    def is_folder(self, there: Place) -> bool:
        """Whether any key lies below; a bucket is a folder, be it empty."""
        page = self._page(there, {"max-keys": "1"})
        return bool(page.keys) or not there.key

    def pages(self, there: Place, deep: bool = False) -> Iterator[Listed]:
        """Yield what lies below a folder; all of it, or only what is directly in it."""
        query = {} if deep else {"delimiter": "/"}
        page = self._page(there, query)
        yield page
        while page.after:
            page = self._page(there, {**query, "continuation-token": page.after})
            yield page

    def keys(self, there: Place) -> Iterator[tuple[str, Stat]]:
        """Yield all keys below a folder, its own mark included."""
        return (each for page in self.pages(there, deep=True) for each in page.keys)

    def _page(self, there: Place, query: Headers) -> Listed:
        wanted = {"list-type": "2", "encoding-type": "url", "prefix": there.prefix, **query}
        reply = self.ask("GET", there.beside(""), wanted)
        return listed(need(reply).body, self.endpoint.url)

    def _dressed(self, request: Request) -> Request:
        """Sign a question; without credentials it is anybody's."""
        known = credentials(self._group)
        if known is None:
            return request
        body = request.body
        held = {"x-amz-content-sha256": hashlib.sha256(body).hexdigest() if isinstance(body, bytes) else UNSIGNED}
        spoken = {name: str(value) for name, value in request.headers.items()}
        headers = signed(
            request.method, request.url, {**spoken, **held}, known, self.endpoint.region, datetime.now(UTC)
        )
        return replace(request, headers=headers)


def missing(there: Place) -> str:
    """Say that a folder is not there."""
    return f"There is no folder {shown(there.key)} in the bucket {there.bucket}."
