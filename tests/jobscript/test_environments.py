"""The software environments: each kind enters, and names what is missing."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.jobscript.ground import Ground

SHOW = 'printf "%s" "${SOFTWARE-none}" > "$4/software.txt"'
COMMAND = ("{python}", "{payload}", "{parameters}", "{unit}", "{runs}", "{output}")
BASH_AS_PYTHON = '#!/bin/bash\nexport SOFTWARE="${SOFTWARE-venv}"\nexec bash "$@"\n'
APPTAINER = """#!/bin/bash
while [[ $1 != *.sif ]]; do shift; done
export SOFTWARE="apptainer ${1##*/}"; shift; exec "$@"
"""


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
    return path


def venv(root: Path) -> dict[str, Any]:
    write(root / "my env" / "bin" / "python", BASH_AS_PYTHON)
    return {"kind": "venv", "path": str(root / "my env")}


def conda(root: Path) -> dict[str, Any]:
    text = 'conda() { [[ "$1 $2" == "activate gp" ]] && export SOFTWARE="conda $1"; }'
    write(root / "c" / "etc" / "profile.d" / "conda.sh", text)
    return {"kind": "conda", "path": str(root / "c"), "name": "gp", "python": "bash"}


def modules(root: Path) -> dict[str, Any]:
    setup = write(root / "init" / "bash", 'module() { [[ $2 == gammapy/* ]] && export SOFTWARE="module $2"; }')
    return {"kind": "modules", "modules": ["gammapy/2.1"], "setup": str(setup), "python": "bash"}


def cvmfs(root: Path) -> dict[str, Any]:
    setup = write(root / "it's" / "setup.sh", "IFS=x; set -euf; trap - EXIT; export SOFTWARE=cvmfs; shopt -s nullglob")
    return {"kind": "cvmfs", "path": str(setup), "python": "bash"}


def hessroot(root: Path) -> dict[str, Any]:
    setup = write(root / "hess" / "setup.sh", 'export SOFTWARE="hessroot ${HESSROOT##*/}"')
    return {"kind": "hessroot", "path": str(root / "hess"), "setup": str(setup), "python": "bash"}


def apptainer(root: Path) -> dict[str, Any]:
    write(root / "bin" / "apptainer", APPTAINER)
    return {"kind": "apptainer", "path": str(write(root / "gp.sif", "")), "bind": ["/tmp"], "python": "bash"}


KINDS: dict[Callable[[Path], dict[str, Any]], tuple[str, str]] = {
    venv: ("venv", "bin/python"),
    conda: ("conda activate", "conda.sh"),
    modules: ("module gammapy/2.1", "init/bash"),
    cvmfs: ("cvmfs", "setup.sh"),
    hessroot: ("hessroot hess", "hess"),
    apptainer: ("apptainer gp.sif", "gp.sif"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_payload_runs_in_the_environment(ground: Ground, kind: Callable[[Path], dict[str, Any]]) -> None:
    ground.payload, ground.spec, ground.environment = SHOW, {"command": COMMAND}, kind(ground.root)
    ran = ground.run(PATH=f"{ground.root}/bin:{os.environ['PATH']}")
    assert ran.code == 0, ran.stderr
    assert (ground.final / "software.txt").read_text() == KINDS[kind][0]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_missing_is_named(ground: Ground, kind: Callable[[Path], dict[str, Any]]) -> None:
    ground.payload, ground.spec, ground.environment = SHOW, {"command": COMMAND}, kind(ground.root)
    (ground.root / "hess").rename(ground.root / "gone") if kind is hessroot else None
    for name in ("my env/bin/python", "c/etc/profile.d/conda.sh", "init/bash", "it's/setup.sh", "gp.sif"):
        (ground.root / name).unlink(missing_ok=True)
    assert ground.run(PATH=f"{ground.root}/bin:{os.environ['PATH']}").code == 20
    assert (ground.report()["failure"], ground.report()["step"]) == ("node", "environment")
    assert KINDS[kind][1] in ground.report()["reason"]
    assert ground.ledger == []


def test_a_missing_module_is_named(ground: Ground) -> None:
    ground.environment = modules(ground.root) | {"modules": ["root/6"]}
    assert ground.run().code == 20
    assert "the module root/6 cannot be loaded" in ground.report()["reason"]


@pytest.mark.parametrize(("text", "sentence"), [("exit 5", "exit code 5"), ("return 7", "exit code 7")])
def test_a_set_up_script_that_gives_up_does_not_swallow_the_report(ground: Ground, text: str, sentence: str) -> None:
    ground.environment = {"kind": "cvmfs", "path": str(write(ground.root / "setup.sh", text))}
    assert ground.run().code == 20
    assert (ground.report()["failure"], sentence in ground.report()["reason"]) == ("node", True)


def test_a_python_that_is_not_there_is_named(ground: Ground) -> None:
    ground.environment, ground.spec = {"kind": "none", "python": "python9"}, {"command": COMMAND}
    assert ground.run().code == 20
    assert "there is no python9" in ground.report()["reason"]


def test_root_and_the_users_own_programs_come_before_hessroot(tmp_path: Path) -> None:
    folders = {name: tmp_path / name for name in ("root", "hess", "mine")}
    for name, folder in folders.items():
        write(folder / "bin" / "which-one", f"#!/bin/sh\necho {name}\n")
    paths = {"path": folders["hess"], "root": folders["root"], "hessuser": folders["mine"]}
    environment = {"kind": "hessroot", "python": "bash", **{name: str(path) for name, path in paths.items()}}
    words = '"$(which-one)" "${ROOTSYS##*/}" "${HESSROOT##*/}" "${HESSUSER##*/}" "$PARISANA_SCONS"'
    payload = f'printf "%s " {words} > "$4/software.txt"'
    ground = Ground(tmp_path, payload, environment=environment, spec={"scons": True})
    assert ground.run().code == 0
    assert (ground.final / "software.txt").read_text() == "mine root hess mine 1 "


def test_a_rootless_node_is_named(tmp_path: Path) -> None:
    (tmp_path / "hess").mkdir()
    environment = {"kind": "hessroot", "path": str(tmp_path / "hess"), "root": str(tmp_path / "no"), "python": "bash"}
    ground = Ground(tmp_path, environment=environment)
    assert ground.run().code == 20
    assert f"there is no ROOTSYS {tmp_path / 'no'}" in ground.report()["reason"]
