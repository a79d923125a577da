"""The site: a batch system as configured, its areas and its limits."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from .document import Document, Wrong
from .hints import did_you_mean
from .jobscript import ENVIRONMENTS
from .model import FILE_NAME, Many, Model, validate
from .profile import amount
from .suite import AreaName
from .upgrade import upgraded

TEMPLATES = ("user", "home", "host", "profile", "production", "analysis_environment")
TEMPLATE = re.compile(r"\{([^{}]*)\}")


def template(text: str) -> str:
    """Check the templates of a text."""
    for name in TEMPLATE.findall(text):
        if name not in TEMPLATES:
            raise Wrong(f"There is no template {{{name}}}.", did_you_mean(name, TEMPLATES))
    rest = TEMPLATE.sub("", text)
    if "{" in rest or "}" in rest:
        raise Wrong("A brace is left open here.", "Templates are written {user}.")
    return text


def fill(text: str, values: Mapping[str, str]) -> str:
    """Replace the templates of a text; one without a value stays."""
    return TEMPLATE.sub(lambda found: values.get(found.group(1), found.group(0)), text)


Template = Annotated[str, Field(min_length=1), AfterValidator(template)]


class Environment(Model):
    """Where the analysis software is found on a node."""

    kind: Literal["none", "venv", "conda", "modules", "cvmfs", "apptainer", "hessroot"]
    path: Template | None = Field(None, description="prefix, set-up script, image or HESSROOT directory, by kind")
    modules: Many[str] | None = Field(None, description="modules to load, in order")
    name: str | None = Field(None, min_length=1, description="the environment's name in conda")
    setup: Template | None = Field(None, description="script to be sourced first")
    bind: Many[Template] | None = Field(None, description="folders that an Apptainer image sees")
    python: str | None = Field(None, min_length=1, description="the interpreter's name there")

    @model_validator(mode="after")
    def _fits(self) -> Self:
        needed, allowed = ENVIRONMENTS[self.kind]
        given = {name for name in type(self).model_fields if name != "kind" and getattr(self, name)}
        for name in sorted(needed - given):
            raise Wrong(f"An environment of kind {self.kind} needs {name}.", path=(name,))
        for name in sorted(given - needed - allowed):
            raise Wrong(f"An environment of kind {self.kind} has no {name}.", path=(name,))
        return self

    def filled(self, values: Mapping[str, str]) -> Environment:
        """Return it with its templates replaced."""
        texts = {name: fill(text, values) for name in ("path", "setup") if (text := getattr(self, name))}
        folders = None if self.bind is None else tuple(fill(text, values) for text in self.bind)
        return self.model_copy(update={**texts, "bind": folders})


class Area(Model):
    """A named directory: a kind of storage, and a path in it."""

    storage: str = Field("disk", pattern=r"^[a-z][a-z0-9]*$")
    path: Template

    @property
    def place(self) -> tuple[str, str]:
        """The same for every spelling of one directory."""
        path = posixpath.normpath(self.path)
        return self.storage, "/" + path.lstrip("/") if path.startswith("/") else path


class Limits(Model):
    """The most that is sent or asked for."""

    jobs: int | None = Field(1000, ge=1, description="jobs in the batch system at once")
    memory: Annotated[int, amount("MB"), Field(ge=1)] | None = Field(None, description="MB a job")
    duration: Annotated[int, amount("s"), Field(ge=1)] | None = Field(None, description="seconds a job")


class Site(Model):
    """A site file."""

    parisana: Literal["site/1"]
    name: str = Field(pattern=FILE_NAME)
    title: str
    backend: str = Field(pattern=r"^[a-z][a-z0-9]*$")
    settings: dict[str, Any] = Field({}, description="the backend's own settings")
    environment: Environment = Environment(kind="none")
    areas: dict[AreaName, Area]
    limits: Limits = Limits()

    @model_validator(mode="after")
    def _areas(self) -> Self:
        if "working" not in self.areas:
            raise Wrong("The area working is missing.", "Every site needs a place to work.", ("areas",))
        distinct(self.areas.items())
        return self

    def filled(self, values: Mapping[str, str]) -> Site:
        """Return the site with its templates replaced; areas that fall together are refused."""
        areas = {name: area.model_copy(update={"path": fill(area.path, values)}) for name, area in self.areas.items()}
        distinct(areas.items())
        absolute(areas.items())
        return self.model_copy(update={"areas": areas, "environment": self.environment.filled(values)})


def distinct(areas: Iterable[tuple[str, Area]]) -> None:
    """Refuse two areas on one directory."""
    seen: dict[tuple[str, str], str] = {}
    for name, area in areas:
        other = seen.setdefault(area.place, name)
        if other != name:
            message = f"The areas {other} and {name} are one directory, {area.path}."
            raise Wrong(message, "Give each area a directory of its own.", ("areas", name, "path"))


def absolute(areas: Iterable[tuple[str, Area]]) -> None:
    """Refuse a directory on disk whose place depends on where the program was started."""
    for name, area in areas:
        if area.storage == "disk" and not area.path.startswith("/"):
            message = f"The area {name} is at {area.path}, which does not start with '/'."
            raise Wrong(message, "Write the whole path.", ("areas", name, "path"))


def read_site(document: Document) -> Site:
    """Make a site from its text."""
    return validate(upgraded(document, "site"), Site)
