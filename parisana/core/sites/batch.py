"""A batch system by description: its commands, its words and its answers, as data.

Texts hold placeholders in braces, answers are read by regular expressions with named groups; there is no other
language in it. ``backends/described`` speaks it, ``docs/backends.md`` tells how one is written.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from parisana.core.documents.model import FILE_NAME, PARAMETER_NAME, Many, Model, validate
from parisana.core.documents.upgrade import upgraded
from parisana.core.jobs.states import Failure
from parisana.core.profiles.profile import amount
from parisana.core.texts.document import Document, Wrong
from parisana.core.texts.hints import did_you_mean

#: Placeholders by what they are known from.
OF_SITE = ("user",)
OF_SUBMISSION = ("tag", "rows")
OF_INPUT = (*OF_SUBMISSION, "job", "job_base64", "directives", "lines")
OF_NEEDS = ("memory_mb", "memory_kb", "disk_mb", "disk_kb", "time_s", "time_min", "time_hms", "cores")
PLACEHOLDER = re.compile(r"\{([a-z_0-9]+)\}")

#: Named groups by which an answer tells about an attempt, or an element.
OF_ATTEMPT = ("number", "row", "state", "reason", "tag")
OF_ENDING = (*OF_ATTEMPT, "code", "signal", "cpu_s", "wall_s", "cpu_hms", "wall_hms", "memory_kb", "memory_mb")
OF_ELEMENT = ("element", "status", "cpus", "free_cpus", "running", "queued")


def compiled(text: str) -> str:
    """Check a regular expression."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(text)
    except (re.error, OverflowError, RecursionError, Warning) as error:
        hint = "Backslashes are safest in 'single quotes'."
        raise Wrong(f"This is not a regular expression: {error}.", hint) from error
    return text


def groups(pattern: str) -> tuple[str, ...]:
    """Return the named groups of a pattern."""
    return tuple(re.compile(pattern).groupindex)


Pattern = Annotated[str, Field(min_length=1), AfterValidator(compiled)]
#: A command: each word with its placeholders; a word that is ``{ids}`` alone becomes one word for each.
Words = Annotated[tuple[str, ...], Field(strict=False, min_length=1)]


class Question(Model):
    """A command, and how its answer is read."""

    command: Words
    starts: Pattern | None = Field(None, description="how the first line of a record looks; empty: a record is a line")
    record: Pattern = Field(description="a whole record, with named groups; number (and row) say whose it is")
    fields: dict[str, Pattern] = Field({}, description="more of a record: name, and what is searched in it")
    skip: Many[Pattern] = Field((), description="lines that are no records: headings, empty lines, totals")
    nothing: Pattern | None = Field(None, description="what is said when there is nothing; then silence is no answer")
    whole: Pattern | None = Field(None, description="stands in every whole answer; its group count counts the records")
    unknown: Pattern | None = Field(None, description="what is complained about ids that are gone, one line each")

    @property
    def names(self) -> frozenset[str]:
        """What a record may tell."""
        return frozenset((*groups(self.record), *self.fields))


class Ids(Model):
    """One way in which ids look: of a submission, and of one of its rows; ``{number}`` and ``{row}`` are numbers."""

    submission: str = Field(min_length=1)
    attempt: str = Field(min_length=1)

    @model_validator(mode="after")
    def _numbered(self) -> Self:
        for name, needed, allowed in (
            ("submission", {"number"}, {"number"}),
            ("attempt", {"number"}, {"number", "row"}),
        ):
            found = set(PLACEHOLDER.findall(getattr(self, name)))
            if not needed <= found <= allowed:
                raise Wrong(f"This needs {{number}}, and may have {' and '.join(sorted(allowed))}.", path=(name,))
        return self

    @property
    def has_rows(self) -> bool:
        """Whether rows have ids of their own."""
        return "{row}" in self.attempt


class Rows(Model):
    """How the rows of an array are numbered."""

    variable: str = Field(pattern=r"^[A-Za-z_][A-Za-z0-9_]*$", description="where a job finds its number")
    first: int = Field(1, ge=0, le=1, description="the number of the first row")
    array: Many[str] = Field((), description="words that make a submission an array, where its command says {array}")
    array_from: int = Field(1, ge=1, le=2, description="fewest rows that may be an array; one alone is a plain job")


