"""``parisana window``: the window. It is loaded only when it is asked for."""

from __future__ import annotations

import gc
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import Any

from parisana.errors import SiteError


def configure(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("profile", nargs="?", help="the profile to begin with (default: the last one)")
    parser.add_argument("--language", metavar="CODE", help="en or fr (default: your system's)")


def run(arguments: Namespace, show: Any) -> int:
    """Open the window, and stay until it is closed."""
    require_display()
    try:
        run_window = load()
    except ImportError as error:
        raise SiteError(
            f"The window needs {error.name or 'PySide6'}, which is not installed.",
            hint="Install it with: pip install 'parisana[desktop]'. Everything works on the command line, too.",
        ) from error
    return run_window(arguments.profile, language=arguments.language)


def load() -> Callable[..., int]:
    """Load what the window needs at first, and return what opens it."""
    from .unread import leave_sources_unread

    gc.disable()  # nothing of what is loaded now goes away again; later, the window looks for itself (sweeping.py)
    leave_sources_unread()
    from .application import run as run_window

    return run_window


def require_display() -> None:
    """Say so where there is no display, before Qt ends the program with a message of its own."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    if sys.platform == "linux" and not chosen and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise SiteError(
            "There is no display for the window.",
            hint="Log in with ssh -X, or use the command line: parisana --help lists the commands.",
        )
