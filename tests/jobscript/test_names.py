"""Paths and names as awkward as people make them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.jobscript.ground import Ground

AWKWARD = {
    "spaces": "my own area",
    "quotes": """it's "quoted" `x` $(y)""",
    "newline": "two\nlines\n",
    "utf-8": "spéctre-γ-天体",
    "ampersand, backslash, percent": r"a&b\n%41;c*?[x]",
    "no utf-8": os.fsdecode(b"latin-\xe9"),
    "leading dash": "-rf",
}
ECHO = """
printf '%s' "$2" > "$4/unit.txt"
printf '%s' "$4" > "$4/out of $(printf '\\xce\\xb3')'s \\"x\\".txt"
printf 'last \\xff \\xce\\xb3 \\t\\x1b "line"\\n'
"""


@pytest.mark.parametrize("name", AWKWARD)
def test_every_place_may_have_an_awkward_name(tmp_path: Path, name: str) -> None:
    word = AWKWARD[name]
    ground = Ground(tmp_path / word, payload=ECHO, working_name=f"w{word}/production", area_name=word, unit=f"u{word}")
    ground.unit = ground.unit.replace("/", "_")
    ground.root.mkdir()
    ran = ground.run()
    report = ground.report()
    assert (ran.code, report["unit"], report["output"]) == (0, ground.unit, str(ground.final))
    assert (ground.final / "unit.txt").read_bytes() == os.fsencode(ground.unit)
    assert sorted(out["path"] for out in report["outputs"]) == sorted(
        name for name in os.listdir(ground.final) if name != ".parisana.json"
    )
    assert ground.run("t2").printed["found"] is True
    assert ground.left_behind() == []


def test_the_last_line_survives_whatever_bytes_it_has(ground: Ground) -> None:
    ground.payload = ECHO
    ground.run()
    assert ground.report()["last_line"].encode("utf-8", "surrogateescape") == b'last \xff \xce\xb3 \t\x1b "line"'


def test_the_list_of_files_is_plain_json(ground: Ground) -> None:
    ground.payload = ECHO
    ground.run()
    listing = json.loads((ground.final / ".parisana.json").read_text())
    assert {out["path"]: out["size"] for out in listing["outputs"]} == {
        path.name: path.stat().st_size for path in ground.final.iterdir() if path.name != ".parisana.json"
    }


def test_the_payload_gets_the_locale_of_the_caller(ground: Ground) -> None:
    ground.payload = 'printf "%s" "${LC_ALL-unset}" > "$4/locale.txt"'
    ground.run(LC_ALL="C.UTF-8")
    assert (ground.final / "locale.txt").read_text() == "C.UTF-8"
