"""``parisana ready list|check|declare|withdraw``: tables and classifiers that jobs wait for until they are declared."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from parisana.app.changing.readiness import Finding, Item, Readiness
from parisana.cli.common import session
from parisana.cli.output import Show
from parisana.cli.verbs import add_verbs
from parisana.core.jobs.states import Answer
from parisana.core.texts.words import counted

HELPS = {
    "list": "what must be declared ready, who needs it, and what was said of it",
    "check": "look whether it is there, whole, and what its stage asks; nothing is declared",
    "declare": "declare it ready after the same look: the jobs that wait for it go on",
    "withdraw": "take the word back: jobs that were not sent wait again",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the verbs."""
    verbs = add_verbs(parser, HELPS)
    verbs["list"].add_argument("production", nargs="?", type=int, help="only what the jobs of this one need")
    for name in ("check", "declare", "withdraw"):
        verbs[name].add_argument("number", nargs="*", type=int, help="as list shows them")
        verbs[name].add_argument("--production", type=int, metavar="N", help="all that the jobs of this one need")
    verbs["declare"].add_argument("--version", dest="named", help="what this version is called")
    verbs["declare"].add_argument("--even-so", metavar="REASON", help="declare it although the check does not pass")
    verbs["withdraw"].add_argument("--because", default="", metavar="REASON", help="why")


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Do what was asked."""
    readiness = session(show).readiness
    if arguments.verb == "list":
        return _list(readiness, readiness.items(arguments.production), show)
    of = {"declare": False, "withdraw": True}.get(arguments.verb)
    numbers = readiness.chosen(arguments.number, arguments.production, of)
    if arguments.verb == "withdraw":
        for number in numbers:
            readiness.withdraw(number, arguments.because)
        return _list(readiness, readiness.items(ids=numbers), show)
    if arguments.verb == "check":
        return _check(readiness, numbers, show)
    for number in numbers:
        _show_findings(number, readiness.declare(number, arguments.named, arguments.even_so), show)
    return _list(readiness, readiness.items(ids=numbers), show)


def _check(readiness: Readiness, numbers: Sequence[int], show: Show) -> int:
    found = {number: readiness.check(number) for number in numbers}
    for number, findings in found.items():
        _show_findings(number, findings, show)
    show.json([{"number": number, "findings": list(map(asdict, findings))} for number, findings in found.items()])
    answers = {each.answer for findings in found.values() for each in findings}
    return 1 if Answer.NO in answers else 3 if Answer.UNKNOWN in answers else 0


def _show_findings(number: int, findings: Sequence[Finding], show: Show) -> None:
    for each in findings:
        show.line(f"{number}  {each.what}: {each.answer}, {each.text}")


def _list(readiness: Readiness, items: Sequence[Item], show: Show) -> int:
    rows = [
        (
            each.record.id,
            each.word,
            each.record.version,
            _when(each),
            each.record.changed_by,
            each.waiting,
            each.record.path,
        )
        for each in items
    ]
    show.table(("number", "ready", "version", "since", "by", "waiting jobs", "what"), rows)
    show.line(
        counted(len(items), "1 file or folder must be declared ready", "{0} files or folders must be declared ready")
    )
    show.json([_document(readiness, each) for each in items])
    return 0


def _when(item: Item) -> str | None:
    at = item.record.changed_at
    return None if at is None else time.strftime("%Y-%m-%d %H:%M", time.localtime(at))


def _document(readiness: Readiness, item: Item) -> dict[str, Any]:
    stages = [{"production": each.production_id, "stage": each.stage, "waiting": each.jobs} for each in item.stages]
    said = [asdict(each) for each in readiness.history(item.record.id)]
    return {**asdict(item.record), "stages": stages, "history": said}
