"""``parisana mc schedule``: the rows of a production, made from zenith angles."""

from __future__ import annotations

import argparse
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from parisana.cli.output import Show
    from parisana.core.simulations.schedule import ScheduledRow

#: Option -> what is asked for at the zenith.
VALUES = {
    "emin": ("emin_tev", 0.005, "TeV", "lowest energy"),
    "emax": ("emax_tev", 100.0, "TeV", "highest energy"),
    "rhomin": ("rhomin_m", 0.0, "M", "smallest distance of a shower"),
    "rhomax": ("rhomax_m", 600.0, "M", "largest distance of a shower"),
    "showers": ("showers", 200_000_000, "N", "showers of each row"),
    "showers-per-job": ("showers_per_job", 30_000, "N", "showers of one job"),
}
#: Options that have a shorter name, too.
ALSO = {"showers-per-job": ("per-job",)}
#: How a value grows with 1/cos(zenith).
EXPONENTS = {"emin": 1.0, "emax": 1.0, "rhomax": 1.0, "showers": 1.2}


def angles(text: str) -> list[float]:
    """Read angles separated by commas."""
    try:
        return [float(word) for word in text.split(",") if word.strip()]
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"{text!r} are no angles; write them with commas, for example 60,57,0"
        ) from error


def configure(verb: str, schedule: ArgumentParser) -> None:
    """Declare what it takes."""
    schedule.add_argument("angles", nargs="*", type=float, metavar="ZENITH", help="zenith angles in degrees")
    schedule.add_argument("--zenith", type=angles, default=[], metavar="DEG,DEG", help="the same, with commas")
    schedule.add_argument("--azimuth", nargs="+", type=float, default=[180.0], metavar="DEG", help="default: 180")
    schedule.add_argument("--index", nargs="+", type=float, default=[2.0], metavar="N", help="power law; default: 2")
    for name, (_, default, unit, what) in VALUES.items():
        words = f"{what} at the zenith (default: {default:,g})"
        names = [f"--{name}", *(f"--{other}" for other in ALSO.get(name, ()))]
        schedule.add_argument(
            *names, dest=name.replace("-", "_"), type=type(default), default=default, metavar=unit, help=words
        )
    for name, default in EXPONENTS.items():
        words = f"{name} goes as 1/cos(zenith) to this power (default: {default:g})"
        schedule.add_argument(f"--{name}-exponent", type=float, default=default, metavar="X", help=words)


def run(arguments: Namespace, show: Show) -> int:
    """Print the rows."""
    from parisana.core.simulations.schedule import Exponents, Request, schedule

    given = {field: getattr(arguments, name.replace("-", "_")) for name, (field, *_) in VALUES.items()}
    exponents = Exponents(**{name: getattr(arguments, f"{name}_exponent") for name in EXPONENTS})
    request = Request(**given, exponents=exponents)
    rows = schedule([*arguments.angles, *arguments.zenith], arguments.azimuth, arguments.index, of=request)
    show.json([document(row) for row in rows])
    show.table(
        ["Zenith", "Azimuth", "Index", "Emin (TeV)", "Emax (TeV)", "Rhomin (m)", "Rhomax (m)", "Showers", "Jobs"],
        [
            (
                *(f"{value:g}" for value in (row.zenith, row.azimuth, row.index)),
                *(f"{value:.6g}" for value in (row.emin_tev, row.emax_tev)),
                f"{row.rhomin_m:g}",
                row.rhomax_m,
                row.showers,
                row.jobs,
            )
            for row in rows
        ],
    )
    show.line(f"{sum(row.jobs for row in rows):,} jobs in {len(rows)} rows.")
    return 0


def document(row: ScheduledRow) -> dict[str, Any]:
    """Return a row as the JSON that scripts rely on: each value by its plain name, and by that with its unit."""
    plain = {"emin": row.emin_tev, "emax": row.emax_tev, "rhomin": row.rhomin_m, "rhomax": row.rhomax_m}
    return {**asdict(row), **plain, "requested": row.showers, "per_job": row.showers_per_job}
