"""Jobs sent to a workload management system, many in one call; it chooses the element of each."""

from __future__ import annotations

import shlex
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from typing import ClassVar

from parisana.backends.cream.service import published
from parisana.backends.cream.settings import CreamSettings
from parisana.backends.grid.delegations import stamp_of
from parisana.backends.grid.sandbox import pack_rows
from parisana.core.jobs.resources import Resources
from parisana.core.jobs.states import Answer
from parisana.errors import NoAnswer, SiteError
from parisana.plugins.backend import Backend, Element, Ending, Found, Limits, Living, Server, Submission
from parisana.plugins.held import Held, proxy_of
from parisana.plugins.runner import Outcome, Runner

from . import commands, elements, outputs
from .answers import Unstarted, own_words, parse_matches
from .asking import Asking, chunks, whole
from .by_hand import functions
from .description import describe
from .names import Attempt, attempt_named, attempts_of, submission_name
from .sending import Sending
from .states import FORGOTTEN, LIVING, OVER, ending_of, failed_for_now, has_output, says_why
from .status import Known, parse_list

#: How long (s) a job that failed may be tried again by the WMS, and what a job said may be on its way.
MENDS, ARRIVES = 900.0, 600.0
#: Seconds after which nobody is still sending a job's files.
ABANDONED = 900.0


