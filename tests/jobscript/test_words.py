"""The script's own JSON writer against Python's reader; and the whole script against shellcheck."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parisana.app.working.scripts import render_script
from parisana.core.sites.jobscript import ScriptSpec
from tests.jobscript.conditions import require

WORDS = Path(__file__).parents[2] / "resources" / "templates" / "words.sh"
READER = """
LC_ALL=C
source "$1"
while IFS= read -r -d '' text; do
    json_string "$text"; printf '%s\\0' "$REPLY"
    REPLY=${REPLY#?}; from_json_string "${REPLY%?}"; printf '%s\\0' "$REPLY"
done
"""
#: Bytes around the borders of what UTF-8 allows, and any text.
BYTES = st.binary(max_size=12) | st.text(max_size=12).map(lambda text: text.encode("utf-8", "surrogatepass"))


@settings(max_examples=3, deadline=None)
@given(st.lists(BYTES.map(lambda data: data.replace(b"\0", b"")), min_size=120, max_size=120))
def test_json_survives_python_and_bash(texts: list[bytes]) -> None:
    sent = b"".join(text + b"\0" for text in texts)
    read = subprocess.run(["bash", "-c", READER, "bash", str(WORDS)], input=sent, capture_output=True, check=True)
    answers = read.stdout.split(b"\0")[:-1]
    assert [json.loads(answer.decode()).encode("utf-8", "surrogateescape") for answer in answers[0::2]] == texts
    assert answers[1::2] == texts


ENVIRONMENTS: list[dict[str, Any]] = [{"kind": "none"}, {"kind": "modules", "modules": ["a b", "c"]}]


@pytest.mark.parametrize("environment", ENVIRONMENTS)
def test_shellcheck_finds_nothing(environment: dict[str, Any]) -> None:
    require(shutil.which("shellcheck") is not None, "shellcheck")
    command = ("{python}", "{payload}", "it's", "--x={unit}", "{inputs}", "{verbose}")
    storages: dict[str, dict[str, Any]] = {
        "sftp": {"key": None, "port": 22, "user": "me"},
        "xrootd": {"streams": 1},
        "webdav": {"ca": None},
        "hpss": dict.fromkeys(("commands", "root")),
        "lfc": dict.fromkeys(("host", "element")),
        "srm": dict.fromkeys(("space_token", "timeout")),
        "gridftp": dict.fromkeys(("streams", "timeout")),
        "s3": dict.fromkeys(("endpoint", "region", "path_style", "group", "ca")),
    }
    spec = ScriptSpec("dst", command, environment, (("*.fits", 1),), directives=("#$ -cwd",), storages=storages)
    text = render_script(spec)
    checked = subprocess.run(["shellcheck", "-"], input=text, capture_output=True, text=True, check=False)
    assert checked.stdout == ""
