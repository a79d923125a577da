"""What the ``glite-ce-*`` commands print, read: their log lines stand on standard output between the answers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from parisana.errors import NoAnswer, ParisanaError, Refused, SiteError
from parisana.plugins.runner import Outcome

JOB = re.compile(r"https://[^/:\s]+(?::\d+)?/CREAM\w+")
ELEMENT = re.compile(r"([^:/\s]+)(?::(\d+))?/cream-([^-\s]+)-(\S+)")
LOG = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} (DEBUG|INFO|NOTICE|WARN|ERROR|FATAL) - (.*)$", re.MULTILINE)
BLOCK = re.compile(r"^\*{6}\s+JobID=\[(.+?)\]", re.MULTILINE)
STATUS = re.compile(r"(?:Current )?Status\s+= \[([A-Z-]+)\]")
EXIT_CODE = re.compile(r"ExitCode\s+= \[(.*?)\]")
REASON = re.compile(r"(?:FailureReason|Description)\s+= \[(.*?)\]\s*$", re.MULTILINE | re.DOTALL)
FAULT = re.compile(r"CREAM has returned a fault: (.*)")
TAG = re.compile(r"PARISANA_TAG=([A-Za-z0-9._-]+)")
KEPT = re.compile(r"Couldn't \w+ job \[(\w+)\]")
FIELD = re.compile(r"(Description|FaultCause|FaultString|FaultDetail)=\[(.*?)\]")
DELEGATED = re.compile(r"[Pp]roxy with delegation id \[.*?\] succ?esfull?y delegated|successfully delegated")
NO_PROGRAM = 127

#: Words in a refusal that say that the element, not the job, is the trouble: another one may take it.
BUSY = ("cannot accept jobs at the moment", "Submissions are disabled")
#: The road is down, or the service: nobody knows whether the job was taken.
SILENT = ("connection error", "Connection to service", "EOF detected", "SOCKET TIMEOUT", "TIMEOUT", "timed out")
#: The proxy that the element holds is gone.
DELEGATION = ("delegation error", "delegation not found", "delegation proxy expired", "is not more valid")
#: The proxy here is gone, or is none.
PROXY = (
    "The proxy has EXPIRED",
    "Problems with proxyfile",
    "is not there or is not accessible",
    "Error in certificate",
)


@dataclass(frozen=True, slots=True)
class Known:
    """What an element says of a job."""

    status: str = ""
    """Empty: it does not know the job."""
    exit_code: str = ""
    reason: str = ""
    tag: str = ""

    def with_tag(self, tag: str) -> Known:
        """Return the same with a tag that was heard before, where this answer had none."""
        return self if self.tag else replace(self, tag=tag)


class LapsedDelegation(Refused):
    """The element no longer holds the proxy under this name: nothing was taken."""

    transient = True


class NoProxy(Refused):
    """The user's own proxy is missing or over: nothing can be asked or sent until it is renewed."""

    transient = True


class ElementBusy(Refused):
    """This element takes no jobs now; another one may."""

    transient = True


class Unstarted(Refused):
    """The element has registered the job, did not get its files, and will not start it."""

    transient = True


def parse_submitted(outcome: Outcome) -> str:
    """Return the id of a job that was taken: a line of its own; exit code 0 alone proves nothing."""
    found = [line.strip() for line in outcome.stdout.splitlines() if JOB.fullmatch(line.strip())]
    if len(found) == 1 and outcome.code == 0:
        return found[0]
    if found:
        raise NoAnswer("glite-ce-job-submit named a job, and did not end well.")
    raise trouble(outcome)


def parse_known(outcome: Outcome) -> dict[str, Known]:
    """Return what is known of each job that was asked for."""
    if outcome.code != 0:
        raise trouble(outcome, refused=False)
    _, *parts = BLOCK.split(outcome.stdout)
    return {job: _block(text) for job, text in zip(parts[::2], parts[1::2], strict=True)}


def _block(text: str) -> Known:
    status, fault = STATUS.search(text), FAULT.search(text)
    if status is None:
        if fault is None or "job not found" not in fault[1]:
            raise NoAnswer(f"The element says nothing of a job: {_fault(fault[1]) if fault else 'its answer is cut'}.")
        return Known(reason="job not found")
    code, tag = EXIT_CODE.search(text), TAG.search(text)
    reasons = dict.fromkeys(" ".join(found.split()) for found in REASON.findall(text))
    return Known(status[1], code[1] if code else "", "; ".join(filter(None, reasons)), tag[1] if tag else "")


def parse_list(outcome: Outcome) -> list[str]:
    """Return the ids of all jobs of this user on an element."""
    if outcome.code != 0 or LOG.search(outcome.stdout):
        raise trouble(outcome, refused=False)
    return [line.strip() for line in outcome.stdout.splitlines() if JOB.fullmatch(line.strip())]


def refused_jobs(outcome: Outcome, jobs: Iterable[str]) -> list[str]:
    """Return those of these jobs with which nothing was done; the tool is silent about others, and always ends well."""
    names = set(KEPT.findall(outcome.stdout))
    return [job for job in jobs if job.rpartition("/")[2] in names]


def check_delegated(outcome: Outcome) -> None:
    """Make sure that the element has the proxy."""
    if outcome.code != 0 or not DELEGATED.search(outcome.stdout):
        raise trouble(outcome, refused=False)


def trouble(outcome: Outcome, refused: bool = True) -> ParisanaError:
    """Return what a command that failed means: the element, the road, the proxy or the job.

    The job itself is only to blame where the tool ends well and complains of it; anything else may have been taken.
    """
    words = own_words(outcome)
    if outcome.code == NO_PROGRAM:
        return SiteError(f"The commands of CREAM are not there: {words}.", hint="Is a Grid user interface set up here?")
    if any(mark in words for mark in PROXY):
        hint = "Make a new proxy: parisana proxy init (or voms-proxy-init). Jobs keep their state until then."
        return NoProxy(f"The Grid proxy cannot be used: {words}.", hint=hint)
    if any(mark in words for mark in DELEGATION):
        return LapsedDelegation(f"The delegated proxy is gone: {words}.")
    if any(mark in words for mark in SILENT) or outcome.code < 0 or outcome.code in (139, 11, 124):
        return NoAnswer(f"The element gives no answer: {words}.")
    if "Will NOT START" in words:
        return Unstarted(f"The element did not get the job's files: {words}.")
    if any(mark in words for mark in BUSY):
        return ElementBusy(f"The element takes no jobs now: {words}.")
    if refused and outcome.code == 0 and LOG.search(outcome.stdout):
        return Refused(f"{words}.")
    return NoAnswer(f"CREAM gives no answer: {words}.")


def own_words(outcome: Outcome) -> str:
    """Return what CREAM says of the trouble, without dates and names of methods."""
    logged = [match[2] for match in LOG.finditer(outcome.stdout) if match[1] in ("WARN", "ERROR", "FATAL")]
    lines = logged or (outcome.stderr or outcome.stdout).splitlines()
    words = "; ".join(dict.fromkeys(_fault(line.strip()) for line in lines if line.strip()))
    return words.rstrip(".;") or f"exit code {outcome.code}, and not a word"


def _fault(line: str) -> str:
    """Return the part of a fault that is for people; keys come in any order."""
    fields = {name: value.rstrip(";") for name, value in FIELD.findall(line) if value not in ("", "N/A")}
    return ": ".join(fields.values()) if fields else line
