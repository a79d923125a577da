"""The commands of the WMS as their sources have them, on a small batch system that really runs the jobs.

Faults of a command are set by :func:`trouble`: ``expired`` (the user's proxy), ``lapsed`` (the delegation),
``unstarted`` (files did not arrive), ``unsure`` (nobody knows whether the job was started), ``large`` (the sandbox),
``away`` (nothing can be fetched now), and those of the face. Servers in ``closed_servers`` refuse connections; with
``silent`` the bookkeeping does, and it does not know the jobs in ``forgotten``. ``generation``: ``emi`` or ``glite``.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import signal
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

from tests.standins.batch.engine import Engine, State, end
from tests.standins.batch.face import Command
from tests.standins.grid import wms_jdl
from tests.standins.grid.cream import infosites, trouble
from tests.standins.grid.jdl import Wrong
from tests.standins.grid.wms_words import LB, answer, banner, complaint, error, refused, say_unknown, state_of, whole

__all__ = ["COMMANDS", "trouble"]

#: Options with a value, and without, of each command; any may be cut short.
OPTIONS = {
    "delegate-proxy": ({"-d", "-e", "--config"}, {"-a", "--noint", "--debug"}),
    "submit": ({"-d", "-e", "-o", "-r", "-c", "--collection", "--start"}, {"-a", "--noint", "--nomsg", "--nolisten"}),
    "list-match": ({"-d", "-e", "-c"}, {"-a", "--noint", "--rank"}),
    "status": (
        {"-v", "-i", "-o", "-s", "-e", "--from", "--to", "--user-tag", "--vo"},
        {"--noint", "--all", "--nonodes"},
    ),
    "cancel": ({"-i", "-o", "-e"}, {"--noint"}),
    "output": ({"--dir", "-i", "--proto"}, {"--noint", "--nosubdir", "--nopurge", "--list-only"}),
    "logging-info": ({"-v", "-i", "-o"}, {"--noint"}),
}
NO_MATCH = "No Computing Element matching your job requirements has been found!"
MATCHES = "The following CE(s) matching your job requirements have been found:"
NODE_ID, JOB_ID = re.compile(r"/N(\d{15})-(\d{5})$"), re.compile(r"/P(\d{21})$")


def options(command: str, words: list[str]) -> tuple[dict[str, str], list[str]]:
    """Read the words after a command's name; one that it does not know ends it."""
    valued, bare = OPTIONS[command]
    found: dict[str, str] = {}
    rest: list[str] = []
    waiting = iter(words)
    for word in waiting:
        if not word.startswith("-"):
            rest.append(word)
        elif word in valued:
            found[word] = next(waiting)
        elif word in bare:
            found[word] = ""
        else:
            raise SystemExit(error("Input Option Error", f"glite-wms-job-{command}: unrecognized option '{word}'"))
    return found, rest


def fault_of(engine: Engine, command: str, server: str = "") -> str:
    """Return the fault that is next for a command, or that a server has."""
    with engine.state() as state:
        kind = (state.setdefault("troubles", {}).get(f"glite-wms-job-{command}") or [""]).pop(0)
        return kind or ("closed" if server in state.get("closed_servers", ()) else "")


def delegate(engine: Engine, words: list[str]) -> int:
    """Keep a proxy under a name."""
    given, _ = options("delegate-proxy", words)
    said = refused(
        fault_of(engine, "delegate-proxy", given["-e"]), given["-e"], "delegate the credential to the endpoint"
    )
    if said is not None:
        return said
    with engine.state() as state:
        state.setdefault("delegations", []).append([given["-e"], given["-d"]])
    print(f"\nConnecting to the service {given['-e']}\n\n{banner('glite-wms-job-delegate-proxy Success')}")
    print(f"Your proxy has been successfully delegated to the WMProxy(s):\n{given['-e']}")
    print(f"with the delegation identifier: {given['-d']}\n\n{'=' * 74}\n")
    return 0


def submit(engine: Engine, words: list[str]) -> int:
    """Register what a description says, take the files, start it."""
    given, (path, *_) = options("submit", words)
    if ("-a" in given) == ("-d" in given):
        return error("Input Option Error", "either -a or -d is needed")
    kind = fault_of(engine, "submit", given["-e"])
    with engine.state() as state:
        known = "-a" in given or [given["-e"], given["-d"]] in state.get("delegations", [])
    said = refused(kind if known else "lapsed", given["-e"])
    if said is not None:
        return said
    try:
        number = register(engine, Path(path).read_text(), given["-e"], kind == "unstarted")
    except (OSError, Wrong, KeyError) as wrong:
        name, _, why = str(wrong).partition(": ")
        return error(name, why)
    return answer(f"{LB}/P{number:021d}", kind, "--nomsg" in given)


