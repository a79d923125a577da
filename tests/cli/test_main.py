from __future__ import annotations

import importlib

import pytest

from parisana.cli.commands import COMMANDS, GUESTS
from tests.cli.running import Run


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_page_of_help(name: str, capsys: pytest.CaptureFixture[str], run: Run) -> None:
    module = importlib.import_module(f"parisana.cli.{name}")
    assert callable(module.configure) and callable(module.run)
    with pytest.raises(SystemExit) as ended:
        run(name, "--help")
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert f"usage: parisana {name}" in said
    assert "--json" in said


@pytest.mark.parametrize("words", [("--help",), ("-h",), ("help",)])
def test_help_lists_every_command(run: Run, words: tuple[str, ...]) -> None:
    said = run(*words)
    assert said.code == 0
    assert all(f"  {name} " in said.out for name in [*COMMANDS, *GUESTS])


def test_the_version(run: Run) -> None:
    assert run("--version").out.startswith("parisana ")


def test_an_unknown_command_names_the_near_one(run: Run) -> None:
    said = run("statsu")
    assert said.code == 2
    assert "Did you mean status?" in said.note
    assert said.out == ""


@pytest.mark.parametrize(
    "words", [("statsu",), ("jobs",), ("jobs", "one"), ("status", "99"), ("plan", "no-such-profile")]
)
def test_an_error_is_one_json_document(run: Run, words: tuple[str, ...]) -> None:
    said = run(*words, "--json")
    assert said.code == 2
    assert set(said.json["error"]) == {"kind", "message", "hint", "file", "line", "column", "field"}
    assert said.json["error"]["kind"] == "input"


def test_what_nobody_foresaw_is_called_our_bug(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(arguments: object, show: object) -> int:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("parisana.cli.status.run", broken)
    said = run("status", "--json")
    assert said.code == 4
    assert said.json["error"]["kind"] == "bug"
    assert "This is a bug of parisana" in said.note
    assert "Traceback" in said.note and "in broken" in said.note
    assert "report it" in said.note


def test_an_empty_bookkeeping_has_nothing_wrong(run: Run) -> None:
    assert run("status").code == 0
    assert run("book", "check", "--json").json["problems"] == []
