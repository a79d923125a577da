"""``parisana results PRODUCTION``: the files that it made."""

from __future__ import annotations

import argparse

from parisana.cli.common import add_production, megabytes, session
from parisana.cli.output import Show


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_production(parser)
    parser.add_argument("--stage", help="only files of this stage")


def run(arguments: argparse.Namespace, show: Show) -> int:
    """List them."""
    files = session(show).results(arguments.production, arguments.stage)
    show.table(("stage", "kind", "size", "path"), [(f.stage, f.kind, megabytes(f.size), f.path) for f in files])
    show.json(
        [
            {
                "stage": f.stage,
                "kind": f.kind,
                "path": f.path,
                "size": f.size,
                "checksum": [f.checksum_kind, f.checksum],
            }
            for f in files
        ]
    )
    return 0
