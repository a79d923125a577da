"""Running commands as in a shell that knows one batch system."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from parisana.plugins.runner import LocalRunner, Outcome


class PreparedRunner(LocalRunner):
    """Runs commands here, with some variables more."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self.known = dict(known)

    def run(
        self,
        argv: Sequence[str],
        *,
        stdin: str = "",
        timeout: float = 60.0,
        environment: Mapping[str, str] | None = None,
    ) -> Outcome:
        """Run to the end, in this process's environment unless another is given."""
        given = os.environ if environment is None else environment
        return super().run(argv, stdin=stdin, timeout=timeout, environment={**given, **self.known})
