"""HTCondor-CE computing elements, by the commands of HTCondor; their jobs are spooled there with all they need."""

from .backend import HTCondorCEBackend
from .settings import HTCondorCESettings

__all__ = ["HTCondorCEBackend", "HTCondorCESettings"]
