from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parisana.core.texts.table import Row, format_row, format_table, parse_row
from parisana.errors import InputError

#: Any bytes but zero, as Python shows names of files.
TEXT = st.binary(max_size=30).map(lambda data: data.replace(b"\0", b"x").decode("utf-8", "surrogateescape"))
ROWS = st.builds(
    Row,
    key=TEXT,
    stage=TEXT,
    unit=TEXT,
    runs=st.lists(st.integers(min_value=0, max_value=999_999), max_size=4).map(tuple),
    parameters=TEXT,
    output=TEXT,
    inputs=st.lists(st.tuples(TEXT, TEXT), max_size=3).map(tuple),
)
TEMPLATES = Path(__file__).parents[3] / "resources" / "templates"
#: Reads a table with the script's own functions and prints every field, zero bytes between.
BASH_READER = """
LC_ALL=C
shopt -u patsub_replacement 2>/dev/null
source "$1/words.sh"
while IFS= read -r line; do
    split_at_tabs "$line"
    for field in "${FIELDS[@]:0:6}"; do decode "$field"; printf '%s\\0' "$REPLY"; done
    for field in "${FIELDS[@]:6}"; do
        decode "${field%%=*}"; printf '%s\\0' "$REPLY"; decode "${field#*=}"; printf '%s\\0' "$REPLY"
    done
done < "$2"
"""


@given(ROWS)
def test_a_row_survives_the_table(row: Row) -> None:
    assert parse_row(format_row(row)) == row


@given(st.lists(ROWS, max_size=4))
def test_line_n_is_row_n(rows: list[Row]) -> None:
    assert [parse_row(line) for line in format_table(rows).splitlines()] == rows


@given(ROWS)
def test_nothing_but_safe_characters_reaches_the_file(row: Row) -> None:
    assert all(character.isascii() and (character.isprintable() or character == "\t") for character in format_row(row))


def flat(row: Row) -> list[str]:
    runs = ",".join(map(str, row.runs))
    return [
        row.key,
        row.stage,
        row.unit,
        runs,
        row.parameters,
        row.output,
        *(word for pair in row.inputs for word in pair),
    ]


@settings(max_examples=3, deadline=None)
@given(st.lists(ROWS, min_size=80, max_size=80))
def test_bash_reads_what_python_wrote(rows: list[Row]) -> None:
    table = Path("/dev/stdin")
    argv = ["bash", "-c", BASH_READER, "bash", str(TEMPLATES), str(table)]
    read = subprocess.run(argv, input=format_table(rows).encode(), capture_output=True, check=True).stdout
    expected = [word.encode("utf-8", "surrogateescape") for row in rows for word in flat(row)]
    assert read.split(b"\0")[:-1] == expected


def test_documented_line() -> None:
    row = Row("ab12", "microdst", "slice-003", (1, 2), "/a b.json", "/out/é", (("dst", "/x=y"), ("a=b", "/z%")))
    expected = "ab12\tmicrodst\tslice-003\t1,2\t/a%20b.json\t/out/%C3%A9\tdst=/x=y\ta%3Db=/z%25"
    assert format_row(row) == expected


def test_a_short_row_is_refused_with_a_sentence() -> None:
    with pytest.raises(InputError, match="has 2 fields"):
        parse_row("a\tb")


def test_runs_that_are_no_numbers_are_refused() -> None:
    with pytest.raises(InputError, match="no list of run numbers"):
        parse_row("k\ts\tu\t1,two\tp\to")


def test_an_input_without_a_name_is_refused() -> None:
    with pytest.raises(InputError, match="has no name"):
        parse_row("k\ts\tu\t\tp\to\t/path")


def test_a_zero_byte_is_refused() -> None:
    with pytest.raises(InputError, match="zero byte"):
        format_row(Row("k", "s", "u\0", (), "p", "o"))
