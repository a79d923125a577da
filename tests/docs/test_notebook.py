from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

NOTEBOOK = Path(__file__).resolve().parents[2] / "docs" / "notebook" / "crab.ipynb"


def cells(kind: str) -> list[str]:
    notebook: dict[str, Any] = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    return ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == kind]


def test_the_notebook_runs_from_top_to_bottom(capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, Any] = {}
    for source in cells("code"):
        exec(compile(source, str(NOTEBOOK), "exec"), names)
    said = capsys.readouterr().out
    assert f"digest {names['prepared'].plan.digest[:12]}" in said
    assert "#!/bin/bash" in said


def test_what_it_only_shows_is_python_of_the_session() -> None:
    from parisana.app.session import Session

    shown = [part.partition("```")[0] for text in cells("markdown") for part in text.split("```python\n")[1:]]
    assert shown
    for source in shown:
        compile(source, str(NOTEBOOK), "exec")
        called = [word.partition("(")[0] for word in source.split("session.")[1:]]
        assert all(hasattr(Session, name) for name in called)


def test_no_output_is_kept_in_it() -> None:
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert notebook["nbformat"] == 4
    assert not any(cell.get("outputs") for cell in notebook["cells"])
