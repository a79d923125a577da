from __future__ import annotations

import stat
from pathlib import Path

import pytest

from parisana.app.working.scripts import install_program, program_digest, render_script
from parisana.core.sites.jobscript import ScriptSpec
from parisana.errors import StorageError

SCRIPTS = {"dst": "#!/bin/bash\n", "merge": "#!/bin/bash\ntrue\n"}


def test_the_program_lies_under_its_digest_and_is_read_only(tmp_path: Path) -> None:
    program = install_program(tmp_path, SCRIPTS, b"payload")
    assert program.folder == tmp_path / "program" / program.digest
    assert program.script("merge").read_text() == SCRIPTS["merge"]
    assert stat.S_IMODE(program.script("dst").stat().st_mode) == 0o555
    assert stat.S_IMODE(program.payload.stat().st_mode) == 0o444


def test_a_second_time_changes_nothing(tmp_path: Path) -> None:
    first = install_program(tmp_path, SCRIPTS, b"payload")
    before = first.payload.stat()
    assert install_program(tmp_path, SCRIPTS, b"payload") == first
    assert first.payload.stat() == before
    assert [path.name for path in (tmp_path / "program").iterdir()] == [first.digest]


def test_another_payload_lies_beside_it(tmp_path: Path) -> None:
    old = install_program(tmp_path, SCRIPTS, b"old")
    new = install_program(tmp_path, SCRIPTS, b"new")
    assert (old.payload.read_bytes(), new.payload.read_bytes()) == (b"old", b"new")


def test_a_damaged_program_is_mended(tmp_path: Path) -> None:
    program = install_program(tmp_path, SCRIPTS, b"payload")
    program.payload.unlink()
    program.script("dst").chmod(0o755)
    program.script("dst").write_text("half")
    install_program(tmp_path, SCRIPTS, b"payload")
    assert program.payload.read_bytes() == b"payload"
    assert program.script("dst").read_text() == SCRIPTS["dst"]


def test_the_digest_tells_contents_and_names_apart() -> None:
    digests = {
        program_digest({"a": "x"}, b""),
        program_digest({"b": "x"}, b""),
        program_digest({"a": "y"}, b""),
        program_digest({"a": "x"}, b"1"),
    }
    assert len(digests) == 4


def test_an_area_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "program").write_text("a file in the way")
    with pytest.raises(StorageError) as caught:
        install_program(tmp_path, SCRIPTS, b"payload")
    assert str(tmp_path) in str(caught.value)


def test_the_shipped_template_gives_a_script_without_marks() -> None:
    text = render_script(ScriptSpec("dst", ("{python}", "{payload}"), {"kind": "none"}, (("*.fits", 1),)))
    assert text.startswith("#!/bin/bash\n")
    assert "#@" not in text
