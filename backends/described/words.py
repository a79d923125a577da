"""Placeholders become words: the commands and directive lines of a description."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from parisana.core.jobs.resources import Resources
from parisana.core.sites.batch import PLACEHOLDER, BatchSystem, Exclude, Question


def filled(text: str, values: Mapping[str, str]) -> str:
    """Replace the placeholders of a text, once; what has no value stays."""
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)


def command(words: Sequence[str], values: Mapping[str, str], lists: Mapping[str, Sequence[str]]) -> list[str]:
    """Return a command; a word that is a list alone becomes its members, within a word they are joined by commas."""
    made: list[str] = []
    values = {**values, **{name: ",".join(members) for name, members in lists.items()}}
    for word in words:
        name = word[1:-1] if word.startswith("{") and word.endswith("}") else ""
        made += lists[name] if name in lists else [filled(word, values)]
    return made


def question_commands(
    question: Question, values: Mapping[str, str], ids: Sequence[str], most: int
) -> Iterator[list[str]]:
    """Yield the commands of a question: one, or several where there are more ids than one takes."""
    if not any("{ids}" in word for word in question.command):
        yield command(question.command, values, {})
        return
    for start in range(0, len(ids), most):
        yield command(question.command, values, {"ids": ids[start : start + most]})


def submit_command(system: BatchSystem, tag: str, rows: int) -> list[str]:
    """Return the command that sends a submission."""
    values = {"tag": tag, "rows": str(rows)}
    array = [filled(word, values) for word in system.rows.array] if is_array(system, rows) else []
    return command(system.submit.command, values, {"array": array, "after": []})


def is_array(system: BatchSystem, rows: int) -> bool:
    """Whether so many rows are an array."""
    return rows >= system.rows.array_from


def lines(
    system: BatchSystem, options: Mapping[str, Sequence[str]], resources: Resources, nodes: Sequence[str] = ()
) -> list[str]:
    """Return the directive lines of a job: what it needs, what the site file says, on which nodes it must not run."""
    needs = needs_in_words(resources)
    made = [filled(line, needs) for line in system.directives]
    without = system.exclude if nodes else None
    for option in system.options:
        if without is None or option.name != without.beside:
            made += [filled(option.line, {"value": value}) for value in options.get(option.name, ())]
    return made if without is None else [*made, elsewhere(without, nodes, options.get(without.beside or "", ()))]


def elsewhere(without: Exclude, nodes: Sequence[str], beside: Sequence[str]) -> str:
    """Return the line by which nodes are left out."""
    parts = [*(f"({each})" for each in beside), *(filled(without.each, {"node": node}) for node in nodes)]
    return filled(without.line, {"nodes": without.between.join(parts)})


def marked(system: BatchSystem, naked: Sequence[str]) -> list[str]:
    """Return directive lines as they stand in a script."""
    return [f"{system.directive} {line}" for line in naked]


def needs_in_words(resources: Resources) -> dict[str, str]:
    """Return a job's needs in all units that a description may ask for."""
    hours, rest = divmod(resources.time_s, 3600)
    return {
        "memory_mb": str(resources.memory_mb),
        "memory_kb": str(resources.memory_mb * 1000),
        "disk_mb": str(resources.disk_mb),
        "disk_kb": str(resources.disk_mb * 1000),
        "time_s": str(resources.time_s),
        "time_min": str(math.ceil(resources.time_s / 60)),
        "time_hms": f"{hours:02d}:{rest // 60:02d}:{rest % 60:02d}",
        "cores": str(resources.cores),
    }