class WmsBackend(Backend):
    """Submits to a WMS, asks its bookkeeping, and brings back what jobs said."""

    name: ClassVar[str] = "wms"
    title: ClassVar[str] = "Distributed Grid by WMS"
    carries: ClassVar[bool] = True
    shows: ClassVar[str] = "proxy"
    settings_class: ClassVar[type[CreamSettings]] = CreamSettings
    settings: CreamSettings
    limits = Limits(rows_per_submission=100, grace_s=300.0, poll_s=60.0)

    def __init__(self, settings: CreamSettings, runner: Runner) -> None:
        super().__init__(settings, runner)
        self.limits = replace(self.limits, rows_per_submission=settings.jobs_at_once)
        self._asking = Asking(self._run)
        self._since: dict[tuple[str, str], float] = {}
        self._folder = ""

    def submit(self, submission: Submission) -> str:
        """Send it as one job, or as one of many rows, to the server that is next."""
        elements.checked(self.settings)
        carried = pack_rows(submission, self.runner.files)
        path = describe(submission, carried, self.settings, self.runner.files)
        try:
            return submission_name(self._sending.send(path), submission.rows)
        except Unstarted as error:
            self._stop(error.job)
            raise

    def find(self, tag: str) -> Found:
        """Look for the tag in the description of every job that the bookkeeping has of this user."""
        try:
            jobs = parse_list(self._run(commands.list_command(self.settings.vo)))
            described = self._asking.described(job for job, known in jobs.items() if known.state not in FORGOTTEN)
            here = [job for job, known in described.items() if known.tag == tag]
            started = [job for job in here if jobs[job].state != "Submitted"]
            if not started and here and not all(self._given_up(job, jobs[job]) for job in here):
                return Found(Answer.UNKNOWN)
        except SiteError:
            return Found(Answer.UNKNOWN)
        if started:
            return Found(Answer.YES, submission_name(started[0], described[started[0]].rows))
        return Found(Answer.NO)

    def attempt_id(self, native_id: str, row: int) -> str:
        """Return the name of one row: the WMS gives each an id of its own, later."""
        return str(next((each for each in attempts_of(native_id) if each.row == row), f"{native_id}/{row}"))

    def poll(self, native_ids: Sequence[str]) -> list[Living]:
        """Ask for all jobs in one go; those of a silent server keep the state that they have."""
        named = [attempt for native_id in native_ids for attempt in attempts_of(native_id)]
        self._asking.ask(attempt.job for attempt in named)
        return list(self._asking.living(named))

    def endings(self, attempt_ids: Sequence[str]) -> list[Ending]:
        """Say how rows ended; one that the WMS may mend, or whose output is on its way, is left out for a while."""
        named = _named(attempt_ids)
        unknown = {attempt.job for _, attempt in named if not self._asking.over(attempt)}
        self._asking.ask(unknown)
        return [
            ending_of(name, known)
            for name, attempt in named
            if (known := self._asking.of(attempt)) and known.state in OVER and not self._waits(name, known)
        ]

    def bring(self, attempts: Mapping[str, str], folder: str) -> Mapping[str, str]:
        """Fetch what rows that are over said; of those that did not come to their end, what the WMS knows."""
        self._folder = folder
        left = [(name, attempt) for name, attempt in _named(attempts) if self._asking.over(attempt)]
        ids = self._asking.ids(left, has_output)
        fetched = outputs.fetch(list(ids), folder, self._give, self.runner.files) if ids else {}
        said = {ids[job]: text for job, text in fetched.items()}
        quiet = [(name, attempt) for name, attempt in left if name not in said]
        for name, _ in quiet:
            self._since.setdefault((name, "output"), time.monotonic())
        for name in said:
            self._since.pop((name, "output"), None)
        return {**said, **self._logged(quiet)}

    def dismiss(self, attempt_ids: Sequence[str]) -> None:
        """Let the WMS forget rows whose end is recorded; what it keeps, it forgets by itself after days."""
        named = _named(attempt_ids)
        ids = self._asking.ids(named, has_output) if self._folder else {}
        with suppress(SiteError):
            outputs.let_go(list(ids), self._folder, self._give, self.runner.files)
        gone = {name for name, _ in named}
        self._since = {key: since for key, since in self._since.items() if key[0] not in gone}

    def cancel(self, attempt_ids: Sequence[str]) -> None:
        """Cancel what lives; a job whose rows have no names yet is cancelled whole when all of them are meant."""
        named = [attempt for _, attempt in _named(attempt_ids)]
        self._asking.ask(dict.fromkeys(attempt.job for attempt in named))
        living = [attempt for attempt in named if self._asking.state(attempt) in (*LIVING, None)]
        found = {self._asking.id_of(attempt) or whole(attempt, named) for attempt in living}
        for jobs in chunks(sorted(filter(None, found))):
            outcome = self._run(commands.cancel_command(jobs))
            if outcome.code != 0 and "not allowed" not in outcome.stderr:
                raise NoAnswer(f"The WMS gives no answer: {own_words(outcome)}.")
        if None in found:
            raise NoAnswer("The WMS has not named some of these jobs yet, and cancels them only then.")

    def held(self) -> Held | None:
        """Return the proxy that the commands show."""
        return proxy_of(self.runner)

    def elements(self) -> list[Element]:
        """Show the elements of the organisation; in use are those that the WMS would choose from."""
        path = self._temporary()
        self.runner.files.write(path, elements.smallest_job(self.settings).encode())
        try:
            matches = self._sending.over(
                lambda server, name: parse_matches(self._run(commands.match_command(server, name, path)))
            )
        finally:
            self.runner.files.remove(path)
        return elements.rows(self.settings, published(self.settings, self._run), matches)

    def servers(self) -> list[Server]:
        """Show the servers, each by whether it answers."""
        return elements.ask_servers(elements.checked(self.settings), self._sending.delegate)

    def call_in_words(self, submission: Submission) -> str:
        """Return the command that ``submit`` gives."""
        delegation = "DELEGATION" if self.settings.use_proxy_delegation else None
        server = next(iter(self.settings.wms_servers), "SERVER")
        return shlex.join(commands.submit_command(server, delegation, f"{submission.tag}.sandbox/job.jdl"))

    def directives(self, resources: Resources, name: str, rows: int) -> list[str]:
        """Return nothing: what a job of the Grid needs stands in its description."""
        return []

    def submit_function(self) -> str:
        """Return the functions for ``submit.sh``."""
        return functions(self.settings)

    @cached_property
    def _sending(self) -> Sending:
        servers, delegates = elements.checked(self.settings), self.settings.use_proxy_delegation
        return Sending(self._give, servers, delegates, stamp_of(self.runner))

    def _temporary(self) -> str:
        made = self._run(commands.TEMPORARY)
        if made.code != 0:
            raise SiteError(f"No temporary file can be made where the commands of the WMS are: {made.stderr.strip()}.")
        return made.stdout.strip()

    def _logged(self, quiet: Sequence[tuple[str, Attempt]]) -> dict[str, str]:
        """Return what the WMS knows of rows that said nothing."""
        ids = self._asking.ids(quiet, says_why)
        try:
            found = outputs.logged(list(ids), self._give)
        except SiteError:
            return {}
        return {ids[job]: text for job, text in found.items() if job in ids}

    def _waits(self, name: str, known: Known) -> bool:
        """Whether more may be heard of a row that is over: it is mended, or what it said arrives."""
        if failed_for_now(known):
            return self._younger((name, "failed"), MENDS)
        return has_output(known) and (name, "output") in self._since and self._younger((name, "output"), ARRIVES)

    def _younger(self, key: tuple[str, str], age: float) -> bool:
        return time.monotonic() - self._since.setdefault(key, time.monotonic()) < age

    def _given_up(self, job: str, known: Known) -> bool:
        """Stop a job that was registered long ago, and that nobody starts; whether it is stopped."""
        old = known.submitted is not None and time.time() - known.submitted > ABANDONED
        return old and self._stop(job)

    def _stop(self, job: str) -> bool:
        with suppress(SiteError):
            return self._run(commands.cancel_command([job])).code == 0
        return False

    def _run(self, command: Sequence[str]) -> Outcome:
        return self.runner.run(command, timeout=commands.PATIENCE)

    def _give(self, command: Sequence[str], timeout: float) -> Outcome:
        return self.runner.run(command, timeout=timeout)


def _named(attempt_ids: Iterable[str]) -> list[tuple[str, Attempt]]:
    return [(name, attempt) for name in attempt_ids if (attempt := attempt_named(name))]
