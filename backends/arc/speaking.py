"""What the backend asks a service, however that is spoken to; jobs have the same ids in every way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from parisana.plugins.backend import Element


class Speaking(Protocol):
    """One computing element."""

    url: str

    def states(self) -> dict[str, str]:
        """Return the states of all jobs of this user, as the REST interface names them."""

    def act(self, action: str, jobs: Sequence[str]) -> None:
        """Let jobs be killed (``kill``) or forgotten (``clean``); what is gone already is fine."""

    def name(self, job: str) -> str:
        """Return the tag of a job; empty when nobody can tell it."""

    def has_its_files(self, job: str) -> bool:
        """Whether all that a job waits for has been sent to it."""

    def why(self, job: str) -> str:
        """Return why a job failed."""

    def element(self, share: float) -> Element:
        """Ask how it is."""
