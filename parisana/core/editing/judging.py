"""A profile judged stage by stage and field by field, for a window to show; nothing that is written raises."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from parisana.core.profiles.profile import Profile, read_profile
from parisana.core.sites.overrides import configure, merge
from parisana.core.suites.rule import satisfied, split_name
from parisana.core.suites.settle import Settled, settle
from parisana.core.suites.software import missing
from parisana.core.suites.stage import Stage
from parisana.core.suites.suite import Suite
from parisana.core.texts.document import CONTROL, Document
from parisana.core.texts.rewrite import leaves
from parisana.core.texts.yamltext import inline
from parisana.errors import InputError

from .fields import Field, field

Path = tuple[str, ...]
State = Literal["not set", "valid", "error"]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where it is shown."""

    path: Path
    message: str
    hint: str | None = None
    stage: str | None = None
    """The tab that it belongs to; without one, the first part of the path names the page."""

    @property
    def words(self) -> str:
        """Message and hint in one."""
        return f"{self.message} {self.hint}" if self.hint else self.message


@dataclass(frozen=True, slots=True)
class StageFields:
    """One stage, as its tab shows it."""

    stage: Stage
    fields: tuple[Field, ...]
    active: bool
    reason: str | None
    """Why it is not active."""
    state: State


@dataclass(frozen=True)
class Judgement:
    """What a profile comes to."""

    profile: Profile | None
    """None if the file's frame is broken; its stages are judged all the same."""
    problems: tuple[Problem, ...]
    stages: Mapping[str, StageFields]
    software: str | None = None
    """Why the programs of its suite will not be found at its site."""


def judge_profile(suite: Suite, document: Document, site: Document | None = None) -> Judgement:
    """Judge what a document says, also its overrides if the site's text is given."""
    written, without = stages_of(document.data), without_of(document.data)
    settled = settle(suite, written, without, document)
    profile, faults = framed(document, site)
    found = [problem_of(fault, suite, without) for fault in (*settled.problems, *faults)]
    problems = tuple(dict.fromkeys([*found, *invisible(document.data, suite)]))
    stages = {
        stage.name: stage_fields(
            stage,
            written.get(stage.name, {}),
            settled,
            reason(suite, stage, settled, without),
            [problem for problem in problems if problem.stage == stage.name],
        )
        for stage in suite.stages
    }
    return Judgement(profile, problems, stages, software_missing(suite, document, site))


def software_missing(suite: Suite, document: Document, site: Document | None) -> str | None:
    """Say why the programs of a suite will not be found, as far as a site's text tells it."""
    if site is None:
        return None
    overrides = document.data.get("overrides")
    used = merge(site.data, overrides) if isinstance(overrides, dict) else site.data
    found = used.get("environment")
    kind = str(found.get("kind", "")) if isinstance(found, dict) else ""
    return missing(suite.environment, kind, str(used.get("title", used.get("name", ""))))


def stages_of(data: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what is written of the stages, as far as it has the right form."""
    stages = data.get("stages")
    named = stages.items() if isinstance(stages, dict) else ()
    return {name: values for name, values in named if isinstance(values, dict)}


def without_of(data: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the stages that are switched off, as far as they are written in the right form."""
    names = data.get("without")
    return tuple(name for name in names if isinstance(name, str)) if isinstance(names, list) else ()


def framed(document: Document, site: Document | None) -> tuple[Profile | None, list[InputError]]:
    """Return the profile, or what is wrong with its frame; and what is wrong with its overrides."""
    try:
        profile = read_profile(document)
    except InputError as error:
        return None, [error, *error.others]
    try:
        if site is not None:
            configure(site, profile.overrides, document)
    except InputError as error:
        return profile, [error, *error.others]
    return profile, []


def problem_of(fault: InputError, suite: Suite, without: tuple[str, ...]) -> Problem:
    """Return where and in which tab a fault is shown."""
    path = tuple(re.findall(r"[^.\[\]]+", fault.field or ""))
    return Problem(path, fault.message, fault.hint, tab(path, suite, without))


def tab(path: Path, suite: Suite, without: tuple[str, ...] = ()) -> str | None:
    """Return the stage that a path is of; one that is switched off and needed shows that itself."""
    match path:
        case ("stages", name, *_):
            found = name
        case ("without", index, *_) if index.isdigit() and int(index) < len(without):
            found = without[int(index)]
        case _:
            return None
    return found if found in suite.names else None


def invisible(data: Mapping[str, Any], suite: Suite) -> Iterator[Problem]:
    """Find texts with characters that no one can see, which no file may have."""
    for path, value in leaves(data):
        if CONTROL.search(str(value)):
            yield Problem(path, "There is an invisible character in this text.", "Remove it.", tab(path, suite))


def stage_fields(
    stage: Stage, written: Mapping[str, Any], settled: Settled, reason: str | None, problems: Sequence[Problem]
) -> StageFields:
    """Put together what a tab shows."""
    shown = settled.shown[stage.name]
    fields = tuple(
        field(parameter, written, parameter.name in shown, said(problems, ("stages", stage.name, parameter.name)))
        for parameter in stage.parameters
    )
    state: State = "error" if problems else "not set" if reason else "valid"
    return StageFields(stage, fields, reason is None, reason, state)


def said(problems: Sequence[Problem], path: Path) -> str | None:
    """Return what is said of a field, or of something in it."""
    return next((problem.words for problem in problems if problem.path[: len(path)] == path), None)


def reason(suite: Suite, stage: Stage, settled: Settled, without: tuple[str, ...]) -> str | None:
    """Say why a stage is not active."""
    if stage.name in settled.values:
        return None
    if stage.unavailable:
        return stage.unavailable
    if stage.name in without:
        return "It is switched off."
    for name, allowed in stage.when.items():
        if not satisfied({name: allowed}, settled.shown, stage.name):
            return condition_in_words(suite, stage, name, allowed)
    return f"It belongs to {suite.stage(stage.part_of or stage.name).title}, which is not active."


def condition_in_words(suite: Suite, stage: Stage, name: str, allowed: Sequence[Any]) -> str:
    """Say what a stage needs."""
    owner, parameter, _ = split_name(name, stage.name)
    asked = suite.stage(owner).parameter(parameter)
    title = asked.title if asked else name
    return f"It needs {' or '.join(inline(word) for word in allowed)} for {title} in {suite.stage(owner).title}."
