"""A page that follows the chosen production while it is looked at, and says so when none is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QWidget

from parisana.app.driving.watch import Snapshot, Standing
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.widgets.command_line import command_button
from parisana.ui.desktop.widgets.page import Page

from .views import no_production, views

#: The sheets that all such pages have; their own come after them.
NOTHING_YET, NO_PRODUCTION = range(2)


class FollowingPage(Page):
    """What such pages share; each says what its sheets are, and what it does when the production was looked at."""

    # Abstract methods would want ABCMeta, and a Qt class has a metaclass already: who forgets one of these hears of it
    # when its page is made or first shown.

    def __init__(self, desk: Desk, title: str, address: str, icon: str) -> None:
        super().__init__(title)
        self.desk = desk
        self.production = 0
        self._asked = Question(desk.bridge, address.removeprefix("page."), self)
        self._seen = False
        self.views = views(self, address)
        self.command = command_button(self, self.commands)
        self.buttons.addWidget(self.command)
        self.stack = QStackedWidget()
        for each in (QWidget(), no_production(self, icon), *self.sheets()):
            self.stack.addWidget(each)
        self.content.addWidget(self.stack, 1)
        desk.looked.connect(self.show_snapshot)

    def sheets(self) -> Sequence[QWidget]:
        """Return what is shown of a production."""
        raise NotImplementedError

    def commands(self) -> list[tuple[str, str]]:
        """Return what the page shows, as commands."""
        raise NotImplementedError

    def follow(self, snapshot: Snapshot, standing: Standing) -> None:
        """Show how the production stands, and ask for more when it is time."""
        raise NotImplementedError

    def hurry(self) -> None:
        """Let it be time now."""
        raise NotImplementedError

    def begin(self, production: int) -> None:
        """Forget what was shown of another production."""

    def shown(self) -> None:
        """Follow from now on."""
        self._seen = True
        self.hurry()
        self.show_snapshot(self.desk.snapshot)
        self.desk.look()

    def left(self) -> None:
        """Follow no more."""
        self._seen = False
        self._asked.drop()

    def show_snapshot(self, snapshot: Snapshot | None) -> None:
        """Follow the production that is chosen; another one begins with an empty sheet."""
        if not self._seen or snapshot is None:
            return
        standing = snapshot.selected
        self.command.setEnabled(standing is not None)
        if standing is None:
            self._let_go()
            return
        self.remark.setText(f"#{standing.number} {standing.name}")
        if standing.number != self.production:
            self._turn_to(standing.number)
        self.follow(snapshot, standing)

    def _let_go(self) -> None:
        """Say that none is chosen; whichever is chosen next is another one, also the same."""
        self.production = 0
        self._asked.drop()
        self.remark.setText("")
        self.stack.setCurrentIndex(NO_PRODUCTION)

    def _turn_to(self, production: int) -> None:
        self.production = production
        self._asked.drop()
        self.hurry()
        self.stack.setCurrentIndex(NOTHING_YET)
        self.begin(production)
