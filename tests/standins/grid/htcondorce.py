"""The commands of HTCondor as they speak to an HTCondor-CE, on a small batch system that really runs the jobs.

Faults of a command are set by :func:`trouble`: ``expired`` and ``denied`` (the credential), ``full`` (no room),
``large`` (more than the element offers), ``unspooled`` (files did not arrive), ``uncommitted`` (nobody knows whether it
was taken), ``away`` and ``partial`` (nothing, or half of it, can be fetched), and those of the face. Elements in
``silent_elements`` do not answer. With ``old`` a question that finds nothing is answered with nothing at all.
"""

from __future__ import annotations

import json
import shlex
import shutil
import sys
import time
import uuid
from pathlib import Path

from tests.standins.batch.engine import Engine, State
from tests.standins.batch.face import Command
from tests.standins.grid import submit_file
from tests.standins.grid.classad import Wrong, evaluate
from tests.standins.grid.cream import trouble
from tests.standins.grid.htcondorce_ads import Ad, ads, completed, remove
from tests.standins.grid.wms import held

__all__ = ["COMMANDS", "trouble"]

#: What a node calls the program of a job, whatever its name was.
PROGRAM = "condor_exec.exe"
AT, ASKING = {"-pool", "-name"}, {"-constraint", "-attributes"}
#: Options with a value, and without, of each command.
OPTIONS = {
    "condor_submit": ({"-remote", "-pool", "-name", "-file", "-append", "-batch-name"}, {"-terse", "-spool", "-debug"}),
    "condor_q": (AT | ASKING, {"-json", "-allusers", "-totals", "-nobatch", "-long"}),
    "condor_history": (AT | ASKING | {"-limit", "-match", "-since"}, {"-json", "-long", "-completedsince"}),
    "condor_transfer_data": (AT | {"-addr", "-constraint"}, {"-all"}),
    "condor_rm": (AT | {"-addr", "-constraint", "-reason"}, {"-forcex", "-all"}),
    "condor_status": (AT | ASKING, {"-json", "-schedd", "-totals"}),
}
WORDS = {
    "expired": "ERROR: proxy has expired",
    "denied": 'ERROR: SECMAN:2010:Received "DENIED" from server for user me@standin using method SSL.',
    "full": "ERROR: Number of submitted jobs would exceed MAX_JOBS_PER_OWNER",
    "large": "ERROR: Failed to commit job submission into the queue.\nERROR: SUBMIT_REQUIREMENT Memory not met.",
    "away": "AUTHENTICATE_ERROR\nERROR: Failed to spool job files.",
}


def complain(words: str) -> int:
    """Say what is wrong."""
    print(words, file=sys.stderr)
    return 1


def options(command: str, words: list[str]) -> tuple[dict[str, str], list[str]]:
    """Read the words after a command's name; one that it does not know ends it."""
    valued, bare = OPTIONS[command]
    found: dict[str, str] = {}
    rest: list[str] = []
    waiting = iter(words)
    for word in waiting:
        if word == "-af":
            found[word] = ",".join(waiting)
        elif not word.startswith("-"):
            rest.append(word)
        elif word in valued:
            found[word] = next(waiting)
        elif word in bare:
            found[word] = ""
        else:
            raise SystemExit(complain(f"Error: unrecognized argument {word}"))
    return found, rest


def begun(engine: Engine, command: str, words: list[str]) -> tuple[dict[str, str], list[str], str]:
    """Read the words of a command; the fault that is next ends it, unless it lies deeper."""
    given, rest = options(command, words)
    pool = given.get("-pool", "")
    with engine.state() as state:
        kind = (state.setdefault("troubles", {}).get(command) or [""]).pop(0)
        silent = pool in state.get("silent_elements", ())
    if silent:
        host = pool.partition(":")[0]
        if command == "condor_submit":
            raise SystemExit(complain(f"\nERROR: Can't find address of schedd {host}"))
        raise SystemExit(complain(f"Error: Couldn't contact the condor_collector on {pool}.\n\nExtra Info: none"))
    if kind in WORDS:
        raise SystemExit(complain(f"\n{WORDS[kind]}"))
    return given, rest, kind


def submit(engine: Engine, words: list[str]) -> int:
    """Take a cluster, then its files."""
    given, (path, *_), kind = begun(engine, "condor_submit", words)
    try:
        described = submit_file.read(Path(path).read_text())
    except (OSError, Wrong, ValueError) as wrong:
        return complain(f"\nERROR: {wrong}")
    if "-spool" not in given and "-remote" not in given:
        return complain("\nERROR: Can't find address of local schedd")
    number = register(engine, described, given["-pool"], unspooled=kind == "unspooled")
    if kind == "uncommitted":
        return complain("\nERROR: Failed to commit job submission into the queue.")
    count = len(described.jobs)
    print(
        f"{number}.0 - {number}.{count - 1}" if "-terse" in given else f"{count} job(s) submitted to cluster {number}."
    )
    return complain("\nDCSchedd::spoolJobFiles:7002\nERROR: Failed to spool job files.") if kind == "unspooled" else 0


