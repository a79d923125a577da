"""``parisana storage check``: one place asked with all questions, or a production compared with what is there."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from parisana.app.upkeep.scan import Scan
    from parisana.cli.output import Show


def configure(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("url", nargs="?", help="a path or a URL; or else --production")
    parser.add_argument("--production", type=int, metavar="N", help="compare what is recorded with what is there")
    parser.add_argument("--profile", metavar="PROFILE", help="a place: its storage as this profile has it")
    parser.add_argument("--checksums", action="store_true", help="of a production: compare the bytes, too")
    parser.add_argument("--anew", action="store_true", help="read files also where their checksum is known")
    parser.add_argument("--repair", action="store_true", help="compute again what is lost or damaged")
    parser.add_argument("--remove-dark", action="store_true", help="remove what belongs to nothing that is recorded")


def check(arguments: Namespace, show: Show) -> int:
    """Look at a place, or at a production."""
    from parisana.errors import InputError

    if (arguments.url is None) == (arguments.production is None):
        raise InputError("Say what is to be checked: a URL, or --production N.", hint="parisana storage check --help")
    return check_place(arguments, show) if arguments.production is None else check_production(arguments, show)


def check_place(arguments: Namespace, show: Show) -> int:
    """Look at a place with all questions that a storage answers."""
    from parisana.cli.common import session
    from parisana.cli.storage_look import described, opened, there
    from parisana.cli.storage_site import chosen_site

    storage, url = opened(arguments.url, chosen_site(arguments, show))
    found = there(storage, url)
    writable, reason = storage.writable(url if found.is_dir else url.rpartition("/")[0] or "/")
    space = storage.space(url)
    checksum = None if found.is_dir else session(show).sums.of(storage, url, anew=arguments.anew)
    told = {"writable": writable, "reason": reason, "total": space.total, "free": space.free}
    show.json({**described(url, found), **told, "checksum": None if checksum is None else list(checksum)})
    answers = [("is there", "yes", ""), ("can be written", writable, reason), ("room", space.free, "bytes free")]
    if checksum is not None:
        answers.append((checksum.kind, checksum.value, ""))
    show.table(("question", "answer", "remark"), answers)
    return 0


def check_production(arguments: Namespace, show: Show) -> int:
    """Compare, say what was found, and repair what is wished."""
    from parisana.cli.common import session

    inventory, number = session(show).inventory, arguments.production
    found = inventory.compare(number, bytes_too=arguments.checksums, anew=arguments.anew)
    again = inventory.compute_again(found) if arguments.repair else 0
    removed, refused = inventory.remove_dark(found) if arguments.remove_dark else ([], [])
    show.table(("what", "path", "remark"), rows(found))
    show.line(in_words(found))
    if again:
        show.line(f"{again} jobs compute it again: parisana follow {number}.")
    elif found.lost:
        show.line(f"parisana storage check --production {number} --repair computes what is lost again.")
    if removed or refused:
        show.line(f"{len(removed)} dark names were removed, {len(refused)} could not be.")
    elif found.dark:
        show.line(f"parisana storage check --production {number} --remove-dark removes what is dark.")
    show.json(
        {**described_scan(found), "again": again, "removed": removed, "refused": [list(each) for each in refused]}
    )
    return 0 if (found.good or (again and not found.unknown)) and not refused else 3


def rows(found: Scan) -> list[tuple[str, str, str]]:
    """Return what was found, for people."""
    from parisana.app.upkeep.inventory import findings

    return [
        (each.kind, each.path, each.why if each.job is None else f"{each.why} (job {each.job})")
        for each in findings(found)
    ]


def in_words(found: Scan) -> str:
    """Return the sum of a comparison."""
    damaged = sum(each.damaged for each in found.lost)
    return (
        f"{found.files:,} files recorded: {len(found.lost) - damaged:,} lost, {damaged:,} damaged, "
        f"{len(found.dark):,} dark, {len(found.unknown):,} unknown, {len(found.in_flight):,} in flight."
    )


def described_scan(found: Scan) -> dict[str, Any]:
    """Return what was found, for programs."""
    return {
        "production": found.production,
        "files": found.files,
        "lost": [{"path": each.path, "job": each.job, "reason": each.why} for each in found.lost if not each.damaged],
        "damaged": [{"path": each.path, "job": each.job, "reason": each.why} for each in found.lost if each.damaged],
        "dark": [{"path": each.path, "reason": each.why} for each in found.dark],
        "unknown": [{"path": path, "reason": why} for path, why in found.unknown],
        "in_flight": list(found.in_flight),
    }
