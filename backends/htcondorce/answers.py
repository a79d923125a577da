"""What HTCondor's commands say beside ads: the number of a cluster, and complaints, which stand on standard error."""

from __future__ import annotations

import re

from parisana.errors import NoAnswer, ParisanaError, Refused, SiteError
from parisana.plugins.runner import Outcome

#: The first and the last job of a cluster.
TAKEN = re.compile(r"^(\d+)\.0 - (\d+)\.(\d+)\s*$", re.MULTILINE)
TOTAL = re.compile(r"^Total for query: (\d+) jobs?;", re.MULTILINE)
NO_PROGRAM = 127
#: Nobody reads more characters of a tool's words than this.
LONGEST = 300
NOT_SPOOLED = "Failed to spool job files"
NOT_COMMITTED = "Failed to commit job submission"
NONE_THERE = "Couldn't find/"

#: The proxy or token here is gone, or is none.
MISSING = re.compile(
    r"proxy (has )?expired|proxy lifetime too short|determine proxy filename|proxy file|token .*expired"
)
#: The element knows who asks, or does not, and says no.
DENIED = re.compile(r"AUTHENTICATE:100\d|SECMAN:2010|\bDENIED\b|not authorized", re.IGNORECASE)
#: Nothing reached it …
UNREACHED = re.compile(
    r"Can't find address|Can't locate|unknown host|Connection refused|No route to host"
    r"|(Couldn't|Failed to) (contact|connect)|SECMAN:2003|CEDAR:6001"
)
#: … or it says itself that it takes no more.
FULL = re.compile(r"MAX_JOBS_\w+|would exceed", re.IGNORECASE)
#: The job itself is to blame: no other element will take it.
WRONG = re.compile(
    r"SUBMIT_REQUIREMENT|submit requirement|of submit file|No such directory|Can't open|Executable file"
    r"|[Ii]nvalid|Parse error"
)
NOISE = re.compile(r"^(ERROR|Error): *")


class NoCredential(Refused):
    """The user's own proxy or token is missing, or over: nothing was taken."""

    transient = True


class ElementBusy(Refused):
    """This element takes no jobs of ours now, and took none; another one may."""

    transient = True


class Unspooled(Refused):
    """The element has a cluster, did not get its files, and will not start it."""

    transient = True

    def __init__(self, message: str, cluster: int) -> None:
        super().__init__(message)
        self.cluster = cluster


def parse_submitted(outcome: Outcome, rows: int) -> int:
    """Return the cluster that was taken, with all of its rows."""
    found = {(int(first), int(second), int(last)) for first, second, last in TAKEN.findall(outcome.stdout)}
    if not found:
        raise trouble(outcome)
    ((cluster, again, last), *more) = found
    if more or cluster != again:
        raise NoAnswer("condor_submit names several clusters.")
    if NOT_SPOOLED in outcome.stderr:
        raise Unspooled(f"The element did not get the jobs' files: {own_words(outcome)}.", cluster)
    if outcome.code != 0 or last + 1 != rows:
        raise NoAnswer("condor_submit named a cluster, and did not end well.")
    return cluster


def parse_count(outcome: Outcome) -> int:
    """Return how many jobs there are."""
    found = TOTAL.search(outcome.stdout)
    if outcome.code != 0 or found is None:
        raise trouble(outcome, refused=False)
    return int(found[1])


def check_removed(outcome: Outcome) -> None:
    """Make sure that jobs are removed, or were gone before."""
    if outcome.code != 0 and NONE_THERE not in outcome.stderr:
        raise trouble(outcome, refused=False)


def trouble(outcome: Outcome, refused: bool = True) -> ParisanaError:
    """Return what a command that failed means: the credential, the element, the job, or nobody knows what."""
    said, words = outcome.stderr + outcome.stdout, own_words(outcome)
    if outcome.code == NO_PROGRAM:
        hint = "Is HTCondor's client installed here, and in PATH?"
        return SiteError(f"The commands of HTCondor are not there: {words}.", hint=hint)
    if MISSING.search(said):
        hint = "Make a new one: parisana proxy init, or your tool for tokens. Jobs keep their state until then."
        return NoCredential(f"Your proxy or token cannot be used: {words}.", hint=hint)
    if not refused:
        return NoAnswer(f"The element gives no answer: {words}.")
    return _refusal(outcome, said, words)


def _refusal(outcome: Outcome, said: str, words: str) -> ParisanaError:
    if DENIED.search(said):
        hint = "Does it know your organisation, and is your proxy or token a new one?"
        return ElementBusy(f"The element does not accept your proxy or token: {words}.", hint=hint)
    if FULL.search(said):
        return ElementBusy(f"The element takes no more jobs: {words}.")
    if outcome.code == 1 and WRONG.search(said):
        return Refused(f"{words}.")
    if UNREACHED.search(said) and NOT_COMMITTED not in said:
        return ElementBusy(f"The element cannot be reached: {words}.")
    return NoAnswer(f"The element gives no answer: {words}.")


def own_words(outcome: Outcome) -> str:
    """Return what the tool says of the trouble."""
    lines = (line.strip() for line in (outcome.stderr.strip() or outcome.stdout).splitlines())
    words = " ".join(dict.fromkeys(NOISE.sub("", line).lstrip("- ") for line in lines if line))
    words = words if len(words) <= LONGEST else f"{words[:LONGEST]} …"
    return words.rstrip(".;:") or f"exit code {outcome.code}, and not a word"
