"""One group of failed jobs at the right of the page Failures: what is behind it, and what helps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QRadioButton

from parisana.app.jobs.failures import FailedQuery, FailureGroup, FailureReport, Prospect
from parisana.app.planning.needs import Wish
from parisana.core.jobs.causes import Help
from parisana.core.texts.words import counted
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.theme import GAP, NARROW, NUMBER, ROW_GAP
from parisana.ui.desktop.widgets.card import Card, hair
from parisana.ui.desktop.widgets.state import StateMark
from parisana.ui.desktop.widgets.texts import breakable, button, label, set_property

from .words import cut, hosts, message, short, span, title, used

MINUTE, MOST = 60, 999_999_999


class NeedRow:
    """Memory or time: what was asked for, a field for what shall be, its unit, what the site gives at most."""

    def __init__(self, grid: QGridLayout, row: int, words: str, unit: str) -> None:
        self.before, self.field, self.limit = (
            label("", "body", "dim"),
            QLineEdit(),
            label("", "caption", "dim", wrap=True),
        )
        self.field.setFixedWidth(NUMBER)
        self.field.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.field.setValidator(QIntValidator(1, MOST, self.field))
        self.usual = 0
        name = label(words)
        name.setBuddy(self.field)
        self.field.setAccessibleName(words)
        parts = (name, self.before, self.field, label(unit, "body", "dim"), self.limit)
        for column, each in enumerate(parts):
            grid.addWidget(each, row, column)
        self.field.textChanged.connect(lambda text: self._mark())

    def show_need(self, before: str, usual: int, limit: str, *, keep: bool) -> None:
        """Show what was asked for, and what will be; what somebody types stays."""
        if not (keep and self.wish is not None):
            self.usual = usual
            self.field.setText(str(usual))
        self.usual = usual
        self.before.setText(f"{before} →")
        self.limit.setText(limit)
        self._mark()

    @property
    def wish(self) -> int | None:
        """What is wished for instead of what would be asked for by itself."""
        text = self.field.text().strip()
        return int(text) if text.isdigit() and int(text) != self.usual else None

    def _mark(self) -> None:
        set_property(self.field, "changed", "true" if self.wish is not None else "false")


class GroupCard(Card):
    """Says the usual cause; offers to try again with more, to avoid a node, to edit the profile."""

    retry_wanted = Signal()
    avoid_wanted = Signal(str)
    #: A place of the window.
    place_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.group: FailureGroup | None = None
        self.prospect: Prospect | None = None
        self._production = 0
        self._all_of_class = 0
        self.heading, self.mark = label("", "heading", wrap=True), StateMark("failed", "")
        self.cause, self.figures = label("", "body", "dim", wrap=True), label("", "body", wrap=True)
        self._lay_out()
        self.retry.clicked.connect(self.retry_wanted)
        self.profile.clicked.connect(lambda: self.place_wanted.emit(self.place))
        self.avoid.clicked.connect(lambda: self.avoid_wanted.emit(self.worst_host))
        self.these.toggled.connect(lambda on: self._show_counts())

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(NARROW)
        top.addWidget(self.heading, 1)
        top.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(top)
        self.add(self.cause)
        self.add(self.figures)
        self.add(hair())
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(NARROW)
        self.grid.setVerticalSpacing(ROW_GAP)
        self.grid.setColumnStretch(4, 1)
        self.memory = NeedRow(self.grid, 0, translate("Failures", "Memory"), "MB")
        self.time = NeedRow(self.grid, 1, translate("Failures", "Time"), "min")
        self.grid.addWidget(label(translate("Failures", "Apply to")), 2, 0)
        self.grid.addLayout(self._choice(), 2, 1, 1, 4)
        self.body.addLayout(self.grid)
        self.add(hair())
        self.body.addLayout(self._actions())

    def _choice(self) -> QHBoxLayout:
        self.these, self.all = QRadioButton(), QRadioButton()
        self._which = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        for each in (self.these, self.all):
            self._which.addButton(each)
            row.addWidget(each)
        self.these.setChecked(True)
        row.addStretch(1)
        return row

    def _actions(self) -> QHBoxLayout:
        self.profile = button(translate("Failures", "Edit profile"), "pencil-simple")
        self.avoid = button(translate("Failures", "Avoid node"), "x")
        self.retry = button("", "arrow-clockwise", "primary")
        row = QHBoxLayout()
        row.setSpacing(ROW_GAP)
        row.addStretch(1)
        for each in (self.profile, self.avoid, self.retry):
            row.addWidget(each)
        return row

    @property
    def place(self) -> str:
        """Where in the window the cause can be mended."""
        return self.prospect.place if self.prospect else ""

    @property
    def worst_host(self) -> str:
        """The node on which most of them failed."""
        found = self.prospect.affected.hosts if self.prospect else ()
        return found[0][0] if found else ""

    @property
    def chosen(self) -> FailedQuery | None:
        """Which jobs are tried again."""
        if self.group is None:
            return None
        if self.all.isChecked():
            return FailedQuery(self._production, failure=self.group.failure)
        return FailedQuery(self._production, self.group.stage, self.group.failure, self.group.message)

    @property
    def wish(self) -> Wish:
        """What they shall ask for instead of what they would."""
        minutes = self.time.wish
        return Wish(self.memory.wish, None if minutes is None else minutes * MINUTE)

    def show_group(self, report: FailureReport, group: FailureGroup) -> None:
        """Show a group with its count."""
        same = self.group is not None and _key(self.group) == _key(group) and self._production == report.production
        self._production, self.group, self._all_of_class = report.production, group, report.of(group.failure)
        self.heading.setText(breakable(cut(message(group.message))))
        self.heading.setToolTip(group.message)
        jobs = counted(group.jobs, translate("Failures", "1 job"), translate("Failures", "{0} jobs"))
        self.mark.show_state("failed", f"{jobs} · {title(group.failure).lower()}")
        if not same:
            self.prospect = None
            self.these.setChecked(True)
            self.figures.setText("")
            self.cause.setText("")
        self._show_counts()

    def show_prospect(self, prospect: Prospect) -> None:
        """Show what is known of it."""
        keep = self.prospect is not None
        self.prospect = prospect
        assert self.group is not None, "a prospect is of a group"
        self.cause.setText(prospect.cause.usual)
        self._say(self.figures, used(prospect, self.group.failure))
        least, most = prospect.asked
        limits = prospect.limits
        memory = _limit(prospect.title, None if limits.memory is None else f"{limits.memory:,} MB")
        time = _limit(prospect.title, None if limits.duration is None else f"{limits.duration // MINUTE:,} min")
        asked = span((least.memory_mb, most.memory_mb))
        self.memory.show_need(asked, prospect.next.memory_mb, memory, keep=keep)
        minutes = [-(-each.time_s // MINUTE) for each in (least, most, prospect.next)]
        self.time.show_need(span(minutes[:2]), minutes[2], time, keep=keep)
        self._show_actions(prospect)

    def _say(self, place: QLabel, words: str) -> None:
        place.setText(breakable(words))
        place.setVisible(bool(words))

    def _show_actions(self, prospect: Prospect) -> None:
        self.profile.setEnabled(bool(self.place))
        self.profile.setToolTip("" if self.place else translate("Failures", "Nothing in the profile is to blame."))
        host = self.worst_host
        words = translate("Failures", "Avoid {0}…").format(short(host)) if host else translate("Failures", "Avoid node")
        self.avoid.setText(words)
        self.avoid.setEnabled(bool(host) and prospect.avoids)
        if not host:
            self.avoid.setToolTip(translate("Failures", "Nobody knows on which nodes they ran."))
        elif not prospect.avoids:
            why = translate("Failures", "The batch system of {0} has no setting that leaves nodes out.")
            self.avoid.setToolTip(why.format(prospect.title))
        else:
            self.avoid.setToolTip(hosts(prospect.affected.hosts, 5))
        wanted = {Help.MEMORY: self.memory.field, Help.TIME: self.time.field}.get(prospect.cause.helps[0])
        if wanted is not None:
            self.setFocusProxy(wanted)

    def _show_counts(self) -> None:
        if self.group is None:
            return
        these, every = self.group.jobs, self._all_of_class
        self.these.setText(counted(these, translate("Failures", "this job"), translate("Failures", "these {0} jobs")))
        self.all.setText(
            translate("Failures", "all {0} of class {1}").format(f"{every:,}", title(self.group.failure).lower())
        )
        self.all.setEnabled(self._all_of_class > self.group.jobs)
        if not self.all.isEnabled():
            self.these.setChecked(True)
        jobs = every if self.all.isChecked() else these
        self.retry.setText(
            counted(jobs, translate("Failures", "Retry 1 job…"), translate("Failures", "Retry {0} jobs…"))
        )


def _key(group: FailureGroup) -> tuple[str, str, str]:
    return group.stage, group.failure, group.message


def _limit(site: str, words: str | None) -> str:
    return translate("Failures", "{0} gives up to {1}").format(site, words) if words else ""
