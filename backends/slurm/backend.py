"""The Slurm backend: commands go to the runner, answers to their readers."""

from __future__ import annotations

import shlex
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import ClassVar

from parisana.core.jobs.resources import Resources
from parisana.core.jobs.states import Answer
from parisana.errors import NoAnswer, Refused, SiteError, StorageError
from parisana.plugins.backend import Backend, Element, Ending, Found, Limits, Living, Submission
from parisana.plugins.known import Known
from parisana.plugins.runner import Runner

from . import accounting, controller, partitions, queue
from .answers import answer
from .by_hand import functions
from .cancelling import cancel_commands, check_cancelled
from .endings import is_unexplained
from .ids import TASK, by_submission, task_id
from .settings import SlurmSettings
from .submitting import directives, parse_submitted, submit_command, task_text


class SlurmBackend(Backend):
    """Sends arrays with ``sbatch``, follows them with ``squeue``, and asks ``sacct`` how they ended."""

    name: ClassVar[str] = "slurm"
    title: ClassVar[str] = "Slurm"
    settings_class: ClassVar[type[SlurmSettings]] = SlurmSettings
    settings: SlurmSettings

    def __init__(self, settings: SlurmSettings, runner: Runner) -> None:
        super().__init__(settings, runner)
        self._tasks = Known(queue.parse_task)
        self._room = settings.array_size
        """What the site may have room for: half of what it last had no room for, and more when that goes well."""

    @property
    def limits(self) -> Limits:  # type: ignore[override]  # it is asked for, not set
        """Return what can be sent at once: as the site file says, and never more than Slurm takes."""
        size = min(self.settings.array_size, self._largest_array, self._room)
        return replace(Limits(), rows_per_submission=size)

    def submit(self, submission: Submission) -> str:
        """Send an array."""
        self._make_folder(submission.log_dir)
        outcome = self.runner.run(submit_command(submission, self.settings), stdin=task_text(submission))
        try:
            native_id = parse_submitted(outcome)
        except Refused as error:
            if error.transient:
                self._room = max(1, submission.rows // 2)
            raise
        self._room = max(self._room, 2 * submission.rows)
        return native_id

    def find(self, tag: str) -> Found:
        """Look the tag up as a job's name, in the queue first; both must answer before it is absent."""
        try:
            native_id = queue.parse_tag(self._ask(queue.tag_command(tag, self.settings.cluster)), tag)
            native_id = native_id or self._find_in_accounting(tag)
        except SiteError:
            return Found(Answer.UNKNOWN)
        return Found(Answer.YES, native_id) if native_id else Found(Answer.NO)

    def attempt_id(self, native_id: str, row: int) -> str:
        """Return ``ID_ROW``, as Slurm writes it."""
        return task_id(native_id, row)

    def poll(self, native_ids: Sequence[str]) -> list[Living]:
        """Ask for all that this user has, whatever the number of submissions."""
        if not native_ids:
            return []
        text = self._ask(queue.living_command(self.settings.cluster))
        return queue.parse_living(text, set(native_ids), self._tasks)

    def endings(self, attempt_ids: Sequence[str]) -> list[Ending]:
        """Ask the accounting, and the controller for what that does not know (yet), or cannot say."""
        wanted = {task for task in attempt_ids if TASK.fullmatch(task)}
        if not wanted:
            return []
        accounted = self._accounted(wanted)
        ended = accounted or {}
        unclear = wanted - ended.keys()
        remembered = self._remembered(unclear).values() if unclear else ()
        # The controller does not know why it killed a task; an accounting that is only late will.
        return [*ended.values(), *(end for end in remembered if accounted is None or not is_unexplained(end))]

    def cancel(self, attempt_ids: Sequence[str]) -> None:
        """Cancel tasks by lists."""
        for command in cancel_commands(attempt_ids, self.settings.cluster):
            check_cancelled(self.runner.run(command))

    def elements(self) -> list[Element]:
        """Show the partitions."""
        start = time.monotonic()
        found = self._ask(partitions.partitions_command(self.settings.cluster))
        seconds = round(time.monotonic() - start, 3)
        jobs = self._ask(partitions.jobs_command(self.settings.cluster))
        return partitions.parse_elements(found, jobs, self.settings.partition, seconds)

    def call_in_words(self, submission: Submission) -> str:
        """Return the command that ``submit`` gives, with what each task runs."""
        return f"{shlex.join(submit_command(submission, self.settings))} <<'JOB'\n{task_text(submission)}JOB"

    def directives(self, resources: Resources, name: str, rows: int) -> list[str]:
        """Return ``#SBATCH`` lines."""
        return directives(resources, self.settings, name, rows)

    def submit_function(self) -> str:
        """Return the functions for ``submit.sh``."""
        return functions(self.settings)

    @cached_property
    def _largest_array(self) -> int:
        """Return how many tasks Slurm takes at once, asked once; where it does not say, the site file counts."""
        try:
            outcome = self.runner.run(controller.limits_command(), timeout=controller.PATIENCE)
        except SiteError:
            return self.settings.array_size
        return controller.parse_rows(outcome.stdout) or self.settings.array_size

    def _ask(self, command: Sequence[str]) -> str:
        return answer(self.runner.run(command))

    def _make_folder(self, path: str) -> None:
        try:
            self.runner.files.make_folders(path)
        except StorageError as error:
            hint = "Check the Logs area on the batch page."
            raise Refused(f"There is no place for the logs: {error.message}", hint=hint, field="areas.logs") from error

    def _find_in_accounting(self, tag: str) -> str | None:
        if not self.settings.accounting:
            return None
        outcome = self.runner.run(accounting.tag_command(tag, self.settings.cluster), timeout=accounting.PATIENCE)
        return None if accounting.is_disabled(outcome) else accounting.parse_tag(answer(outcome), tag)

    def _accounted(self, wanted: set[str]) -> dict[str, Ending] | None:
        """Return what the accounting says; ``None`` while it says nothing."""
        if not self.settings.accounting:
            return None
        command = accounting.ended_command(wanted, self.settings.cluster)
        try:
            return accounting.parse_ended(answer(self.runner.run(command, timeout=accounting.PATIENCE)), wanted)
        except SiteError:
            return None

    def _remembered(self, wanted: set[str]) -> dict[str, Ending]:
        """Return what the controller remembers; when it still holds a task, the queue's answer was not whole."""
        ended: dict[str, Ending] = {}
        for native_id in by_submission(wanted):
            outcome = self.runner.run(controller.memory_command(native_id, self.settings.cluster))
            if outcome.code != 0 and controller.UNKNOWN_JOB in outcome.stderr:
                continue
            memory = controller.parse_memory(answer(outcome), wanted)
            if memory.living:
                raise NoAnswer(f"The queue's answer was not whole: Slurm still holds {min(memory.living)}.")
            ended |= memory.ended
        return ended
