"""What FTS is told and says, as data: orders as it takes them, its states, and which of its reasons do not pass."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from parisana.errors import StorageError
from parisana.plugins.carrier import Fate, News, Order
from parisana.storage.http.client import Reply
from parisana.storage.http.words import meaning

#: Under which of the user's own words the ticket is kept there.
OURS = "parisana"
#: Fields of a file that are asked for; a server leaves out those that it does not have.
FIELDS = "file_state,reason,filesize,transferred,throughput,tx_duration"
#: State of a file -> what has become of it, in words.
STATES: dict[str, tuple[Fate, str]] = {
    "SUBMITTED": (Fate.GOING, "waits in the queue of FTS"),
    "READY": (Fate.GOING, "is about to be copied by FTS"),
    "ACTIVE": (Fate.GOING, "is being copied by FTS"),
    "STAGING": (Fate.GOING, "FTS has it brought from tape"),
    "STARTED": (Fate.GOING, "FTS has it brought from tape"),
    "ARCHIVING": (Fate.GOING, "FTS has it written to tape"),
    "TOKEN_PREP": (Fate.GOING, "FTS prepares your token"),
    "ON_HOLD": (Fate.GOING, "is held at FTS by its administrators"),
    "ON_HOLD_STAGING": (Fate.GOING, "is held at FTS by its administrators"),
    "FINISHED": (Fate.DONE, ""),
    "FINISHEDDIRTY": (Fate.FAILED, "FTS copied only a part of it."),
    "FAILED": (Fate.FAILED, "FTS could not copy it, and does not say why."),
    "CANCELED": (Fate.FAILED, "It was cancelled at FTS."),
}
#: What a reason says that waiting does not change.
FINAL = re.compile(
    r"no such file|does not exist|file exists|overwrite is not enabled|permission denied|not authorized"
    r"|no space left|quota|invalid argument|protocol not supported",
    re.IGNORECASE,
)
#: Schemes whose paths are encoded on the wire.
ENCODED = frozenset({"davs", "https"})
#: What the rates of FTS are counted in (bytes).
MEBI = 2**20


def order_text(order: Order, token: str | None) -> bytes:
    """Return an order as FTS takes it; its number is made from the ticket, so that it cannot be there twice."""
    tokens = {} if token is None else {"source_tokens": [token], "destination_tokens": [token]}
    metadata = {OURS: order.ticket}
    file = {
        "sources": [encoded(order.source)],
        "destinations": [encoded(order.target)],
        "checksum": f"{order.checksum.kind.upper()}:{order.checksum.value}",
        "metadata": metadata,
        **({} if order.size is None else {"filesize": order.size}),
        **tokens,
    }
    params = {"verify_checksum": "both", "overwrite": False, "retry": 0, "job_metadata": metadata}
    return json.dumps(
        {"files": [file], "params": params | {"id_generator": "deterministic", "sid": order.ticket}}
    ).encode()


def encoded(url: str) -> str:
    """Return a URL as FTS wants it: those of web servers are encoded, others are as they are written."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{quote(rest, safe='/:')}" if scheme in ENCODED else url


def ticket_of(job: Mapping[str, Any]) -> str:
    """Return the ticket of an order, nothing for one that is not ours."""
    said = job.get("job_metadata")
    return str(said.get(OURS, "")) if isinstance(said, dict) else ""


def news_of(job: Mapping[str, Any]) -> News | None:
    """Read what has become of an order of one file; nothing where FTS does not say."""
    status = str(job.get("http_status", "200"))
    if status.startswith("404"):
        return News(Fate.GONE, "FTS does not know of it any more.")
    if not status.startswith("2") or not ("files" in job or "job_state" in job):
        return None
    files = list(job.get("files") or [])
    file = files[0] if files else {"file_state": job.get("job_state"), "reason": job.get("reason")}
    state = str(file.get("file_state"))
    fate, words = STATES.get(state, (Fate.GOING, f"is {state} at FTS"))
    reason = str(file.get("reason") or job.get("reason") or "")
    if fate is Fate.FAILED and reason:
        return News(fate, f"FTS: {reason.rstrip('.')}.", transient=not FINAL.search(reason))
    return News(fate, words, _moved(file))


def _moved(file: Mapping[str, Any]) -> int | None:
    """Return how many bytes are there: said, or worked out from rate and time."""
    if isinstance(said := file.get("transferred"), int):
        return said
    rate, seconds = file.get("throughput"), file.get("tx_duration")
    return int(rate * MEBI * seconds) if rate and seconds else None


def refusal(reply: Reply) -> StorageError:
    """Put what FTS refuses into its own words."""
    usual = meaning(reply)
    try:
        said = str(json.loads(reply.body)["message"])
    except (ValueError, KeyError, TypeError):
        return StorageError(f"FTS: {usual.message}", hint=usual.hint, transient=usual.transient)
    return StorageError(f"FTS: {said.rstrip('.')}.", hint=usual.hint, transient=usual.transient)
