"""The actions of the window, and what the palette finds."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from . import translations
from .language import translate
from .look import look
from .palette import Find
from .places import WORK, places
from .profile_actions import ProfileActions
from .saved_views import ADDRESS

if TYPE_CHECKING:
    from .window import Window


def fill(window: Window) -> None:
    """Make all actions."""
    add, editor = window.commands.add, window.desk.editor
    add("palette", translate("Menu", "Find a setting or command"), window.search, "Ctrl+K", "magnifying-glass")
    add("undo", translate("Menu", "Undo"), editor.stack.undo, "Ctrl+Z", "arrow-counter-clockwise").setEnabled(False)
    add("redo", translate("Menu", "Redo"), editor.stack.redo, "Ctrl+Shift+Z", "arrow-clockwise").setEnabled(False)
    add("web", translate("Menu", "Bookkeeping page"), window.open_web, "Ctrl+B", "globe")
    add("theme", translate("Menu", "Change between light and dark"), look().turn, "Ctrl+Shift+L", "moon")
    add("credential", translate("Menu", "Proxy or token…"), lambda: window.credentials.open()).setEnabled(False)
    window.profile_actions = ProfileActions(window)
    window.profile_actions.make()
    add("next", translate("Menu", "Next page"), window.step_page(1), "Alt+Down")
    add("previous", translate("Menu", "Previous page"), window.step_page(-1), "Alt+Up")
    for number, page in enumerate((name for name, _, _ in WORK), 1):
        add(
            f"go-{page}",
            translate("Menu", "Go to page {0}").format(number),
            partial(window.go, f"page.{page}"),
            f"Ctrl+{number}",
        )
    add(
        "validate",
        translate("Menu", "Validate and show the dry run"),
        window.validate,
        "Ctrl+Return",
        "check",
    )
    for code in translations.languages():
        words = translate("Menu", "Speak {0} from the next start on").format(QLocale(code).nativeLanguageName())
        add(f"language-{code}", words, partial(choose_language, window, code))
    add("refresh", translate("Menu", "Refresh"), window.desk.look, "F5", "arrows-clockwise")
    add("quit", translate("Menu", "Close the window"), window.close, "Ctrl+Q")


def choose_language(window: Window, code: str) -> None:
    """Keep the language in which the window will speak."""
    window.settings.setValue(translations.SETTING, code)
    window.desk.say(translate("Menu", "the window will speak {0} from its next start on").format(code))


def finds(window: Window) -> list[Find]:
    """Return the places of the suite and all actions that can be taken."""
    found: list[Find] = []
    if window.desk.editor.is_open:
        for place in places(window.desk.editor.suite):
            found.append(Find(place.title, place.where, partial(window.go, place.address)))
    for view in window.desk.saved_views.views:
        found.append(Find(view.name, translate("Menu", "Jobs, saved view"), partial(window.go, ADDRESS + view.name)))
    for action in window.commands.usable:
        found.append(Find(action.text(), action.shortcut().toString(), action.trigger))
    return found