def register(engine: Engine, described: submit_file.Described, pool: str, unspooled: bool) -> int:
    """Put jobs into the queue, each with a spool of its own."""
    folder = engine.folder / "spool" / uuid.uuid4().hex
    with engine.state() as state:
        node = dict(state.get("node", {}))
    for proc, job in enumerate(described.jobs):
        spool = folder / str(proc)
        spool.mkdir(parents=True)
        shutil.copy(job["executable"], spool / PROGRAM)
        for source in filter(None, job.get("transfer_input_files", "").split(",")):
            shutil.copy(source.strip(), spool)
        exported = "".join(f"export {name}={shlex.quote(text)}\n" for name, text in submit_file.variables(job).items())
        (spool / ".run").write_text(f"{exported}exec ./{PROGRAM} {job.get('arguments', '')}\n")
    argv = ["bash", "-c", f"cd {folder}/$HTC_PROC && exec bash ./.run"]
    attributes = {name: int(text) if text.isdigit() else text for name, text in described.attributes.items()}
    more = {"folder": str(folder), "pool": pool, "described": described.jobs, "registered": time.time()}
    with held(engine, unspooled):
        number = engine.submit(
            "", len(described.jobs), argv, "HTC_PROC", 0, environment=node, attributes=attributes, **more
        )
        if unspooled:
            with engine.state() as state:
                for task in state["jobs"][str(number)]["tasks"].values():
                    task["state"] = "spooling"
    return number


def chosen(state: State, given: dict[str, str], queue: bool) -> list[Ad]:
    """Return the ads that a constraint is true for."""
    found = [told for told, _ in ads(state, given["-pool"], queue)]
    return [told for told in found if evaluate(given.get("-constraint", "true"), told) is True]


def show(given: dict[str, str], found: list[Ad], old: bool) -> None:
    """Print ads as they were asked for."""
    if "-af" in given:
        for told in found:
            print(*(told.get(name, "undefined") for name in given["-af"].split(",")))
    elif found or not old:
        wanted = given["-attributes"].split(",")
        print(json.dumps([{name: told[name] for name in wanted if name in told} for told in found], indent=2))


def condor_q(engine: Engine, words: list[str]) -> int:
    """List the queue, or count it."""
    given, _, _ = begun(engine, "condor_q", words)
    with engine.state() as state:
        found = chosen(state, given, queue=True)
        old = bool(state.get("old"))
    if "-allusers" not in given:
        found = []
    if "-totals" in given:
        print(f"\n\n-- Schedd: {given['-name']} : <127.0.0.1:9619?... @ 11/22/26 08:00:00")
        print(f"Total for query: {len(found)} jobs; 0 completed, 0 removed, 0 idle, 0 running, 0 held, 0 suspended ")
    else:
        show(given, found, old)
    return 0


def condor_history(engine: Engine, words: list[str]) -> int:
    """List jobs that left."""
    given, _, _ = begun(engine, "condor_history", words)
    with engine.state() as state:
        found = chosen(state, given, queue=False)
        old = bool(state.get("old"))
    show(given, found[: int(given.get("-limit", "-1")) if "-limit" in given else None], old)
    return 0


def transfer_data(engine: Engine, words: list[str]) -> int:
    """Copy what jobs left to where their descriptions say; the first that cannot be copied ends it."""
    given, names, kind = begun(engine, "condor_transfer_data", words)
    print("Fetching data files...")
    with engine.state() as state:
        told = [(f"{ad['ClusterId']}.{ad['ProcId']}", ad, task) for ad, task in ads(state, given["-pool"], queue=True)]
        for _, ad, task in (each for each in told if each[0] in names and completed(each[2])):
            job = state["jobs"][str(ad["ClusterId"])]
            described = job["described"][int(str(ad["ProcId"]))]
            data = Path(job["folder"], str(ad["ProcId"]), described["transfer_output_files"]).read_bytes()
            broken = kind == "partial" or task.get("broken")
            place = Path(described["initialdir"], described["transfer_output_files"])
            place.write_bytes(data[: len(data) // 2] if broken else data)
            if broken:
                return complain(f"\n{WORDS['away']}")
    return 0


def condor_rm(engine: Engine, words: list[str]) -> int:
    """Remove what a constraint is true for."""
    given, _, _ = begun(engine, "condor_rm", words)
    with engine.state() as state:
        found = [
            task for told, task in ads(state, given["-pool"], True) if evaluate(given["-constraint"], told) is True
        ]
        for task in found:
            remove(task)
    if not found:
        return complain(f"Couldn't find/remove all jobs matching constraint ({given['-constraint']})")
    print(f"Jobs matching constraint ({given['-constraint']}) have been marked for removal")
    return 0


def condor_status(engine: Engine, words: list[str]) -> int:
    """Tell how many jobs a schedd has."""
    given, (name, *_), _ = begun(engine, "condor_status", words)
    with engine.state() as state:
        states = [told["JobStatus"] for told, _ in ads(state, given["-pool"], queue=True)]
    counts = {f"Total{word}Jobs": states.count(number) for word, number in (("Idle", 1), ("Running", 2), ("Held", 5))}
    print(json.dumps([{"Name": name, **counts}], indent=2))
    return 0


COMMANDS: dict[str, Command] = {
    "condor_submit": submit,
    "condor_q": condor_q,
    "condor_history": condor_history,
    "condor_transfer_data": transfer_data,
    "condor_rm": condor_rm,
    "condor_status": condor_status,
}
