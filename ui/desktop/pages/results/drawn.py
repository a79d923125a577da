"""What the page Results is given to draw: a production's plots, and another production's beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parisana.app.results.outcomes import Outcome, Plots
from parisana.ui.desktop.plots.map_chart import levels_of

if TYPE_CHECKING:
    from parisana.app.session import Session

#: Pictures and tables that the window shows in its own way, if it has the numbers.
OWN = ("spectrum", "significance", "theta2", "flux-points", "runs", "light-curve")


@dataclass(frozen=True, slots=True)
class Drawn:
    """The numbers of the plots; the colours' levels of the map; the production to compare with."""

    plots: Plots
    levels: bytes = b""
    other: Plots | None = None
    beside: Outcome | None = None

    @property
    def stems(self) -> tuple[str, ...]:
        """Names of pictures and tables whose numbers are shown elsewhere."""
        plots = self.plots
        curves = (bool(plots.spectrum), plots.image is not None, plots.theta2 is not None)
        there = (*curves, bool(plots.spectrum.points), bool(plots.runs), bool(plots.light_curve.points))
        return tuple(stem for stem, drawn in zip(OWN, there, strict=True) if drawn)

    @property
    def names(self) -> tuple[str, str]:
        """What the two productions are called in tables."""
        return f"#{self.plots.production}", f"#{self.other.production}" if self.other else ""


def draw(production: int, against: int | None, session: Session) -> Drawn:
    """Gather what is drawn, in a lane: nobody waits for it."""
    plots = session.outcomes.plots(production)
    levels = levels_of(plots.image) if plots.image else b""
    if against is None:
        return Drawn(plots, levels)
    return Drawn(plots, levels, session.outcomes.plots(against), session.outcomes.of(against))
