"""The profile: all that a user chooses and saves."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from . import quantity
from .document import Document, Wrong
from .model import FILE_NAME, Many, Model, joined, validate
from .runs import LARGEST, MOST, Run, RunList
from .settle import Settled, settle
from .suite import Suite
from .upgrade import upgraded


def amount(unit: str) -> BeforeValidator:
    """Accept a whole number in this unit, or a quantity such as ``2 GB``."""

    def read(written: Any) -> Any:
        if not isinstance(written, str):
            return written
        value = quantity.parse(written, unit)
        return -int(-value // 1)

    return BeforeValidator(read, json_schema_input_type=int | str)


def nothing_is_empty(written: Any) -> Any:
    """Read a key with nothing below it, as when all its lines are commented out, as an empty mapping."""
    return {} if written is None else written


Lines = BeforeValidator(nothing_is_empty)


class Analysis(Model):
    """How the work is cut."""

    verbose: bool = Field(False, description="programs say more")
    produce_run_files: bool = Field(False, description="also keep one result file for each run")
    sliced: bool = Field(True, description="cut the run list into slices, a job each")
    runs_per_slice: int = Field(20, ge=1, le=MOST)


class Batch(Model):
    """The batch page; memory, duration and disk count when automatic resources are off."""

    automatic_resources: bool = True
    memory: Annotated[int, amount("MB"), Field(ge=1)] = Field(2000, description="MB")
    duration: Annotated[int, amount("s"), Field(ge=1)] = Field(86400, description="seconds")
    disk: Annotated[int, amount("MB"), Field(ge=0)] = Field(2500, description="MB")
    priority: int = Field(0, ge=-1024, le=1024)
    only_write_script: bool = False
    work_in: Literal["tmpdir", "workingdir", "startdir"] = Field("tmpdir", description="where a job works")
    clean_afterwards: bool = True
    open_in_terminal: bool = False
    terminal_type: str = Field("xterm", min_length=1)


class ListedRun(Model):
    """A run with the pattern of its telescopes."""

    run: int = Field(ge=1, le=LARGEST)
    telescopes: int | None = Field(None, ge=0)


class Runs(Model):
    """The runs: listed here, in a file, or to be simulated."""

    listed: Many[int | ListedRun] | None = None
    file: str | None = Field(None, min_length=1)
    simulate: int | None = Field(None, ge=1, le=MOST)
    first: int = Field(900001, ge=1, le=LARGEST)

    @model_validator(mode="before")
    @classmethod
    def _list(cls, written: Any) -> Any:
        return {"listed": written} if isinstance(written, list) else written

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if sum(way is not None for way in (self.listed, self.file, self.simulate)) != 1:
            raise Wrong("The runs are a list of numbers, {file: NAME} or {simulate: NUMBER}.", "Give one of these.")
        if self.file is None:
            self.run_list()
        return self

    def run_list(self) -> RunList:
        """Return the runs, unless they are in a file."""
        if self.simulate is not None:
            return RunList.simulated(self.simulate, self.first)
        return RunList.of(r if isinstance(r, int) else Run(r.run, r.telescopes) for r in self.listed or ())


class Profile(Model):
    """A profile file."""

    parisana: Literal["profile/1"]
    name: str = Field(pattern=FILE_NAME)
    suite: str = Field(min_length=1)
    site: str = Field(min_length=1)
    overrides: Annotated[dict[str, Any], Lines] = Field({}, description="what differs from the site file")
    analysis: Analysis = Analysis()
    batch: Batch = Batch()
    runs: Runs
    seed: int = Field(1, ge=0, le=2**32 - 1)
    stages: Annotated[dict[str, Annotated[dict[str, Any], Lines]], Lines] = Field(
        {}, description="the parameters of each stage that differ from their defaults"
    )
    without: Many[str] = Field((), description="stages that are switched off")

    def settled(self, suite: Suite, document: Document | None = None) -> Settled:
        """Return values, active stages and problems, whatever they are."""
        place = document or Document(self.name, {})
        return settle(suite, self.stages, self.without, place)

    def effective(self, suite: Suite, document: Document | None = None) -> dict[str, dict[str, Any]]:
        """Return the plain values of every active stage, or raise all that is wrong."""
        settled = self.settled(suite, document)
        if settled.problems:
            raise joined(list(settled.problems))
        return settled.values


def read_profile(document: Document) -> Profile:
    """Make a profile from its text."""
    return validate(upgraded(document, "profile"), Profile)
