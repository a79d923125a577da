"""``parisana write PROFILE DIR``: scripts only, ready to be submitted by hand."""

from __future__ import annotations

import argparse
from pathlib import Path

from parisana.cli.common import plan_document, session, show_plan
from parisana.cli.output import Show
from parisana.core.texts.shell import quote


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("profile", help="name or file of the profile")
    parser.add_argument("folder", metavar="DIR", type=Path, help="folder for the scripts: empty, or not there yet")
    parser.add_argument("--again", action="store_true", help="compute even what is recorded already")


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Plan, write, and say what to type."""
    at = session(show)
    prepared = at.plan(arguments.profile, again=arguments.again)
    written = at.write(prepared, arguments.folder)
    show_plan(show, prepared)
    show.line(f"Submit it with:   bash {quote(str(written.submit))}")
    show.line(f"Afterwards:       parisana adopt {quote(str(written.folder))}")
    show.json(plan_document(prepared) | {"folder": str(written.folder), "submit": str(written.submit)})
    return 0
