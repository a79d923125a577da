"""Jobs whose nodes see no Working area: what they said is brought back into it, as if they had written it there."""

from __future__ import annotations

from collections.abc import Sequence

from parisana.app.recording.drive import Drive
from parisana.bookkeeping.values.records import LivingAttempt

BEGIN, END = "-----BEGIN PARISANA REPORT-----", "-----END PARISANA REPORT-----"
#: Where the batch system's own tools may put files meanwhile.
ARRIVALS = "arrivals"


def bring_back(drive: Drive, left: Sequence[LivingAttempt]) -> None:
    """Put logs and reports of attempts that left where those of other jobs are; what is there already stays."""
    if not drive.backend.carries:
        return
    reported = {entry.name for entry in drive.working.entries(drive.working.root / "reports")}
    missing = {
        each.native_id: each
        for each in left
        if each.native_id and drive.working.report(each.tag, each.row).name not in reported
    }
    folder = str(drive.working.root / ARRIVALS)
    said = drive.backend.bring({native: each.tag for native, each in missing.items()}, folder) if missing else {}
    for native, text in said.items():
        _put(drive, missing[native], text)


def _put(drive: Drive, attempt: LivingAttempt, text: str) -> None:
    """Write the log first: a report that is there says that all is."""
    drive.working.write(drive.working.log(attempt.tag, attempt.row), text)
    report = report_in(text)
    if report is not None:
        drive.working.write(drive.working.report(attempt.tag, attempt.row), report)


def report_in(text: str) -> str | None:
    """Return the last report that a job printed whole; a payload may print the same lines before it."""
    _, begun, rest = text.rpartition(f"{BEGIN}\n")
    report, ended, _ = rest.partition(f"{END}\n")
    return report if begun and ended else None


def dismiss(drive: Drive, attempts: Sequence[LivingAttempt]) -> None:
    """Let the batch system forget what is recorded."""
    natives = [each.native_id for each in attempts if each.native_id]
    if drive.backend.carries and natives:
        drive.backend.dismiss(natives)
