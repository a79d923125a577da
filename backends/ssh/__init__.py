"""A machine without a batch system, reached with ssh: it gets a little queue of its own.

``remote/`` is that queue, in bash: one script, put into the spool folder there under a name made of its content.
``calls.py`` says how its verbs are called, ``order.py`` what a submission becomes, ``answers.py`` how answers are read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .backend import SSHBackend

__all__ = ["SSHBackend"]


def __getattr__(name: str) -> Any:
    """Load the backend on first use."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import backend

    return getattr(backend, name)
