"""``parisana web``: where it serves, what it leaves, and whom it shows what."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from parisana.app import web_note
from parisana.cli import main
from tests.waiting import until


def test_it_serves_until_it_is_interrupted_and_the_window_finds_it(sample: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PARISANA_HOME": str(tmp_path)}
    words = ["web", "--port", "0", "--book", str(sample / "book.sqlite"), "--json", "--public"]
    argv = [sys.executable, "-m", "parisana", *words]
    with subprocess.Popen(argv, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        until(lambda: web_note.address_of(tmp_path, ""))
        address = web_note.address_of(tmp_path, "")
        assert address is not None and address.startswith("http://127.0.0.1:")
        with urlopen(f"{address}productions.json") as answer:
            assert [each["name"] for each in json.load(answer)["productions"]] == ["rxj1713", "crab-2004"]
        assert web_note.address_of(tmp_path, "marie") is None
        server.send_signal(signal.SIGINT)
        said, complaints = server.communicate()
    assert "Traceback" not in complaints and web_note.address_of(tmp_path, "") is None
    assert address in said and not (tmp_path / web_note.NOTE).exists()


def test_a_port_that_is_taken_is_said_to_be(capsys: pytest.CaptureFixture[str], sample: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["web", "--port", str(port), "--book", str(sample / "book.sqlite")]) == 2
    assert f"Port {port} of 127.0.0.1 cannot be had" in capsys.readouterr().err


def test_a_bookkeeping_that_is_not_there_is_not_made(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["web", "--port", "0", "--book", str(tmp_path / "none.sqlite")]) == 2
    assert "There is no bookkeeping" in capsys.readouterr().err
    assert not (tmp_path / "none.sqlite").exists()


def test_the_note_of_a_server_that_died_counts_for_nothing(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    (tmp_path / web_note.NOTE).write_text(json.dumps({"address": "http://127.0.0.1:1/", "viewer": "", "pid": dead.pid}))
    assert web_note.address_of(tmp_path, "") is None
    (tmp_path / web_note.NOTE).write_text("{half")
    assert web_note.address_of(tmp_path, "") is None
