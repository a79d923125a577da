"""Which failure is worth another try: one table, one decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from .resources import Resources
from .states import Failure


@dataclass(frozen=True, slots=True)
class Policy:
    """What to do after failures of one class."""

    retries: int = 0
    delay_s: float = 0.0
    """Before the first retry; doubled for each further one."""
    memory: float = 1.0
    """Factor on the memory for each failure of this class."""
    time: float = 1.0


#: A crash of the analysis program is tried once more, since a node may be to blame, and no oftener.
#: What the user must mend (inputs, a refusal) is not tried at all; what ran out of its credential is sent again, since
#: nothing is sent before there is a new one.
POLICIES: dict[Failure, Policy] = {
    Failure.SOFTWARE: Policy(retries=1, delay_s=5),
    Failure.MEMORY: Policy(retries=3, memory=1.3),
    Failure.TIME: Policy(retries=2, time=1.5),
    Failure.INPUTS: Policy(),
    Failure.STAGE_IN: Policy(retries=5, delay_s=60),
    Failure.STAGE_OUT: Policy(retries=5, delay_s=60),
    Failure.OUTPUT: Policy(retries=1),
    Failure.NODE: Policy(retries=3, delay_s=10),
    Failure.SITE: Policy(retries=5, delay_s=120),
    Failure.REFUSED: Policy(),
    Failure.CREDENTIAL: Policy(retries=3, delay_s=60),
    Failure.LOST: Policy(retries=3),
    Failure.CANCELLED: Policy(),
}

#: After failures of these the next attempt asks for more.
RAISING = tuple(failure for failure, policy in POLICIES.items() if policy.memory > 1 or policy.time > 1)

#: Seconds before jobs are sent again that the batch system refused for the moment only: a limit was reached.
WAIT_FOR_ROOM = 60.0


def delay_before_retry(failure: Failure, failures: int) -> float | None:
    """Return the seconds to wait after this many failures of a class; ``None``: no retry."""
    policy = POLICIES[failure]
    if failures > policy.retries:
        return None
    return float(policy.delay_s * 2 ** max(failures - 1, 0))


def raised(resources: Resources, failures: Mapping[Failure, int]) -> Resources:
    """Return what the next attempt asks for, after these failures."""
    memory: float = resources.memory_mb
    time: float = resources.time_s
    for failure, count in failures.items():
        policy = POLICIES[failure]
        memory *= policy.memory ** min(count, policy.retries)
        time *= policy.time ** min(count, policy.retries)
    return replace(resources, memory_mb=round(memory), time_s=round(time))
