"""The states of a job of HTCondor, why it is held, and what its end means."""

from __future__ import annotations

import re
from types import MappingProxyType

from parisana.core.jobs.states import Failure
from parisana.plugins.backend import Ending, Living, NativeState

from .ads import HELD, Ad, Hold

IDLE, RUNNING, REMOVED, COMPLETED = range(1, 5)
OUTPUT, SUSPENDED = 6, 7
STATES = MappingProxyType(
    {
        IDLE: NativeState.QUEUED,
        RUNNING: NativeState.RUNNING,
        OUTPUT: NativeState.RUNNING,
        HELD: NativeState.HELD,
        SUSPENDED: NativeState.HELD,
    }
)
#: Its files are on their way: no trouble.
SPOOLING = 16
#: Held by what the description itself says, and for which of two reasons.
BY_DESCRIPTION, TOO_LONG, VACATED = 3, 1, 2
#: Reasons of holds for which nobody will release the job so that it ends well -> class. With all others it stays held.
FOR_GOOD = MappingProxyType(
    {
        BY_DESCRIPTION: Failure.SITE,
        4: Failure.CREDENTIAL,
        5: Failure.SITE,
        6: Failure.NODE,
        7: Failure.STAGE_OUT,
        8: Failure.STAGE_IN,
        9: Failure.STAGE_OUT,
        10: Failure.STAGE_IN,
        11: Failure.NODE,
        12: Failure.STAGE_OUT,
        13: Failure.STAGE_IN,
        14: Failure.NODE,
        17: Failure.NODE,
        18: Failure.NODE,
        19: Failure.NODE,
        21: Failure.SITE,
        22: Failure.SITE,
        23: Failure.SITE,
        24: Failure.SITE,
        26: Failure.SITE,
        27: Failure.SITE,
        32: Failure.STAGE_IN,
        33: Failure.STAGE_OUT,
        34: Failure.MEMORY,
        36: Failure.NODE,
        45: Failure.NODE,
        46: Failure.TIME,
        47: Failure.TIME,
        48: Failure.NODE,
    }
)
#: A policy of the site, or of a machine, says what it is about in words only: the first that fits counts.
POLICIES = (
    (re.compile(r"memory|cgroup", re.IGNORECASE), Failure.MEMORY),
    (re.compile(r"wall ?(clock ?)?time|run ?time|too long|duration", re.IGNORECASE), Failure.TIME),
    (re.compile(r"proxy|credential|token", re.IGNORECASE), Failure.CREDENTIAL),
)
BY_SOMEBODY = re.compile(r"condor_rm|by user", re.IGNORECASE)


def held_for_good(ad: Ad) -> bool:
    """Whether a job is held and will not go on."""
    return ad.status == HELD and ad.hold is not None and ad.hold.code in FOR_GOOD


def is_spooling(ad: Ad) -> bool:
    """Whether the files of a job are on their way to the element."""
    return ad.status == HELD and ad.hold is not None and ad.hold.code == SPOOLING


def is_stray(ad: Ad) -> bool:
    """Whether a job was removed before its files were there: it never was to run."""
    return ad.status == REMOVED and not ad.spooled


def living(attempt: str, ad: Ad) -> Living | None:
    """Return a job that lives; nothing of one that is over, or held for good."""
    if ad.status == COMPLETED or held_for_good(ad):
        return None
    if is_spooling(ad):
        return Living(attempt, NativeState.QUEUED)
    reason = ad.hold.reason if ad.status == HELD and ad.hold else ""
    return Living(attempt, STATES.get(ad.status), reason or ("It is suspended." if ad.status == SUSPENDED else ""))


def ending_of(attempt: str, ad: Ad) -> Ending:
    """Return how a job ended that is over: by itself, or taken away with a reason."""
    failure, reason = (None, "") if ad.came_to_its_end else verdict(ad)
    if ad.signal is not None:
        failure, reason = Failure.NODE, f"The job was ended by signal {ad.signal}."
    return Ending(attempt, ad.exit_code, failure, reason, ad.cpu_s, ad.wall_s, ad.memory_mb, ad.tag)


def verdict(ad: Ad) -> tuple[Failure, str]:
    """Return why a job was taken away: what it was held for, else who removed it."""
    if ad.hold is not None and ad.hold.code in FOR_GOOD:
        return of_hold(ad.hold), ad.hold.reason or f"HTCondor held it, with reason {ad.hold.code}."
    reason = " ".join(ad.removed.split()) or "HTCondor removed it, and gives no reason."
    return Failure.CANCELLED if BY_SOMEBODY.search(reason) else _of_policy(reason), reason


def of_hold(hold: Hold) -> Failure:
    """Return the class of a reason."""
    if hold.code == BY_DESCRIPTION and hold.subcode == TOO_LONG:
        return Failure.TIME
    failure = FOR_GOOD[hold.code]
    return _of_policy(hold.reason) if failure is Failure.SITE and hold.code != BY_DESCRIPTION else failure


def _of_policy(reason: str) -> Failure:
    return next((found for words, found in POLICIES if words.search(reason)), Failure.SITE)
