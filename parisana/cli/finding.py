"""``parisana runs find`` and ``parisana runs targets``: runs of a data store, and sources by name."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, _ArgumentGroup
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .verbs import new_file, say_written

if TYPE_CHECKING:
    from parisana.app.planning.observations import Observations
    from parisana.cli.output import Show
    from parisana.core.runs.observation import Observation, Search
    from parisana.core.runs.run_list import RunList

COLUMNS = ("run", "object", "ra", "dec", "zenith", "livetime", "n_tels", "offset", "quality")
#: Also in the JSON document.
MORE = ("azimuth", "started", "ontime", "telescopes", "muon_efficiency", "events")


def configure(find: ArgumentParser) -> None:
    """Declare what runs can be found by."""
    find.add_argument("store", help="folder of the data store; $VARIABLES are replaced")
    criteria(find)


def criteria(find: ArgumentParser | _ArgumentGroup) -> None:
    """Declare what a run must be like."""
    find.add_argument("--target", metavar="NAME", help="a known source, in place of --ra and --dec")
    find.add_argument("--ra", metavar="ANGLE", help="right ascension, for instance '83.633 deg'")
    find.add_argument("--dec", metavar="ANGLE", help="declination, for instance '22.014 deg'")
    find.add_argument("--radius", default="2.5 deg", metavar="ANGLE", help="largest distance (default: 2.5 deg)")
    find.add_argument("--zenith", default="90 deg", metavar="ANGLE", help="largest zenith angle")
    find.add_argument("--zenith-min", default="0 deg", metavar="ANGLE", help="smallest zenith angle")
    find.add_argument("--from", dest="begin", metavar="DATE", help="first day (UTC), for instance 2004-10-20")
    find.add_argument("--to", dest="end", metavar="DATE", help="last day (UTC)")
    find.add_argument("--telescopes", type=int, default=0, metavar="N", help="fewest telescopes")
    find.add_argument("--with", dest="taking_part", default="", metavar="1,2,…", help="telescopes that took part")
    find.add_argument("--quality", choices=("good", "medium"), help="worst quality of the data")
    find.add_argument("--livetime", metavar="TIME", help="least live time, for instance '10 min'")


def measured(arguments: Namespace, name: str, unit: str = "deg") -> float:
    """Read a quantity of the command line."""
    from parisana.core.measures import quantity

    return read(name, getattr(arguments, name), lambda text: quantity.parse(text, unit))


def read(name: str, text: str, reader: Callable[[str], float]) -> float:
    """Read an option; what is wrong with it is said with its name."""
    from parisana.core.texts.document import Wrong
    from parisana.errors import InputError

    try:
        return reader(text)
    except Wrong as wrong:
        option = {"begin": "from", "end": "to"}.get(name, name.replace("_", "-"))
        raise InputError(wrong.message, hint=wrong.hint, field=f"--{option}") from wrong


def position(arguments: Namespace) -> tuple[float, float, float] | None:
    """Return where to search, and how far; nowhere is everywhere."""
    from parisana.errors import InputError

    if arguments.target is not None and (arguments.ra is not None or arguments.dec is not None):
        raise InputError("A target has its position.", hint="Give --target, or --ra and --dec.")
    if (arguments.ra is None) != (arguments.dec is None):
        raise InputError("A position has --ra and --dec.", hint="Give both, or neither for all runs.")
    radius = measured(arguments, "radius")
    if arguments.target is not None:
        target = observations().target(arguments.target)
        return target.ra, target.dec, radius
    if arguments.ra is None:
        return None
    return measured(arguments, "ra"), measured(arguments, "dec"), radius


def observations() -> Observations:
    """Return the session's runs and targets."""
    from parisana.app.session import Session

    return Session().observations


def search(arguments: Namespace) -> Search:
    """Return what is searched."""
    from parisana.core.measures.instants import day
    from parisana.core.runs.observation import QUALITIES, Search, telescope_numbers

    worst = {word: level for level, word in QUALITIES.items()}
    return Search(
        near=position(arguments),
        zenith_min=measured(arguments, "zenith_min"),
        zenith_max=measured(arguments, "zenith"),
        begin=read("begin", arguments.begin, day) if arguments.begin else None,
        end=read("end", arguments.end, lambda text: day(text, whole=True)) if arguments.end else None,
        n_tels=arguments.telescopes or None,
        telescopes=frozenset(telescope_numbers(arguments.taking_part)),
        worst_quality=worst.get(arguments.quality),
        livetime_min=measured(arguments, "livetime", "s") if arguments.livetime else None,
    )


def find(arguments: Namespace, show: Show) -> int:
    """List the runs of a store that fit."""
    service = observations()
    found = service.find(arguments.store, search(arguments))
    new = service.record(found.rows) if arguments.record else None
    if arguments.output is not None:
        return keep(arguments, service.run_list(found.rows), show)
    show.json([{name: getattr(row, name) for name in (*COLUMNS, *MORE)} for row in found.rows])
    show.table(COLUMNS, [cells(row) for row in found.rows])
    out = ", ".join(f"{number} by {reason}" for reason, number in found.left_out.items())
    show.line(
        f"{len(found.rows):,} of {found.total:,} runs, {found.livetime / 3600:.1f} h{out and f'; left out: {out}'}"
    )
    if new is not None:
        show.line(f"recorded in the bookkeeping; new there: {new:,}")
    return 0


def cells(row: Observation) -> list[str | None]:
    """Return a run as the table shows it."""
    from parisana.core.runs.observation import QUALITIES

    *values, quality = (getattr(row, name) for name in COLUMNS)
    return [*(rounded(value) for value in values), QUALITIES.get(quality, rounded(quality))]


def targets(arguments: Namespace, show: Show) -> int:
    """List the sources that a name may mean, or all that are known."""
    from dataclasses import asdict

    from parisana.errors import InputError

    table = observations().targets
    try:
        rows = [table.named(arguments.name)] if arguments.name else list(table.rows)
    except InputError:
        rows = table.suggestions(arguments.name)
        if not rows:
            raise
    show.json([asdict(row) for row in rows])
    names = ["name", "ra", "dec", "type", "also called"]
    show.table(names, [(row.name, f"{row.ra:.3f}", f"{row.dec:.3f}", row.type, ", ".join(row.aliases)) for row in rows])
    return 0


def rounded(value: Any) -> Any:
    """Return a value as a table shows it; a run's number without separators."""
    return f"{value:.2f}" if isinstance(value, float) else None if value is None else str(value)


def keep(arguments: Namespace, runs: RunList, show: Show) -> int:
    """Write a run list to a file."""
    from parisana.core.runs.run_list import write

    new_file(arguments.output, write(runs), arguments.force)
    return say_written(arguments.output, show)
