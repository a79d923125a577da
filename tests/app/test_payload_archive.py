from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

from parisana.app.ground.payload_archive import build_payload, pack


def test_order_and_date_do_not_count() -> None:
    assert pack({"a.py": b"1", "b.py": b"2"}) == pack({"b.py": b"2", "a.py": b"1"})
    assert pack({"a.py": b"1"}) != pack({"a.py": b"2"})


def test_two_processes_make_the_same_bytes() -> None:
    script = (
        "import hashlib, parisana.app.ground.payload_archive as p; print(hashlib.sha256(p.build_payload()).hexdigest())"
    )
    digests = [subprocess.check_output([sys.executable, "-c", script], env={"PYTHONHASHSEED": seed}) for seed in "12"]
    assert digests[0] == digests[1]


def test_the_shipped_programs_are_in_it_and_no_cache_is() -> None:
    names = zipfile.ZipFile(io.BytesIO(build_payload())).namelist()
    assert names == sorted(names)
    assert {"__main__.py", "analysis/command.py"} <= set(names)
    assert not [name for name in names if "__pycache__" in name]


def test_python_finds_the_programs_in_it(tmp_path: Path) -> None:
    """Without gammapy the shipped payload cannot run; it must come as far as looking for it, or for its arguments."""
    archive = tmp_path / "payload.pyz"
    archive.write_bytes(build_payload())
    ran = subprocess.run([sys.executable, "-I", str(archive), "--help"], capture_output=True, text=True, check=False)
    assert "No module named 'analysis" not in ran.stderr


def test_python_runs_it_with_its_arguments(tmp_path: Path) -> None:
    programs = {"__main__.py": b"from analysis import words\n", "analysis/__init__.py": b""}
    archive = tmp_path / "payload.pyz"
    archive.write_bytes(pack(programs | {"analysis/words.py": b"import sys\nprint(sys.argv[1:])\n"}))
    ran = subprocess.run([sys.executable, "-I", str(archive), "dst", "--x"], capture_output=True, text=True, check=True)
    assert ran.stdout == "['dst', '--x']\n"
