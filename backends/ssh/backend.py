"""The SSH backend: the queue is on the other machine, and found again whatever becomes of this one."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from parisana.core.documents.address import Address, parse_address
from parisana.core.jobs.resources import Resources
from parisana.core.jobs.states import Answer
from parisana.core.texts.document import Wrong
from parisana.errors import Bug, InputError, NoAnswer, SiteError
from parisana.plugins.backend import Backend, Element, Ending, Found, Limits, Living, Submission
from parisana.plugins.by_hand import SUBMIT_STAGE
from parisana.plugins.runner import Outcome, Runner

from . import answers
from .calls import GONE, call_command, install_command, script
from .order import order_text
from .settings import SSHSettings

TAG = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,59}")
ATTEMPT = re.compile(rf"({TAG.pattern})\.([1-9][0-9]*)")


class SSHBackend(Backend):
    """Runs rows straight on a remote machine, in slots shared by all productions of this user there."""

    name: ClassVar[str] = "ssh"
    title: ClassVar[str] = "SSH"
    limits: Limits = Limits(rows_per_submission=10_000, poll_s=5.0)
    settings_class: ClassVar[type[SSHSettings]] = SSHSettings
    settings: SSHSettings

    def __init__(self, settings: SSHSettings, runner: Runner) -> None:
        super().__init__(settings, runner)
        self._spool: str | None = None

    @classmethod
    def address(cls, settings: Mapping[str, Any]) -> Address | None:
        """Return the machine of the settings; what they do not say is left to the user's ssh configuration."""
        named = _host(settings)
        return Address(
            named.host,
            settings.get("user") or named.user,
            settings.get("port") or named.port,
            settings.get("key"),
            settings.get("jump_host"),
        )

    def submit(self, submission: Submission) -> str:
        """Put the submission into the spool under its tag; a tag that is there is not taken twice."""
        if not TAG.fullmatch(submission.tag) or submission.rows < 1:
            raise Bug(f"A submission cannot be named {submission.tag!r} with {submission.rows} rows.")
        outcome = self._call("submit", submission.tag, stdin=order_text(submission, self.settings))
        return answers.parse_taken(outcome, submission.tag)

    def find(self, tag: str) -> Found:
        """Look the tag up in the spool, which is queue and accounting in one."""
        try:
            return answers.parse_found(self._call("find_tag", tag), tag)
        except SiteError:
            return Found(Answer.UNKNOWN)

    def attempt_id(self, native_id: str, row: int) -> str:
        """Return ``TAG.ROW``."""
        return f"{native_id}.{row}"

    def poll(self, native_ids: Sequence[str]) -> list[Living]:
        """List the rows that have not ended; a queue process that is gone is started again."""
        tags = [tag for tag in native_ids if TAG.fullmatch(tag)]
        return answers.parse_living(self._call("poll", stdin=_lines(tags))) if tags else []

    def endings(self, attempt_ids: Sequence[str]) -> list[Ending]:
        """Read the end records of rows that left."""
        rows = _rows(attempt_ids)
        return answers.parse_endings(self._call("endings", stdin=_lines(rows))) if rows else []

    def cancel(self, attempt_ids: Sequence[str]) -> None:
        """End running rows with all their processes, and claim the waiting ones so that they never start."""
        rows = _rows(attempt_ids)
        if rows:
            answers.whole_lines(self._call("cancel", stdin=_lines(rows)))

    def elements(self) -> list[Element]:
        """Show the machine."""
        start = time.monotonic()
        outcome = self._call("machine")
        return [answers.parse_machine(outcome, self.settings.cores, round(time.monotonic() - start, 3))]

    def directives(self, resources: Resources, name: str, rows: int) -> list[str]:
        """Return nothing: a script run there needs no header."""
        return []

    def submit_function(self) -> str:
        """Return the bash function that runs a stage on the machine where it is called."""
        return SUBMIT_STAGE

    def _call(self, verb: str, *words: str, stdin: str = "") -> Outcome:
        """Call a verb of the queue; its script is put there first, once."""
        spool = self._installed()
        outcome = self.runner.run(call_command(spool, verb, *words), stdin=stdin, timeout=self.settings.timeout)
        if outcome.code == GONE:
            self._spool = None
            message = f"The spool folder {spool} is away."
            raise NoAnswer(message, hint="Is its disk mounted there? If it was removed, its records are gone with it.")
        return outcome

    def _installed(self) -> str:
        if self._spool is None:
            command = install_command(self.settings.spool)
            outcome = self.runner.run(command, stdin=script(), timeout=self.settings.timeout)
            self._spool = answers.parse_installed(outcome)
        return self._spool


def _host(settings: Mapping[str, Any]) -> Address:
    try:
        return parse_address(str(settings.get("host") or ""))
    except Wrong as error:
        raise InputError(error.message, hint=error.hint, field="settings.host") from error


def _rows(attempt_ids: Iterable[str]) -> list[str]:
    return [f"{found[1]} {found[2]}" for attempt in attempt_ids if (found := ATTEMPT.fullmatch(attempt))]


def _lines(words: Iterable[str]) -> str:
    return "".join(f"{word}\n" for word in words)