def register(engine: Engine, text: str, server: str, unstarted: bool) -> int:
    """Take the jobs of a description, each with its files in a folder of its own."""
    ad = wms_jdl.read(text)
    jobs = wms_jdl.jobs_of(ad)
    folder = engine.folder / "sandboxes" / uuid.uuid4().hex
    for row, job in jobs.items():
        (folder / str(row)).mkdir(parents=True)
        for source in job.get("inputsandbox", []):
            if not Path(source).is_file():
                raise Wrong(f"File Error: the file {source} is not there")
            shutil.copy(source, folder / str(row))
    first = jobs[min(jobs)]
    with engine.state() as state:
        environment = {**state.get("node", {}), **dict(each.split("=", 1) for each in first.get("environment", []))}
        matched = any(wms_jdl.fits(first, each) for each in elements(state))
    argv = ["bash", "-c", f'cd {folder}/$WMS_ROW && exec ./{first["executable"]} "$WMS_ROW"']
    more = {"jdl": text, "folder": str(folder), "server": server, "registered": time.time(), "many": len(jobs) > 1}
    with held(engine, unstarted or not matched):
        number = engine.submit("", len(jobs), argv, "WMS_ROW", min(jobs), environment=environment, **more)
        if unstarted or not matched:
            with engine.state() as state:
                for task in state["jobs"][str(number)]["tasks"].values():
                    task["state"] = "registered" if unstarted else "unmatched"
    return number


@contextlib.contextmanager
def held(engine: Engine, wanted: bool) -> Iterator[None]:
    """Let nothing start meanwhile."""
    with engine.state() as state:
        before = state.get("closed", False)
        state["closed"] = before or wanted
    yield
    with engine.state() as state:
        state["closed"] = before


def elements(state: State) -> Iterator[dict[str, object]]:
    """Yield the elements as job descriptions speak of them."""
    for name, (_, free, _, _, waiting) in state.get(
        "published", {"ce.standin:8443/cream-pbs-hess": [9, 9, 0, 0, 0]}
    ).items():
        yield {
            "GlueCEUniqueID": name,
            "GlueCEStateStatus": "Production",
            "GlueCEPolicyMaxWallClockTime": 2880,
            "GlueHostMainMemoryRAMSize": 4096,
            "GlueCEStateEstimatedResponseTime": 60 * waiting,
            "GlueCEStateFreeCPUs": free,
        }


def match(engine: Engine, words: list[str]) -> int:
    """List the elements that a job may go to; none at all is said with exit code 0."""
    given, (path, *_) = options("list-match", words)
    said = refused(fault_of(engine, "list-match", given["-e"]), given["-e"])
    if said is not None:
        return said
    ad = wms_jdl.read(Path(path).read_text())
    with engine.state() as state:
        found = [each for each in elements(state) if wms_jdl.fits(ad, each)]
    if not found:
        print(f"{banner('glite-wms-job-list-match failure')}\n{NO_MATCH}\n{'=' * 74}")
        return 0
    print(f"\n{'=' * 74}\n\n\t\t     COMPUTING ELEMENT IDs LIST \n {MATCHES}\n\n\t*CEId*{' ' * 51}*Rank*\n")
    for each in found:
        print(f" - {each['GlueCEUniqueID']}".ljust(68) + f" {wms_jdl.rank_of(ad, each)}")
    print(f"\n{'=' * 74}\n")
    return 0


def status(engine: Engine, words: list[str]) -> int:
    """Print a block for each job, and those of its rows below it."""
    given, names = options("status", words)
    kind = fault_of(engine, "status")
    level = int(given.get("-v", "1"))
    if kind == "expired":
        return complaint("UI_PROXY_EXPIRED", "Proxy certificate validity expired.")
    with engine.state() as state:
        silent, gone = bool(state.get("silent")), set(state.get("forgotten", ()))
        known = {f"{LB}/P{int(number):021d}": (number, job) for number, job in state["jobs"].items()}
        if "--all" in given:
            names = [name for name, (number, _) in known.items() if int(number) not in gone and not silent] or [LB]
        told = 0
        for name in names:
            if silent or name not in known or int(known[name][0]) in gone:
                say_unknown(name, silent)
            else:
                print(whole(state, name, *known[name], level, "--nonodes" not in given), end="")
                told += 1
    if told:
        return 255 if told < len(names) else 0
    return complaint("LB_API_OPEN_ALL", "Unable to open connection with any LB supplied")


