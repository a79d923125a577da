"""``parisana results PRODUCTION``: the files that it made, and where each of them comes from."""

from __future__ import annotations

import argparse
from pathlib import Path

from parisana.app.results.sending import PARCELS
from parisana.cli.common import add_production, session
from parisana.cli.output import Show
from parisana.cli.result_views import compare, send
from parisana.core.texts.words import size


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_production(parser)
    parser.add_argument("--stage", help="only files of this stage")
    parser.add_argument(
        "--provenance", type=Path, metavar="FILE", help="instead, say where this file comes from: job, inputs, versions"
    )
    parser.add_argument(
        "--compare", type=int, metavar="OTHER", help="instead, fit and runs beside another production's"
    )
    kinds = [parcel.name for parcel in PARCELS]
    parser.add_argument("--send", choices=kinds, help="instead, send this to Aladin, DS9, TOPCAT … by SAMP")
    parser.add_argument("--to", action="append", default=[], metavar="PROGRAM", help="only to this one (with --send)")


def run(arguments: argparse.Namespace, show: Show) -> int:
    """List them; or tell the origin of one, compare, send."""
    if arguments.provenance is not None:
        return tell_origin(arguments.provenance, show)
    at_work = session(show)
    if arguments.compare is not None:
        return compare(at_work, (arguments.production, arguments.compare), show)
    if arguments.send:
        return send(at_work, arguments.production, arguments.send, arguments.to, show)
    files = at_work.results(arguments.production, arguments.stage)
    host = at_work.host_of_files(arguments.production)
    there = f"{host}:" if host else ""
    rows = [(f.stage, f.kind, size(f.size), f"{there}{f.path}") for f in files]
    show.table(("stage", "kind", "size", "path"), rows, "There are no results yet.")
    show.json(
        [
            {
                "stage": f.stage,
                "kind": f.kind,
                "path": f.path,
                "host": host or None,
                "size": f.size,
                "checksum": [f.checksum_kind, f.checksum],
            }
            for f in files
        ]
    )
    return 0


def tell_origin(file: Path, show: Show) -> int:
    """Print where a file comes from, as a tree."""
    origin = session(show).outcomes.origin(file)
    show.json(origin.as_json())
    for line in origin.lines():
        show.line(line)
    return 0
