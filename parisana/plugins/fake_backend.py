"""A batch system in memory, for the tests of what is above: it does what it is told to do.

Backends come and go, as after a crash of the program; the :class:`FakeSite` they speak to stays and is
found by its name. A test scripts the site: ``fake_site("lyon").lose_answer()``.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from threading import Event
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from parisana.core.jobs.resources import Resources
from parisana.core.jobs.states import Answer, Failure
from parisana.core.sites.shares import Candidate, own_weights, shares
from parisana.errors import NoAnswer, Refused
from parisana.plugins.runner import LocalRunner, Runner

from .backend import Backend, Element, Ending, Found, Living, NativeState, Server, Submission

RunRow = Callable[[Submission, int], int]


class Mood(StrEnum):
    """What the site does with the next submission."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    """It says no and takes nothing."""
    FULL = "full"
    """It has no room now."""
    LOSE_ANSWER = "lose-answer"
    """It takes the submission, and its answer is lost."""
    LOSE_QUESTION = "lose-question"
    """The submission never arrives, and so no answer comes."""


@dataclass(slots=True)
class FakeSubmission:
    """What the site holds of one submission."""

    native_id: str
    submission: Submission
    states: dict[int, NativeState]
    endings: dict[int, Ending] = field(default_factory=dict)


#: What the site has, to play with. The first element is where the jobs are.
ELEMENTS = (
    Element("fake01.example.org", "Production", 4.0, 3396, 73, 502, 30, True, 0.34),
    Element("fake02.example.org", "Production", 13.0, 843, 0, 11, 57, True, 0.33),
    Element("fake03.example.org", "Production", 33.0, 1858, 0, 240, 122, True, 0.33),
    Element("fake04.example.org", "Draining", 8307.0, 296, 0, 4, 0, False, 0.0),
    Element("fake05.example.org", "Closed", None, None, None, None, None, False, None),
)
SERVERS = (
    Server("wms01.example.org", "up", 0.8, True, 0.7),
    Server("wms02.example.org", "up", 2.4, True, 0.3),
    Server("wms03.example.org", "down", None, False, None),
)


class FakeSite:
    """The batch system itself."""

    def __init__(self) -> None:
        self.held: dict[str, FakeSubmission] = {}
        self.moods: deque[Mood] = deque()
        self.run_row: RunRow | None = None
        self.silent = False
        self.garbled = False
        self.forgets_endings = False
        self.calls: list[str] = []
        self.cancelled: list[str] = []
        self.elements: list[Element] = list(ELEMENTS)
        self.servers: list[Server] = list(SERVERS)
        self._faults: dict[str, Exception] = {}
        self._hanging: dict[str, Event] = {}

    def fail(self, verb: str, error: Exception) -> None:
        """Raise this in each call of a verb, be it an error of ours or of the plug-in."""
        self._faults[verb] = error

    def hang(self, verb: str) -> None:
        """Give no answer to a verb until :meth:`wake`."""
        self._hanging[verb] = Event()

    def wake(self) -> None:
        """Answer again."""
        self._faults.clear()
        hanging, self._hanging = self._hanging, {}
        for event in hanging.values():
            event.set()

    def asked(self, verb: str) -> None:
        """Note a call, and do to it what was said."""
        self.calls.append(verb)
        if verb in self._hanging:
            self._hanging[verb].wait()
        if verb in self._faults:
            raise self._faults[verb]

    def next_submissions(self, *moods: Mood) -> None:
        """Say what happens to the next submissions; later ones are accepted."""
        self.moods.extend(moods)

    def refuse(self) -> None:
        """Refuse the next submission."""
        self.next_submissions(Mood.REFUSE)

    def lose_answer(self) -> None:
        """Accept the next submission without saying so."""
        self.next_submissions(Mood.LOSE_ANSWER)

    def start(self, tag: str, row: int) -> None:
        """Let a row run."""
        self.held[tag].states[row] = NativeState.RUNNING

    def hold(self, tag: str, row: int) -> None:
        """Hold a row back."""
        self.held[tag].states[row] = NativeState.HELD

    def finish(self, tag: str, row: int, exit_code: int | None = 0, failure: Failure | None = None) -> None:
        """Let a row leave the queue."""
        held = self.held[tag]
        held.states.pop(row)
        held.endings[row] = Ending(f"{held.native_id}.{row}", exit_code, failure)

    def run_all(self) -> None:
        """Run every living row for real, one after the other, if there is something to run them with."""
        if self.run_row is None:
            return
        for tag, held in self.held.items():
            for row in sorted(held.states):
                self.finish(tag, row, self.run_row(held.submission, row))

    def take(self, submission: Submission) -> str:
        """Hold a submission; a tag that is held already is not taken twice."""
        native_id = f"fake-{len(self.held) + 1}"
        states = dict.fromkeys(range(1, submission.rows + 1), NativeState.QUEUED)
        return self.held.setdefault(submission.tag, FakeSubmission(native_id, submission, states)).native_id


_SITES: dict[str, FakeSite] = {}


def fake_site(name: str = "fake") -> FakeSite:
    """Return the site of this name; it is made on first use."""
    return _SITES.setdefault(name, FakeSite())


def forget_sites() -> None:
    """Begin anew."""
    _SITES.clear()


def run_here(submission: Submission, row: int) -> int:
    """Run one row for real, as a node would."""
    argv = ["bash", submission.script, submission.table, submission.tag, str(row)]
    done = LocalRunner().run(
        argv, timeout=submission.resources.time_s, environment={**os.environ, **submission.environment}
    )
    os.makedirs(submission.log_dir, exist_ok=True)
    with open(f"{submission.log_dir}/{submission.tag}.{row}.log", "a") as log:
        log.write(done.stdout + done.stderr)
    return done.code


class FakeSettings(BaseModel):
    """Which of the fake sites this one is."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    site: str = Field("fake", description="Name of the fake batch system.")
    elements: tuple[str, ...] = Field((), description="Elements that jobs may be sent to; none: as the site says.")
    weights: tuple[str, ...] = Field((), description="Weights of the user's own, each ELEMENT=WEIGHT.")
    wms_servers: tuple[str, ...] = Field((), description="Servers to be used; none: as the site says.")