class Option(Model):
    """One setting of a site, and its directive line."""

    name: str = Field(pattern=PARAMETER_NAME)
    title: str
    help: str = ""
    line: str = Field(description="directive line; {value} is what the site file says; for a list, one line each")
    pattern: Pattern = Field(r"[\w.,:;=+@/&|%*\[\]()!<>-]+", description="what a value may look like")


class Exclude(Model):
    """How nodes are left out by name: one directive line for all of them."""

    line: str = Field(description="directive line; {nodes} is what each of them comes to")
    each: str = Field(description="one of them: {node} is its name")
    between: str = Field(" && ", description="what stands between two of them")
    beside: str | None = Field(None, description="option that is said in the same line, before them, in parentheses")


class Refusal(Model):
    """Words with which nothing was taken."""

    says: Pattern
    field: str | None = Field(None, description="the field of the site or the batch page that is to blame")
    passes: bool = Field(False, description="whether it passes by itself: a limit reached, a server that is busy")


class Submit(Model):
    """How a submission is sent."""

    command: Words
    input: str = Field("{job}", description="what the command reads from its standard input")
    accepted: Pattern = Field(description="what is printed when it is taken; the group number is its number")
    refused: Many[Refusal] = Field((), description="what is said when it is not; anything else leaves it open")


class Verdict(Model):
    """What certain endings mean: the first that fits counts."""

    when: dict[str, Pattern] = Field(description="for some of what a record tells: how all of it looks")
    failure: Annotated[Failure, Field(strict=False)] | None = Field(
        description="class of failure; null: the exit code says all"
    )
    reason: str = Field("", description="for a person; {reason}, {code} and {signal} are the system's own")


class Endings(Question):
    """What the accounting is asked of attempts that left."""

    confirms: bool = Field(False, description="it also knows those that live: the queue's silence is checked with it")
    signals_from: int = Field(128, description="an exit code above this is this plus a signal")
    verdicts: Many[Verdict] = ()


class Cancel(Model):
    """How attempts are cancelled."""

    command: Words
    gone: Pattern | None = Field(None, description="what is complained about attempts that are gone, one line each")


class ByHand(Model):
    """What a written ``submit.sh`` needs beyond the submit command."""

    after: Many[str] = Field((), description="words by which a stage waits for {ids}; none: submit.sh itself waits")
    each: str = Field("{id}", description="how one id looks among {ids}, for instance ended({id})")
    between: str = Field(":", description="what stands between two of them")
    queued: Words = Field(description="a command that lists the user's living jobs, each line beginning with a number")


class BatchLimits(Model):
    """What the system takes at once, and how patient to be with it."""

    rows: int = Field(1000, ge=1, title="Rows", description="most rows of one submission")
    ids: int = Field(500, ge=1, description="most ids in one command")
    grace: Annotated[int, amount("s"), Field(ge=0)] = 120
    poll: Annotated[int, amount("s"), Field(ge=1)] = 30
    patience: Annotated[int, amount("s"), Field(ge=1)] = 60


State = Literal["queued", "running", "held", "left"]


