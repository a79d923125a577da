"""Nodes that have bash and coreutils, and little else: a bare root folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.jobscript.conditions import can_chroot, chroot_prefix, require
from tests.jobscript.ground import Ground

#: All of coreutils that the script may use; awk, sed, grep, find and ps are not among them.
COREUTILS = (
    "cat chmod cksum cp cut date dirname env head ls mkdir mktemp mv rm sha256sum sleep stat tail tee timeout touch tr"
).split()
LEAVE_OUT = shutil.ignore_patterns("test", "tests", "site-packages", "__pycache__", "idlelib", "tkinter", "config-*")


def install(root: Path, program: str) -> None:
    """Copy a program and its libraries into the bare root."""
    path = Path(program)
    libraries = subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout.split()
    copy(root, path.resolve(), Path("/usr/bin") / path.name)
    for word in libraries:
        if word.startswith("/"):
            copy(root, Path(word), Path(word))


def copy(root: Path, source: Path, place: Path) -> None:
    target = root / place.relative_to("/")
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        shutil.copy(source, target)


def bare_root(root: Path) -> Path:
    """Make a root folder with bash and coreutils only."""
    (root / "usr" / "bin").mkdir(parents=True)
    (root / "bin").symlink_to("usr/bin")
    for folder in ("dev", "tmp", "ground"):
        (root / folder).mkdir()
    (root / "dev" / "null").touch()
    for name in ("bash", *COREUTILS):
        install(root, shutil.which(name) or pytest.fail(f"there is no {name} here"))
    return root


def with_perl(root: Path) -> None:
    require(shutil.which("perl") is not None, "perl")
    install(root, shutil.which("perl") or "")


def with_python(root: Path) -> None:
    real = Path(os.path.realpath(sys.executable))
    install(root, str(real))
    library = Path(sysconfig.get_path("stdlib"))
    shutil.copytree(library, root / library.relative_to("/"), ignore=LEAVE_OUT, dirs_exist_ok=True)
    for extension in (root / library.relative_to("/") / "lib-dynload").glob("zlib*.so"):
        install(root, str(extension))
    copy(root, real, real)
    (root / "usr" / "bin" / "python3").unlink(missing_ok=True)
    (root / "usr" / "bin" / "python3").symlink_to(real)


def adler32(path: Path) -> list[str]:
    return ["adler32", f"{zlib.adler32(path.read_bytes()):08x}"]


def cksum(path: Path) -> list[str]:
    said = subprocess.run(["cksum"], input=path.read_bytes(), capture_output=True, check=True).stdout.decode()
    return ["cksum", said.split()[0]]


NODES: dict[str, tuple[Callable[[Path], None], Callable[[Path], list[str]], str]] = {
    "bash and coreutils only": (lambda root: None, cksum, "cksum"),
    "perl only": (with_perl, adler32, "perl"),
    "python3 only": (with_python, adler32, "python3"),
}


@pytest.mark.parametrize("node", NODES)
def test_the_script_works_on_a_bare_node(tmp_path: Path, node: str) -> None:
    require(can_chroot(), "changing the root folder")
    equip, expected, tool = NODES[node]
    root = bare_root(tmp_path / "node")
    equip(root)
    ground = Ground(root / "ground", payload='head -c 100000 "$BASH" > "$4/a é.txt"; echo \'{"ok": 1}\'')
    report = run_inside(root, ground)
    listed = {one["path"]: one["checksum"] for one in report["outputs"]}
    assert (report["state"], report["checksum_tool"], report["last_line"]) == ("done", tool, '{"ok": 1}')
    assert listed == {"a é.txt": expected(ground.final / "a é.txt")}
    assert report["peak_memory_mb"] is None, "there is no /proc on this node"


def run_inside(root: Path, ground: Ground) -> Any:
    """Run the script with ``root`` as its root folder; return the report."""
    script, table = ground.script(), ground.table("t1")
    table.write_text(table.read_text().replace(str(root), ""))
    inside = [str(path).removeprefix(str(root)) for path in (script, table)]
    argv = [*chroot_prefix(), "chroot", str(root), "/usr/bin/bash", *inside, "t1", "1"]
    ran = subprocess.run(argv, env={"PATH": "/usr/bin:/usr/sbin:/bin"}, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "command not found" not in ran.stderr
    return ground.report()
