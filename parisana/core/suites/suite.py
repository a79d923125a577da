"""The suite: what one analysis software can do, as data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from parisana.core.documents.model import FILE_NAME, STAGE_NAME, Many, Model, validate
from parisana.core.documents.upgrade import upgraded
from parisana.core.texts.document import Document, Wrong

from .checks import check_stages
from .rule import Values, satisfied
from .stage import Stage


class Group(Model):
    """Stages that stand together in the window."""

    name: str = Field(pattern=STAGE_NAME)
    title: str


class Simulation(Model):
    """What the Monte-Carlo productions of a suite may ask for, and their stages."""

    code: str = Field(min_length=1, description="name of the program")
    primaries: Many[int]
    configurations: Many[str]
    sites: Many[str]
    layouts: Many[str]
    groups: Many[Group]
    stages: Annotated[tuple[Stage, ...], Field(strict=False, min_length=1)]

    @property
    def asked(self) -> dict[str, tuple[Any, ...]]:
        """Return what a production chooses from, by its own names."""
        return {
            "primary": self.primaries,
            "configuration": self.configurations,
            "site": self.sites,
            "layout": self.layouts,
        }


class Suite(Model):
    """A suite file."""

    parisana: Literal["suite/1"]
    name: str = Field(pattern=FILE_NAME)
    title: str
    release: str = Field(min_length=1, description="version of the analysis programs; part of every job's key")
    environment: str = Field(pattern=FILE_NAME, description="the pins of the analysis environment")
    groups: Many[Group]
    stages: Annotated[tuple[Stage, ...], Field(strict=False, min_length=1)]
    simulation: Simulation | None = Field(None, description="its Monte-Carlo productions")

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        check_stages(self.stages, [group.name for group in self.groups])
        if made := self.simulation:
            try:
                check_stages(made.stages, [group.name for group in made.groups])
            except Wrong as wrong:
                raise Wrong(wrong.message, wrong.hint, ("simulation", *wrong.path)) from wrong
        return self

    def simulating(self) -> Suite:
        """Return the suite with the stages of its Monte-Carlo productions alone; without any, none are left."""
        made = self.simulation
        changes = {"groups": made.groups, "stages": made.stages} if made else {"groups": (), "stages": ()}
        return self.model_copy(update=changes)

    def suited(self, profile: Mapping[str, Any]) -> Suite:
        """Return the suite as it is for a profile, given as plain values."""
        return self.simulating() if self.simulation and isinstance(profile.get("production"), Mapping) else self

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