def found_in(state: State, name: str) -> tuple[str, State, str] | None:
    """Return the job and the row of an id; no row: all of them."""
    node = NODE_ID.search(name)
    named = node or JOB_ID.search(name)
    number = str(int(named[1])) if named else ""
    if number not in state["jobs"]:
        return None
    found = state["jobs"][number]
    return number, found, str(int(node[2])) if node else ("" if found["many"] else min(found["tasks"]))


def cancel(engine: Engine, words: list[str]) -> int:
    """Cancel jobs; those that cannot be are only warned of while another one can."""
    _, names = options("cancel", words)
    said = refused(fault_of(engine, "cancel"), "")
    if said is not None:
        return said
    taken = []
    for name in names:
        with engine.state() as state:
            found = found_in(state, name)
            waiting = [] if found is None else list(found[1]["tasks"].values())
            unsent = [task for task in waiting if task["state"] in ("registered", "unmatched")]
            for task in unsent:
                end(task, None, signal.SIGTERM, "deleted")
        if unsent or (found and engine.cancel(found[0], found[2] or None)):
            taken.append(name)
    if not taken:
        return error("Operation failed", "Unable to cancel any job\nCancel not allowed: Current Job Status is Done")
    listed = "".join(f"- {name}\n" for name in taken)
    title = banner("glite-wms-job-cancel Success", 88)
    print(f"{title}\nThe cancellation request has been successfully submitted for the following job(s):\n\n{listed}")
    print("=" * 88)
    return 0


def output(engine: Engine, words: list[str]) -> int:
    """Copy what jobs left into a folder each; without --nopurge they are forgotten then."""
    given, names = options("output", words)
    kind = fault_of(engine, "output")
    said = refused(kind, "")
    if said is not None:
        return said
    text = ""
    for name in names:
        with engine.state() as state:
            found = found_in(state, name)
            if found is None or not found[2]:
                continue
            _, job, row = found
            word, *_ = state_of(job["tasks"][row])
            if word != "Done" or kind == "away":
                why = "already retrieved" if word == "Cleared" else "not yet ready"
                print(f"Warning - {name}: Output files {why}", file=sys.stderr)
                continue
            text += copied(job, row, name, Path(given["--dir"]))
            if "--nopurge" not in given:
                job["tasks"][row]["cleared"] = True
    if not text:
        return error("Operation Failed", "Unable to retrieve the output")
    print(f"\n{'=' * 80}\n\n\t\t\tJOB GET OUTPUT OUTCOME\n\n{text}{'=' * 80}\n")
    return 0


def copied(job: State, row: str, name: str, folder: Path) -> str:
    """Copy the output of one row."""
    place = folder / f"me_{name.rpartition('/')[2]}"
    place.mkdir(parents=True, exist_ok=True)
    for left in wms_jdl.jobs_of(wms_jdl.read(job["jdl"]))[int(row)].get("outputsandbox", []):
        source = Path(job["folder"], row, left)
        if source.exists():
            shutil.copy(source, place)
    stored = "have been successfully retrieved and stored in the directory"
    return f"Output sandbox files for the job:\n{name}\n{stored}:\n{place}\n\n"


def logging_info(engine: Engine, words: list[str]) -> int:
    """Say what happened to jobs, event by event."""
    _, names = options("logging-info", words)
    print(f"\n{banner('glite-wms-job-logging-info Success')}")
    for name in names:
        with engine.state() as state:
            found = found_in(state, name)
        if found is None:
            continue
        task = found[1]["tasks"][found[2] or min(found[1]["tasks"])]
        print(f"LOGGING INFORMATION:\n\nPrinting info for the Job : {name}\n ")
        for event, source in (("RegJob", "NetworkServer"), ("Match", "WorkloadManager"), ("Abort", "LogMonitor")):
            print(f"\t---\nEvent: {event}\n- {'Source':<27}=    {source}")
        print(f"- {'Reason':<27}=    {state_of(task)[3]}")
    print("=" * 74)
    return 0


COMMANDS: dict[str, Command] = {
    "glite-wms-job-delegate-proxy": delegate,
    "glite-wms-job-submit": submit,
    "glite-wms-job-status": status,
    "glite-wms-job-cancel": cancel,
    "glite-wms-job-output": output,
    "glite-wms-job-list-match": match,
    "glite-wms-job-logging-info": logging_info,
    "lcg-infosites": infosites,
}
