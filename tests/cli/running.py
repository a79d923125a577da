"""Running a command as a user would, without a process."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from parisana.cli import main


class Said(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    note: str

    @property
    def json(self) -> Any:
        """Return the one JSON document."""
        return json.loads(self.out)


Run = Callable[..., Said]


def runner(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs a command."""

    def run(*words: str) -> Said:
        code = main(list(words))
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return run
