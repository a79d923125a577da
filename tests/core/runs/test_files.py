"""Run lists written in each way are read again."""

from __future__ import annotations

import pytest

from parisana.core.runs.files import WRITERS
from parisana.core.runs.run_list import Run, RunList, parse

RUNS = RunList.of([Run(23523, 30), Run(23526, 14)])


@pytest.mark.parametrize("kind", WRITERS)
def test_a_list_survives_its_file(kind: str) -> None:
    found = parse(WRITERS[kind][0](RUNS), "a")
    assert found.numbers == RUNS.numbers
    assert [run.telescopes for run in found] == ([None, None] if kind == "plain" else [30, 14])


def test_a_table_without_all_patterns_has_numbers_alone() -> None:
    found = parse(WRITERS["ecsv"][0](RunList.of([Run(23523, 30), Run(23526)])), "a.ecsv")
    assert found.numbers == (23523, 23526)
