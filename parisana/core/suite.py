"""The suite: what one analysis software can do, as data."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from . import rule
from .document import Document, Wrong
from .model import FILE_NAME, PARAMETER_NAME, STAGE_NAME, Many, Model, validate
from .parameter import Parameter, When
from .resources import Need, Resources
from .rule import Comparison, Values, satisfied
from .suite_checks import check_suite
from .upgrade import upgraded

Split = Literal["run", "slice", "row", "node", "once"]
AreaName = Literal[
    "working",
    "calibration",
    "dst",
    "tables",
    "output-tables",
    "results",
    "logs",
    "shower",
    "simulation",
    "output-calibration",
    "output-simulation",
]
PLACEHOLDERS = ("python", "payload", "stage", "parameters", "unit", "runs", "output", "inputs")
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def command_word(text: str) -> str:
    """Check the placeholders of one word of a command."""
    for name in PLACEHOLDER.findall(text):
        if name not in PLACEHOLDERS:
            raise Wrong(f"There is no placeholder {{{name}}}.", f"Known are: {', '.join(PLACEHOLDERS)}.")
    if "{inputs}" in text and text != "{inputs}":
        raise Wrong("The placeholder {inputs} stands alone.", "Make it a word of its own.")
    if "{" in PLACEHOLDER.sub("", text) or "}" in PLACEHOLDER.sub("", text):
        raise Wrong("A brace is left open here.", "Placeholders are written {name}.")
    return text


def readable(text: str) -> str:
    """Check that a rule's requirement can be read."""
    rule.parse(text)
    return text


class Group(Model):
    """Stages that stand together in the window."""

    name: str = Field(pattern=STAGE_NAME)
    title: str


class Input(Model):
    """What a stage reads: the folders of another stage's jobs, or a data store named by a parameter."""

    name: str = Field(pattern=PARAMETER_NAME)
    source: str | None = Field(None, alias="from", description="the stage whose output it is")
    store: str | None = Field(None, description="the parameter (stage.parameter) that names a data store")
    when: When = Field({}, description="needed only when these parameters have these values")
    optional: bool = False

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if (self.source is None) == (self.store is None):
            raise Wrong(f"The input {self.name} needs either 'from' or 'store'.")
        return self


class Output(Model):
    """Files that a stage leaves in its folder."""

    name: str = Field(pattern=PARAMETER_NAME)
    area: AreaName
    pattern: Annotated[str, Field(min_length=1)]
    min: int = Field(1, ge=0, description="how many there must be; 0: may be missing")


class Amount(Model):
    """A need that grows with the job: see :class:`~parisana.core.resources.Need`."""

    base: float = Field(ge=0)
    per_run: float = Field(0.0, ge=0)
    per_input_gb: float = Field(0.0, ge=0)
    max: float | None = Field(None, gt=0)

    @property
    def need(self) -> Need:
        """The same as a value to compute with."""
        return Need(self.base, self.per_run, self.per_input_gb, self.max)


class Needs(Model):
    """What the jobs of a stage need of a machine."""

    memory: Amount = Field(Amount(base=1000), description="MB")
    time: Amount = Field(Amount(base=3600), description="seconds")
    disk: Amount = Field(Amount(base=1000), description="MB")
    cores: Amount = Field(Amount(base=1), description="processor cores")

    def of(self, runs: int, input_gb: float = 0.0) -> Resources:
        """Return what a job of this size needs."""
        memory, time, disk, cores = (
            amount.need.of(runs, input_gb) for amount in (self.memory, self.time, self.disk, self.cores)
        )
        return Resources(memory, time, disk, max(cores, 1))


class Rule(Model):
    """A cross-check: where the conditions hold, the comparison must."""

    condition: When = Field({}, alias="if")
    require: Annotated[str, AfterValidator(readable)]
    message: str

    @property
    def comparison(self) -> Comparison:
        """The requirement, read."""
        return rule.parse(self.require)

    def broken(self, values: Values, stage: str) -> bool:
        """Whether these values break it."""
        return satisfied(self.condition, values, stage) and not self.comparison.holds(values, stage)


