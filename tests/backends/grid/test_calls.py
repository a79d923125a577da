"""What ``docs/grid.md`` says of the number of commands holds: they grow with elements and chunks, not with jobs."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.grid_calls import SYSTEMS, Calls, System, count

#: For a hundred jobs. CREAM takes one a call; elements and servers are two, each is handed the proxy once.
EXPECTED = {
    "CREAM": Calls("CREAM", 100, 100 + 2 + 1, 2, 2 * 2),
    "WMS": Calls("WMS", 100, 1 + 1, 1, 2),
    "HTCondor-CE": Calls("HTCondor-CE", 100, 1, 1, 2),
}


@pytest.mark.parametrize("system", SYSTEMS, ids=[each.name for each in SYSTEMS])
def test_a_hundred_jobs_take_so_many_commands(tmp_path: Path, system: System) -> None:
    assert count(system, 100, tmp_path) == EXPECTED[system.name]
