"""Grid Engine (Lyon and many other clusters), spoken to by its commands or through DRMAA.

``submission.py``, ``queue.py``, ``details.py``, ``accounting.py`` and ``elements.py`` are pairs of pure functions: a
command as a list of words, and what its answer says. ``backend.py`` hands them to its runner; ``drmaa_session.py``
keeps a helper process in which the DRMAA library lives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .backend import GridEngineBackend

__all__ = ["GridEngineBackend"]


def __getattr__(name: str) -> Any:
    """Load the backend on first use: the helper process imports this package too."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import backend

    return getattr(backend, name)
