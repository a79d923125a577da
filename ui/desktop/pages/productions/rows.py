"""The table of a Monte-Carlo production's rows, with their sums below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from parisana.app.simulations.productions import RowLine, said_of, together
from parisana.core.texts.words import counted
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.theme import CARD, NARROW
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.rows import Column, Rows
from parisana.ui.desktop.widgets.state import said
from parisana.ui.desktop.widgets.table import Table
from parisana.ui.desktop.widgets.texts import label


def columns() -> list[Column[RowLine]]:
    """Return the columns of the table."""

    def plain(title: str, name: str, digits: int, width: int) -> Column[RowLine]:
        def text(row: RowLine) -> str:
            return f"{getattr(row, name):.{digits}g}"

        return Column(title, text, lambda row: getattr(row, name), number=True, width=width)

    def count(title: str, name: str, width: int) -> Column[RowLine]:
        return Column(title, lambda row: f"{getattr(row, name):,}", lambda row: getattr(row, name), True, width=width)

    return [
        plain(translate("McRows", "Zenith (°)"), "zenith", 6, 84),
        plain(translate("McRows", "Azimuth (°)"), "azimuth", 6, 88),
        plain(translate("McRows", "Index"), "index", 4, 56),
        plain(translate("McRows", "Emin (TeV)"), "emin_tev", 6, 88),
        plain(translate("McRows", "Emax (TeV)"), "emax_tev", 6, 92),
        plain(translate("McRows", "ρ min (m)"), "rhomin_m", 6, 80),
        plain(translate("McRows", "ρ max (m)"), "rhomax_m", 6, 80),
        count(translate("McRows", "Req. showers"), "requested", 100),
        Column(translate("McRows", "Status"), lambda row: said(row.status), state=lambda row: row.status, width=88),
        count(translate("McRows", "Produced"), "produced", 92),
        Column("", lambda row: "", share, width=-1, parts=bar),
        count(translate("McRows", "# jobs"), "jobs", 60),
    ]


def share(row: RowLine) -> float:
    """Return which part of what is requested is there."""
    return min(row.produced / row.requested, 1.0) if row.requested else 1.0


def bar(row: RowLine) -> list[tuple[str, float]]:
    """Return the same as the parts of a bar."""
    return [("ok" if share(row) == 1 else "running", share(row)), ("hair", 1 - share(row))]


def sums(rows: Sequence[RowLine]) -> str:
    """Say what the rows add up to."""
    requested, produced = (sum(getattr(row, name) for row in rows) for name in ("requested", "produced"))
    number = counted(len(rows), translate("McRows", "1 row"), translate("McRows", "{0} rows"))
    words = translate("McRows", "{0}: {1} showers requested, {2} produced in {3} jobs")
    text = words.format(number, f"{requested:,}", f"{produced:,}", f"{sum(row.jobs for row in rows):,}")
    dst = said_of(together(rows))
    return f"{text}; {translate('McRows', 'DST: {0}').format(dst)}" if dst else text


def under_way(row: RowLine) -> str:
    """Say what is still to come of a row, and how its outputs are."""
    zenith, left = f"{row.zenith:g}", max(row.requested - row.produced, 0)
    words = translate("McRows", "Zenith {0}°: {1} showers still to come")
    left_of = words.format(zenith, f"{left:,}") if left else translate("McRows", "Zenith {0}°: complete").format(zenith)
    dst = translate("McRows", "DST: {0}").format(row.dst) if row.dst else ""
    return f"{'; '.join(filter(None, (left_of, row.details, dst)))}."


class RowTable(Card):
    """All rows; one of them is chosen."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.without_margins()
        self.rows = Rows(columns())
        self.table = Table(self.rows, translate("McRows", "Rows of the production"))
        self.sums = label("", "body")
        self.sums.setContentsMargins(CARD, NARROW, CARD, NARROW)
        self.add(self.table, 1)
        self.add(self.sums)
        self.table.chosen.connect(self.chosen)

    def show_rows(self, rows: Sequence[RowLine]) -> None:
        """Show them; what was chosen stays so."""
        place = max(self.table.currentIndex().row(), 0)
        self.rows.show(rows)
        self.sums.setText(sums(rows))
        if rows:
            self.table.selectRow(min(place, len(rows) - 1))
