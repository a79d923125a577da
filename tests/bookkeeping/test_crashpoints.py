"""Crash points do nothing until they are asked for, and then leave no time for anything."""

from __future__ import annotations

import subprocess
import sys

import pytest

from parisana.crashpoints import POINTS, reach
from parisana.errors import Bug

THREE = "from parisana.crashpoints import reach\nfor n in (1, 2, 3): print(n, flush=True); reach('after-intent')"


def run(**environment: str) -> tuple[int, str]:
    done = subprocess.run([sys.executable, "-c", THREE], env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_a_process_dies_where_it_is_told() -> None:
    assert run(PARISANA_CRASH_AT="after-intent") == (-9, "1\n")
    assert run(PARISANA_CRASH_AT="after-intent", PARISANA_CRASH_AFTER="3") == (-9, "1\n2\n3\n")


def test_other_processes_live() -> None:
    assert run() == (0, "1\n2\n3\n")
    assert run(PARISANA_CRASH_AT="before-call") == (0, "1\n2\n3\n")


def test_a_misspelt_point_is_our_bug() -> None:
    assert "after-intend" not in POINTS
    with pytest.raises(Bug, match="after-intend"):
        reach("after-intend")
