"""The application: style, theme, translation, what happens to errors and to Qt's own messages; then the window."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QSettings, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from . import translations
from .bridge import Bridge
from .look import look
from .sweeping import Sweeper
from .theme import Name
from .window import Window

LOG = logging.getLogger("parisana.window")

#: Seconds after which another thread may be let in: short, so that painting never waits long for a busy one.
SWITCH = 0.001

#: Milliseconds after which the driver of the jobs is started: the window is painted first.
DRIVE_AFTER = 500


def make_application(arguments: list[str], language: str = translations.OWN) -> QApplication:
    """Make the one application, in its style and a language."""
    sys.setswitchinterval(SWITCH)
    qInstallMessageHandler(heard)
    application = QApplication.instance() or QApplication(arguments)
    assert isinstance(application, QApplication)
    application.setApplicationName("parisana")
    application.setApplicationDisplayName("Parisana")
    application.setDesktopFileName("parisana")
    application.setStyle("Fusion")
    translations.speak(application, language)
    return application


def heard(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Pass Qt's messages on to the log, where tests and users see them."""
    level = logging.DEBUG if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) else logging.WARNING
    LOG.log(level, "%s", text)


def preferred_theme(application: QApplication, settings: QSettings) -> Name:
    """Return the theme that the user chose last, or the one of the desktop."""
    chosen = settings.value("window/theme")
    if chosen in ("light", "dark"):
        return chosen  # type: ignore[no-any-return]  # one of the two names, as was just looked
    from PySide6.QtCore import Qt

    return "dark" if application.styleHints().colorScheme() is Qt.ColorScheme.Dark else "light"


def make_window(application: QApplication, home: Path | None = None, settings: QSettings | None = None) -> Window:
    """Make the window over a session's home."""
    settings = settings or QSettings("parisana", "window")
    look().wear(preferred_theme(application, settings))
    return Window(Bridge(home), settings)


def run(profile: str | None, home: Path | None = None, language: str | None = None) -> int:
    """Open the window with a profile, and stay until it is closed."""
    application = make_application(sys.argv[:1], translations.wanted(language, QSettings("parisana", "window")))
    window = make_window(application, home)
    Sweeper(window)
    sys.excepthook = window.confess
    window.show()
    window.begin(profile)
    QTimer.singleShot(DRIVE_AFTER, window.desk.bridge.drive)
    return application.exec()
