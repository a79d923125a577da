"""What the ``glite-wms-*`` commands print beside states of jobs; complaints stand on standard error."""

from __future__ import annotations

import re
from collections.abc import Mapping

from parisana.errors import NoAnswer, ParisanaError, Refused, SiteError
from parisana.plugins.runner import Outcome

#: A job: the bookkeeping server that knows it, and 22 characters.
JOB = re.compile(r"https://[^/\s:]+:\d+/[A-Za-z0-9_-]{22}")
DELEGATED = re.compile(r"Your proxy has been successfully delegated")
REGISTERED = re.compile(r"successfully registered \(the JobId is: (\S+?)\)")
MATCH = re.compile(r"^ - (\S+)(?:\s+(-?\d+))?\s*$", re.MULTILINE)
NOTHING_MATCHES = "No Computing Element matching your job requirements has been found"
LOGGED = re.compile(r"^Printing info for the Job *: *(\S+)\s*$", re.MULTILINE)
STRIPE = re.compile(r"^=+.*=+\s*$", re.MULTILINE)
NOISE = re.compile(
    r"^(?:Method|Error code|Connecting to the service|Possible Errors and Debug|/\S+\.log)\b.*$|^[-=*]+$"
)
NO_PROGRAM = 127
#: Nobody reads more characters of a tool's words than this.
LONGEST = 300

#: The proxy here is gone, or is none.
PROXY = (
    *("Proxy validity Error", "credential has expired", "will expire in less than"),
    *("UI_PROXY_NOT_FOUND", "UI_PROXY_EXPIRED", "UI_PROXY_DURATION", "Unable to find a valid proxy"),
)
#: The proxy that the server holds is gone.
DELEGATION = re.compile(r"[Dd]elegat\w+\b.*(?:not found|expired|not valid|not exist)|Unable to delegate")
#: The job itself is to blame: no other server will take it.
WRONG = ("Jdl", "JDL", "InputSandboxSize Error", "Input Option Error", "UserFreeQuota Error", "File Error")
#: With these words it has the job, and may start it; with the next ones nothing reached it.
STARTED = "Unable to start the job"
UNREACHED = ("Connection refused", "Unable to contact any", "Unable to find any endpoint", "Name or service not known")
#: The server says itself that it takes none.
CLOSED = ("Unable to accept jobs", "temporarily unavailable", "The Operation is not allowed: jobs draining")


class NoProxy(Refused):
    """The user's own proxy is missing or over: nothing can be asked or sent until it is renewed."""

    transient = True


class ServerBusy(Refused):
    """This server takes no jobs now, and took none; another one may."""

    transient = True


class LapsedDelegation(Refused):
    """The server no longer holds the proxy under this name: nothing was taken."""

    transient = True


class Unstarted(Refused):
    """The server has registered the job, did not get its files, and will not start it."""

    transient = True

    def __init__(self, message: str, job: str) -> None:
        super().__init__(message)
        self.job = job


def parse_submitted(outcome: Outcome) -> str:
    """Return the id of what was taken: a line of its own."""
    found = [line.strip() for line in outcome.stdout.splitlines() if JOB.fullmatch(line.strip())]
    if len(found) == 1 and outcome.code == 0:
        return found[0]
    if found:
        raise NoAnswer("glite-wms-job-submit named a job, and did not end well.")
    raise trouble(outcome)


def check_delegated(outcome: Outcome) -> None:
    """Make sure that the server has the proxy; while it is handed over nothing is taken."""
    if outcome.code == 0 and DELEGATED.search(outcome.stdout):
        return
    wrong = trouble(outcome)
    if isinstance(wrong, (LapsedDelegation, NoAnswer)):
        raise ServerBusy(wrong.message)
    raise wrong


def parse_matches(outcome: Outcome) -> dict[str, int | None]:
    """Return the elements that a job may go to, with their ranks; exit code 0 may also mean that there is none."""
    found = {name: int(rank) if rank else None for name, rank in MATCH.findall(outcome.stdout)}
    if outcome.code != 0 or (not found and NOTHING_MATCHES not in outcome.stdout):
        raise trouble(outcome, refused=False)
    return found


def parse_logged(outcome: Outcome) -> Mapping[str, str]:
    """Return what happened to jobs, job by job."""
    _, *parts = LOGGED.split(outcome.stdout)
    return {job: STRIPE.sub("", text).strip() for job, text in zip(parts[::2], parts[1::2], strict=True)}


def trouble(outcome: Outcome, refused: bool = True) -> ParisanaError:
    """Return what a command that failed means: the proxy, the server, the job, or nobody knows what."""
    said, words = outcome.stderr + outcome.stdout, own_words(outcome)
    if outcome.code == NO_PROGRAM:
        return SiteError(
            f"The commands of the WMS are not there: {words}.", hint="Is a Grid user interface set up here?"
        )
    if any(mark in said for mark in PROXY):
        hint = "Make a new proxy: parisana proxy init. Jobs keep their state until then."
        return NoProxy(f"The Grid proxy cannot be used: {words}.", hint=hint)
    if refused and (registered := REGISTERED.search(said)):
        return Unstarted(f"The WMS did not get the job's files: {words}.", registered[1])
    if STARTED in said:
        return NoAnswer(f"The WMS was sent a job, and nobody knows whether it starts it: {words}.")
    if any(mark in said for mark in (*UNREACHED, *CLOSED)):
        return ServerBusy(f"The WMS takes no jobs now: {words}.") if refused else NoAnswer(f"No answer: {words}.")
    if DELEGATION.search(said):
        return LapsedDelegation(f"The delegated proxy is gone: {words}.")
    if refused and outcome.code == 1 and any(mark in said for mark in WRONG):
        return Refused(f"{words}.")
    return NoAnswer(f"The WMS gives no answer: {words}.")


def own_words(outcome: Outcome) -> str:
    """Return what the tool says of the trouble, without stripes and names of methods."""
    lines = (line.strip() for line in (outcome.stderr.strip() or outcome.stdout).splitlines())
    words = " ".join(dict.fromkeys(line.removeprefix("Error - ") for line in lines if line and not NOISE.match(line)))
    words = words if len(words) <= LONGEST else f"{words[:LONGEST]} …"
    return words.rstrip(".;:") or f"exit code {outcome.code}, and not a word"
