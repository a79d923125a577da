"""What the ``arc*`` commands print, read: log lines stand among the answers, and exit codes say little."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parisana.errors import NoAnswer, Refused
from parisana.plugins.runner import Outcome

#: States as the client writes them -> those of the REST interface, which the backend knows.
STATES = {
    "Accepted": "ACCEPTED",
    "Preparing": "PREPARING",
    "Submitting": "SUBMITTING",
    "Queuing": "QUEUING",
    "Hold": "HELD",
    "Running": "RUNNING",
    "Finishing": "FINISHING",
    "Finished": "FINISHED",
    "Failed": "FAILED",
    "Killed": "KILLED",
    "Deleted": "WIPED",
}
TAKEN = re.compile(r"^Job submitted with jobid: (https://\S+)$", re.MULTILINE)
#: Why a description was refused, by the service or by the client that reads it first.
DENIED = re.compile(r"(?:EMIESFault\((?:Failed to create new activity\. )?|xrsl parsing error:\s*)(.+?)(?: ,|$)", re.M)
#: The client says so when it begins to send the job itself.
SENT = "escreate:CreateActivity"
#: The service did not answer, or not to us.
SILENT = re.compile(
    r"^(?:ERROR: (Failed (?:to establish connection|configuration initialization).*)"
    r"|VERBOSE: es\w+:\w+ request to \S+ failed with response: (.+))$",
    re.MULTILINE,
)
ERROR = re.compile(r"^ERROR: (.+)$", re.MULTILINE)
#: Who answered has shown a certificate.
ANSWERED = re.compile(r"^VERBOSE: Identity name: ", re.MULTILINE)
TOTAL = re.compile(r"^Total number of jobs found: \d+$", re.MULTILINE)
LISTED, JOB = re.compile(r"^(https://\S+)$", re.MULTILINE), re.compile(r"^Job: (https://\S+)$", re.MULTILINE)
FIELD = re.compile(r"^ (State|Exit Code|Job Error): (.*)$", re.MULTILINE)
TAG = re.compile(r"^(?:export 'PARISANA_TAG=|table=\$PWD/work/submissions/)([A-Za-z0-9._-]+)(?:'|\.tsv)$", re.MULTILINE)
#: There is no such file, or not yet.
NONE = ("404", "No such file", "has not started yet")
STATUS = re.compile(r"^Computing service: .*\((\w+)\)$", re.MULTILINE)
AWAY = "Failed to establish connection"
PROXY = (
    "User can't be assigned configuration",
    "Failed to delegate credentials",
    "Failed configuration initialization",
)


class Unsent(Refused):
    """Nothing was sent to this element; another one may take the job."""

    transient = True


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a job."""

    url: str
    """How the client calls it."""
    state: str
    said: str = ""
    """Why it failed."""


def parse_submitted(outcome: Outcome) -> str:
    """Return the id of a job that was taken, with all of its files."""
    text = _text(outcome)
    if outcome.code == 0 and (found := TAKEN.search(text)):
        return found[1]
    if denied := DENIED.search(text):
        raise Refused(f"{denied[1].strip().rstrip('.')}.")
    if SENT not in text:
        raise Unsent(f"{trouble(text)}.", hint=hint(text))
    raise NoAnswer(f"ARC's client names no job: {trouble(text)}.")


def parse_states(outcome: Outcome) -> dict[str, Known]:
    """Return all jobs of this user, by the last part of their ids; each that is listed must be told of."""
    text = answered(outcome)
    if TOTAL.search(text) is None:
        raise NoAnswer("ARC's client has listed no jobs.")
    _, *parts = JOB.split(text)
    told = dict(zip(parts[::2], parts[1::2], strict=True))
    # Where the element has REST, too, jobs stand there twice; what was sent over REST stands there by that id alone.
    known = {job_of(url): _known(url, dict(FIELD.findall(told[url]))) for url in sorted(told, key=_preferred)}
    if missing := [url for url in LISTED.findall(text) if job_of(url) not in known]:
        raise NoAnswer(f"The answer of ARC's client leaves jobs out, as {missing[0]}.")
    return known


def job_of(url: str) -> str:
    """Return the id of a job at its service, which is the same in every way of speaking to it."""
    return url.rpartition("/")[2]


def _preferred(url: str) -> bool:
    """Put what EMI-ES says last, so that it counts."""
    return "/rest/" not in url


def _known(url: str, fields: dict[str, str]) -> Known:
    said = fields.get("Job Error", "")
    state = STATES.get(fields.get("State", ""), "OTHER")
    if state == "FAILED" and "canceled by external request" in said:
        state = "KILLED"
    return Known(url, state, said)


def printed(outcome: Outcome) -> str:
    """Return what a file of a job holds; nothing when there is none yet, or no more."""
    text = _text(outcome)
    if SILENT.search(text) or not (outcome.stdout.strip() or any(mark in text for mark in NONE)):
        raise NoAnswer(f"{trouble(text)}.", hint=hint(text))
    return outcome.stdout


def parse_tag(text: str) -> str:
    """Return the tag of a job, from its script or from what starts it; empty when there is none."""
    found = TAG.search(text)
    return found[1] if found else ""


def parse_status(outcome: Outcome) -> str:
    """Return whether an element is in production."""
    found = STATUS.search(outcome.stdout)
    if found is None:
        raise NoAnswer(f"{trouble(_text(outcome))}.")
    return found[1].capitalize()


def answered(outcome: Outcome) -> str:
    """Return what was said, if the service itself has answered."""
    text = _text(outcome)
    if SILENT.search(text) or not ANSWERED.search(text):
        raise NoAnswer(f"{trouble(text)}.", hint=hint(text))
    return text


def trouble(text: str) -> str:
    """Return what the client complains of."""
    if hint(text):
        return "The ARC service does not accept your proxy"
    found = [*(one or other for one, other in SILENT.findall(text)), *ERROR.findall(text)]
    return found[0].rstrip(" :.") if found else "The ARC service gives no answer"


def hint(text: str) -> str | None:
    """Return what to do about it."""
    refused = AWAY not in text and any(mark in text for mark in PROXY)
    return "Make a new proxy: parisana proxy init." if refused else None


def _text(outcome: Outcome) -> str:
    return f"{outcome.stdout}\n{outcome.stderr}"