class FakeBackend(Backend):
    """Speaks to a :class:`FakeSite`."""

    name: ClassVar[str] = "fake"
    title: ClassVar[str] = "Fake batch system"
    settings_class: ClassVar[type[FakeSettings]] = FakeSettings
    local_to_host: ClassVar[bool] = True

    def __init__(self, settings: FakeSettings, runner: Runner) -> None:
        super().__init__(settings, runner)
        self.site = fake_site(settings.site)

    def submit(self, submission: Submission) -> str:
        """Do what the site is in the mood for."""
        self._ask("submit")
        mood = self.site.moods.popleft() if self.site.moods else Mood.ACCEPT
        if mood is Mood.REFUSE:
            raise Refused("The queue is closed.", field="settings.queue")
        if mood is Mood.FULL:
            raise Refused("You have too many jobs.", transient=True)
        native_id = "" if mood is Mood.LOSE_QUESTION else self.site.take(submission)
        if mood in (Mood.LOSE_ANSWER, Mood.LOSE_QUESTION):
            raise NoAnswer("The connection was closed.")
        return native_id

    def find(self, tag: str) -> Found:
        """Look the tag up."""
        self.site.asked("find")
        if self.site.silent:
            return Found(Answer.UNKNOWN)
        held = self.site.held.get(tag)
        return Found(Answer.NO) if held is None else Found(Answer.YES, held.native_id)

    def attempt_id(self, native_id: str, row: int) -> str:
        """Return ``ID.ROW``."""
        return f"{native_id}.{row}"

    def poll(self, native_ids: Sequence[str]) -> list[Living]:
        """List the living rows, after those that run for real have run."""
        self._ask("poll")
        if self.site.garbled:
            raise NoAnswer("The answer ends in the middle of a line.")
        living = [
            Living(self.attempt_id(held.native_id, row), state)
            for held in self.site.held.values()
            if held.native_id in native_ids
            for row, state in held.states.items()
        ]
        self.site.run_all()
        return living

    def endings(self, attempt_ids: Sequence[str]) -> list[Ending]:
        """Say how rows ended, unless the accounting forgets."""
        self._ask("endings")
        known = [] if self.site.forgets_endings else [e for h in self.site.held.values() for e in h.endings.values()]
        wanted = set(attempt_ids)
        return [ending for ending in known if ending.native_id in wanted]

    def cancel(self, attempt_ids: Sequence[str]) -> None:
        """Let rows leave as cancelled."""
        self._ask("cancel")
        wanted = set(attempt_ids)
        for tag, held in self.site.held.items():
            for row in [row for row in held.states if self.attempt_id(held.native_id, row) in wanted]:
                self.site.finish(tag, row, None, Failure.CANCELLED)
                self.site.cancelled.append(self.attempt_id(held.native_id, row))

    def elements(self) -> list[Element]:
        """Show what the site has; the first one counts the jobs that are held here."""
        self._ask("elements")
        states = [state for held in self.site.held.values() for state in held.states.values()]
        running = states.count(NativeState.RUNNING)
        first, *others = self.site.elements
        found = [replace(first, running=running, queued=len(states) - running), *others]
        wanted = self.settings.elements
        shown = [replace(each, in_use=each.element in wanted) for each in found] if wanted else found
        own = own_weights(self.settings.weights)
        if not own:
            return shown
        parts = shares(
            [Candidate(each.element, each.response_time, each.in_use, own.get(each.element)) for each in shown]
        )
        return [replace(each, priority=parts[each.element]) for each in shown]

    def servers(self) -> list[Server]:
        """Show the site's servers."""
        self._ask("servers")
        wanted = self.settings.wms_servers
        return [replace(each, in_use=each.server in wanted) if wanted else each for each in self.site.servers]

    def call_in_words(self, submission: Submission) -> str:
        """Return a command that there is not."""
        self.site.asked("call_in_words")
        return f"fake-submit --rows 1-{submission.rows} --name {submission.tag} {submission.script}"

    def directives(self, resources: Resources, name: str, rows: int) -> list[str]:
        """Return one line that names the job."""
        self.site.asked("directives")
        return [f"#FAKE -name {name} -rows {rows}"]

    def submit_function(self) -> str:
        """Return a function that takes everything and runs nothing."""
        self.site.asked("submit_function")
        return 'submit_stage() {\n    printf "fake-%s\\n" "$3"\n}\n'

    def _ask(self, verb: str) -> None:
        self.site.asked(verb)
        if self.site.silent:
            raise NoAnswer("The fake batch system does not answer.")
