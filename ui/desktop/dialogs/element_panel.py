"""Below the table of elements: the one that is chosen, its weight, and how it was in the last week."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from parisana.app.sites.element_history import SPAN, Look
from parisana.core.texts.words import duration
from parisana.ui.desktop.forms.inputs import Line
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.theme import GAP, NUMBER, ROW_GAP, SIDE
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.spark import Spark
from parisana.ui.desktop.widgets.texts import breakable, label, tool

#: What is drawn of a look.
QUANTITIES: tuple[Callable[[Look], float | None], ...] = (
    lambda look: look.response_s,
    lambda look: look.free_cpus,
    lambda look: look.queued,
)


class ElementPanel(Card):
    """Emits the weight that the user gives the element; nothing, when that by response time shall count again."""

    weighed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.element = ""
        self.name, self.about = label("", bold=True, wrap=True), label("", "caption", "dim", wrap=True)
        self.weight = Line()
        self.weight.setFixedWidth(NUMBER)
        self.weight.finished.connect(self._weigh)
        self.reset = tool(translate("Elements", "By response time"), "arrow-u-up-left")
        self.reset.clicked.connect(lambda: self.weighed.emit(self.element, None))
        titles = (
            translate("Elements", "Response time (s)"),
            translate("Elements", "Free CPUs"),
            translate("Elements", "Queued jobs"),
        )
        self.sparks = [Spark(title) for title in titles]
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addLayout(self._left())
        for spark in self.sparks:
            row.addWidget(spark, 1)
        self.body.addLayout(row)
        self.hide()

    def _left(self) -> QVBoxLayout:
        self.weighing = QWidget()
        self.weighing.setFixedWidth(SIDE)
        fields = QHBoxLayout(self.weighing)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(ROW_GAP)
        title = label(translate("Elements", "Weight"), tone="dim")
        title.setBuddy(self.weight)
        self.weight.setAccessibleName(translate("Elements", "Weight"))
        for widget in (title, self.weight, self.reset):
            fields.addWidget(widget)
        fields.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(ROW_GAP)
        for part in (self.name, self.about, self.weighing):
            column.addWidget(part)
        self.name.setFixedWidth(SIDE)
        self.about.setFixedWidth(SIDE)
        return column

    def show_element(self, element: str, own: float | None, by_time: float | None, *, weighable: bool) -> None:
        """Show an element, with the weight of the user's own or the one by response time in its place."""
        if element != self.element:
            self.show_history((), 0.0)
        self.element = element
        self.name.setText(breakable(element))
        self.weight.setText("" if own is None else f"{own:g}")
        self.weight.setPlaceholderText("" if by_time is None else f"{by_time:.0f}")
        self.weighing.setVisible(weighable)
        self.reset.setEnabled(own is not None)
        self.show()

    def show_history(self, looks: Sequence[Look], now: float) -> None:
        """Draw how it was since the first look of the last week."""
        begin = float(looks[0].at) if looks else now - SPAN
        for spark, quantity in zip(self.sparks, QUANTITIES, strict=True):
            spark.show_points([(look.at, quantity(look)) for look in looks], begin, max(now, begin + 1))
        if len(looks) < 2:
            self.about.setText(translate("Elements", "Its history begins with this look."))
            return
        others = sum(look.status != looks[-1].status for look in looks)
        words = translate("Elements", "{0} looks in {1}; {2} of them found another status than now.")
        self.about.setText(words.format(len(looks), duration(now - begin), others))

    def _weigh(self, text: str) -> None:
        """Take a number; anything else goes back to what was there."""
        try:
            value = float(text) if text.strip() else None
        except ValueError:
            value = math.nan
        if value is not None and not (math.isfinite(value) and value >= 0):
            self.weight.undo()
            return
        self.weighed.emit(self.element, value)
