"""The rows of a production as the command that prints them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parisana.app.ground.command_line import command_line
from parisana.core.simulations.simulation import Production


def schedule_command(made: Production, angles: Sequence[object]) -> str:
    """Return the command that prints the rows, those with values of their own as the schedule has them."""
    by = made.schedule
    options: Mapping[str, str | int] = {
        "zenith": ",".join(map(str, angles)), "azimuth": f"{by.azimuth:g}", "index": f"{by.index:g}",
        "emin": f"{by.emin:g}", "emax": f"{by.emax:g}", "rhomin": f"{by.rhomin:g}", "rhomax": f"{by.rhomax:g}",
        "showers": by.showers, "showers_per_job": by.showers_per_job,
        **{f"{name}_exponent": f"{value:g}" for name, value in by.exponents.model_dump().items()},
    }  # fmt: skip
    return command_line("mc schedule", **options)
