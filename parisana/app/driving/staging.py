"""Files on tape: asked for before the jobs that need them are sent, and jobs set free as their files come.

A job whose inputs are on tape only goes from ready to staging when its files were asked for, and back when all of them
are at hand. Nothing but that is remembered: a driver that comes later looks at the same jobs. While a storage is
silent nobody knows, so nothing is asked for, set free or sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from parisana.app.planning.input_files import files_on_tapes
from parisana.app.recording.drive import Drive, Notice
from parisana.bookkeeping.values.entries import JobChange
from parisana.bookkeeping.values.records import EventRecord, JobRecord
from parisana.core.jobs.staged import Staged, parse_staged
from parisana.core.jobs.states import Answer, Failure, JobState
from parisana.core.texts.words import counted
from parisana.errors import SiteError, StorageError
from parisana.plugins.storage import Locality

#: Files that have not come for so long (s) are asked for once more: requests get lost.
ASK_AGAIN = 6 * 3600.0
#: At most so often (s) a tape is asked how far it is.
LOOK = 30.0
SOURCE = "tape"
#: Nothing is asked for.
DONE = Staged(0, 0)
#: Jobs by id -> the files that they need.
Needs = Mapping[int, Sequence[str]]


def at_hand(drive: Drive, jobs: Sequence[JobRecord]) -> list[JobRecord]:
    """Return those of these jobs that can be sent now; the files of others are asked for."""
    needs = files_on_tapes(drive.book, drive.storage, jobs) if drive.tapes.there else {}
    if not any(needs.values()):
        return list(jobs)
    found = _look(drive, {url for urls in needs.values() for url in urls})
    if found is None:
        return []
    asleep = [job for job in jobs if any(found[url] is Locality.NEARLINE for url in needs[job.id])]
    _ask_for(drive, asleep, needs, found)
    waiting = {job.id for job in asleep}
    return [job for job in jobs if job.id not in waiting]


def release(drive: Drive) -> int:
    """Set the jobs free whose files have come; return how many."""
    jobs = _staging(drive)
    now, pause = drive.clock(), min(LOOK, drive.backend.limits.poll_s)
    if not jobs or now - drive.tapes.looked < pause:
        return 0
    drive.tapes.looked = now
    needs = files_on_tapes(drive.book, drive.storage, jobs)
    found = _look(drive, {url for urls in needs.values() for url in urls})
    if found is None:
        return 0
    missing = {job.id: [url for url in needs[job.id] if found[url] is Locality.NEARLINE] for job in jobs}
    _ask_again(drive, jobs, missing)
    drive.book.step_jobs(drive.id, [_step(drive, job, missing[job.id]) for job in jobs], SOURCE)
    _tell(drive, 0, len({url for urls in missing.values() for url in urls}))
    return sum(not urls for urls in missing.values())


def _look(drive: Drive, urls: Iterable[str]) -> Mapping[str, Locality] | None:
    """Say where files are; nothing while a storage is silent. What is surely missing is the job's to find out."""
    found = drive.storage.localities(sorted(urls))
    unknown = [url for url, place in found.items() if place is Locality.UNKNOWN]
    silent = [stat.reason for stat in drive.storage.stat_many(unknown).values() if stat.exists is Answer.UNKNOWN]
    if silent:
        drive.tapes.line.silent(silent[0])
        return None
    drive.tapes.line.answered()
    return found


def _ask_for(drive: Drive, jobs: Sequence[JobRecord], needs: Needs, found: Mapping[str, Locality]) -> None:
    """Ask for the files of jobs, in one request a storage, as far as it takes them; the other jobs stay ready."""
    known = _awaited(drive) if jobs else set()
    taken: dict[int, list[str]] = {}
    urls = set(known)
    for job in jobs:
        mine = [url for url in needs[job.id] if found[url] is Locality.NEARLINE]
        if len(urls | set(mine)) <= max(len(mine), min(drive.storage.most_asked(url) for url in mine)):
            urls |= set(mine)
            taken[job.id] = mine
    chosen = [job for job in jobs if job.id in taken]
    if chosen and _request(drive, sorted(urls - known), chosen):
        drive.book.step_jobs(drive.id, [_waits(drive, job, taken[job.id]) for job in chosen], SOURCE)
        _tell(drive, len(urls - known))


