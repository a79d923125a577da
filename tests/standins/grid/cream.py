"""The commands of CREAM as their sources have them, on a small batch system that really runs the jobs.

A fault of a command is set by its name in :meth:`Engine.fault`: ``down`` and those of the face, and here ``expired``
(the user's proxy), ``lapsed`` (the delegation), ``closed`` (the element), ``unstarted`` (a file did not arrive).
"""

from __future__ import annotations

import re
import shutil
import sys
import time
import uuid
from collections.abc import Iterable
from pathlib import Path

from tests.standins.batch.engine import Engine, State, Task
from tests.standins.batch.face import Command
from tests.standins.grid.jdl import Wrong, read

ELEMENT = re.compile(r"^([^:]+)(:[0-9]+)?/cream-([^-]+)-(.+)")
STATES = {"registered": "REGISTERED", "queued": "IDLE", "running": "REALLY-RUNNING", "held": "HELD"}
OVER = ("DONE-OK", "DONE-FAILED", "CANCELLED", "ABORTED")
PURGED = ("REGISTERED", *OVER)
#: Options with a value, and without, of each command.
OPTIONS = {
    "glite-ce-delegate-proxy": ("ept", "dnA"),
    "glite-ce-proxy-renew": ("ept", "dnA"),
    "glite-ce-job-submit": ("DrosVJLptl", "adnNFA"),
    "glite-ce-job-status": ("Liespt", "adnA"),
    "glite-ce-job-list": ("opt", "dnNA"),
    "glite-ce-job-cancel": ("iept", "adnNA"),
    "glite-ce-job-purge": ("iept", "adnNA"),
    "glite-ce-job-output": ("Dispt", "dnNA"),
    "glite-ce-service-info": ("Lpt", "dnA"),
}


def options(command: str, words: list[str]) -> tuple[dict[str, str], list[str]]:
    """Read the words after a command's name; one that it does not know ends it."""
    valued, bare = OPTIONS[command]
    found: dict[str, str] = {}
    rest: list[str] = []
    waiting = iter(words)
    for word in waiting:
        if not word.startswith("-"):
            rest.append(word)
        elif word[1:] in valued and len(word) == 2:
            found[word[1:]] = next(waiting)
        elif word[1:] in bare and len(word) == 2:
            found[word[1:]] = ""
        else:
            print(f"There was an error parsing the command line. Error was: unknown option {word}", file=sys.stderr)
            raise SystemExit(1)
    return found, rest


def log(level: str, words: str) -> None:
    """Print a line of the log, which goes to standard output."""
    print(f"2026-11-21 17:00:00,123 {level} - {words}")


def fault(description: str, cause: str = "N/A", method: str = "jobRegister") -> str:
    """Return a fault of the service."""
    return (
        f"MethodName=[{method}] ErrorCode=[0] Description=[{description}] FaultCause=[{cause}] "
        "Timestamp=[Sat 21 Nov 2026 17:00:00]"
    )


def refused(engine: Engine, command: str, endpoint: str = "") -> bool:
    """Print what the next fault of a command in this state says, or what a closed or silent element says."""
    with engine.state() as state:
        kind = (state.setdefault("troubles", {}).get(command) or [""]).pop(0)
        closed, silent = endpoint in state.get("closed_elements", ()), endpoint in state.get("silent_elements", ())
    if kind == "expired":
        log("FATAL", "Problems with proxyfile [/tmp/x509up_u0]: The proxy has EXPIRED!")
    elif silent:
        log(
            "FATAL",
            f"Connection to service [https://{endpoint}] failed: FaultString=[connection error] - FaultCode=[S]",
        )
    elif kind == "lapsed":
        log("FATAL", fault("the delegation [id=x] is not more valid!;", "delegation proxy expired!"))
    elif closed and command == "glite-ce-job-submit":
        log("FATAL", fault("The CREAM service cannot accept jobs at the moment", "Submissions are disabled!"))
    else:
        return False
    return True


