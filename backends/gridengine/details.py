"""Why jobs are in an error state or wait, as ``qstat -j`` tells it for many of them at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .queue import whole

#: Time, process and level before the message itself.
_FRAME = re.compile(r"^[0-9/]+ [0-9:]+ (\[[0-9:]+\]: )?(error: )?")
#: So many reasons for which a job waits are shown.
MOST = 4


def details_command(numbers: Iterable[str]) -> list[str]:
    """Ask for all that is known of these jobs."""
    return ["qstat", "-j", ",".join(sorted(numbers, key=int)), "-xml"]


def parse_errors(text: str) -> dict[str, str]:
    """Return why tasks are in an error state, by attempt."""
    found = {}
    for job in whole(text, "detailed_job_info").iterfind("djob_info/element"):
        number = job.findtext("JB_job_number", "")
        for task in job.iterfind("JB_ja_tasks/ulong_sublist"):
            messages = [entry.text or "" for entry in task.iterfind("JAT_message_list/ulong_sublist/QIM_message")]
            if messages:
                found[f"{number}.{task.findtext('JAT_task_number', '')}"] = _FRAME.sub("", messages[-1].strip())
    return found


def parse_waiting(text: str) -> dict[str, str]:
    """Return what the scheduler says of waiting jobs, by number; nothing when the site keeps that to itself."""
    found: dict[str, list[str]] = {}
    for message in whole(text, "detailed_job_info").iterfind("messages/element/SME_message_list/element"):
        words = message.findtext("MES_message", "").strip()
        for number in message.iterfind("MES_job_number_list/ulong_sublist/ULNG_value"):
            said = found.setdefault(number.text or "", [])
            if words and words not in said:
                said.append(words)
    return {number: _shortly(said) for number, said in found.items()}


def _shortly(said: Sequence[str]) -> str:
    """Return the first reasons: large sites give one for each of their queues and machines."""
    more = f" (and {len(said) - MOST} reasons more)" if len(said) > MOST else ""
    return "; ".join(said[:MOST]) + more
