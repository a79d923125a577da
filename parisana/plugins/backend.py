"""The contract of a batch system. Read this page, then write one.

A *backend* speaks one batch system's language and nothing else. It keeps no state of its own: what it
was told to submit is in the bookkeeping, and may be asked for again by another process after a crash.

Five promises, each kept by the contract suite ``tests/contract/test_backend.py``:

1. ``submit`` sends one submission, an array of rows, in as few calls as the system allows. The tag of
   the submission is given to the batch system (job name, attribute) so that ``find`` can look it up.
   It raises :class:`~parisana.errors.Refused` only when the system said no and nothing was taken, and
   :class:`~parisana.errors.NoAnswer` whenever it cannot know. A system that can tell that a tag
   was submitted before does not take it twice, and returns the id it has.
2. ``find`` tells whether a tag is there: yes (with its native id), no, or unknown. ``no`` is said
   only after a *successful* question to both queue and accounting.
3. ``poll`` asks one question for all living attempts of an endpoint. An attempt that is absent from a
   good answer is simply left out: it has *left*, which is no verdict. An answer that is short, empty
   or garbled raises ``NoAnswer``.
4. ``endings`` says what the accounting knows of attempts that left; what it does not know is left out.
5. ``cancel`` is safe to repeat, and silent about attempts that are gone.

A system whose nodes see no Working area *carries* its jobs: script, programs, parameters and row travel with the
submission, and ``bring`` returns what a job said, report included, when it is over.

Nothing here decides whether a job failed: that is the work of the follower, which reads the reports.
"""

from __future__ import annotations

import shlex
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar

from parisana.core.documents.address import Address
from parisana.core.jobs.resources import Resources
from parisana.core.jobs.states import Answer, Failure
from parisana.plugins.held import Held
from parisana.plugins.runner import Runner


class NativeState(StrEnum):
    """What a batch system says of a living attempt."""

    QUEUED = "queued"
    RUNNING = "running"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Submission:
    """One call to a batch system: ``rows`` tasks of one script."""

    tag: str
    """Unique for all time; letters, digits, ``.``, ``_`` and ``-`` only, at most 60."""
    script: str
    """Absolute path of the stage's script on the submit host. Called as ``script TABLE TAG [ROW]``."""
    table: str
    """Absolute path of the submission's table: line *n* belongs to row *n*, counted from 1."""
    rows: int
    resources: Resources
    log_dir: str
    """Where standard output and error go, one file for each row: ``TAG.ROW.log``."""
    environment: Mapping[str, str] = field(default_factory=dict)
    brought: Mapping[str, str] = field(default_factory=dict)
    """Files that the system itself brings to its only row: place below the Working area that travels with it -> URL."""


@dataclass(frozen=True, slots=True)
class Found:
    """The answer of ``find``."""

    answer: Answer
    native_id: str | None = None


@dataclass(frozen=True, slots=True)
class Living:
    """One attempt that the batch system still holds."""

    native_id: str
    state: NativeState | None
    """``None``: nobody knows at the moment, and the job keeps the state that it has."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Ending:
    """What the accounting says of an attempt that left."""

    native_id: str
    exit_code: int | None = None
    failure: Failure | None = None
    reason: str = ""
    cpu_s: float | None = None
    wall_s: float | None = None
    memory_mb: float | None = None
    tag: str = ""
    """Whose ending it is, where the accounting says so: numbers are given again after a reset."""


@dataclass(frozen=True, slots=True)
class Element:
    """One row of the elements dialog: a queue, a partition, a computing element, a machine."""

    element: str
    status: str
    response_time: float | None = None
    cpus: int | None = None
    free_cpus: int | None = None
    running: int | None = None
    queued: int | None = None
    in_use: bool = True
    priority: float | None = None


@dataclass(frozen=True, slots=True)
class Server:
    """One row of the servers dialog: what takes submissions and chooses an element for each (a WMS)."""

    server: str
    status: str
    response_time: float | None = None
    in_use: bool = True
    priority: float | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What a backend can take at once."""

    rows_per_submission: int = 1000
    grace_s: float = 60.0
    """For how long a tag must be absent from good answers before it counts as never sent."""
    poll_s: float = 30.0
    """The longest pause between two questions; a cheap one may be asked oftener."""


