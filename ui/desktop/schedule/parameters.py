"""What the section ``production`` of a profile is made of, as parameters that fields are drawn from."""

from __future__ import annotations

from parisana.core.simulations.simulation import PRIMARIES
from parisana.core.suites.parameter import Parameter
from parisana.core.suites.suite import Simulation
from parisana.ui.desktop.language import later, translate

#: What is asked for at the zenith.
SCHEDULE = (
    Parameter(name="azimuth", title=later("Schedule", "Azimuth (°)"), type="number", unit="deg", default="180 deg",
              help="Where the showers come from."),
    Parameter(name="index", title=later("Schedule", "Index"), type="number", default=2,
              help="Of the power law in energy."),
    Parameter(name="emin", title=later("Schedule", "Emin0 (TeV)"), type="number", unit="TeV", default="0.005 TeV",
              help="Lowest energy at the zenith."),
    Parameter(name="emax", title=later("Schedule", "Emax0 (TeV)"), type="number", unit="TeV", default="100 TeV",
              help="Highest energy at the zenith."),
    Parameter(name="rhomin", title=later("Schedule", "ρ min (m)"), type="number", unit="m", default="0 m",
              help="Smallest distance of a shower from the telescopes."),
    Parameter(name="rhomax", title=later("Schedule", "ρ max0 (m)"), type="number", unit="m", default="600 m",
              help="Largest distance of a shower at the zenith."),
    Parameter(name="showers", title=later("Schedule", "Showers a row"), type="integer", default=200_000_000,
              help="How many are requested."),
    Parameter(name="showers_per_job", title=later("Schedule", "Showers a job"), type="integer", default=30_000,
              help="How many a job makes at the zenith."),
)  # fmt: skip

#: How the values grow with 1/cos(zenith).
EXPONENTS = (
    Parameter(name="emin", title=later("Schedule", "Emin: power"), type="number", default=1,
              help="Emin grows with 1/cos(zenith) to this power."),
    Parameter(name="emax", title=later("Schedule", "Emax: power"), type="number", default=1,
              help="Emax grows with 1/cos(zenith) to this power."),
    Parameter(name="rhomax", title=later("Schedule", "ρ max: power"), type="number", default=1,
              help="ρ max grows with 1/cos(zenith) to this power."),
    Parameter(name="showers", title=later("Schedule", "Job: power"), type="number", default=1.2,
              help="The showers of a job grow with 1/cos(zenith) to this power."),
)  # fmt: skip

#: Of the profile, not of its section.
SEED = (
    Parameter(name="seed", title=later("Schedule", "Seed"), type="integer", min=0, max=2**32 - 1, default=1,
              help="Another one makes other showers of the same kind."),
)  # fmt: skip


def physics(known: Simulation) -> tuple[Parameter, ...]:
    """Return what a production is and simulates, with the choices that its suite has."""
    primaries = tuple(primary_in_words(number) for number in known.primaries)
    listed = {"configuration": known.configurations, "site": known.sites, "layout": known.layouts}
    defaults = {"configuration": "Default", "site": "Namibia", "layout": "HESSPhase1"}
    titles = {
        "configuration": later("Schedule", "Configuration"),
        "site": later("Schedule", "Site"),
        "layout": later("Schedule", "Telescope layout"),
    }
    of_suite = [
        Parameter(name=name, title=titles[name], type="choice", choices=words, default=defaults[name])
        for name, words in listed.items()
    ]
    return (
        Parameter(name="type", title=later("Schedule", "Type"), type="choice", choices=("TEST", "PRODUCTION"),
                  default="TEST", help="Whether it is a try, or meant to be used."),
        Parameter(name="for", title=later("Schedule", "For"), type="choice", choices=("user", "collaboration"),
                  default="user", help="Whose list it stands in."),
        Parameter(name="primary", title=later("Schedule", "Primary"), type="choice", choices=primaries,
                  default=primary_in_words(1), help="The particle that begins each shower."),
        *of_suite,
        Parameter(name="share", title=later("Schedule", "Smash after share"), type="number", min=0.01, max=1,
                  optional=True,
                  help="Of a row's Kaskade jobs, that are done before Smash begins at it; empty: as they come."),
        Parameter(name="declared", title=later("Schedule", "Smash on a word"), type="boolean", default=False,
                  help="Smash begins at a row when somebody declares the row's showers ready, as a whole."),
        Parameter(name="description", title=later("Schedule", "Description"), type="text", default="", optional=True,
                  help="One sentence for others."),
    )  # fmt: skip


def caption(parameter: Parameter) -> str:
    """Return a title of these tables in the user's language."""
    return translate("Schedule", parameter.title)


def primary_in_words(number: object) -> str:
    """Return a primary by its number and name."""
    return f"{number} {PRIMARIES.get(number, '')}".rstrip() if isinstance(number, int) else str(number)
