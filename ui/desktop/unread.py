"""What PySide does at each import, without reading the module's source.

PySide lets a module choose other names for Qt's methods (``from __feature__ import …``). To know which modules that may
concern, it reads the source of each one that is loaded, and Python keeps all those lines: a tenth of a second at start,
and some 20 MB. Here it is known without reading.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

#: The packages whose modules speak to Qt.
OURS = ("parisana.ui.desktop", "PySide6")


def leave_sources_unread() -> None:
    """Answer PySide's question by a module's name; to be called before PySide is loaded, and once is enough."""
    import_module("shiboken6")
    feature = import_module("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):  # a version that asks otherwise is left to itself
        vars(feature)["_mod_uses_pyside"] = uses_qt


def uses_qt(module: ModuleType) -> bool:
    """Whether a module speaks to Qt."""
    return module.__name__.startswith(OURS)