class Backend(ABC):
    """One batch system. See the module's text for what each verb promises."""

    name: ClassVar[str]
    title: ClassVar[str]
    #: what it can take at once; some read it from their settings.
    limits: Limits = Limits()
    #: pydantic model of the site file's ``settings:`` for this backend (fields with units and help).
    settings_class: ClassVar[type[Any]]
    #: whether jobs share a file system with the driver: then claims and reports are plain files.
    local_to_host: ClassVar[bool] = False
    #: whether what a job needs travels with it, and what it said is brought back: its nodes see no Working area.
    carries: ClassVar[bool] = False
    #: what it is shown by who sends jobs, in words (``held`` tells what there is); empty: nobody asks.
    shows: ClassVar[str] = ""
    #: why its commands cannot be given on another host, as a sentence; empty when they can.
    only_here: ClassVar[str] = ""

    def __init__(self, settings: Any, runner: Runner) -> None:
        self.settings = settings
        self.runner = runner

    @classmethod
    def address(cls, settings: Mapping[str, Any]) -> Address | None:
        """Return the host that the settings themselves name for its commands and files; most name none."""
        return None

    @classmethod
    def chosen_by(cls, settings: Any) -> type[Backend]:
        """Return what speaks to the system that these settings choose: itself, where they leave no choice."""
        return cls

    @abstractmethod
    def submit(self, submission: Submission) -> str:
        """Send it; return the native id of the submission."""

    @abstractmethod
    def find(self, tag: str) -> Found:
        """Look a tag up in queue and accounting."""

    @abstractmethod
    def attempt_id(self, native_id: str, row: int) -> str:
        """Return the native id of one row of an accepted submission."""

    @abstractmethod
    def poll(self, native_ids: Sequence[str]) -> list[Living]:
        """Say which of these *submissions* still hold attempts: one entry a living attempt."""

    @abstractmethod
    def endings(self, attempt_ids: Sequence[str]) -> list[Ending]:
        """Say what the accounting knows of attempts that left."""

    def bring(self, attempts: Mapping[str, str], folder: str) -> Mapping[str, str]:
        """Return what attempts (id -> tag) of a system that carries them said; ``folder`` may hold it meanwhile."""
        return {}

    def brings(self, url: str) -> bool:
        """Say whether the system itself brings a file of this URL to a job, before that begins."""
        return False

    def dismiss(self, attempt_ids: Sequence[str]) -> None:
        """Let the system forget attempts whose end is recorded; one that forgets by itself does nothing."""
        return

    @abstractmethod
    def cancel(self, attempt_ids: Sequence[str]) -> None:
        """Cancel these attempts, whole process trees."""

    @abstractmethod
    def elements(self) -> list[Element]:
        """List what the elements dialog shows."""

    def held(self) -> Held | None:
        """Return in whose name jobs are sent, and until when; nothing where nobody asks, or nobody knows."""
        return None

    @property
    def organisation(self) -> str:
        """The virtual organisation in whose name jobs run, where the settings name one."""
        return str(getattr(self.settings, "vo", None) or "")

    def servers(self) -> list[Server]:
        """List what the servers dialog shows; a system that has none but itself says nothing."""
        return []

    def call_in_words(self, submission: Submission) -> str:
        """Return the command line that ``submit`` gives, for the dry run; here, what runs on a node for each row."""
        words = (submission.script, submission.table, submission.tag)
        return f"bash {' '.join(map(shlex.quote, words))} $ROW  # ROW=1…{submission.rows}"

    @abstractmethod
    def directives(self, resources: Resources, name: str, rows: int) -> list[str]:
        """Return the header lines that a written script carries for this system (``#$ …``)."""

    @abstractmethod
    def submit_function(self) -> str:
        """Return a bash function ``submit_stage SCRIPT TABLE TAG ROWS DEPENDENCIES...``.

        It sends one stage by hand, after the native ids given as dependencies, and prints the native
        id alone on standard output. ``submit.sh`` of write-script-only is built from it. A system with a
        queue adds ``still_queued NATIVE_IDS...``, which prints those that the queue still holds, and fails when
        it cannot know: while there are any, nothing is submitted again.
        """
