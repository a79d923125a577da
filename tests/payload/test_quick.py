"""Stages are imported without what only a reader of documentation needs, and nothing stays changed afterwards."""

from __future__ import annotations

import json
import subprocess

import pytest

from .conftest import PAYLOAD, interpreter

pytestmark = [pytest.mark.analysis]

PROGRAM = f"""
import gc, json, sys
sys.path.insert(0, {str(PAYLOAD)!r})
from analysis.quick import NoText, import_stage
stage = import_stage("mc", "analysis")
import matplotlib.artist, matplotlib.axes, scipy._lib._array_api
print(json.dumps({{
    "stage": stage.__name__,
    "help_was_written": matplotlib.axes.Axes.set.__doc__ is not None,
    "restored": scipy._lib._array_api.FunctionDoc is not NoText,
    "later_classes_get_help": type("Later", (matplotlib.artist.Artist,), {{}}).set.__doc__ is not None,
    "collector": gc.isenabled(),
}}))
"""


def test_help_texts_are_not_written_while_a_stage_is_imported() -> None:
    done = subprocess.run([interpreter(), "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == {
        "stage": "analysis.mc",
        "help_was_written": False,
        "restored": True,
        "later_classes_get_help": True,
        "collector": True,
    }
