"""A profile's choices against a suite: defaults filled in, units taken off, all problems collected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from parisana.errors import InputError

from .document import Document, Path, Wrong
from .hints import did_you_mean
from .parameter import Parameter
from .rule import satisfied
from .suite import Input, Stage, Suite
from .values import hint_for, payload_value

Values = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Settled:
    """What a profile comes to."""

    values: Values
    """Plain values of each active stage: those parameters that its conditions leave in."""
    stages: tuple[Stage, ...]
    """The active stages, in order."""
    problems: tuple[InputError, ...]


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
    shown = present(suite, everything)
    stages = suite.active_stages(shown, without)
    values = {stage.name: shown[stage.name] for stage in stages}
    for stage in stages:
        unset(work, stage, values[stage.name])
        broken_rules(work, stage, shown)
        missing_inputs(work, stage, values, without, shown)
    problems = sorted(work.problems, key=lambda problem: (problem.line or 0, problem.column or 0))
    return Settled(values, stages, tuple(problems))


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
    written = work.written.get(stage.name, {})
    default = default_of(parameter)
    if parameter.name not in written:
        return default
    try:
        return payload_value(parameter, written[parameter.name])
    except Wrong as wrong:
        work.complain(("stages", stage.name, parameter.name, *wrong.path), wrong.message, wrong.hint)
        return default


def default_of(parameter: Parameter) -> Any:
    """Return the plain default; lists are empty where nothing is said."""
    if parameter.default is not None:
        return payload_value(parameter, parameter.default)
    return [] if parameter.type in ("runs", "regions") and not parameter.optional else None


def present(suite: Suite, everything: Values) -> Values:
    """Leave out the parameters whose conditions do not hold; conditions form no circle."""
    shown: Values = {name: dict(values) for name, values in everything.items()}
    changed = True
    while changed:
        changed = False
        for stage in suite.stages:
            for parameter in stage.parameters:
                here = parameter.name in shown[stage.name]
                if here and not satisfied(parameter.when, shown, stage.name):
                    del shown[stage.name][parameter.name]
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
            work.complain(("stages", stage.name), rule.message, f"Needed is {rule.require}.")


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


def needed(entry: Input, stage: Stage, shown: Values) -> bool:
    """Whether a stage cannot do without this input."""
    return not entry.optional and satisfied(entry.when, shown, stage.name)
