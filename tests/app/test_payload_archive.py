from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

from parisana.app.payload_archive import MAIN, build_payload, pack


def test_order_and_date_do_not_count() -> None:
    assert pack({"a.py": b"1", "b.py": b"2"}) == pack({"b.py": b"2", "a.py": b"1"})
    assert pack({"a.py": b"1"}) != pack({"a.py": b"2"})


def test_the_shipped_programs_are_in_it_and_no_cache_is() -> None:
    names = zipfile.ZipFile(io.BytesIO(build_payload())).namelist()
    assert names == sorted(names)
    assert {"__main__.py", "payload/__main__.py", "payload/__init__.py"} <= set(names)
    assert not [name for name in names if "__pycache__" in name]


def test_python_runs_it_with_its_arguments(tmp_path: Path) -> None:
    programs = {"payload/__init__.py": b"", "payload/words.py": b"import sys\nprint(sys.argv[1:])\n"}
    programs["payload/__main__.py"] = b"from payload import words\n"
    archive = tmp_path / "payload.pyz"
    archive.write_bytes(pack({"__main__.py": MAIN, **programs}))
    ran = subprocess.run([sys.executable, "-I", str(archive), "dst", "--x"], capture_output=True, text=True, check=True)
    assert ran.stdout == "['dst', '--x']\n"
