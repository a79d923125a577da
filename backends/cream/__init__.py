"""The European Grid, by CREAM computing elements."""

from .backend import CreamBackend
from .settings import CreamSettings

__all__ = ["CreamBackend", "CreamSettings"]
