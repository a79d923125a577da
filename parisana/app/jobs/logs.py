"""The logs of jobs: where each lies, and how it is read from here. ``session.logs``."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from parisana.app.planning.recorded import recorded_site
from parisana.app.sites.reach import files_away, files_of
from parisana.app.sites.remote_log import copied_log
from parisana.app.working.working import Working
from parisana.errors import InputError, SiteError, StorageError

from .job_detail import JobDetail
from .logfile import LogFile
from .logsource import FarSource

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping


class Logs:
    """What finds logs, and brings those of submit hosts below ``home``."""

    def __init__(self, book: Callable[[], Bookkeeping], home: Path) -> None:
        self._book, self._home = book, home

    def newest(self, production: int, number: int) -> Path:
        """Return where the log of a job's newest attempt lies, on whatever host that is."""
        job = self._book().job(production, number)
        attempts = self._book().attempts_of(job.id)
        if not attempts:
            raise InputError(f"Job {production}.{number} has not been sent yet, so it has no log.")
        working = Working(Path(self._book().production(production).working))
        return working.log(attempts[-1].tag, attempts[-1].row)

    def here(self, production: int, log: Path) -> Path:
        """Return a log as a file of this machine; of one on a submit host, a copy of its end as it is now."""
        site = recorded_site(self._book(), production)[1]
        if not files_away(site):
            return log
        return copied_log(files_of(site), log, self._home / "logs" / f"production-{production:06d}")

    def open(self, production: int, number: int) -> LogFile:
        """Open the newest log where it lies; on a submit host, each part is fetched when it is looked at."""
        log, site = self.newest(production, number), recorded_site(self._book(), production)[1]
        return LogFile(log, FarSource(files_of(site), log)) if files_away(site) else LogFile(log)

    def brought(self, production: int, detail: JobDetail) -> JobDetail:
        """Return a job whose newest log can be read here, unless its host does not give it."""
        if not detail.attempts:
            return detail
        *earlier, newest = detail.attempts
        with suppress(SiteError, StorageError):
            newest = replace(newest, log=self.here(production, newest.log))
        return replace(detail, attempts=(*earlier, newest))
