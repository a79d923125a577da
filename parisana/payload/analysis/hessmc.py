"""A unit of a Monte-Carlo production with an installed HESSROOT: showers by ``kaskade_c++``, the detector by ``smash``.

``python payload.pyz hessmc --parameters FILE …``: the parameter file says which stage it is, and tells the row. Options
follow the rule of ``hap``: ``--Section/Name value``; what an installed version calls otherwise stands in ``options``.
"""

from __future__ import annotations

from collections.abc import Mapping

from .hap import call, checked, hessroot, program, written
from .hap_options import capitals, plain
from .hap_options import written as own_option
from .job import BadInput, Job, Json, read_json, write_json
from .rows import row_of

#: Stage: its program, the section of its options, how its result begins.
PROGRAMS = {"kaskade": ("kaskade_c++", "Kaskade", "Showers"), "smash": ("smash", "Smash", "Simulation")}
#: Values of a row, by the names that its options have; energies are in TeV, distances in m, angles in degrees.
VALUES = {
    "zenith": "zenith", "azimuth": "azimuth", "index": "index", "emin": "emin_tev", "emax": "emax_tev",
    "rhomin": "rhomin_m", "rhomax": "rhomax_m", "showers": "showers_per_job",
}  # fmt: skip


def run(job: Job) -> Json:
    """Run the program of one unit; what it was asked for is there when it has ended well."""
    stage = str(job.parameters.get("stage"))
    if stage not in PROGRAMS:
        raise BadInput(f"Productions with HESSROOT have no stage '{stage}'; there are {' and '.join(PROGRAMS)}.")
    name, section, begins = PROGRAMS[stage]
    row, result = row_of(job), f"{begins}_{job.unit}.root"
    options = {**options_of(job, section, row), **given(job), "Output/File": result, **chosen(job)}
    command = [program(name), *(word for key, value in options.items() for word in (f"--{key}", value))]
    print(f"{name}:", *command[1:], flush=True)
    call(command, job.output)
    checked(job.output / result, name)
    found = {"showers": count(job, row), "seed": job.runs[0], "hessroot": hessroot(), "command": command[1:]}
    write_json(job.output / f"{stage}.json", found)
    return found


def options_of(job: Job, section: str, row: Mapping[str, object]) -> dict[str, str]:
    """Return what is simulated, as options."""
    asked = {**job.parameters["production"], **{name: row[field] for name, field in VALUES.items()}}
    said = {name: value for name, value in asked.items() if value is not None}
    return {f"{section}/{capitals(name)}": plain(value) for name, value in {**said, "seed": job.runs[0]}.items()}


def given(job: Job) -> dict[str, str]:
    """Return the option that names the files of showers, for the stage that takes some."""
    if not job.folders("showers"):
        return {}
    files = [path for folder in job.folders("showers") for path in sorted(folder.glob("Showers_*.root"))]
    if not files:
        raise BadInput("There is no Showers_*.root in the folder of the input 'showers'.")
    return {"Input/Showers": written(job.output / "showers.txt", "".join(f"{path}\n" for path in files))}


def chosen(job: Job) -> dict[str, str]:
    """Return the options that the user wrote; they win."""
    return dict(own_option(text) for text in job.get("options", ()))


def count(job: Job, row: Mapping[str, object]) -> int:
    """Return how many showers the result holds: those that came in, else those that were asked for."""
    if folders := job.folders("showers"):
        return sum(int(read_json(folder / "kaskade.json")["showers"]) for folder in folders)
    return int(str(row["showers_per_job"]))
