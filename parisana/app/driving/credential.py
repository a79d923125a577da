"""In whose name jobs are sent, and for how long that lasts: looked at before a site is asked anything.

While the proxy or token is over nothing is asked or sent: every answer would be a refusal. The site pauses, the
person is told once, jobs keep their states; with a new one it goes on by itself.
"""

from __future__ import annotations

import time

from parisana.app.recording.drive import Drive, Notice
from parisana.core.jobs.states import Answer
from parisana.core.texts.words import duration
from parisana.errors import InputError
from parisana.plugins.held import Held
from parisana.plugins.runner import LocalRunner

#: Seconds before its end from which on a person is told to renew it, and between two looks on another host.
AHEAD, LOOK = 3600.0, 300.0
RENEW = {"proxy": "parisana proxy renew", "token": "oidc-token or htgettoken"}


def may_ask(drive: Drive) -> bool:
    """Whether the site will listen now: with a credential that is over it pauses; one that soon will be is told of."""
    held = _held(drive)
    if held is not None and (foreign := of_another(held, drive.backend.organisation)):
        drive.paused(foreign)
        return False
    if held is None or held.ends is None:
        return True
    left = held.ends - drive.clock()
    if left <= 0:
        drive.paused(f"{over(held)} {mend(held)}")
        return False
    if drive.line.pausing:
        drive.answered()
    if left < AHEAD and drive.living():
        said = f"Your {held.kind} for {drive.line.name} ends at {clock(held.ends)}, in {duration(left)}. {mend(held)}"
        drive.line.once(held.ends, Notice(said, warning=True))
    return True


def long_enough(held: Held, need_s: float, now: float) -> tuple[Answer, str, str]:
    """Say whether a credential lasts as long as a job, from now on; how long jobs wait before, nobody knows."""
    if held.ends is None:
        return Answer.UNKNOWN, f"Your {held.kind} does not say when it ends.", held.place
    left = held.ends - now
    if left <= 0:
        return Answer.NO, over(held), f"Renew it: {RENEW[held.kind]}."
    until = f"until {clock(held.ends)}, for {duration(left)}"
    if left < need_s:
        text = f"Your {held.kind} can be used {until}, and the longest job asks for {duration(need_s)}"
        return Answer.UNKNOWN, f"{text}: it would end first.", f"Renew it before you send: {RENEW[held.kind]}."
    return Answer.YES, f"Your {held.kind} can be used {until}", f"the longest job asks for {duration(need_s)}"


def of_another(held: Held, organisation: str) -> str:
    """Say that a proxy is of other organisations than the site's jobs; nothing where it fits, or does not tell."""
    names = [each.organisation for each in held.proxy.memberships] if held.proxy is not None else []
    if not organisation or not names or organisation in names:
        return ""
    said = f"Your proxy is of {', '.join(names)}, and jobs run here in the name of {organisation}."
    return (
        f"{said} Make one of it (parisana proxy init); until then nothing is sent or asked, and jobs keep their states."
    )


def other_role(before: Held | None, now: Held | None) -> str:
    """Say that a proxy was replaced by one with another role; nothing where it is the same."""
    roles = [
        each.proxy.memberships[0].asked for each in (before, now) if each and each.proxy and each.proxy.memberships
    ]
    if len(roles) < 2 or roles[0] == roles[1]:
        return ""
    return f"Your proxy is of {roles[1]} now, and was of {roles[0]}: what is sent from here on is in that name."


def over(held: Held) -> str:
    """Say that a credential is over."""
    assert held.ends is not None, "one without an end is not over"
    named = f"your {held.kind}" if held.first in ("proxy", "token", "") else f"the {held.first} in your {held.kind}"
    return f"{named[0].upper()}{named[1:]} ended at {clock(held.ends)}."


def mend(held: Held) -> str:
    """Say what to do."""
    return f"Renew it ({RENEW[held.kind]}); until then nothing is sent or asked, and jobs keep their states."


def clock(moment: float) -> str:
    """Return a time of day, with the day where it is not today."""
    local = time.localtime(moment)
    same = local[:3] == time.localtime()[:3]
    return time.strftime("%H:%M" if same else "%Y-%m-%d %H:%M", local)


def _held(drive: Drive) -> Held | None:
    """Return the credential; on another host it is not looked at each time, unless it is over."""
    mark, held = drive.looked
    far = not isinstance(drive.backend.runner, LocalRunner)
    if far and not drive.line.pausing and drive.clock() - mark < LOOK:
        return held
    try:
        held = drive.backend.held()
    except InputError as error:  # a file that is named, and is not there
        held = None
        drive.line.once(error.message, Notice(str(error), warning=True))
    if said := other_role(drive.looked[1], held):
        drive.line.once(said, Notice(said, warning=True))
    drive.looked = (drive.clock(), held)
    return held
