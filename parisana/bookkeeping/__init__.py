"""The database: schema, migrations, repository. The only SQL of the house.

SQLAlchemy is loaded with the class, when that is first asked for: who only names records stays quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .repository import Bookkeeping

__all__ = ["Bookkeeping"]


def __getattr__(name: str) -> Any:
    """Load the class at its first use."""
    if name == "Bookkeeping":
        from .repository import Bookkeeping

        return Bookkeeping
    raise AttributeError(name)
