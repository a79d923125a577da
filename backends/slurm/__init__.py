"""Slurm, spoken to by its commands: here, or on a submit host over ssh.

Each module is one question: its command, and how the answer is read. ``backend.py`` hands the commands to its
runner; ``words.py`` and ``refusals.py`` are the tables of what Slurm says. Loaded only when asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .backend import SlurmBackend

__all__ = ["SlurmBackend"]


def __getattr__(name: str) -> Any:
    """Load the backend on first use."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import backend

    return getattr(backend, name)
