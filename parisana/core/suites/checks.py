"""What must hold between the parts of a suite."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from parisana.core.texts.document import Path, Wrong
from parisana.core.texts.hints import did_you_mean

from .parameter import Parameter
from .rule import split_name
from .stage import Stage
from .values import payload_value

Stages = Mapping[str, Stage]


def check_stages(listed: Sequence[Stage], groups: Sequence[str]) -> None:
    """Check names first, then what they refer to, then the order."""
    unique(groups, ("groups",), "group")
    unique((stage.name for stage in listed), ("stages",), "stage")
    stages = {stage.name: stage for stage in listed}
    for index, stage in enumerate(listed):
        known(stage.group, groups, ("stages", index, "group"), "group")
        check_stage(stages, stage, ("stages", index))
    check_order(stages)


def unique(names: Iterable[str], path: Path, what: str) -> None:
    """Refuse a name that is there twice."""
    name, count = next(iter(Counter(names).most_common(1)), ("", 0))
    if count > 1:
        raise Wrong(f"There are {count} of the {what} {name}.", "Rename one of them.", path)


def check_stage(stages: Stages, stage: Stage, path: Path) -> None:
    """Check one stage against the others."""
    unique((p.name for p in stage.parameters), (*path, "parameters"), "parameter")
    unique((i.name for i in stage.inputs), (*path, "inputs"), "input")
    for field, word in references(stage):
        known(word, stages, (*path, *field), "stage")
    check_part(stages, stage, path)
    check_areas(stage, path)
    for field, name in names_in(stage):
        check_name(stages, stage, name, (*path, *field))
    for index, parameter in enumerate(stage.parameters):
        check_default(parameter, (*path, "parameters", index, "default"))


def known(word: str, words: Iterable[str], path: Path, what: str) -> None:
    """Refuse a name that does not exist."""
    words = list(words)
    if word not in words:
        raise Wrong(f"There is no {what} {word}.", did_you_mean(word, words), path)


def references(stage: Stage) -> Iterator[tuple[Path, str]]:
    """Yield each name of another stage, and where it stands."""
    if stage.part_of is not None:
        yield ("part_of",), stage.part_of
    for index, name in enumerate(stage.reads):
        yield ("reads", index), name
    for index, entry in enumerate(stage.inputs):
        if entry.source is not None:
            yield ("inputs", index, "from"), entry.source


def names_in(stage: Stage) -> Iterator[tuple[Path, str]]:
    """Yield each name of a parameter, and where it stands."""
    yield from ((("when", name), name) for name in stage.when)
    for index, parameter in enumerate(stage.parameters):
        yield from ((("parameters", index, "when", name), name) for name in parameter.when)
    for index, entry in enumerate(stage.inputs):
        yield from ((("inputs", index, "when", name), name) for name in entry.when)
        named = {"store": entry.store, "path": entry.path}
        yield from ((("inputs", index, field), name) for field, name in named.items() if name is not None)
    for index, rule in enumerate(stage.rules):
        yield from ((("rules", index, "if", name), name) for name in rule.condition)
        yield from ((("rules", index, "require"), name) for name in rule.comparison.names)


def check_name(stages: Stages, stage: Stage, name: str, path: Path) -> None:
    """Check that a name leads to a parameter."""
    owner, parameter, _ = split_name(name, stage.name)
    known(owner, stages, path, "stage")
    known(parameter, [p.name for p in stages[owner].parameters], path, f"parameter of {owner}")


def check_part(stages: Stages, stage: Stage, path: Path) -> None:
    """Check that a tab without a job has none of a job's things, and that inputs come from stages with jobs."""
    if stage.has_jobs and not stage.outputs:
        raise Wrong(f"The stage {stage.name} has a command but no outputs.", path=path)
    if stage.part_of is not None and (stage.has_jobs or stages[stage.part_of].part_of is not None):
        raise Wrong(f"The stage {stage.name} is part of another one's job and cannot have its own.", path=path)
    for index, entry in enumerate(stage.inputs):
        if entry.source is not None and not stages[entry.source].has_jobs:
            message = f"The stage {entry.source} has no job that could make the input {entry.name}."
            raise Wrong(message, path=(*path, "inputs", index, "from"))
        by_rows = entry.source is not None and stage.split == stages[entry.source].split == "row"
        if entry.ready.share is not None and stage.split != "once" and not by_rows:
            message = f"A share is for a stage that takes everything in one job, and {stage.name} is split."
            raise Wrong(message, "Write 'split: once', or wait for all.", (*path, "inputs", index, "ready"))


def check_areas(stage: Stage, path: Path) -> None:
    """Check that all outputs of a stage lie in one area."""
    for index, output in enumerate(stage.outputs):
        if output.area != stage.area:
            message = f"The outputs of {stage.name} lie in two areas, {stage.area} and {output.area}."
            raise Wrong(message, "A job's outputs are one folder.", (*path, "outputs", index, "area"))


def check_default(parameter: Parameter, path: Path) -> None:
    """Check that a default is a value that a user could have written."""
    if parameter.default is None:
        return
    try:
        payload_value(parameter, parameter.default)
    except Wrong as wrong:
        raise Wrong(f"The default of {parameter.name}: {wrong.message}", wrong.hint, path + wrong.path) from wrong


def check_order(stages: Stages) -> None:
    """Refuse stages that wait for each other, and parameters that depend on each other."""
    names = list(stages)
    loop = cycle({name: stage.sources for name, stage in stages.items()})
    if loop:
        message = f"These stages wait for each other: {' → '.join(loop)}."
        raise Wrong(message, "Remove one of these inputs.", ("stages", names.index(loop[0]), "inputs"))
    loop = cycle(conditions(stages))
    if loop:
        message = f"These depend on each other: {' → '.join(loop)}."
        raise Wrong(message, "Remove one 'when'.", ("stages", names.index(loop[0].split(".")[0])))


def conditions(stages: Stages) -> dict[str, tuple[str, ...]]:
    """Return which parameters decide whether a parameter is there."""
    return {
        f"{stage.name}.{parameter.name}": tuple(".".join(split_name(name, stage.name)[:2]) for name in parameter.when)
        for stage in stages.values()
        for parameter in stage.parameters
    }


def cycle(arrows: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the names of a cycle, its first name again at the end; empty when there is none."""
    state: dict[str, Any] = {}
    for start in arrows:
        trail = [start]
        while trail:
            name = trail[-1]
            if name not in state:
                state[name] = iter(arrows.get(name, ()))
            step = next(state[name], None) if state[name] is not None else None
            if step is None:
                state[name] = None
                trail.pop()
            elif step in trail:
                return (*trail[trail.index(step) :], step)
            elif state.get(step, step) is not None:
                trail.append(step)
    return ()