def trouble(engine: Engine, command: str, *kinds: str) -> None:
    """Let the next calls of a command say this."""
    with engine.state() as state:
        state.setdefault("troubles", {}).setdefault(command, []).extend(kinds)


def delegate(engine: Engine, words: list[str]) -> int:
    """Keep a proxy under a name."""
    given, (name, *_) = options("glite-ce-delegate-proxy", words)
    if refused(engine, "glite-ce-delegate-proxy", given["e"]):
        return 1
    with engine.state() as state:
        state.setdefault("delegations", []).append([given["e"], name])
    print(f"Proxy with delegation id [{name}] succesfully delegated to endpoint [{given['e']}]")
    return 0


def renew(engine: Engine, words: list[str]) -> int:
    """Take a renewed proxy under names that are known."""
    given, names = options("glite-ce-proxy-renew", words)
    if refused(engine, "glite-ce-proxy-renew", given["e"]):
        return 1
    with engine.state() as state:
        known = [name for name in names if [given["e"], name] in state.get("delegations", [])]
        state.setdefault("renewed", []).extend(known)
    for name in known:
        print(f"Proxy with delegation id [{name} succesfully renewed to endpoint [{given['e']}]")
    return int(len(known) < len(names))


def submit(engine: Engine, words: list[str]) -> int:
    """Register a job, take its files, start it."""
    given, (path, *_) = options("glite-ce-job-submit", words)
    found = ELEMENT.match(given["r"])
    if found is None or ("a" in given) == ("D" in given):
        log(
            "FATAL",
            "Specified CEID has wrong format. Must be <host>[:<tcp_port>]/cream-<batch_system_name>-<queue_name>",
        )
        return 1
    endpoint = found[1] + (found[2] or ":8443")
    if refused(engine, "glite-ce-job-submit", endpoint):
        return 1
    with engine.state() as state:
        known = [endpoint, given.get("D", "")] in state.get("delegations", [])
        unstarted = state.setdefault("unstarted", 0)
        state["unstarted"] = max(0, unstarted - 1)
    if "D" in given and not known:
        log("FATAL", fault(f"delegation [id={given['D']}] not found!;", "delegation not found!"))
        return 1
    return _register(engine, Path(path), endpoint, unstarted > 0, given.get("D", "automatic"))


def _register(engine: Engine, path: Path, endpoint: str, unstarted: bool, delegation: str) -> int:
    """Take one description; what is wrong with it is only said, and the exit code is 0."""
    folder = engine.folder / "sandboxes" / uuid.uuid4().hex
    folder.mkdir(parents=True)
    try:
        text = path.read_text()
        job = read(text)
        for source in job.get("inputsandbox", []):
            if not Path(source).is_file():
                missing = f"the file [{source}] is not there or is not accessible. Will NOT submit this JDL."
                raise Wrong(f"ERROR in JDL: {path}: {missing}")
            shutil.copy(source, folder)
    except (OSError, Wrong) as error:
        log("ERROR", f"Error while processing file [{path}]: {error}")
        return 0
    with engine.state() as state:
        environment = {**state.get("node", {}), **dict(each.split("=", 1) for each in job.get("environment", []))}
    argv = ["bash", "-c", f"cd {folder} && exec ./{job['executable']}"]
    number = engine.submit(
        "",
        1,
        argv,
        "CREAM_TASK",
        1,
        environment=environment,
        endpoint=endpoint,
        jdl=text,
        folder=str(folder),
        delegation=delegation,
    )
    with engine.state() as state:
        if unstarted:
            state["jobs"][str(number)]["tasks"]["1"].update(state="registered")
        state["jobs"][str(number)]["registered"] = time.time()
    if unstarted:
        log("ERROR", f"ERROR sending file [{path}] for JDL [{path}]. Will NOT START this Job.")
        return 0
    print(f"https://{endpoint}/CREAM{number:09d}")
    return 0


