"""ARC computing elements without a REST interface, by the ``arc*`` commands of ARC's own client."""

from .backend import ArcClientBackend

__all__ = ["ArcClientBackend"]