class Stage(Model):
    """One step of a suite, one tab of the window."""

    name: str = Field(pattern=STAGE_NAME)
    title: str
    group: str
    help: str = ""
    split: Split = "once"
    when: When = Field({}, description="the stage exists only if these parameters have these values")
    part_of: str | None = Field(None, description="the stage whose jobs this tab's parameters belong to")
    reads: Many[str] = Field((), description="stages whose parameters this stage's jobs also see")
    unavailable: str | None = Field(None, description="why its program is not there")
    parameters: Many[Parameter] = ()
    inputs: Many[Input] = ()
    outputs: Many[Output] = ()
    resources: Needs = Needs()
    command: Many[Annotated[str, AfterValidator(command_word)]] = ()
    rules: Many[Rule] = ()

    @property
    def has_jobs(self) -> bool:
        """Whether it runs anything, and is not only a page of parameters."""
        return bool(self.command)

    @property
    def area(self) -> AreaName | None:
        """The one area of its outputs."""
        return self.outputs[0].area if self.outputs else None

    @property
    def sources(self) -> tuple[str, ...]:
        """The stages that it takes inputs from."""
        return tuple(entry.source for entry in self.inputs if entry.source)

    def parameter(self, name: str) -> Parameter | None:
        """Return one of its parameters, if it has it."""
        return next((parameter for parameter in self.parameters if parameter.name == name), None)


class Suite(Model):
    """A suite file."""

    parisana: Literal["suite/1"]
    name: str = Field(pattern=FILE_NAME)
    title: str
    release: str = Field(min_length=1, description="version of the analysis programs; part of every job's key")
    environment: str = Field(pattern=FILE_NAME, description="the pins of the analysis environment")
    groups: Many[Group]
    stages: Annotated[tuple[Stage, ...], Field(strict=False, min_length=1)]

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        check_suite(self)
        return self

    def stage(self, name: str) -> Stage:
        """Return a stage by its name, which must be there."""
        return next(stage for stage in self.stages if stage.name == name)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all stages, as the file orders them."""
        return tuple(stage.name for stage in self.stages)

    def in_order(self) -> tuple[Stage, ...]:
        """Return the stages, inputs first, otherwise as the file orders them."""
        done: dict[str, Stage] = {}

        def visit(stage: Stage) -> None:
            if stage.name not in done:
                for source in stage.sources:
                    visit(self.stage(source))
                done[stage.name] = stage

        for stage in self.stages:
            visit(stage)
        return tuple(done.values())

    def active_stages(self, values: Values, without: tuple[str, ...] = ()) -> tuple[Stage, ...]:
        """Return the stages that exist with these values, in order, those that were switched off left out."""
        chosen = [
            stage
            for stage in self.in_order()
            if not stage.unavailable and stage.name not in without and satisfied(stage.when, values, stage.name)
        ]
        names = {stage.name for stage in chosen}
        return tuple(stage for stage in chosen if stage.part_of is None or stage.part_of in names)

    def seen_by(self, name: str) -> tuple[Stage, ...]:
        """Return the stages whose parameters a stage's jobs receive: its own, its parts', and those it reads."""
        stage = self.stage(name)
        parts = [part for part in self.stages if part.part_of == name]
        reads = [self.stage(other) for other in stage.reads]
        return tuple({seen.name: seen for seen in (stage, *parts, *reads)}.values())


def read_suite(document: Document) -> Suite:
    """Make a suite from its text."""
    return validate(upgraded(document, "suite"), Suite)


def plain_value(model: Model) -> dict[str, Any]:
    """Return a model as plain values, spelled as in its file."""
    return model.model_dump(mode="json", by_alias=True, exclude_defaults=True)
