"""The profile: all that a user chooses and saves."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, JsonValue, model_validator

from parisana.core.documents.model import FILE_NAME, Many, Model, joined, validate
from parisana.core.documents.upgrade import upgraded
from parisana.core.measures import quantity
from parisana.core.runs.run_list import LARGEST, MOST, Run, RunList
from parisana.core.simulations.simulation import Production
from parisana.core.suites.settle import Settled, settle
from parisana.core.suites.suite import Suite
from parisana.core.texts.document import Document, Wrong

from .matching import Matching


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

    verbose: bool = Field(False, title="Verbose Analysis", description="Programs say more in their logs.")
    produce_run_files: bool = Field(
        False, title="Produce Run Files", description="Also keep one result file for each run."
    )
    sliced: bool = Field(
        True, title="Use sliced analysis", description="Cut the run list into slices, a job each; otherwise one job."
    )
    runs_per_slice: int = Field(
        20,
        ge=1,
        le=MOST,
        title="Runs per Slice",
        description="Runs that one job works on.",
        json_schema_extra={"when": {"sliced": [True]}},
    )


#: For what counts only when it is not computed.
TYPED: dict[str, JsonValue] = {"when": {"automatic_resources": [False]}}


class Batch(Model):
    """The batch page; memory, duration and disk count when automatic resources are off."""

    automatic_resources: bool = Field(
        True, title="Automatic Resources", description="Compute memory, duration and disk space from the suite."
    )
    scons: bool = Field(
        False,
        title="Software built using Scons",
        description="Jobs export PARISANA_SCONS=1, by which the software's set-up script knows how it was built.",
    )
    memory: Annotated[int, amount("MB"), Field(ge=1)] = Field(
        2000, title="Memory", description="Most memory that a job may use.", json_schema_extra={"unit": "MB", **TYPED}
    )
    duration: Annotated[int, amount("s"), Field(ge=1)] = Field(
        86400,
        title="Duration",
        description="Longest time that a job may take.",
        json_schema_extra={"unit": "s", **TYPED},
    )
    disk: Annotated[int, amount("MB"), Field(ge=0)] = Field(
        2500,
        title="Disk Space",
        description="Room that a job needs on its node.",
        json_schema_extra={"unit": "MB", **TYPED},
    )
    priority: int = Field(0, ge=-1024, le=1024, title="Priority", description="Higher starts earlier, where it may.")
    only_write_script: bool = Field(
        False, title="Only write script", description="Write the scripts, and leave it to you to submit them."
    )
    work_in: Literal["tmpdir", "workingdir", "startdir"] = Field(
        "tmpdir",
        title="Run in",
        description="Where a job works: the node's TMPDIR, the Working area, or where it was started.",
    )
    clean_afterwards: bool = Field(
        True, title="Clean afterwards", description="Remove what a job leaves in its working place."
    )
    open_in_terminal: bool = Field(
        False, title="Open in Terminal", description="Show each job's output in a terminal window."
    )
    terminal_type: str = Field(
        "xterm",
        min_length=1,
        title="Terminal Type",
        description="The terminal to open.",
        json_schema_extra={"when": {"open_in_terminal": [True]}},
    )


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
    runs: Runs | None = None
    production: Production | None = Field(None, description="a Monte-Carlo production, in place of runs")
    matching: Matching | None = Field(
        None, description="runs that are added by themselves as they appear; without runs, all that match when planned"
    )
    seed: int = Field(1, ge=0, le=2**32 - 1)
    stages: Annotated[dict[str, Annotated[dict[str, Any], Lines]], Lines] = Field(
        {}, description="the parameters of each stage that differ from their defaults"
    )
    without: Many[str] = Field((), description="stages that are switched off")

    @model_validator(mode="after")
    def _runs_or_production(self) -> Self:
        if self.runs is None and self.production is None and self.matching is None:
            hint = "In its place stands matching, for the runs that match, or production, of a Monte-Carlo production."
            raise Wrong("The key runs is missing.", hint)
        if self.runs is not None and self.production is not None:
            raise Wrong("A Monte-Carlo production has no runs.", "Remove one of the two.", ("runs",))
        if self.matching is not None and (self.production or (self.runs and self.runs.simulate is not None)):
            raise Wrong("Only a list of runs gets those that match.", "Remove this section.", ("matching",))
        return self

    @property
    def run_file(self) -> str | None:
        """Return the file of its run list, if it names one."""
        return self.runs.file if self.runs else None

    def suited(self, suite: Suite) -> Suite:
        """Return the suite as it is for this profile: its stages of analyses, or those of productions."""
        return suite.simulating() if self.production else suite

    def settled(self, suite: Suite, document: Document | None = None) -> Settled:
        """Return values, active stages and problems, whatever they are."""
        place = document or Document(self.name, {})
        return settle(self.suited(suite), self.stages, self.without, place)

    def effective(self, suite: Suite, document: Document | None = None) -> dict[str, dict[str, Any]]:
        """Return the plain values of every active stage, or raise all that is wrong."""
        settled = self.settled(suite, document)
        if settled.problems:
            raise joined(list(settled.problems))
        return settled.values


def read_profile(document: Document) -> Profile:
    """Make a profile from its text."""
    return validate(upgraded(document, "profile"), Profile)
