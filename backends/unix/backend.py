"""The Unix backend: submissions become files in the spool, answers are read from it."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import ClassVar

from parisana.core.jobs.resources import Resources
from parisana.core.jobs.states import Answer, Failure
from parisana.errors import Bug, NoAnswer, Refused
from parisana.plugins.backend import Backend, Element, Ending, Found, Limits, Living, NativeState, Submission
from parisana.plugins.by_hand import SUBMIT_STAGE
from parisana.plugins.runner import Runner

from . import machine
from .processes import alive, signal_all
from .records import Order, Stop
from .settings import UnixSettings, display_environment, kept_environment
from .settle import settle
from .spool import Spool
from .starter import start_queue

TAG = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,59}")
CANCELLED = Stop(Failure.CANCELLED, "The job was cancelled.")


class UnixBackend(Backend):
    """Runs rows on this machine, in slots shared by all productions of this user."""

    name: ClassVar[str] = "unix"
    title: ClassVar[str] = "This machine"
    limits: Limits = Limits(rows_per_submission=10_000, grace_s=0.0, poll_s=0.5)
    settings_class: ClassVar[type[UnixSettings]] = UnixSettings
    local_to_host: ClassVar[bool] = True
    only_here: ClassVar[str] = "its queue is a process of this program, on the machine where it runs."
    settings: UnixSettings

    def __init__(self, settings: UnixSettings, runner: Runner) -> None:
        super().__init__(settings, runner)
        self.spool = Spool(settings.spool_folder())

    def submit(self, submission: Submission) -> str:
        """Put the submission into the spool under its tag; a tag that is there is not taken twice."""
        self._check(submission)
        try:
            draft = self.spool.prepare(self._order(submission))
        except OSError as error:
            message = f"The spool {self.spool.root} cannot be written: {error.strerror}."
            raise Refused(message, hint="Is there room on that disk?", transient=True) from error
        try:
            self.spool.accept(draft, submission.tag)
        except OSError as error:
            raise self._no_answer(error) from error
        # It is accepted; if the queue process cannot be started now, the next poll says so.
        with contextlib.suppress(OSError, NoAnswer):
            self._keep_queue()
        return submission.tag

    def find(self, tag: str) -> Found:
        """Look the tag up in the spool, which is queue and accounting in one."""
        try:
            self.spool.make()
            there = self.spool.has(tag)
        except OSError:
            return Found(Answer.UNKNOWN)
        return Found(Answer.YES, tag) if there else Found(Answer.NO)

    def attempt_id(self, native_id: str, row: int) -> str:
        """Return ``TAG.ROW``."""
        return f"{native_id}.{row}"

    def poll(self, native_ids: Sequence[str]) -> list[Living]:
        """List the rows that have not ended: one folder listing a submission."""
        try:
            living = [attempt for tag in native_ids if self.spool.has(tag) for attempt in self._living(tag)]
            if living:
                self._keep_queue()
        except OSError as error:
            raise self._no_answer(error) from error
        return living

    def endings(self, attempt_ids: Sequence[str]) -> list[Ending]:
        """Read the end records of rows that left."""
        try:
            return [ending for tag, rows in _by_tag(attempt_ids).items() for ending in self._endings(tag, rows)]
        except OSError as error:
            raise self._no_answer(error) from error

    def cancel(self, attempt_ids: Sequence[str]) -> None:
        """End running rows with all their processes, and claim the waiting ones so that they never start."""
        try:
            for tag, rows in _by_tag(attempt_ids).items():
                self._cancel(tag, rows)
        except OSError as error:
            raise self._no_answer(error) from error

    def elements(self) -> list[Element]:
        """Show this machine."""
        orders = {tag: self.spool.order(tag) for tag in self._tags()}
        rows = [(tag, attempt.state) for tag in orders for attempt in self._living(tag)]
        running = [tag for tag, state in rows if state is NativeState.RUNNING]
        used = sum(orders[tag].cores for tag in running)
        cores = self.settings.offered_cores()
        return [
            Element(
                element=machine.host(),
                status=f"load {machine.load():.2f}",
                response_time=0.0,
                cpus=cores,
                free_cpus=max(0, cores - used),
                running=len(running),
                queued=len(rows) - len(running),
            )
        ]

    def directives(self, resources: Resources, name: str, rows: int) -> list[str]:
        """Return nothing: a script run here needs no header."""
        return []

    def submit_function(self) -> str:
        """Return the bash function that runs a stage here and now."""
        return SUBMIT_STAGE

    def _check(self, submission: Submission) -> None:
        if not TAG.fullmatch(submission.tag) or submission.rows < 1:
            raise Bug(f"A submission cannot be named {submission.tag!r} with {submission.rows} rows.")
        offers = {
            "cores": (submission.resources.cores, self.settings.offered_cores()),
            "MB of memory": (submission.resources.memory_mb, self.settings.offered_memory_mb()),
        }
        for unit, (need, offer) in offers.items():
            if need > offer:
                hint = "Ask for less on the batch page, or raise the site's settings."
                raise Refused(f"A job needs {need} {unit}; {machine.host()} offers {offer}.", hint=hint)

    def _order(self, submission: Submission) -> Order:
        return Order(
            tag=submission.tag,
            script=submission.script,
            table=submission.table,
            rows=submission.rows,
            cores=submission.resources.cores,
            memory_mb=submission.resources.memory_mb,
            time_s=submission.resources.time_s,
            log_dir=submission.log_dir,
            environment={**kept_environment(), **submission.environment},
            offered_cores=self.settings.offered_cores(),
            offered_memory_mb=self.settings.offered_memory_mb(),
            submitted=time.time(),
            priority=self.settings.priority,
            nice=self.settings.nice,
            grace_s=self.settings.grace_s,
            terminal=self.settings.terminal(),
            terminal_environment=display_environment(),
        )

    def _keep_queue(self) -> None:
        """Start the queue process if something waits for it."""
        if any(self.spool.has(tag) for tag in self.spool.living()):
            start_queue(self.spool, self.settings.idle_s)

    def _tags(self) -> list[str]:
        try:
            self.spool.make()
            return [tag for tag in self.spool.living() if self.spool.has(tag)]
        except OSError as error:
            raise self._no_answer(error) from error

    def _living(self, tag: str) -> list[Living]:
        rows = self.spool.rows(tag)
        if rows.finished:
            return []
        running = {row for row in rows.started - rows.ended if settle(self.spool, tag, row)}
        waiting = set(range(1, self.spool.order(tag).rows + 1)) - rows.started - rows.ended
        states = dict.fromkeys(running, NativeState.RUNNING) | dict.fromkeys(waiting, NativeState.QUEUED)
        return [Living(self.attempt_id(tag, row), state) for row, state in sorted(states.items())]

    def _endings(self, tag: str, wanted: list[int]) -> list[Ending]:
        if not self.spool.has(tag):
            return []
        rows = self.spool.rows(tag)
        for row in rows.started - rows.ended:
            settle(self.spool, tag, row)
        return [
            Ending(
                native_id=self.attempt_id(tag, row),
                exit_code=end.exit_code,
                failure=end.failure,
                reason=end.reason,
                cpu_s=end.cpu_s,
                wall_s=end.wall_s,
                memory_mb=end.memory_mb,
            )
            for row, end in self.spool.ends(tag, wanted).items()
        ]

    def _cancel(self, tag: str, wanted: list[int]) -> None:
        if not self.spool.has(tag) or (rows := self.spool.rows(tag)).finished:
            return
        order = self.spool.order(tag)
        alive_rows = {row for row in wanted if 1 <= row <= order.rows} - rows.ended
        discarded = self.spool.discard(tag, sorted(alive_rows - rows.started), CANCELLED)
        for row in alive_rows - set(discarded):
            self._stop(tag, row)

    def _stop(self, tag: str, row: int) -> None:
        self.spool.ask_stop(tag, row, CANCELLED)
        start = self.spool.start(tag, row)
        if start is not None and start.launcher is not None and alive(start.launcher):
            signal_all([start.launcher.pid], signal.SIGUSR1)
        else:
            settle(self.spool, tag, row)

    def _no_answer(self, error: OSError) -> NoAnswer:
        reason = error.strerror or os.strerror(error.errno or 0)
        return NoAnswer(f"The spool {self.spool.root} cannot be read: {reason}.")


def _by_tag(attempt_ids: Iterable[str]) -> dict[str, list[int]]:
    """Sort attempts into their submissions."""
    found: dict[str, list[int]] = defaultdict(list)
    for attempt in attempt_ids:
        tag, _, row = attempt.rpartition(".")
        if tag and row.isdigit():
            found[tag].append(int(row))
    return found
