"""``parisana runs``: find, import and export run lists."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .verbs import add_verbs, new_file, say_written

if TYPE_CHECKING:
    from parisana.cli.output import Show
    from parisana.core.runs import RunList

HELPS = {
    "find": "find the runs of a data store around a position",
    "import": "read a run list (H.E.S.S., one run a line, ECSV) and show it as a profile writes it",
    "export": "write the run list of a profile",
}
COLUMNS = ("run", "object", "ra", "dec", "zenith", "livetime", "n_tels")


def configure(parser: ArgumentParser) -> None:
    """Declare the verbs."""
    verbs = add_verbs(parser, HELPS)
    find = verbs["find"]
    find.add_argument("store", help="folder of the data store; $VARIABLES are replaced")
    find.add_argument("--ra", default=None, metavar="ANGLE", help="right ascension, for instance '83.633 deg'")
    find.add_argument("--dec", default=None, metavar="ANGLE", help="declination, for instance '22.014 deg'")
    find.add_argument("--radius", default="2.5 deg", metavar="ANGLE", help="largest distance (default: 2.5 deg)")
    find.add_argument("--zenith", default="90 deg", metavar="ANGLE", help="largest zenith angle")
    find.add_argument("--telescopes", type=int, default=0, metavar="N", help="fewest telescopes")
    verbs["import"].add_argument("file", type=Path)
    verbs["export"].add_argument("profile", help="name or path")
    for verb in ("find", "export"):
        verbs[verb].add_argument("--output", type=Path, metavar="FILE", help="write a run list here")
        verbs[verb].add_argument("--force", action="store_true", help="replace a file that is there")


def run(arguments: Namespace, show: Show) -> int:
    """Do what the verb says."""
    verbs = {"find": find, "import": bring, "export": export}
    return verbs[arguments.verb](arguments, show)


def angle(arguments: Namespace, name: str) -> float:
    """Read an angle of the command line, in degrees."""
    from parisana.core import quantity
    from parisana.core.document import Wrong
    from parisana.errors import InputError

    try:
        return quantity.parse(getattr(arguments, name), "deg")
    except Wrong as wrong:
        raise InputError(wrong.message, hint=wrong.hint, field=f"--{name}") from wrong


def find(arguments: Namespace, show: Show) -> int:
    """List the runs of a store that point near a position, or all of them."""
    import os

    from parisana.app.store_index import open_store
    from parisana.core.runs import Run, RunList
    from parisana.errors import InputError

    if (arguments.ra is None) != (arguments.dec is None):
        raise InputError("A position has --ra and --dec.", hint="Give both, or neither for all runs.")
    store = open_store(Path(os.path.expandvars(arguments.store)).expanduser())
    everywhere = arguments.ra is None
    ra, dec, radius = (0.0, 0.0, 180.0) if everywhere else (angle(arguments, n) for n in ("ra", "dec", "radius"))
    found = store.find(ra, dec, radius, angle(arguments, "zenith"), arguments.telescopes)
    rows = [tuple(getattr(info, name) for name in COLUMNS) for info in found]
    if arguments.output is not None:
        if not found:
            raise InputError("No run fits.", hint="Take a larger radius or zenith angle.", file=str(store.path))
        return keep(arguments, RunList.of(Run(info.run) for info in found), show)
    show.json([dict(zip(COLUMNS, row, strict=True)) for row in rows])
    show.table(COLUMNS, [tuple(rounded(value) for value in row) for row in rows])
    return 0


def rounded(value: Any) -> Any:
    """Return a value as a table shows it; a run's number without separators."""
    return f"{value:.2f}" if isinstance(value, float) else None if value is None else str(value)


def bring(arguments: Namespace, show: Show) -> int:
    """Show a run list as the line of a profile."""
    from parisana.app import library
    from parisana.core.draft import listed
    from parisana.core.yamltext import inline

    runs = library.load_runs(arguments.file)
    show.json([run._asdict() for run in runs])
    show.line(f"runs: {inline(listed(runs))}")
    return 0


def export(arguments: Namespace, show: Show) -> int:
    """Write the runs of a profile as H.E.S.S. programs read them."""
    from parisana.app import library
    from parisana.core.runs import write

    profile, document = library.load_profile(arguments.profile)
    runs = library.profile_runs(profile, document)
    if arguments.output is not None:
        return keep(arguments, runs, show)
    show.json([run._asdict() for run in runs])
    show.line(write(runs).rstrip())
    return 0


def keep(arguments: Namespace, runs: RunList, show: Show) -> int:
    """Write a run list to a file."""
    from parisana.core.runs import write

    new_file(arguments.output, write(runs), arguments.force)
    return say_written(arguments.output, show)
