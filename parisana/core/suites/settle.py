"""A profile's choices against a suite: defaults filled in, units taken off, all problems collected."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from parisana.core.texts.document import Document, Path, Wrong
from parisana.core.texts.hints import did_you_mean
from parisana.errors import InputError

from .parameter import LISTS, Parameter
from .rule import look_up, satisfied, split_name
from .stage import Input, Rule, Stage
from .suite import Suite
from .values import hint_for, payload_value

Values = dict[str, dict[str, Any]]
#: A parameter in a rule.
NAME = re.compile(r"[A-Za-z_][\w.]*")


@dataclass(frozen=True, slots=True)
class Settled:
    """What a profile comes to."""

    values: Values
    """Plain values of each active stage: those parameters that its conditions leave in."""
    stages: tuple[Stage, ...]
    """The active stages, in order."""
    problems: tuple[InputError, ...]
    shown: Values = field(default_factory=dict)
    """The same of every stage, active or not."""


@dataclass(slots=True)
class _Work:
    suite: Suite
    written: Mapping[str, Mapping[str, Any]]
    document: Document
    problems: list[InputError] = field(default_factory=list)

    def complain(self, path: Path, message: str, hint: str | None = None, *, key: bool = False) -> None:
        self.problems.append(self.document.error(path, message, hint, key=key))


def settle(
    suite: Suite, written: Mapping[str, Mapping[str, Any]], without: tuple[str, ...], document: Document
) -> Settled:
    """Fill in, convert, select and check."""
    work = _Work(suite, written, document)
    unknown_names(work, without)
    everything = {stage.name: {p.name: read(work, stage, p) for p in stage.parameters} for stage in suite.stages}
    shown = present({stage.name: stage.parameters for stage in suite.stages}, everything)
    stages = suite.active_stages(shown, without)
    values = {stage.name: shown[stage.name] for stage in stages}
    for stage in stages:
        unset(work, stage, values[stage.name])
        broken_rules(work, stage, shown)
        missing_inputs(work, stage, values, without, shown)
    stores(work, stages, shown)
    problems = sorted(work.problems, key=lambda problem: (problem.line or 0, problem.column or 0))
    return Settled(values, stages, tuple(problems), shown)


def unknown_names(work: _Work, without: tuple[str, ...]) -> None:
    """Find stages and parameters that the suite does not have."""
    names = work.suite.names
    for index, name in enumerate(without):
        if name not in names:
            work.complain(("without", index), f"There is no stage {name}.", did_you_mean(name, names))
    for name, parameters in work.written.items():
        if name not in names:
            work.complain(("stages", name), f"There is no stage {name}.", did_you_mean(name, names), key=True)
            continue
        known = [parameter.name for parameter in work.suite.stage(name).parameters]
        for parameter in parameters:
            if parameter not in known:
                message = f"The stage {name} has no parameter {parameter}."
                work.complain(("stages", name, parameter), message, did_you_mean(parameter, known), key=True)


def read(work: _Work, stage: Stage, parameter: Parameter) -> Any:
    """Return the plain value of a parameter, its default where the profile says nothing (or nonsense)."""
    value, wrong = plain_or_wrong(parameter, work.written.get(stage.name, {}))
    if wrong:
        work.complain(("stages", stage.name, parameter.name, *wrong.path), wrong.message, wrong.hint)
    return value


def plain_or_wrong(parameter: Parameter, written: Mapping[str, Any]) -> tuple[Any, Wrong | None]:
    """Return the plain value that counts, and what is wrong with the written one."""
    if parameter.name not in written:
        return default_of(parameter), None
    try:
        return payload_value(parameter, written[parameter.name]), None
    except Wrong as wrong:
        return default_of(parameter), wrong


def default_of(parameter: Parameter) -> Any:
    """Return the plain default; lists are empty where nothing is said."""
    if parameter.default is not None:
        return payload_value(parameter, parameter.default)
    return [] if parameter.type in LISTS and not parameter.optional else None


def present(parameters: Mapping[str, Sequence[Parameter]], everything: Values) -> Values:
    """Leave out the parameters whose conditions do not hold; conditions form no circle."""
    shown: Values = {name: dict(values) for name, values in everything.items()}
    changed = True
    while changed:
        changed = False
        for stage, declared in parameters.items():
            for parameter in declared:
                if parameter.name in shown[stage] and not satisfied(parameter.when, shown, stage):
                    del shown[stage][parameter.name]
                    changed = True
    return shown


def unset(work: _Work, stage: Stage, values: Mapping[str, Any]) -> None:
    """Find parameters that must be set and are not."""
    written = work.written.get(stage.name, {})
    for parameter in stage.parameters:
        if parameter.name in values and values[parameter.name] is None and parameter.name not in written:
            if parameter.required:
                path = ("stages", stage.name, parameter.name)
                work.complain(path, f"{parameter.title} must be set.", hint_for(parameter))


def broken_rules(work: _Work, stage: Stage, shown: Values) -> None:
    """Find cross-checks that fail."""
    for rule in stage.rules:
        if rule.broken(shown, stage.name):
            work.complain(culprit(work, rule, stage), rule.message, f"Needed is {in_titles(work, rule, stage)}.")


def in_titles(work: _Work, rule: Rule, stage: Stage) -> str:
    """Return what a rule requires in the words of a form, and as it is written."""
    titles = {}
    for name in rule.comparison.names:
        owner, parameter, axis = split_name(name, stage.name)
        described = work.suite.stage(owner).parameter(parameter)
        titles[name] = f"{described.title} {axis}".strip() if described else name
    said = NAME.sub(lambda found: titles.get(found[0], found[0]), rule.require)
    return f"{said} ({rule.require})"


def culprit(work: _Work, rule: Rule, stage: Stage) -> Path:
    """Return the parameter that a broken rule is shown at: the first that the profile sets, or the first."""
    named = [split_name(name, stage.name)[:2] for name in rule.comparison.names]
    chosen = [(owner, name) for owner, name in named if name in work.written.get(owner, {})]
    return ("stages", *(chosen or named)[0]) if named else ("stages", stage.name)


def missing_inputs(work: _Work, stage: Stage, values: Values, without: tuple[str, ...], shown: Values) -> None:
    """Find inputs that no active stage makes."""
    for entry in stage.inputs:
        if needed(entry, stage, shown) and entry.source is not None and entry.source not in values:
            if entry.source in without:
                path: Path = ("without", without.index(entry.source))
                work.complain(path, f"The stage {stage.name} needs {entry.source}.", f"Switch {stage.name} off, too.")
            else:
                path = ("stages", stage.name)
                work.complain(path, f"{stage.name} needs {entry.source}, which these settings leave out.")


def stores(work: _Work, stages: Sequence[Stage], shown: Values) -> None:
    """Find data stores that are read and not named, once each; and runs that are to be simulated and read from one."""
    read_by = {entry.store: stage for stage in reversed(stages) for entry in stage.inputs if reads(entry, stage, shown)}
    for name in filter(None, read_by):
        owner, parameter, _ = split_name(name, read_by[name].name)
        described = work.suite.stage(owner).parameter(parameter)
        if described and not described.required and look_up(name, shown, owner) is None:
            work.complain(("stages", owner, parameter), f"{described.title} must be set.", hint_for(described))
    runs = work.document.data.get("runs")
    if read_by and isinstance(runs, dict) and runs.get("simulate") is not None:
        title = next(iter(reversed(read_by.values()))).title
        message = f"These runs are to be simulated, but {title} looks for them in a data store."
        work.complain(("runs", "simulate"), message, "List the runs, or let them be simulated.", key=True)


def reads(entry: Input, stage: Stage, shown: Values) -> bool:
    """Whether this is a data store that is read with these settings."""
    return entry.store is not None and needed(entry, stage, shown)


def needed(entry: Input, stage: Stage, shown: Values) -> bool:
    """Whether a stage cannot do without this input."""
    return not entry.optional and satisfied(entry.when, shown, stage.name)
