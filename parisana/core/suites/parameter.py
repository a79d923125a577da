"""One parameter of a stage: what a form draws, a profile sets, and a payload receives."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from parisana.core.documents.model import PARAMETER_NAME, Many, Model
from parisana.core.measures.quantity import unit_of
from parisana.core.texts.document import Wrong

Kind = Literal[
    "number", "integer", "boolean", "text", "words", "choice", "choices", "axis", "position", "path", "runs", "regions"
]
Word = str | bool | int | float

#: Names of parameters (``parameter`` or ``stage.parameter``) and the values that they may have.
When = dict[str, Annotated[tuple[Word, ...], Field(strict=False, min_length=1)]]

WITH_UNIT = ("number", "integer", "axis")
WITH_LIMITS = ("number", "integer", "axis")
WITH_CHOICES = ("choice", "choices")
#: What is empty where nothing is said.
LISTS = ("words", "runs", "regions")


class Parameter(Model):
    """A parameter as a suite describes it."""

    name: str = Field(pattern=PARAMETER_NAME, description="its name in profiles and for the payload")
    title: str = Field(description="its name in the window")
    type: Kind = Field(description="what kind of value it takes")
    unit: str | None = Field(None, description="the payload's unit; users write values with theirs")
    min: float | None = Field(None, description="smallest value, in the unit")
    max: float | None = Field(None, description="largest value, in the unit")
    default: Any = Field(None, description="its value in a profile that does not set it")
    choices: Many[str] = Field((), description="the words to choose from")
    when: When = Field({}, description="shown and sent only when these parameters have these values")
    help: str = Field("", description="one sentence for the user")
    affects_output: bool = Field(True, description="false: not part of a job's key")
    optional: bool = Field(False, description="may be left empty")

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        self._no_extras()
        if self.unit is not None:
            unit_of(self.unit)
        if self.min is not None and self.max is not None and self.min > self.max:
            raise Wrong(f"The smallest value of {self.name} is above its largest.", path=("min",))
        if len(set(self.choices)) < len(self.choices):
            raise Wrong(f"A choice of {self.name} is given twice.", path=("choices",))
        return self

    def _no_extras(self) -> None:
        if self.unit is not None and self.type not in WITH_UNIT:
            raise Wrong(f"A parameter of type {self.type} has no unit.", path=("unit",))
        for limit in ("min", "max"):
            if getattr(self, limit) is not None and self.type not in WITH_LIMITS:
                raise Wrong(f"A parameter of type {self.type} has no range.", path=(limit,))
        if bool(self.choices) != (self.type in WITH_CHOICES):
            word = "needs" if self.type in WITH_CHOICES else "has no"
            raise Wrong(f"A parameter of type {self.type} {word} choices.", path=("choices",))

    @property
    def required(self) -> bool:
        """Whether a profile must set it."""
        return self.default is None and not self.optional and self.type not in LISTS

    @property
    def range_in_words(self) -> str:
        """Say which values are allowed, in the user's unit; empty when all are."""
        unit = f" {self.unit}" if self.unit else ""
        ends = [None if end is None else f"{end:.12g}{unit}" for end in (self.min, self.max)]
        match ends:
            case [None, None]:
                return ""
            case [low, None]:
                return f"at least {low}"
            case [None, high]:
                return f"at most {high}"
        return f"between {ends[0]} and {ends[1]}"
