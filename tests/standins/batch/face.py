"""Between a command and the engine: how it is installed, called, and made to fail."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from pathlib import Path

from tests.standins.batch.engine import Engine

CHECKOUT = Path(__file__).resolve().parents[3]
#: A command of a batch system: words after its name -> exit code; it prints what the real one prints.
Command = Callable[[Engine, list[str]], int]
FACES = {
    "pbs": ("qsub", "qstat", "qselect", "qdel"),
    "condor": ("condor_submit", "condor_q", "condor_history", "condor_rm", "condor_status"),
    "lsf": ("bsub", "bjobs", "bkill", "bqueues"),
    "cream": (
        *("glite-ce-delegate-proxy", "glite-ce-proxy-renew", "glite-ce-job-submit", "glite-ce-job-status"),
        *("glite-ce-job-list", "glite-ce-job-cancel", "glite-ce-job-purge", "glite-ce-job-output"),
        *("glite-ce-service-info", "lcg-infosites"),
    ),
    "wms": (
        *("glite-wms-job-delegate-proxy", "glite-wms-job-submit", "glite-wms-job-status", "glite-wms-job-cancel"),
        *("glite-wms-job-output", "glite-wms-job-list-match", "glite-wms-job-logging-info", "lcg-infosites"),
    ),
    "htcondorce": ("condor_submit", "condor_q", "condor_history", "condor_transfer_data", "condor_rm", "condor_status"),
}
#: Where the commands of a face are written; the others are beside this file.
ELSEWHERE = dict.fromkeys(("cream", "wms", "htcondorce"), "tests.standins.grid")


def install(folder: Path, face: str) -> Path:
    """Put the commands of a batch system into ``folder/bin``; its state is beside them."""
    bin_folder = folder / "bin"
    bin_folder.mkdir(parents=True, exist_ok=True)
    for name in FACES[face]:
        path = bin_folder / name
        package = ELSEWHERE.get(face, "tests.standins.batch")
        path.write_text(
            f"#!{sys.executable} -ES\nimport sys\nsys.path.insert(0, {str(CHECKOUT)!r})\n"
            f"from {package} import {face}\nfrom tests.standins.batch.face import run\n"
            f"sys.exit(run({str(folder / 'state')!r}, {face}.COMMANDS, {name!r}, sys.argv[1:]))\n"
        )
        path.chmod(0o755)
    return bin_folder


def run(folder: str, commands: Mapping[str, Command], name: str, words: list[str]) -> int:
    """Run a command on the batch system in a folder."""
    return run_on(Engine(Path(folder)), commands, name, words)


def run_on(engine: Engine, commands: Mapping[str, Command], name: str, words: list[str]) -> int:
    """Run a command, with the fault that is next in its line."""
    with engine.state() as state:
        fault = "down" if state.get("down") else (state["faults"].get(name) or [""]).pop(0)
        with (engine.folder / "calls").open("a") as calls:
            calls.write(" ".join([name, *words]).replace("\n", " ") + "\n")
    if fault == "down":
        print(f"{name}: cannot connect to server standin (errno=111): Connection refused", file=sys.stderr)
        return 111
    if fault == "refuse-unknown":
        print(f"{name}: something that nobody has heard before", file=sys.stderr)
        return 1
    text = io.StringIO()
    with redirect_stdout(text):
        code = commands[name](engine, words)
    return answer(fault, code, text.getvalue(), name)


def answer(fault: str, code: int, text: str, name: str) -> int:
    """Print an answer, or what the fault leaves of it."""
    if fault == "lost":
        print(f"{name}: End of File", file=sys.stderr)
        return 1
    if fault == "hang":
        sys.stdout.flush()
        time.sleep(30)
    lines = text.splitlines(keepends=True)
    sys.stdout.write(
        {
            "empty": "",
            "hang": "",
            "truncated": text[: len(text) // 2 + 1],
            "half": "".join(
                line for index, line in enumerate(lines) if index % 2 or not line[:4].strip(" 0123456789[].|") == ""
            ),
            "garbled": text.replace(" ", "\x07").replace("|", "\x07").replace("\t", "\x07"),
            "warning": f"Warning: your password expires soon.\n{text}",
        }.get(fault, text)
    )
    return code
