"""``parisana transfers [list|run|pause|resume|cancel] [NUMBER...]``: the queue of copies."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parisana.app.transfers.queue import Outlook, Transfers
    from parisana.bookkeeping.values.transfers import TransferRecord
    from parisana.cli.output import Show

#: Verb -> what is said of those that it concerned.
DONE = {"pause": "paused", "resume": "waiting again", "cancel": "cancelled"}
#: How long (s) somebody at the terminal waits for a storage that is away; the copy stays in the queue.
PATIENCE = 5.0


def configure(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("verb", nargs="?", choices=("list", "run", *DONE), default="list", help="default: list")
    parser.add_argument("numbers", nargs="*", type=int, metavar="NUMBER", help="of transfers; none: all of them")
    parser.add_argument("--all", action="store_true", help="list also those that are done")
    parser.add_argument("--limit", type=int, default=1000, metavar="N", help="so many at most (default: 1000)")
    parser.add_argument("--after", type=int, default=0, metavar="NUMBER", help="those after this one")


def run(arguments: Namespace, show: Show) -> int:
    """Do what the verb says."""
    from parisana.cli.common import session

    transfers = session(show).transfers
    numbers = arguments.numbers or None
    if arguments.verb == "list":
        return listing(transfers, arguments, show)
    if arguments.verb == "run":
        with watched(transfers, numbers):
            transfers.run(numbers)
        return 1 if "failed" in transfers.outlook(numbers).counts else 0
    count = getattr(transfers, arguments.verb)(numbers)
    show.json({"transfers": count})
    show.line(f"{count} {DONE[arguments.verb]}.")
    return 0


def brought(transfers: Transfers, ids: Sequence[int]) -> Sequence[TransferRecord]:
    """Carry out copies and return them; what is not at its end stays in the queue, and is said."""
    from parisana.errors import StorageError

    with watched(transfers, ids):
        transfers.run(ids, PATIENCE)
    found = transfers.of(ids)
    left = [each for each in found if each.state != "done"]
    if not left:
        return found
    first = next((each for each in left if each.state == "failed"), left[0])
    count = "" if len(found) == 1 else f"{len(left)} of {len(found)} copies are not done; of {first.source}: "
    if first.state == "failed":
        raise StorageError(count + first.reason)
    hint = f"It stays in the queue: parisana transfers run goes on, parisana transfers cancel {first.id} ends it."
    raise StorageError(count + (first.reason or f"The copy is {first.state}."), hint=hint, transient=True)


@contextmanager
def watched(transfers: Transfers, ids: Sequence[int] | None) -> Iterator[None]:
    """Show on a terminal how far copies are, meanwhile."""
    from parisana.errors import BookkeepingError

    over = Event()

    def tell() -> None:
        while not over.wait(0.5):
            with suppress(BookkeepingError):  # it may be away for a while: the copies go on
                print(f"\r\033[K{line(transfers.outlook(ids))}", end="", file=sys.stderr, flush=True)

    teller = Thread(target=tell, daemon=True)
    if sys.stderr.isatty():
        teller.start()
    try:
        yield
    finally:
        over.set()
        if teller.ident is not None:
            teller.join()
            print("\r\033[K", end="", file=sys.stderr, flush=True)


def line(outlook: Outlook) -> str:
    """Return how far copies are, in one line."""
    from parisana.core.texts.words import duration, size

    left = "" if outlook.seconds_left is None else f", about {duration(outlook.seconds_left)} left"
    rate = f", {size(outlook.rate)}/s" if outlook.rate else ""
    states = ", ".join(f"{number:,} {state}" for state, number in sorted(outlook.counts.items()))
    return f"{size(outlook.moved)} of {size(outlook.size)}{rate}{left} ({states or 'nothing to do'})"


def listing(transfers: Transfers, arguments: Namespace, show: Show) -> int:
    """List the queue."""
    states = tuple(state for state in transfers.STATES if arguments.all or state != "done")
    found = transfers.list(states, arguments.limit, arguments.after)
    if arguments.numbers:
        found = transfers.of(arguments.numbers)
    show.json([described(each) for each in found])
    rows = [(each.id, each.state, each.moved, each.size, each.tries, each.target, again(each)) for each in found]
    show.table(("number", "state", "moved", "bytes", "tries", "target", "remark"), rows)
    show.line(line(transfers.outlook()))
    return 0


def again(record: TransferRecord) -> str:
    """Return why it is not done, and when it is tried again."""
    wait = record.not_before - time.time()
    return f"{record.reason} Again in {wait:.0f} s." if record.state == "waiting" and wait > 0 else record.reason


def described(record: TransferRecord) -> dict[str, object]:
    """Return a transfer for programs."""
    return {
        "transfer": record.id,
        "state": record.state,
        "source": record.source,
        "target": record.target,
        "size": record.size,
        "moved": record.moved,
        "tries": record.tries,
        "reason": record.reason,
        "production": record.production_id,
        "checksum": None if record.checksum is None else [record.checksum_kind, record.checksum],
    }
