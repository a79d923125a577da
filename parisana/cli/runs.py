"""``parisana runs``: find, import and export run lists."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from .finding import configure as configure_find
from .finding import find, keep, targets
from .verbs import add_verbs

if TYPE_CHECKING:
    from parisana.cli.output import Show

HELPS = {
    "find": "find the runs of a data store around a position or a known source",
    "targets": "look up sources that are known at TeV energies, by name",
    "import": "read a run list (H.E.S.S., one run a line, ECSV) and show it as a profile writes it",
    "export": "write the run list of a profile",
}


def configure(parser: ArgumentParser) -> None:
    """Declare the verbs."""
    verbs = add_verbs(parser, HELPS)
    configure_find(verbs["find"])
    verbs["find"].add_argument("--record", action="store_true", help="keep what is known of them in the bookkeeping")
    verbs["targets"].add_argument("name", nargs="?", default="", help="name, or a part of it (default: all of them)")
    verbs["import"].add_argument("file", type=Path)
    verbs["export"].add_argument("profile", help="name or path")
    for verb in ("find", "export"):
        verbs[verb].add_argument("--output", type=Path, metavar="FILE", help="write a run list here")
        verbs[verb].add_argument("--force", action="store_true", help="replace a file that is there")


def run(arguments: Namespace, show: Show) -> int:
    """Do what the verb says."""
    verbs = {"find": find, "targets": targets, "import": bring, "export": export}
    return verbs[arguments.verb](arguments, show)


def bring(arguments: Namespace, show: Show) -> int:
    """Show a run list as the line of a profile."""
    from parisana.app.ground import library
    from parisana.core.editing.draft import listed
    from parisana.core.texts.yamltext import inline

    runs = library.load_runs(arguments.file)
    show.json([run._asdict() for run in runs])
    show.line(f"runs: {inline(listed(runs))}")
    return 0


def export(arguments: Namespace, show: Show) -> int:
    """Write the runs of a profile as H.E.S.S. programs read them."""
    from parisana.app.ground import library
    from parisana.app.planning.runs_now import runs_now
    from parisana.core.runs.run_list import write

    profile, document = library.load_profile(arguments.profile)
    runs = runs_now(profile, document)
    if arguments.output is not None:
        return keep(arguments, runs, show)
    show.json([run._asdict() for run in runs])
    show.line(write(runs).rstrip())
    return 0
