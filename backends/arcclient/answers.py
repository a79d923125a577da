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
STATUS = re.compile(r"^Computing service: .*\((\w+)\)$", re.MULTILINE)
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
    """Return all jobs of this user, by the ids that EMI-ES gives them; each that is listed must be told of."""
    text = answered(outcome)
    if TOTAL.search(text) is None:
        raise NoAnswer("ARC's client has listed no jobs.")
    _, *parts = JOB.split(text)
    told = dict(zip(parts[::2], parts[1::2], strict=True))
    # The same jobs stand there twice: with the ids of the REST interface, where the element has it, too.
    listed = [job for job in LISTED.findall(text) if "/rest/" not in job]
    if missing := [job for job in listed if job not in told]:
        raise NoAnswer(f"The answer of ARC's client leaves jobs out, as {missing[0]}.")
    return {job: _known(dict(FIELD.findall(told[job]))) for job in listed}


def _known(fields: dict[str, str]) -> Known:
    said = fields.get("Job Error", "")
    state = STATES.get(fields.get("State", ""), "OTHER")
    if state == "FAILED" and "canceled by external request" in said:
        state = "KILLED"
    return Known(state, said)


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
    if any(mark in text for mark in PROXY):
        return "The ARC service does not accept your proxy"
    found = [*(one or other for one, other in SILENT.findall(text)), *ERROR.findall(text)]
    return found[0].rstrip(" :.") if found else "The ARC service gives no answer"


def hint(text: str) -> str | None:
    """Return what to do about it."""
    return "Make a new proxy: parisana proxy init." if any(mark in text for mark in PROXY) else None


def _text(outcome: Outcome) -> str:
    return f"{outcome.stdout}\n{outcome.stderr}"
