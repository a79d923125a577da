"""A production whose jobs wait for nothing but a person's word: it is not at its end, and the person is told."""

from __future__ import annotations

from parisana.app.ground.command_line import command_line
from parisana.app.recording.drive import Drive, Notice


def waits_for_word(drive: Drive) -> bool:
    """Whether jobs wait until something is declared ready; what it is, is said when it begins."""
    waits = drive.book.awaits_word(drive.id)
    if waits and not drive.told_to_declare:
        needed = [each for each in drive.book.needed(drive.id) if not each.ready]
        shown = "; ".join(command_line("ready declare", each.id) for each in needed[:3])
        names = ", ".join(each.path for each in needed[:3]) + (" …" if len(needed) > 3 else "")
        drive.tell(Notice(f"Jobs wait until somebody declares {names} ready: {shown}"))
    drive.told_to_declare = waits
    return waits
