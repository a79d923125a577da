"""How long ``parisana --help`` takes, beside a Python that does nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from parisana.plugins.runner import LocalRunner

from .measure import Ratio, side_by_side


def measure() -> list[Ratio]:
    """Return the help page's ratio."""
    program = str(Path(sys.executable).parent / "parisana")
    return [
        side_by_side("parisana --help", _run(program, "--help"), "python -c pass", _run(sys.executable, "-c", "pass"))
    ]


def _run(*argv: str) -> Callable[[], object]:
    runner = LocalRunner()
    return lambda: runner.run(argv)