def status_of(task: Task) -> tuple[str, str, str]:
    """Return state, exit code and reason, as CREAM has them."""
    if "cream" in task:
        word, code, reason = task["cream"]
        return word, code, reason
    if task["state"] != "ended":
        return STATES[task["state"]], "", ""
    if task["why"] == "deleted":
        return "CANCELLED", "", "Cancelled by user"
    if task["signal"]:
        return "DONE-FAILED", "", "Job has been terminated (got SIGTERM)"
    return "DONE-OK", str(task["code"]), ""


def found_in(state: State, name: str) -> tuple[State, Task] | None:
    """Return a job by its id."""
    match = re.fullmatch(r"https://([^/]+)/CREAM(\d{9})", name)
    job = state["jobs"].get(str(int(match[2]))) if match else None
    if match is None or job is None or job["endpoint"] != match[1] or job.get("purged"):
        return None
    return job, job["tasks"]["1"]


def status(engine: Engine, words: list[str]) -> int:
    """Print a block for each job, sorted by id."""
    given, names = options("glite-ce-job-status", words)
    if any(refused(engine, "glite-ce-job-status", endpoint) for endpoint in endpoints(names)):
        return 1
    with engine.state() as state:
        for name in sorted(names):
            print(f"\n******  JobID=[{name}]")
            found = found_in(state, name)
            if found is None:
                print(f"\tFor this job CREAM has returned a fault: {fault('job not found', method='jobStatus')}\n")
                continue
            print(block(*found, level=int(given.get("L", "0"))))
    return 0


def block(job: State, task: Task, level: int) -> str:
    """Return what is known of a job."""
    word, code, reason = status_of(task)
    lines = [f"\tStatus        = [{word}]" if level == 0 else f"\tCurrent Status = [{word}]"]
    lines += [f"\tExitCode      = [{code}]"] if word in OVER else []
    lines += [f"\tFailureReason = [{reason}]"] if word in ("DONE-FAILED", "ABORTED") else []
    lines += [f"\tDescription   = [{reason}]"] if word == "CANCELLED" else []
    if level == 2:
        flat = job["jdl"].replace("\n", " ")
        lines += [
            f"\tCREAM OSB URI  = [gsiftp://{job['endpoint'].split(':')[0]}{job['folder']}]",
            f"\tDeleg Proxy ID = [{job['delegation']}]",
            f"\tJDL            = [{flat}]",
        ]
        when = int(job["registered"])
        lines += ["\n\tJob status changes:", "\t-------------------"]
        lines += [f"\tStatus         = [REGISTERED] - [Sat 21 Nov 2026 17:00:00] ({when})"]
        lines += (
            [] if word == "REGISTERED" else [f"\tStatus         = [PENDING] - [Sat 21 Nov 2026 17:00:01] ({when + 1})"]
        )
    return "\n".join([*lines, "\n"])


def endpoints(names: Iterable[str]) -> set[str]:
    """Return the elements of jobs."""
    return {name.removeprefix("https://").partition("/")[0] for name in names}


def list_jobs(engine: Engine, words: list[str]) -> int:
    """Print all ids on an element."""
    _, (endpoint, *_) = options("glite-ce-job-list", words)
    if refused(engine, "glite-ce-job-list", endpoint):
        return 1
    with engine.state() as state:
        for number, job in state["jobs"].items():
            if job["endpoint"] == endpoint and not job.get("purged"):
                print(f"https://{endpoint}/CREAM{int(number):09d}")
    return 0


def cancel(engine: Engine, words: list[str]) -> int:
    """Cancel jobs, silently; what cannot be is said, with exit code 0."""
    _, names = options("glite-ce-job-cancel", words)
    if any(refused(engine, "glite-ce-job-cancel", endpoint) for endpoint in endpoints(names)):
        return 1
    for name in names:
        with engine.state() as state:
            found = found_in(state, name)
        if found is None or status_of(found[1])[0] in (*OVER, "PENDING") or state.get("cancels_nothing"):
            say_refused("cancel", name, found is None)
        else:
            engine.cancel(str(int(name[-9:])), "1")
    return 0


