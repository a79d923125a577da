"""The backend: commands of the description go to the runner, answers come back as records."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Sequence
from typing import ClassVar

from parisana.core.jobs.resources import Resources
from parisana.core.jobs.states import Answer
from parisana.core.sites.batch import Question
from parisana.errors import Bug, NoAnswer, Refused, SiteError
from parisana.plugins.backend import Backend, Element, Ending, Found, Limits, Living, NativeState, Submission
from parisana.plugins.runner import Outcome, Runner

from . import ids as naming
from .answers import Record, attempt_of, excused, parse_answer, said
from .by_hand import submit_function
from .ends import number, parse_ending
from .job import submit_input
from .settings import DescribedSettings
from .words import command, is_array, lines, marked, question_commands, submit_command

TAG = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,59}")


class DescribedBackend(Backend):
    """Speaks to a batch system as its description says."""

    name: ClassVar[str] = "described"
    title: ClassVar[str] = "Batch system by description"
    settings_class: ClassVar[type[DescribedSettings]] = DescribedSettings
    settings: DescribedSettings

    def __init__(self, settings: DescribedSettings, runner: Runner) -> None:
        super().__init__(settings, runner)
        self.system = settings.system()
        limits = self.system.limits
        rows = min(limits.rows, settings.array_size or limits.rows)
        self.limits = Limits(rows_per_submission=rows, grace_s=limits.grace, poll_s=limits.poll)
        self._user = ""

    def submit(self, submission: Submission) -> str:
        """Send it; only words that the description knows as a refusal count as one."""
        if not TAG.fullmatch(submission.tag) or submission.rows < 1:
            raise Bug(f"A submission cannot be named {submission.tag!r} with {submission.rows} rows.")
        naked = self._lines(submission.resources)
        argv = submit_command(self.system, submission.tag, submission.rows)
        answer = self._run(argv, submit_input(self.system, submission, naked))
        return self._accepted(answer, argv[0], submission.rows)

    def find(self, tag: str) -> Found:
        """Look the tag up with every question that the description has for it."""
        try:
            for question in self.system.find:
                for record in self._ask(question, tag=tag):
                    if record.get("tag", tag) == tag:
                        array = record.get("row") is not None
                        return Found(Answer.YES, naming.submission_id(self.system, record["number"], array=array))
        except SiteError:
            return Found(Answer.UNKNOWN)
        return Found(Answer.NO)

    def attempt_id(self, native_id: str, row: int) -> str:
        """Return the id of one row, as the description forms it."""
        return naming.attempt_id(self.system, native_id, row)

    def poll(self, native_ids: Sequence[str]) -> list[Living]:
        """Ask the queue; where it says nothing at all of a submission, ask once more whether that is true."""
        asked = naming.submissions(self.system, native_ids)
        if not asked:
            return []
        living = self._living(self._ask(self.system.poll, list(asked.values())), asked)
        if self.system.endings.confirms:
            seen = {(each.number, each.row is not None) for each in living}
            doubtful = [native for key, native in asked.items() if key not in seen]
            if doubtful:
                living |= self._living(self._ask(self.system.endings, doubtful), asked)
        return self._with_reasons(living)

    def endings(self, attempt_ids: Sequence[str]) -> list[Ending]:
        """Ask the accounting; attempts that it takes for living have not ended."""
        wanted = naming.known(self.system, attempt_ids)
        if not wanted:
            return []
        ends = (parse_ending(self.system, record) for record in self._ask(self.system.endings, wanted))
        known = {end.native_id: end for end in ends if end is not None}
        return [known[each] for each in wanted if each in known]

    def cancel(self, attempt_ids: Sequence[str]) -> None:
        """Cancel; complaints about attempts that are gone are none."""
        wanted = naming.known(self.system, attempt_ids)
        most = self.system.limits.ids
        for start in range(0, len(wanted), most):
            argv = command(self.system.cancel.command, {}, {"ids": wanted[start : start + most]})
            answer = self._run(argv)
            words = (answer.stderr + "\n" + answer.stdout).splitlines()
            if answer.code and not excused(words, self.system.cancel.gone):
                raise NoAnswer(said(argv[0], answer))

    def elements(self) -> list[Element]:
        """Show the queues, or whatever the description calls an element."""
        return [self._element(record) for record in self._ask(self.system.elements)]

    def call_in_words(self, submission: Submission) -> str:
        """Return the submit command, and what it reads."""
        words = shlex.join(submit_command(self.system, submission.tag, submission.rows))
        return f"{words}  # each row runs: {super().call_in_words(submission).partition('  #')[0]}"

    def directives(self, resources: Resources, name: str, rows: int) -> list[str]:
        """Return what a job needs and what the site file says, as lines of a script."""
        return marked(self.system, self._lines(resources))

    def submit_function(self) -> str:
        """Return the bash functions for ``submit.sh``."""
        return submit_function(self.system)

    def _lines(self, resources: Resources) -> list[str]:
        return lines(self.system, self.settings.chosen(), resources, self.settings.exclude)

    def _accepted(self, answer: Outcome, program: str, rows: int) -> str:
        found = re.search(self.system.submit.accepted, answer.stdout, re.MULTILINE)
        if answer.code == 0 and found:
            return naming.submission_id(self.system, found["number"], array=is_array(self.system, rows))
        words = f"{answer.stderr}\n{answer.stdout}"
        for refusal in self.system.submit.refused:
            if not found and re.search(refusal.says, words, re.MULTILINE):
                raise Refused(said(program, answer), field=refusal.field, transient=refusal.passes)
        silent = f"{program} did not say under which number it took the jobs."
        raise NoAnswer(said(program, answer) if answer.code else silent)

    def _living(self, records: Iterable[Record], asked: dict[tuple[str, bool], str]) -> dict[naming.Attempt, Living]:
        """Return those of the asked submissions that live."""
        found = {}
        for record in records:
            attempt = attempt_of(record)
            state = self.system.states.get(record["state"], "held")
            if state != "left" and (attempt.number, attempt.row is not None) in asked:
                reason = self._word(record["state"]) or record.get("reason", "")
                found[attempt] = Living(naming.native(self.system, attempt), NativeState(state), reason)
        return found

    def _word(self, state: str) -> str:
        """Explain a state that the description does not know."""
        return "" if state in self.system.states else f"{self.system.title} says {state}."

    def _with_reasons(self, living: dict[naming.Attempt, Living]) -> list[Living]:
        """Say why attempts are held, where that takes a question of its own."""
        question = self.system.reasons
        held = {key: each for key, each in living.items() if each.state is NativeState.HELD and not each.reason}
        if question is None or not held:
            return list(living.values())
        told = {attempt_of(record): record["reason"] for record in self._ask(question)}
        said_why = {key: Living(each.native_id, each.state, told.get(key, "")) for key, each in held.items()}
        return list((living | said_why).values())

    def _element(self, record: Record) -> Element:
        names = ("cpus", "free_cpus", "running", "queued")
        counts = {name: None if (count := number(record.get(name))) is None else int(count) for name in names}
        used = self.settings.queue in (None, record["element"])
        return Element(record["element"], record.get("status", "") or "there", in_use=used, **counts)

    def _ask(self, question: Question, ids: Sequence[str] = (), tag: str = "") -> list[Record]:
        values = {"tag": tag, "user": self._name() if "{user}" in " ".join(question.command) else ""}
        commands = question_commands(question, values, ids, self.system.limits.ids)
        return [record for argv in commands for record in parse_answer(question, self._run(argv))]

    def _name(self) -> str:
        """Return who we are where the commands run."""
        if not self._user:
            answer = self._run(["id", "-un"])
            if answer.code or not answer.stdout.strip():
                raise NoAnswer("The submit host does not say under which name we are known there.")
            self._user = answer.stdout.strip()
        return self._user

    def _run(self, argv: Sequence[str], stdin: str = "") -> Outcome:
        return self.runner.run(argv, stdin=stdin, timeout=self.system.limits.patience)
