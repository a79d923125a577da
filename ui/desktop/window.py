"""The main window: header, list of stages and pages, the page that is shown, footer."""

from __future__ import annotations

import logging
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QSettings, QSize, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from parisana.app.profiles.shelf import Opened
from parisana.app.session import Session
from parisana.core.editing.profile_draft import Draft

from . import menu, stages
from .ahead import JobsAhead
from .bridge import Bridge
from .commands import Commands
from .credential_watch import CredentialWatch
from .desk import Desk
from .dialogs.messages import confirm_leaving, say_error, show_error
from .disk_watch import DiskWatch
from .footer import Footer
from .header import Header
from .login_banner import LoginBanner
from .look import look
from .pages.registry import make_page
from .palette import Palette
from .places import DESKS, desk_of, page_of
from .profile_actions import ProfileActions
from .side import Side
from .site_watch import SiteWatch
from .web_pages import WebPages
from .widgets.page import Page

LOG = logging.getLogger("parisana.window")

#: What is opened when there is nothing else.
EXAMPLE = "crab-local"

#: Milliseconds after which the productions are looked at for the first time: the profile is painted before.
FIRST_LOOK = 150

SMALLEST, USUAL = QSize(1024, 640), QSize(1320, 860)


class Window(QMainWindow):
    """One profile, and the productions of its user."""

    profile_actions: ProfileActions

    def __init__(self, bridge: Bridge, settings: QSettings) -> None:
        super().__init__()
        self.settings = settings
        self.setMinimumSize(SMALLEST)
        self.commands = Commands(self)
        self.desk = Desk(bridge, self.commands, settings, self)
        menu.fill(self)
        self.header, self.side, self.footer = Header(self.commands), Side(), Footer()
        self.disk_watch, self.login_banner = DiskWatch(self), LoginBanner(self)
        self.credentials, self.site_watch = CredentialWatch(self), SiteWatch(self.desk, self)
        self.web_pages, self.ahead = WebPages(self.desk.say, self), JobsAhead(self.desk, self._made, self)
        Session.answer_with(self.desk.logins.ask)
        self.stack = QStackedWidget()
        self._pages: dict[str, Page] = {}
        self._address = "page.profiles"
        self._desk = 0
        self._at_desk = ["page.profiles", *(f"page.{name}" for name, _ in DESKS)]
        self._lay_out()
        self._connect()
        self._restore()
        self.side.list.setFocus()

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.side)
        pages = QVBoxLayout()
        pages.setSpacing(0)
        pages.addWidget(self.login_banner)
        pages.addWidget(self.disk_watch)
        pages.addWidget(self.stack, 1)
        middle.addLayout(pages, 1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(middle, 1)
        column.addWidget(self.footer)
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        editor = self.desk.editor
        editor.opened.connect(self._start_over)
        editor.changed.connect(self.refresh)
        editor.stack.canUndoChanged.connect(self.commands["undo"].setEnabled)
        editor.stack.canRedoChanged.connect(self.commands["redo"].setEnabled)
        self.side.chosen.connect(self.go)
        self.header.desk.connect(self.go_to_desk)
        self.desk.go.connect(self.go)
        self.desk.looked.connect(lambda snapshot: self.refresh())
        self.desk.said.connect(lambda words, state: self.footer.saved.setText(words))
        self.desk.bridge.trouble.connect(lambda error: show_error(self, error))
        look().changed.connect(self.header.show_theme)

    def _start_over(self) -> None:
        """Drop the pages of the profile that was here before."""
        for page in self._pages.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self.refresh()
        self.go(self._address)

    @property
    def page(self) -> Page:
        """The page that is shown."""
        shown = self.stack.currentWidget()
        assert isinstance(shown, Page)
        return shown

    def go(self, address: str) -> None:
        """Show the page on which an address is, and point at it."""
        if not self.desk.editor.is_open:
            return
        wanted = page_of(address, self.desk.editor.suite)
        before = self.stack.currentWidget()  # an empty stack shows the first page that is added
        page = self._made(wanted)
        if before is not page:
            self.stack.setCurrentWidget(page)
            if isinstance(before, Page):
                before.left()
            page.shown()
        self._address = wanted
        self._stay_at(desk_of(wanted, self._desk))
        self._at_desk[self._desk] = wanted
        self.side.choose(wanted)
        if address != wanted:
            page.point_at(address)

    def _made(self, address: str) -> Page:
        """Return the page of an address, made if nobody has been there."""
        page = self._pages.get(address)
        if page is None:
            page = self._pages[address] = make_page(address, self.desk)
            page.go.connect(self.go)
            self.stack.addWidget(page)
        return page

    def go_to_desk(self, number: int) -> None:
        """Show the page of another desk: the one on which one was when one left it."""
        self._stay_at(number)
        self.go(self._at_desk[number])

    def _stay_at(self, number: int) -> None:
        """Show what belongs to a desk around its pages."""
        changed, self._desk = number != self._desk, number
        self.header.desks.choose(number)
        if changed:
            stages.show_side(self.side, self.desk, number)

    def refresh(self) -> None:
        """Show what the profile and the productions say now, around the page."""
        desk = self.desk
        if not desk.editor.is_open:
            return
        stages.show_header(self.header, desk)
        stages.show_side(self.side, desk, self._desk)
        stages.show_footer(self.footer, desk)
        self.side.choose(self._address)
        title = f"{self.header.name.text()}[*] – Parisana"
        if title != self.windowTitle():
            self.setWindowTitle(title)
        if desk.editor.is_changed != self.isWindowModified():
            self.setWindowModified(desk.editor.is_changed)

    def begin(self, profile: str | None) -> None:
        """Open a profile: the one that was named, the last one, or the shipped example."""
        self.desk.bridge.ask("profiles", lambda session: first_profile(session, profile), self._begun, self._not_begun)

    def _begun(self, found: tuple[Opened, Draft | None]) -> None:
        opened, unsaved = found
        self.desk.editor.open(opened)
        QTimer.singleShot(FIRST_LOOK, self.desk.look)
        QTimer.singleShot(FIRST_LOOK, self.desk.saved_views.load)
        QTimer.singleShot(FIRST_LOOK, self.ahead.load)
        if unsaved is not None:
            self.desk.editor.restore(unsaved)
            self.desk.say(self.tr("unsaved work of an earlier time is back; undo drops it"))

    def _not_begun(self, error: Exception) -> None:
        """Show the error over the shipped example, so that there is something to go on with."""
        self.begin(EXAMPLE)
        say_error(self, error)

    def confess(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Say that something nobody foresaw happened, in the log whole, on the screen in a sentence."""
        LOG.error("an unforeseen error", exc_info=(kind, error, trace))
        if isinstance(error, Exception):
            show_error(self, error)

    def open_web(self) -> None:
        """Open the bookkeeping page of what is shown in the browser."""
        self.web_pages.open(self._address, self.desk.production)

    def validate(self) -> None:
        """Show what is wrong first, or, if nothing is, what would be sent."""
        problems = self.desk.editor.judgement.problems
        if not problems:
            self.go("page.plan")
            return
        self.go(".".join(problems[0].path))
        self.desk.say(self.tr("{0} problems; this is the first").format(len(problems)), "error")

    def search(self) -> None:
        """Open the palette."""
        Palette(menu.finds(self), self).exec()

    def step_page(self, by: int) -> Callable[[], None]:
        """Return what goes to the next page, or to the one before."""
        return lambda: self.side.step(by)

    def _restore(self) -> None:
        self.resize(USUAL)
        if geometry := self.settings.value("window/geometry"):
            self.restoreGeometry(geometry)
        self._address = str(self.settings.value("window/page") or self._address)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that jobs go on, keep unsaved work, remember how the window stood."""
        if not confirm_leaving(self):
            event.ignore()
            return
        self.settings.setValue("window/geometry", self.saveGeometry())
        self.settings.setValue("window/page", self._address)
        self.settings.setValue("window/theme", look().theme.name)
        self.desk.logins.close()
        self.web_pages.close()
        self.desk.bridge.close()
        event.accept()


def first_profile(session: Session, name: str | None) -> tuple[Opened, Draft | None]:
    """Open the profile to begin with, and take up what was not saved of it."""
    shelf = session.profiles
    recent = shelf.recent()
    opened = shelf.open(name or (recent[0] if recent else EXAMPLE))
    for left in shelf.drafts_left():
        if left.path == str(opened.path):
            return shelf.take_up(left)
    return opened, None
