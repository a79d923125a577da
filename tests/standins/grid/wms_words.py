"""What the commands of the WMS print: banners, complaints, refusals, and what the bookkeeping tells of a job."""

from __future__ import annotations

import sys
import time

from tests.standins.batch.engine import State, Task

LB = "https://lb.standin:9000"


def banner(name: str, width: int = 74) -> str:
    """Return a title between stripes."""
    side = "=" * (width // 2 - (len(name) // 2 + 1))
    return f"\n{side} {name} {side}\n"


def error(name: str, words: str) -> int:
    """Say what went wrong, as the tools in C++ do."""
    print(f"\nError - {name}\n{words}\nMethod: standin\nError code: 1\n\n", file=sys.stderr)
    return 1


def complaint(name: str, words: str) -> int:
    """Say what went wrong, as the tools in Python do."""
    print(f"**** Error: {name} ****  \n{words}\n", file=sys.stderr)
    return 1


def refused(kind: str, server: str, verb: str = "register the job to the service") -> int | None:
    """Say what a fault before anything was taken says."""
    if kind == "expired":
        return error("Proxy validity Error", "Your proxy credential has expired")
    if kind == "closed":
        return error("Operation failed", f"Unable to {verb}: {server}\nConnection failed: Connection refused")
    if kind == "lapsed":
        return error("Operation failed", f"Unable to {verb}: {server}\nDelegation identifier not found on the server")
    if kind == "large":
        return error("InputSandboxSize Error", "The max job size of the InputSandbox exceeds the limit (100 bytes)")
    return None


def answer(job: str, kind: str, short: bool) -> int:
    """Say that a job was taken, or what became of it on the way."""
    if kind == "unstarted":
        name = (
            f"The job has been successfully registered (the JobId is: {job}), but an error occurred while transferring"
        )
        return error(
            f"{name} files:", f"File Transfer Error\nTo complete the operation use the option:\n --start {job}"
        )
    if kind == "unsure":
        return error("Operation failed", "Unable to start the job: SOAP timeout")
    print(job if short else f"{banner('glite-wms-job-submit Success')}\nYour job identifier is:\n\n{job}\n\n{'=' * 74}")
    return 0


def state_of(task: Task) -> tuple[str, str, int | None, str]:
    """Return state, qualifier, exit code and reason, as the bookkeeping has them."""
    if "wms" in task:
        word, qualifier, code, reason = task["wms"]
        return word, qualifier, code, reason
    if task.get("cleared"):
        return "Cleared", "", None, "user retrieved output sandbox"
    if task["state"] == "ended" and task["why"] == "deleted":
        return "Cancelled", "", None, "Aborted by user"
    if task["state"] == "ended" and task["signal"]:
        return "Done", "Failed", None, "Job has been terminated (got SIGTERM)"
    if task["state"] == "ended":
        return "Done", "Exit Code !=0" if task["code"] else "Success", task["code"], "Job terminated successfully"
    known = {"registered": "Submitted", "unmatched": "Waiting", "queued": "Scheduled", "running": "Running"}
    reason = "BrokerHelper: no compatible resources" if task["state"] == "unmatched" else ""
    return known.get(task["state"], "Unknown"), "", None, reason


def of_all(job: State) -> tuple[str, str, int | None, str]:
    """Return the state of what many jobs are together."""
    states = [state_of(task) for task in job["tasks"].values()]
    if len(states) == 1:
        return states[0]
    if job.get("whole"):
        word, qualifier, code, reason = job["whole"]
        return word, qualifier, code, reason
    over = all(word in ("Done", "Aborted", "Cancelled", "Cleared") for word, *_ in states)
    return ("Done", "Success", 0, "") if over else ("Running", "", None, "")


def block(state: State, name: str, job: State, row: str, level: int, what: tuple[str, str, int | None, str]) -> str:
    """Return what is told of a job, or of one of its rows."""
    word, qualifier, code, reason = what
    emi = state.get("generation", "emi") == "emi"
    indent = "    " if row else ""
    qualified = f"{'' if emi else ' '}({qualifier})" if qualifier else ""
    lines = [f"Status info for the Job : {name}", f"{'Current Status:':<20}{word}{qualified}{'' if qualifier else ' '}"]
    if not emi and reason:
        lines += ["Logged Reason(s):", f"    - {reason}"]
    lines += [f"{'Exit code:':<20}{code or 0}"] if word == "Done" and level else []
    lines += [f"{'Status Reason:':<20}{reason}"] if reason and level else []
    lines += [f"{'Destination:':<20}ce.standin:8443/cream-pbs-hess"] if word not in ("Submitted", "Waiting") else []
    when = time.strftime("%a %b %e %H:%M:%S %Y UTC", time.gmtime(job["registered"]))
    lines += [f"{'Submitted:':<20}{when}"] if level else []
    if level > 2:
        lines += ["---", "", "- Jdl             =   "] + [f"      {line}" for line in job["jdl"].splitlines()]
    if row and (level > 2 or not state.get("nameless")):
        lines += [f"{'Node Name: ':<20}Node_{row}"]
    stripe = ("=" * 74) if emi else ("*" * 61)
    return "\n".join(indent + line for line in [*lines, stripe]) + "\n\n"


def say_unknown(name: str, silent: bool) -> None:
    """Say that the bookkeeping tells nothing of a job."""
    why = "Connection refused" if silent else "edg_wll_JobStatus: No such file or directory: no matching jobs found"
    head = '**** Warning: API_NATIVE_ERROR ****  \nError while calling the "Job:getStatus" native api'
    print(f"{head}\nUnable to retrieve the status for: {name}\nglite.lb.Exception: {why}\n", file=sys.stderr)


def whole(state: State, name: str, number: str, job: State, level: int, nodes: bool) -> str:
    """Return what is told of a job with its rows."""
    title = "glite-wms-job-status Success"
    text = (
        f"{banner(title)}BOOKKEEPING INFORMATION:\n\n" if state.get("generation", "emi") == "emi" else f"\n{'*' * 61}\n"
    )
    text += block(state, name, job, "", level, of_all(job))
    if nodes and job["many"] and not job.get("unborn"):
        text += "- Nodes information for: \n"
        for row, task in job["tasks"].items():
            text += block(state, f"{LB}/N{int(number):015d}-{int(row):05d}", job, row, level, state_of(task))
    return text
