"""The stage: one step of a suite, as data."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from parisana.core.documents.model import PARAMETER_NAME, STAGE_NAME, Many, Model
from parisana.core.jobs.resources import Need, Resources
from parisana.core.texts.document import Wrong

from . import rule
from .parameter import Parameter, When
from .readiness import Ready, WhenReady
from .rule import Comparison, Values, satisfied

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


class Input(Model):
    """What a stage reads: folders of another stage's jobs, or a data store, a file or a folder named by a parameter."""

    name: str = Field(pattern=PARAMETER_NAME)
    source: str | None = Field(None, alias="from", description="the stage whose output it is")
    store: str | None = Field(None, description="the parameter (stage.parameter) that names a data store")
    path: str | None = Field(None, description="the parameter (stage.parameter) that names a file or a folder")
    ready: WhenReady = Field(Ready(), description="all; a share; or declared, with what is checked before")
    when: When = Field({}, description="needed only when these parameters have these values")
    optional: bool = False

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if [self.source, self.store, self.path].count(None) != 2:
            raise Wrong(f"The input {self.name} needs one of 'from', 'store' and 'path'.")
        if self.ready.share is not None and self.source is None:
            raise Wrong("A share is one of the jobs of a stage.", "Name the stage with 'from'.", ("ready",))
        if self.ready.declared is not None and self.store is not None:
            raise Wrong("A data store is not declared ready: each run in it counts for itself.", path=("ready",))
        return self


class Output(Model):
    """Files that a stage leaves in its folder."""

    name: str = Field(pattern=PARAMETER_NAME)
    area: AreaName
    pattern: Annotated[str, Field(min_length=1)]
    min: int = Field(1, ge=0, description="how many there must be; 0: may be missing")


class Amount(Model):
    """A need that grows with the job: see :class:`~parisana.core.jobs.resources.Need`."""

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
    def shared(self) -> tuple[Input, ...]:
        """The inputs of which a share is enough to begin with."""
        return tuple(entry for entry in self.inputs if entry.ready.share is not None)

    @property
    def sources(self) -> tuple[str, ...]:
        """The stages that it takes inputs from."""
        return tuple(entry.source for entry in self.inputs if entry.source)

    def parameter(self, name: str) -> Parameter | None:
        """Return one of its parameters, if it has it."""
        return next((parameter for parameter in self.parameters if parameter.name == name), None)
