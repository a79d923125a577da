"""The European Grid, by a workload management system that chooses the computing element of each job."""

from .backend import WmsBackend

__all__ = ["WmsBackend"]
