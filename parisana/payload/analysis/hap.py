"""A stage of an installed HESSROOT: its parameters become the command line of ``hap``, and its output is looked at.

``python payload.pyz hap --parameters FILE …``: the parameter file says which stage it is. hap runs in the folder of
the results, where it also finds the run list, the excluded regions and the lists of its input files.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from .hap_options import excluded, options_of, run_list
from .job import BadInput, Job, Json, write_json
from .output import copy_results, provenance

#: Stage: the mode in which hap runs, which is also in the name of its result.
MODES = {
    "dst": "DST",
    "microdst": "MicroDST",
    "merging": "Merged",
    "spectrum": "Spectrum",
    "morphology": "Morphology",
    "plots": "Plots",
}
#: How every ROOT file begins.
ROOT_FILE = b"root"
#: The shell's way to say that a signal ended a program.
SIGNALLED = 128


def run(job: Job) -> Json:
    """Run hap for one job; ``output`` has no hap, it bundles what is there."""
    stage = str(job.parameters.get("stage"))
    if stage == "output":
        return bundle(job)
    if stage not in MODES:
        raise BadInput(f"hap has no stage '{stage}'; there are {', '.join(MODES)} and output.")
    command = command_line(job, stage)
    print("hap:", *command[1:], flush=True)
    call(command, job.output)
    result = checked(job.output / result_name(job, MODES[stage]))
    return {"hap": MODES[stage], "hessroot": hessroot(), "result": result.name, "command": command[1:]}


def bundle(job: Job) -> Json:
    """Copy the results of all stages, and say where each file came from."""
    folders = dict(job.inputs)
    files = [name for stage, folder in folders.items() for name in copy_results(folder, job.output / stage, job)]
    write_json(job.output / "provenance.json", provenance(job, folders))
    return {"files": len(files), "runs": len(job.runs)}


def command_line(job: Job, stage: str) -> list[str]:
    """Write the files that hap is to read, and return its command line."""
    options = {"runlist": written(job.output / "runs.lis", run_list(job))}
    options.update(options_of(stage, job.parameters))
    if regions := excluded(job):
        options["Exclusion/File"] = written(job.output / "excluded.reg", regions)
    for name in dict.fromkeys(name for name, _ in job.inputs):
        options[f"Input/{name.capitalize()}"] = written(job.output / f"{name}.txt", input_list(job, name))
    options |= {"Output/Mode": MODES[stage], "Output/File": result_name(job, MODES[stage])}
    return [program(), *(word for name, value in options.items() for word in (f"--{name}", value))]


def written(path: Path, text: str) -> str:
    """Write a file, and return its name as hap finds it."""
    path.write_text(text, encoding="utf-8")
    return path.name


def input_list(job: Job, name: str) -> str:
    """Return the result files of earlier jobs, one a line."""
    files = [path for folder in job.folders(name) for path in sorted(folder.glob("Results_*.root"))]
    if not files:
        raise BadInput(f"There is no Results_*.root in the folders of the input '{name}'.")
    return "".join(f"{path}\n" for path in files)


def result_name(job: Job, mode: str) -> str:
    """Return the name of hap's result file."""
    target = str(job.of("target").get("name") or job.get("name", "target"))
    word = "".join(char if char.isalnum() or char in "+-" else "_" for char in target)
    return f"Results_{word}_{mode}.root"


def program(name: str = "hap") -> str:
    """Return the path of a program of HESSROOT."""
    found = shutil.which(name)
    if found is None:
        sys.exit(f"There is no program {name} on this node; HESSROOT is {hessroot() or 'not set'}.")
    return found


def hessroot() -> str:
    """Return the name of the installed software, which tells its version."""
    return Path(os.environ.get("HESSROOT", "")).name


def call(command: list[str], folder: Path) -> None:
    """Run a program; when it fails, fail in the same way."""
    code = subprocess.run(command, cwd=folder, check=False).returncode
    if code < 0:
        sys.exit(SIGNALLED - code)
    if code > 0:
        sys.exit(f"{Path(command[0]).name} ended with exit code {code}; its own messages are above.")


def checked(path: Path, name: str = "hap") -> Path:
    """Return a program's result if it is a ROOT file."""
    if not path.is_file():
        sys.exit(f"{name} ended well, but did not write {path.name}.")
    with path.open("rb") as stream:
        if stream.read(len(ROOT_FILE)) != ROOT_FILE:
            sys.exit(f"{name} ended well, but {path.name} is not a ROOT file.")
    return path
