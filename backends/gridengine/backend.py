"""The Grid Engine backend: commands handed to the runner, answers read by the modules beside this one."""

from __future__ import annotations

import shlex
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from parisana.core.jobs.resources import Resources
from parisana.core.jobs.states import Answer
from parisana.errors import NoAnswer, SiteError
from parisana.plugins.backend import Backend, Element, Ending, Found, Limits, Living, Submission
from parisana.plugins.known import Known
from parisana.plugins.runner import Runner

from . import accounting, attempts, details, elements, queue
from .answers import no_answer
from .by_hand import SUBMIT_STAGE
from .sending import Sender, sender
from .settings import GridEngineSettings
from .submission import job_text, submit_command, submit_options

#: Accounting files of large sites are read from their beginning (s).
PATIENCE = 300.0
#: When the scheduler is first asked why jobs wait, and how often then (s): it is one more question, and the answer
#: changes slowly.
WHY_FIRST, WHY_EVERY = 60.0, 600.0


class GridEngineBackend(Backend):
    """Sends arrays to a Grid Engine cluster, here or on the submit host that the runner reaches."""

    name: ClassVar[str] = "gridengine"
    title: ClassVar[str] = "Grid Engine"
    limits: Limits = Limits(grace_s=300.0, poll_s=30.0)
    settings_class: ClassVar[type[GridEngineSettings]] = GridEngineSettings
    settings: GridEngineSettings

    def __init__(self, settings: GridEngineSettings, runner: Runner) -> None:
        super().__init__(settings, runner)
        self.limits = replace(self.limits, rows_per_submission=settings.array_size)
        self.sender: Sender = sender(settings, runner)
        self._tasks = Known(queue.parse_part)
        self._why: dict[str, str] = {}
        self._why_due = time.monotonic() + WHY_FIRST

    def submit(self, submission: Submission) -> str:
        """Send one array; the tag is its name."""
        return self.sender.submit(submission)

    def find(self, tag: str) -> Found:
        """Look for a job of this name in the queue, and then in the accounting."""
        try:
            numbers = queue.numbers_named(self._ask(queue.names_command()), tag) or self._accounted(tag)
        except SiteError:
            return Found(Answer.UNKNOWN)
        return Found(Answer.YES, min(numbers, key=int)) if numbers else Found(Answer.NO)

    def attempt_id(self, native_id: str, row: int) -> str:
        """Return ``NUMBER.TASK``, as Grid Engine writes it."""
        return f"{native_id}.{row}"

    def poll(self, native_ids: Sequence[str]) -> list[Living]:
        """Ask for all tasks at once, and once more for the reasons of those in an error state."""
        wanted = {number for number in native_ids if attempts.is_number(number)}
        if not wanted:
            return []
        tasks = [task for task in self._queue() if task.number in wanted]
        errors = self._told(details.parse_errors, {task.number for task in tasks if task.in_error})
        self._ask_why({task.number for task in tasks if task.waits})
        told = errors or self._why
        return [_living(task, errors, self._why) if told else task.living for task in tasks]

    def endings(self, attempt_ids: Sequence[str]) -> list[Ending]:
        """Ask the accounting; those that it does not know may be in the queue after all."""
        wanted = attempts.by_number(attempt_ids)
        if not wanted:
            return []
        records = self._records(*sorted(wanted, key=int))
        found = accounting.endings_of(records, attempt_ids)
        unknown = set(attempt_ids) - {ending.native_id for ending in found}
        if unknown and unknown & {task.living.native_id for task in self._queue()}:
            raise NoAnswer("The last list of qstat was not whole: jobs that it left out are still in the queue.")
        return found

    def cancel(self, attempt_ids: Sequence[str]) -> None:
        """Delete tasks, as ranges, in calls of bearable length."""
        self.sender.cancel(attempts.by_number(attempt_ids))

    def elements(self) -> list[Element]:
        """List the queues with their slots, and how long the answer took."""
        began = time.monotonic()
        text = self._ask(elements.elements_command())
        return elements.parse_elements(text, self.settings.queue, round(time.monotonic() - began, 3))

    def call_in_words(self, submission: Submission) -> str:
        """Return the call of ``qsub`` with the text that each task runs."""
        return f"{shlex.join(submit_command(self.settings, submission))} <<'JOB'\n{job_text(submission)}JOB"

    def directives(self, resources: Resources, name: str, rows: int) -> list[str]:
        """Return the same options as ``#$`` lines."""
        words = [*submit_options(self.settings, resources, name), "-t", f"1-{rows}"]
        return [f"#$ {option} {shlex.quote(value)}" for option, value in zip(words[::2], words[1::2], strict=True)]

    def submit_function(self) -> str:
        """Return the bash functions around ``qsub`` and ``qstat``."""
        return SUBMIT_STAGE

    def _queue(self) -> list[queue.Task]:
        return queue.parse_queue(self._ask(queue.queue_command()), self._tasks)

    def _ask_why(self, numbers: set[str]) -> None:
        """Ask now and then why submissions wait; what was said holds until then."""
        if numbers and time.monotonic() >= self._why_due:
            self._why, self._why_due = self._told(details.parse_waiting, numbers), time.monotonic() + WHY_EVERY

    def _told(self, parse: Callable[[str], dict[str, str]], numbers: set[str]) -> dict[str, str]:
        """Return what is said of these in detail; without an answer, they are where they are all the same."""
        if not numbers:
            return {}
        try:
            return parse(self._ask(details.details_command(numbers)))
        except NoAnswer:
            return {}

    def _accounted(self, tag: str) -> set[str]:
        return {record["jobnumber"] for record in self._records(tag) if record["jobname"] == tag}

    def _records(self, *names: str) -> list[accounting.Record]:
        command = accounting.accounting_command(names)
        return accounting.parse_accounting(self.runner.run(command, timeout=PATIENCE))

    def _ask(self, command: list[str]) -> str:
        outcome = self.runner.run(command)
        if outcome.code != 0:
            raise no_answer(command[0], outcome)
        return outcome.stdout


def _living(task: queue.Task, errors: Mapping[str, str], waits: Mapping[str, str]) -> Living:
    name, state, reason = task.living.native_id, task.living.state, task.living.reason
    if task.waits:
        return Living(name, state, reason or waits.get(task.number, ""))
    why = errors.get(name, "") if task.in_error else ""
    return Living(name, state, f"{reason.rstrip('.')}: {why}.") if why else task.living
