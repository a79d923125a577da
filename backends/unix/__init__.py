"""Jobs on this machine: a queue process of the user's own, and a spool folder as its memory.

``backend.py`` speaks to the program, ``spool.py`` is the format on disk, ``queue.py`` the process that
starts rows, ``launcher.py`` what stands beside each running row. The queue process imports this
package too, so the backend with its settings model is loaded only when asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .backend import UnixBackend

__all__ = ["UnixBackend"]


def __getattr__(name: str) -> Any:
    """Load the backend on first use."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import backend

    return getattr(backend, name)
