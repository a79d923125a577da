"""Answers into records; whatever is not wholly understood is no answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from parisana.core.sites.batch import Question
from parisana.errors import NoAnswer
from parisana.plugins.runner import Outcome

from .ids import Attempt

#: What one record tells, by the names of its groups; what it leaves out is not there.
Record = dict[str, str]


def parse_answer(question: Question, answer: Outcome) -> list[Record]:
    """Return the records of a good answer; raise ``NoAnswer`` when it is short, empty or garbled.

    A record with an empty row is about an array as a whole, which says nothing of its rows.
    """
    program = question.command[0]
    complaints = answer.stderr.splitlines() if answer.code else []
    if answer.code and not excused(complaints, question.unknown, question.nothing):
        raise NoAnswer(said(program, answer))
    if answer.stdout and not answer.stdout.endswith("\n"):
        raise NoAnswer(f"The answer of {program} ends in the middle of a line.")
    records = [record_of(question, block) for block in blocks(question, answer.stdout)]
    refuse_silence(question, answer, len(records))
    return [record for record in records if record.get("row") != ""]


def excused(complaints: Iterable[str], *patterns: str | None) -> bool:
    """Whether there are complaints, and all of them are about what is simply not there (any more)."""
    told = [line for line in complaints if line.strip()]
    return bool(told) and all(any(p and re.search(p, line) for p in patterns) for line in told)


def said(program: str, answer: Outcome) -> str:
    """Return what a command that failed said, in one sentence."""
    lines = [line.strip() for line in (answer.stderr + "\n" + answer.stdout).splitlines() if line.strip()]
    return " ".join(lines[:3]) or f"{program} ended with code {answer.code} and said nothing."


def blocks(question: Question, text: str) -> Iterator[str]:
    """Cut an answer into records: lines, or several lines from one that begins a record to the next."""
    skip = [re.compile(pattern) for pattern in question.skip]
    starts = re.compile(question.starts) if question.starts else None
    block: list[str] = []
    for line in text.splitlines():
        if any(pattern.fullmatch(line) for pattern in skip) or says_nothing(question, line):
            continue
        if block and (starts is None or starts.match(line)):
            yield "\n".join(block)
            block = []
        block.append(line)
    if block:
        yield "\n".join(block)


def record_of(question: Question, block: str) -> Record:
    """Read one record."""
    found = re.fullmatch(question.record, block, re.DOTALL)
    if found is None:
        line = block.splitlines()[0][:60]
        raise NoAnswer(f"The answer of {question.command[0]} has a line that cannot be read: {line}")
    told = {name: value.strip() for name, value in found.groupdict().items() if value is not None}
    for name, pattern in question.fields.items():
        if more := re.search(pattern, block, re.MULTILINE):
            told[name] = more[more.re.groups and 1].strip()
    return told


def refuse_silence(question: Question, answer: Outcome, records: int) -> None:
    """Refuse an answer that lacks what every answer has."""
    program = question.command[0]
    text = f"{answer.stdout}\n{answer.stderr}"
    if question.whole:
        whole = re.search(question.whole, text, re.MULTILINE)
        if whole is None:
            raise NoAnswer(f"The answer of {program} is not whole.")
        count = whole.groupdict().get("count")
        if count is not None and int(count) != records:
            raise NoAnswer(f"The answer of {program} lists {records} jobs of {count}.")
    elif question.nothing and not records and not excused(text.splitlines(), question.nothing, question.unknown):
        raise NoAnswer(f"{program} said nothing.")


def says_nothing(question: Question, line: str) -> bool:
    """Whether a line says that there is nothing."""
    return question.nothing is not None and re.search(question.nothing, line) is not None


def attempt_of(record: Record) -> Attempt:
    """Return whose record this is."""
    return Attempt(record["number"], record.get("row"))