def say_refused(verb: str, name: str, unknown: bool) -> None:
    """Say why nothing was done to a job."""
    why = (
        "This job has not been found on the CREAM server. Server error message is [job not found!]"
        if unknown
        else "This job was not matching the status or had a status incompatible for operation."
    )
    log("WARN", f"Couldn't {verb} job [{name.rsplit('/', 1)[-1]}]: {why}")


def purge(engine: Engine, words: list[str]) -> int:
    """Forget jobs that are over, or were never started."""
    _, names = options("glite-ce-job-purge", words)
    if any(refused(engine, "glite-ce-job-purge", endpoint) for endpoint in endpoints(names)):
        return 1
    with engine.state() as state:
        for name in names:
            found = found_in(state, name)
            if found is None or status_of(found[1])[0] not in PURGED:
                say_refused("purge", name, found is None)
            else:
                # Each command reads and writes all that is known: of thousands of jobs, that should be little.
                found[0].update(purged=True, jdl="", argv=[], environment={})
                shutil.rmtree(found[0]["folder"], ignore_errors=True)
    return 0


def output(engine: Engine, words: list[str]) -> int:
    """Copy what jobs left into a folder each."""
    given, names = options("glite-ce-job-output", words)
    if any(refused(engine, "glite-ce-job-output", endpoint) for endpoint in endpoints(names)):
        return 1
    print()
    for name in names:
        with engine.state() as state:
            found = found_in(state, name)
        if found is None or status_of(found[1])[0] not in OVER:
            log("WARN", f"JobID [{name}] doest not exist")
            continue
        folder = Path(given["D"]) / re.sub("[/:]", "_", name.removeprefix("https://"))
        folder.mkdir(parents=True, exist_ok=True)
        for left in read(found[0]["jdl"]).get("outputsandbox", []):
            source = Path(found[0]["folder"]) / left
            if source.exists():
                shutil.copy(source, folder)
        log("INFO", f"For JobID [{name}] output will be stored in the dir {folder}")
    return 0


def service(engine: Engine, words: list[str]) -> int:
    """Say how an element is."""
    _, (endpoint, *_) = options("glite-ce-service-info", words)
    if refused(engine, "glite-ce-service-info", endpoint):
        return 1
    with engine.state() as state:
        open_for_jobs = endpoint not in state.get("closed_elements", ())
    print("Interface Version  = [2.1]\nService Version    = [1.16.1 - EMI version: 3.5.1-1.el6]")
    print("Description        = [CREAM 2]\nStarted at         = [Sat Nov 21 17:00:00 2026]")
    print(f"Submission enabled = [{'YES' if open_for_jobs else 'NO'}]\nStatus             = [RUNNING]")
    return 0


def infosites(engine: Engine, words: list[str]) -> int:
    """List the elements of a virtual organisation."""
    if words[:1] != ["--vo"] or words[2:] != ["ce"]:
        print("Usage: lcg-infosites --vo VO ce", file=sys.stderr)
        return 1
    print("#   CPU\t   Free\tTotal Jobs\tRunning\tWaiting\tComputingElement")
    print("-" * 64)
    with engine.state() as state:
        published = dict(state.get("published", {}))
    for element, numbers in published.items():
        total, free, jobs, running, waiting = numbers
        print(f"{total:7d}\t{free:7d}\t{jobs:10d}\t{running:7d}\t{waiting:7d}\t{element}")
    return 0


COMMANDS: dict[str, Command] = {
    "glite-ce-delegate-proxy": delegate,
    "glite-ce-proxy-renew": renew,
    "glite-ce-job-submit": submit,
    "glite-ce-job-status": status,
    "glite-ce-job-list": list_jobs,
    "glite-ce-job-cancel": cancel,
    "glite-ce-job-purge": purge,
    "glite-ce-job-output": output,
    "glite-ce-service-info": service,
    "lcg-infosites": infosites,
}
