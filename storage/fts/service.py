"""FTS, the File Transfer Service, by its REST interface: each file is an order of its own."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, ClassVar

from parisana.errors import NoAnswer
from parisana.plugins.carrier import Carrier, Fate, News, Order
from parisana.storage.http.client import Client, Reply, Request
from parisana.storage.http.login import trust, valid_token
from parisana.storage.http.words import unread

from .answers import FIELDS, news_of, order_text, refusal, ticket_of
from .delegation import Delegation

#: What FTS says of a proxy that it does not have, or that is over; and of a number that is there.
NO_PROXY, TAKEN = 419, 409
#: Of so many orders FTS is asked at once.
MOST = 50
#: Orders that go on, and those that ended within the week for which FTS remembers them.
LISTS = ("", "&state_in=FINISHED,FINISHEDDIRTY,FAILED,CANCELED&time_window=168")


class FTS(Carrier):
    """One server."""

    name: ClassVar[str] = "fts"
    title: ClassVar[str] = "FTS"
    schemes: ClassVar[tuple[str, ...]] = ("davs", "https", "root", "roots", "srm")
    patience: float = 20.0
    """Seconds after which a server that says nothing is left."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")
        self._client = Client(self.patience, _dressed, lambda: trust(None, with_proxy=valid_token() is None))
        self._delegation = Delegation(self._get, self._client.ask, self._url)

    def find(self, tickets: Collection[str]) -> dict[str, str]:
        """Look through the user's own orders."""
        found = {}
        with _understood():
            who = self._delegation.name()
            for query in LISTS:
                for job in self._get(f"/jobs?fields=job_id,job_metadata&dlg_id={who}{query}"):
                    if (ticket := ticket_of(job)) in tickets:
                        found[ticket] = str(job["job_id"])
        return found

    def send(self, order: Order) -> str:
        """Place an order; a proxy that FTS lacks is handed over before."""
        with _understood():
            self._delegation.ensure()
            reply = self._posted(order)
            if reply.status == NO_PROXY:
                self._delegation.renew()
                reply = self._posted(order)
            if reply.status == TAKEN:
                raise NoAnswer("FTS has this order already; it is looked for.")
            return str(_read(reply)["job_id"])

    def news(self, names: Sequence[str]) -> dict[str, News]:
        """Ask for several at once."""
        found: dict[str, News] = {}
        for first in range(0, len(names), MOST):
            some = names[first : first + MOST]
            reply = self._client.ask(Request("GET", f"{self._url}/jobs/{','.join(some)}?files={FIELDS}"))
            if len(some) == 1 and reply.status == 404:
                found[some[0]] = News(Fate.GONE, "FTS does not know of it any more.")
            else:
                found |= _all_news(_read(reply))
        return found

    def cancel(self, names: Sequence[str]) -> None:
        """Withdraw several at once."""
        for first in range(0, len(names), MOST):
            reply = self._client.ask(Request("DELETE", f"{self._url}/jobs/{','.join(names[first : first + MOST])}"))
            if reply.status not in (304, 404):
                _read(reply)

    def _posted(self, order: Order) -> Reply:
        body = order_text(order, valid_token())
        return self._client.ask(Request("POST", f"{self._url}/jobs", {"Content-Type": "application/json"}, body))

    def _get(self, path: str) -> Any:
        return _read(self._client.ask(Request("GET", f"{self._url}{path}")))


def _all_news(said: Any) -> dict[str, News]:
    jobs: list[Mapping[str, Any]] = said if isinstance(said, list) else [said]
    with _understood():
        known = {str(job["job_id"]): news_of(job) for job in jobs}
    return {name: news for name, news in known.items() if news is not None}


@contextmanager
def _understood() -> Iterator[None]:
    """Take an answer of another shape than FTS gives for none."""
    try:
        yield
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise unread("FTS") from error


def _read(reply: Reply) -> Any:
    """Return what the server says; a refusal is raised in its own words."""
    if not 200 <= reply.status < 300:
        raise refusal(reply)
    with _understood():
        return json.loads(reply.body)


def _dressed(request: Request) -> Request:
    """Say who asks by the token, where there is one; a proxy is shown by the connection."""
    token = valid_token()
    if request.passed_on or token is None:
        return request
    return replace(request, headers={**request.headers, "Authorization": f"Bearer {token}"})
