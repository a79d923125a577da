"""The database: schema, migrations, repository. The only SQL of the house."""

from __future__ import annotations

from .repository import Bookkeeping

__all__ = ["Bookkeeping"]
