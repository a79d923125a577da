"""What an ARC service says of jobs, read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from parisana.core.jobs.states import Failure
from parisana.errors import NoAnswer, Refused
from parisana.plugins.backend import Element, Ending, NativeState

from .wire import Reply

QUEUED = ("ACCEPTING", "ACCEPTED", "PREPARING", "PREPARED", "SUBMITTING", "QUEUING")
#: A job that was killed is over only when it is KILLED; its output comes after it has run.
RUNNING = ("RUNNING", "EXITINGLRMS", "OTHER", "EXECUTED", "FINISHING", "KILLING")
LIVING = {
    **dict.fromkeys(QUEUED, NativeState.QUEUED),
    **dict.fromkeys(RUNNING, NativeState.RUNNING),
    "HELD": NativeState.HELD,
}
OVER = frozenset({"FINISHED", "FAILED", "KILLED", "WIPED"})
STATES = (*LIVING, *sorted(OVER))

INPUT = re.compile(r'\("([^"]+)" ""\)|<InputFile>\s*<Name>([^<]+)</Name>(?!\s*<Source>)')
EXIT_CODE = re.compile(r"LRMS error: \((-?\d+)\)")
#: Words of a failure -> its class; the first that fits counts. Of files that it stages it tells the URL besides.
REASONS = (
    ("source.*(No such file|not found|does not exist|INVALID_PATH)", Failure.INPUTS),
    ("Failed in data staging|Failed in files download", Failure.STAGE_IN),
    ("proxy", Failure.CREDENTIAL),
    ("wall time", Failure.TIME),
    ("walltime", Failure.TIME),
    ("memory", Failure.MEMORY),
    ("download", Failure.STAGE_IN),
    ("upload", Failure.STAGE_OUT),
)


def entries(reply: Reply) -> list[Mapping[str, Any]]:
    """Return the answers about jobs; the service writes one alone without a list around it."""
    if reply.status not in (200, 201):
        raise NoAnswer(f"The ARC service answers with {reply.status}.")
    found = reply.data.get("job", []) if isinstance(reply.data, dict) else None
    listed = [found] if isinstance(found, dict) else found
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        raise NoAnswer("The answer of the ARC service is not about jobs.")
    return listed


def parse_created(reply: Reply) -> str:
    """Return the id of a job that was taken."""
    (answer, *more) = entries(reply) or [{}]
    code, job = str(answer.get("status-code", "")), answer.get("id")
    if code == "201" and isinstance(job, str) and job and not more:
        return job
    if code.startswith(("4", "5")) and not job:
        raise Refused(f"{str(answer.get('reason', '')).rstrip('.') or 'It gives no reason'}.")
    raise NoAnswer("The ARC service names no job in its answer.")


def parse_states(reply: Reply) -> dict[str, str]:
    """Return the states of all jobs; that of a job which the service does not know is empty."""
    found = {str(each.get("id", "")): str(each.get("state", "")) for each in entries(reply)}
    return {job: "" if state == "None" else state for job, state in found.items() if job}


def parse_delegations(reply: Reply) -> set[str]:
    """Return the names of proxies with which jobs were sent; a job that is gone has none."""
    found = [each.get("delegation_id", []) for each in entries(reply)]
    return {str(name) for each in found for name in (each if isinstance(each, list) else [each]) if name}


def parse_runtimes(reply: Reply) -> tuple[str, ...]:
    """Return the runtime environments that an element has, as jobs ask for them."""
    if reply.status != 200:
        raise NoAnswer(f"The ARC service answers with {reply.status}.")
    pairs = [value for key, value in _pairs(reply.data) if key == "ApplicationEnvironment"]
    listed = [each for value in pairs for each in (value if isinstance(value, list) else [value])]
    return tuple(_runtime(each) for each in listed if isinstance(each, dict))


def _runtime(found: Mapping[str, Any]) -> str:
    version = str(found.get("AppVersion") or "")
    return f"{found.get('AppName', '')}-{version}" if version else str(found.get("AppName", ""))


def parse_name(text: str) -> str:
    """Return the name of a job from the service's own notes."""
    return next((line.partition("=")[2] for line in text.splitlines() if line.startswith("jobname=")), "")


def parse_inputs(description: str) -> set[str]:
    """Return the files that a job's own description, in either language, names as its inputs."""
    inputs = description.partition("(inputFiles=")[2].partition("(outputFiles=")[0] or description
    return {one or other for one, other in INPUT.findall(inputs)}


def parse_files(reply: Reply) -> set[str]:
    """Return the names in a job's folder; one alone stands without a list around it."""
    found = reply.data.get("file", []) if reply.status == 200 and isinstance(reply.data, dict) else []
    return {found} if isinstance(found, str) else set(map(str, found))


def ending_of(job: str, state: str, said: str, tag: str) -> Ending:
    """Return how a job ended; FINISHED means that its script came to its end with exit code 0."""
    words = " ".join(said.split())
    if state == "FINISHED":
        return Ending(job, 0, tag=tag)
    if state == "KILLED":
        return Ending(job, None, Failure.CANCELLED, words or "It was cancelled.", tag=tag)
    code = EXIT_CODE.search(words)
    if code is not None and int(code[1]) >= 0:
        return Ending(job, int(code[1]), None, words, tag=tag)
    failure = next((found for mark, found in REASONS if re.search(mark, words)), Failure.NODE)
    return Ending(job, None, failure, words or "ARC gives no reason.", tag=tag)


def parse_element(service: str, reply: Reply, seconds: float, share: float) -> Element:
    """Return the row of the elements dialog."""
    found = reply.data
    counts = _first(found, "ComputingService")
    manager = _first(found, "ComputingManager")
    endpoint = _first(found, "ComputingEndpoint")
    total, running, waiting = (_number(counts, name) for name in ("TotalJobs", "RunningJobs", "WaitingJobs"))
    slots = _number(manager, "TotalSlots")
    status = str(endpoint.get("ServingState", "unknown")).capitalize()
    free = None if slots is None or running is None else max(0, slots - running)
    queued = waiting if waiting is not None else total
    return Element(service, status, round(seconds, 3), slots, free, running, queued, share > 0, share)


def _first(found: Any, name: str) -> Mapping[str, Any]:
    """Return the first object of a kind, however deep it lies."""
    for key, value in _pairs(found):
        chosen = value[0] if isinstance(value, list) and value else value
        if key == name and isinstance(chosen, dict):
            return chosen
    return {}


def _pairs(found: Any) -> Iterable[tuple[str, Any]]:
    if isinstance(found, list):
        for each in found:
            yield from _pairs(each)
    if isinstance(found, dict):
        for key, value in found.items():
            yield key, value
            yield from _pairs(value)


def _number(found: Mapping[str, Any], name: str) -> int | None:
    text = str(found.get(name, ""))
    return int(text) if text.isdigit() else None
