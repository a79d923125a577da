"""ARC computing elements, by their REST interface."""

from .backend import ArcBackend
from .settings import ArcSettings

__all__ = ["ArcBackend", "ArcSettings"]