def _request(drive: Drive, urls: Sequence[str], jobs: Sequence[JobRecord]) -> bool:
    """Ask for files; jobs whose files the storage refuses to bring have failed."""
    try:
        if urls:
            drive.storage.bring_online(urls)
    except (StorageError, SiteError) as error:
        if error.transient:
            drive.tapes.line.silent(error.message)
        else:
            _refused(drive, jobs, error.message)
        return False
    drive.tapes.asked.update(dict.fromkeys(urls, drive.clock()))
    if urls:
        files = counted(len(urls), "1 file is", "{0} files are")
        drive.tell(Notice(f"{files} asked from tape for {counted(len(jobs), '1 job', '{0} jobs')}."))
    return True


def _refused(drive: Drive, jobs: Sequence[JobRecord], why: str) -> None:
    now = drive.clock()
    drive.book.step_jobs(drive.id, [JobChange(job.id, JobState.STAGING, now, reason=why) for job in jobs], SOURCE)
    failed = [JobChange(job.id, JobState.FAILED, now, Failure.STAGE_IN, why) for job in jobs]
    drive.book.step_jobs(drive.id, failed, SOURCE)


def _ask_again(drive: Drive, jobs: Sequence[JobRecord], missing: Needs) -> None:
    """Ask once more for what should have come long ago."""
    now, asked = drive.clock(), drive.tapes.asked
    late = {
        url: None
        for job in jobs
        for url in missing[job.id]
        if now - max(asked.get(url, 0.0), job.changed_at) > ASK_AGAIN
    }
    if late:
        _request(drive, list(late), [job for job in jobs if not late.keys().isdisjoint(missing[job.id])])


def _step(drive: Drive, job: JobRecord, missing: Sequence[str]) -> JobChange:
    """Return where a job goes from here: it is free, or goes on waiting."""
    if missing:
        return _waits(drive, job, missing)
    return JobChange(job.id, JobState.READY, drive.clock(), reason="its files are at hand")


def _waits(drive: Drive, job: JobRecord, missing: Sequence[str]) -> JobChange:
    now, reason = drive.clock(), counted(len(missing), "1 file is on tape", "{0} files are on tape")
    return JobChange(job.id, JobState.STAGING, now, reason=reason, answered_at=now)


def _staging(drive: Drive) -> list[JobRecord]:
    """Return all jobs that wait for a tape."""
    counts = drive.book.count_by_state(drive.id)
    if not drive.tapes.there or not any(states.get(JobState.STAGING) for states in counts.values()):
        return []
    found: list[JobRecord] = []
    while page := drive.book.jobs(drive.id, JobState.STAGING, after=found[-1].number if found else 0):
        found += page
    return found


def _awaited(drive: Drive) -> set[str]:
    """Return the files that jobs wait for already."""
    needs = files_on_tapes(drive.book, drive.storage, _staging(drive))
    return {url for urls in needs.values() for url in urls}


def _tell(drive: Drive, new: int, missing: int | None = None) -> None:
    """Write down how far the tapes are, when that has changed; where all had come, counting begins anew."""
    before = drive.tapes.told or staged(drive.book.deeds(drive.id)) or DONE
    before = before if before.online < before.asked else DONE
    asked = max(before.asked + new, missing or 0)
    now = Staged(before.online if missing is None else asked - missing, asked)
    if now != drive.tapes.told:
        drive.book.note(drive.id, drive.clock(), SOURCE, str(now))
        drive.tapes.told = now


def staged(deeds: Iterable[EventRecord]) -> Staged | None:
    """Return how far the tapes of a production are, from what happened to it."""
    return next((parse_staged(each.text) for each in reversed(list(deeds)) if each.source == SOURCE), None)