class BatchSystem(Model):
    """A description file."""

    parisana: Literal["batch/1"]
    name: str = Field(pattern=FILE_NAME)
    title: str
    directive: str = Field(pattern=r"^#[A-Za-z]", description="how a directive begins in a script, for instance #PBS")
    directives: Many[str] = Field((), description="directive lines of every job, with placeholders of its needs")
    options: Many[Option] = ()
    exclude: Exclude | None = Field(None, description="how nodes are left out by name, where the system can")
    ids: Annotated[tuple[Ids, ...], Field(strict=False, min_length=1)]
    rows: Rows
    limits: BatchLimits = BatchLimits()
    submit: Submit
    find: Annotated[tuple[Question, ...], Field(strict=False, min_length=1)]
    poll: Question
    reasons: Question | None = Field(None, description="asked when something is held: why")
    states: dict[str, State] = Field(description="each word for a state, and what it means")
    endings: Endings
    cancel: Cancel
    elements: Question
    by_hand: ByHand

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        for path, text, allowed in self._texts():
            check_text(path, text, allowed)
        for where, question, needed, known in self._questions():
            check_question(where, question, needed, known)
        beside = self.exclude.beside if self.exclude else None
        if beside is not None and beside not in (options := [option.name for option in self.options]):
            raise Wrong(f"There is no option {beside}.", did_you_mean(beside, options), ("exclude", "beside"))
        if "number" not in groups(self.submit.accepted):
            raise Wrong("The group number is missing: (?P<number>…).", path=("submit", "accepted"))
        for index, verdict in enumerate(self.endings.verdicts):
            for name in verdict.when:
                if name not in self.endings.names | {"signal"}:
                    hint = did_you_mean(name, self.endings.names)
                    raise Wrong(f"No record tells {name}.", hint, ("endings", "verdicts", index, "when", name))
        return self

    def _questions(self) -> Iterator[tuple[tuple[str | int, ...], Question, set[str], tuple[str, ...]]]:
        for index, question in enumerate(self.find):
            yield ("find", index), question, {"number"}, OF_ATTEMPT
        yield ("poll",), self.poll, {"number", "state"}, OF_ATTEMPT
        if self.reasons is not None:
            yield ("reasons",), self.reasons, {"number", "reason"}, OF_ATTEMPT
        yield ("endings",), self.endings, {"number"}, OF_ENDING
        yield ("elements",), self.elements, {"element"}, OF_ELEMENT

    def _texts(self) -> Iterator[tuple[tuple[str | int, ...], str, tuple[str, ...]]]:
        """Yield every text with placeholders, and which ones it may have."""
        yield ("submit", "input"), self.submit.input, OF_INPUT
        for index, option in enumerate(self.options):
            yield ("options", index, "line"), option.line, ("value",)
        if self.exclude is not None:
            yield ("exclude", "line"), self.exclude.line, ("nodes",)
            yield ("exclude", "each"), self.exclude.each, ("node",)
        for path, texts, allowed in self._lists():
            yield from (((*path, index), text, allowed) for index, text in enumerate(texts))

    def _lists(self) -> Iterator[tuple[tuple[str | int, ...], tuple[str, ...], tuple[str, ...]]]:
        asked = ("ids", *OF_SITE)
        yield ("directives",), self.directives, OF_NEEDS
        yield ("rows", "array"), self.rows.array, ("rows",)
        yield ("submit", "command"), self.submit.command, (*OF_SUBMISSION, "array", "after")
        yield ("cancel", "command"), self.cancel.command, ("ids",)
        yield ("by_hand", "after"), self.by_hand.after, ("ids",)
        yield ("by_hand", "queued"), self.by_hand.queued, OF_SITE
        for where, question, _, _ in self._questions():
            yield (*where, "command"), question.command, (*asked, "tag") if where[0] == "find" else asked


def check_text(path: tuple[str | int, ...], text: str, allowed: tuple[str, ...]) -> None:
    """Refuse placeholders that nobody fills, and lines that are more than one."""
    for name in PLACEHOLDER.findall(text):
        if name not in allowed:
            raise Wrong(f"There is no placeholder {{{name}}} here.", did_you_mean(name, allowed), path)
    if "\n" in text and path != ("submit", "input"):
        raise Wrong("This must be one line.", path=path)


def check_question(where: tuple[str | int, ...], question: Question, needed: set[str], known: tuple[str, ...]) -> None:
    """Refuse a question whose answers do not tell what they are asked for."""
    missing = sorted(needed - question.names)
    if missing:
        raise Wrong(f"The group {missing[0]} is missing: (?P<{missing[0]}>…).", path=(*where, "record"))
    for name in sorted(question.names - set(known)):
        path = (*where, "fields", name) if name in question.fields else (*where, "record")
        raise Wrong(f"Nobody asks for {name}.", did_you_mean(name, known), path)


def read_batch_system(document: Document) -> BatchSystem:
    """Make a description from its text."""
    return validate(upgraded(document, "batch"), BatchSystem)
