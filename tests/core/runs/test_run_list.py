from __future__ import annotations

import pytest

from parisana.core.runs.run_list import Run, RunList, parse, write
from parisana.core.texts.document import Wrong
from parisana.errors import InputError

HESS = "# RunNumber TelescopePattern\n023523 30\n\n23526 0x1e # good\n"
ECSV = """\
# %ECSV 1.0
# ---
# delimiter: ','
# datatype:
# - {name: OBS_ID, datatype: int64}
OBJECT,OBS_ID,TEL_PATTERN
"Crab Nebula",23523,30
"Crab Nebula",23526,
"""


def test_a_hess_list_is_read_and_written() -> None:
    runs = parse(HESS, "crab.lis")
    assert runs.runs == (Run(23523, 30), Run(23526, 30))
    assert parse(write(runs), "again.lis") == runs


def test_an_ecsv_table_is_read() -> None:
    assert parse(ECSV, "runs.ecsv").runs == (Run(23523, 30), Run(23526))
    spaced = ECSV.replace("# delimiter: ','\n", "").replace(",", " ").replace("23526 \n", '23526 ""\n')
    assert parse(spaced, "runs.ecsv").numbers == (23523, 23526)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("23523\n23523\n", 2, "twice"),
        ("# only a remark\n", 1, "empty"),
        ("23523\ncrab\n", 2, "not a run number"),
        ("0\n", 1, "not a run number"),
        ("9" * 30, 1, "not a run number"),
        ("# %ECSV 1.0\nNAME\nx\n", 2, "no column"),
        ("# %ECSV 1.0\nOBS_ID NAME\n5\n", 3, "cells"),
    ],
)
def test_faults_of_a_list_have_their_line(text: str, line: int, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        parse(text, "crab.lis")
    assert (caught.value.file, caught.value.line) == ("crab.lis", line)


def test_slices_are_consecutive_and_complete() -> None:
    runs = RunList.simulated(7, 900001)
    assert runs.slices(3) == ((900001, 900002, 900003), (900004, 900005, 900006), (900007,))
    assert RunList.of([5, 3, 4]).slices(20) == ((5, 3, 4),)


def test_an_empty_list_is_refused() -> None:
    with pytest.raises(Wrong, match="empty"):
        RunList.of([])
