"""Tables of text: what astropy writes is read, what is cut or lies is refused with a sentence."""

from __future__ import annotations

import pytest

from parisana.core.texts.ecsvtable import read_csv, read_ecsv
from parisana.errors import InputError

HEAD = """# %ECSV 1.0
# ---
# datatype:
# - {name: e_ref, unit: TeV, datatype: float64, description: reference energy}
# - {name: name, datatype: string}
# - {name: is_ul, datatype: bool}
# meta: !!omap
# - {SED_TYPE: dnde}
# schema: astropy-2.0
"""


def test_units_and_quoted_words_are_kept_as_written() -> None:
    table = read_ecsv(f'{HEAD}e_ref name is_ul\n0.5623 "Crab Nebula" False\n1.0 "" True\n', "f.ecsv")
    assert [(column.name, column.unit, column.number) for column in table.columns] == [
        ("e_ref", "TeV", True),
        ("name", "", False),
        ("is_ul", "", False),
    ]
    assert table.rows == (("0.5623", "Crab Nebula", "False"), ("1.0", "", "True"))


def test_a_comma_may_part_the_cells() -> None:
    text = HEAD.replace("# datatype:", "# delimiter: ','\n# datatype:") + "e_ref,name,is_ul\n1,a b,True\n"
    assert read_ecsv(text, "f.ecsv").rows == (("1", "a b", "True"),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("e_ref name\n1 a\n", "first line"),
        (f"{HEAD}e_ref name is_ul\n1.0 Crab\n", "Row 1 of this table has 2 cells, not 3"),
        (f"{HEAD}energy name is_ul\n1.0 Crab True\n", "not those that its header names"),
        (HEAD, "empty"),
        ("# %ECSV 1.0\n# datatype: [{name: [\ne\n1\n", "header of this table cannot be read"),
        ("# %ECSV 1.0\n# ---\n# datatype: 12\ne\n1\n", "does not name its columns"),
        ("# %ECSV 1.0\n# !!python/object/apply:os.getcwd []\ne\n1\n", "cannot be read"),
    ],
)
def test_a_cut_or_lying_table_is_refused(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_ecsv(text, "f.ecsv")


def test_a_plain_table_knows_its_columns_of_numbers() -> None:
    table = read_csv("run,slice,excess,remark\n900001,slice-001,85.4,\n900002,slice-002,,\n", "runs.csv")
    assert [column.name for column in table.columns if column.number] == ["run", "excess"]
    assert table.rows[1] == ("900002", "slice-002", "", "")
