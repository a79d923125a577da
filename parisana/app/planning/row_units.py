"""The rows of a Monte-Carlo production as the planner takes them: checked against the suite, cut into units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from parisana.core.profiles.profile import Profile
from parisana.core.simulations.rowplan import RowPlan, RowUnits
from parisana.core.simulations.simulation import Production
from parisana.core.suites.suite import Simulation, Suite
from parisana.core.texts.document import Document
from parisana.errors import InputError


def row_plan(
    profile: Profile, suite: Suite, document: Document, units: Mapping[int, Sequence[int]] | None
) -> RowPlan | None:
    """Return the rows of a profile that has some, each cut into its units, or into those that are asked for."""
    if profile.production is None:
        return None
    require_known(profile.production, suite, document)
    rows = [
        RowUnits(number, row, range(1, row.jobs + 1) if units is None else units.get(number, ()))
        for number, row in enumerate(profile.production.scheduled, 1)
    ]
    return RowPlan(profile.production.physics, profile.seed, rows)


def require_known(production: Production, suite: Suite, document: Document) -> None:
    """Refuse what the programs of the suite do not simulate."""
    known = suite.simulation
    if known is None:
        hint = "parisana suite list shows the others."
        raise document.error(("suite",), f"The suite {suite.name} has no Monte-Carlo productions.", hint)
    for name, choices in known.asked.items():
        value = getattr(production, name)
        if value not in choices:
            raise _unknown(document, name, value, choices)
    for name, mine in code_of(suite, known).items():
        if getattr(production, name) not in (None, mine):
            message = f"These showers are to be made with {name} {getattr(production, name)}, but the suite has {mine}."
            raise document.error(("production", name), message, "Leave it out, or name the suite that has it.")


def code_of(suite: Suite, known: Simulation) -> dict[str, str]:
    """Return name and version of the programs of a suite."""
    return {"code": known.code, "version": suite.release}


def _unknown(document: Document, name: str, value: object, choices: Iterable[object]) -> InputError:
    message = f"There is no {name} {value} in this suite."
    return document.error(("production", name), message, f"It simulates {', '.join(map(str, choices))}.")
