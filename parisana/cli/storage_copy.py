"""``parisana storage cp SOURCE... TARGET``: copies from any storage to any other, through the queue of transfers."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parisana.app.transfers.queue import Transfers
    from parisana.bookkeeping.values.transfers import TransferRecord
    from parisana.cli.output import Show
    from parisana.core.sites.site import Site

#: So many copies are shown one by one; of more, only how many they are.
FEW = 20


def configure(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("sources", nargs="*", metavar="SOURCE", help="files; with --recursive folders, too")
    parser.add_argument("target", help="a folder that is there; or the new name, of one source")
    parser.add_argument("-r", "--recursive", action="store_true", help="copy folders with all that is in them")
    parser.add_argument("--queue", action="store_true", help="only ask for it: parisana transfers run does it")


def copy(arguments: Namespace, show: Show) -> int:
    """Ask for copies and, unless they are only to be queued, carry them out, verified."""
    from parisana.cli.common import session
    from parisana.cli.storage_site import chosen_site
    from parisana.cli.transfers import brought

    transfers = session(show).transfers
    ids = asked(transfers, arguments, chosen_site(arguments, show), show)
    if arguments.queue:
        show.json({"transfers": ids})
        show.line("In the queue: parisana transfers run carries it out.")
        return 0
    tell(brought(transfers, ids), one=len(ids) == 1 and not arguments.recursive, show=show)
    return 0


def asked(transfers: Transfers, arguments: Namespace, site: Site | None, show: Show) -> Sequence[int]:
    """Record the copies; return their numbers."""
    from parisana.errors import InputError

    if not arguments.sources:
        raise InputError("Say what is to be copied, and where to.", hint="parisana storage cp SOURCE... TARGET")
    pairs = named(arguments.sources, arguments.target, site)
    if not arguments.recursive:
        return transfers.add(pairs, site=site)
    added = transfers.add_named(pairs, site)
    for link in added.links:
        show.note(f"{link} is a link to a folder, and is not followed.")
    return added.ids


def named(sources: Sequence[str], target: str, site: Site | None = None) -> list[tuple[str, str]]:
    """Return the sources with their new names: in a folder that is there they keep their own."""
    from parisana.cli.storage_look import opened
    from parisana.core.jobs.states import Answer
    from parisana.errors import StorageError

    storage, url = opened(target, site)
    found = storage.stat(url)
    if found.exists is Answer.YES and found.is_dir:
        return [(each, f"{url.rstrip('/')}/{each.rstrip('/').rpartition('/')[2]}") for each in sources]
    if len(sources) > 1:
        raise StorageError("Several sources need a folder that is there.", file=target)
    return [(sources[0], url)]


def tell(found: Sequence[TransferRecord], *, one: bool, show: Show) -> None:
    """Say what is copied; with its checksum each, as long as they are few."""
    from parisana.core.texts.words import size

    known = [
        {"source": each.source, "target": each.target, "checksum": [each.checksum_kind, each.checksum]}
        for each in found
    ]
    show.json(known[0] if one else known)
    for each in found if len(found) <= FEW else ():
        show.line(f"{each.target}: {each.checksum_kind} {each.checksum}")
    if len(found) > FEW:
        show.line(f"{len(found):,} files, {size(sum(each.size or 0 for each in found))}, are copied.")
