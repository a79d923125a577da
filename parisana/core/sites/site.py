"""The site: a batch system as configured, its areas and its limits."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, JsonValue, Tag, model_validator

from parisana.core.documents.model import FILE_NAME, Many, Model, validate
from parisana.core.documents.upgrade import upgraded
from parisana.core.profiles.profile import amount
from parisana.core.suites.stage import AreaName
from parisana.core.texts.document import Document, Path, Wrong
from parisana.core.texts.templates import Template, fill

from .access import WHOLE, Reach, StorageUse, below
from .jobscript import ENVIRONMENTS

#: The name of a kind of storage.
STORAGE = r"^[a-z][a-z0-9]*$"
#: Fields of an environment that may hold templates.
TEXTS = ("path", "root", "hessuser", "setup")


#: What the path of an environment is called, by kind.
PATH_TITLES = {
    "hessroot": "HESSROOT Directory",
    "venv": "Prefix",
    "conda": "Prefix",
    "cvmfs": "Set-up script",
    "apptainer": "Image",
}


def only(field: str, **more: JsonValue) -> dict[str, JsonValue]:
    """Say with which kinds of environment a field counts."""
    kinds = [kind for kind, (needed, allowed) in ENVIRONMENTS.items() if field in needed | allowed]
    return {**more, "when": {"kind": list[JsonValue](kinds)}}


class Environment(Model):
    """Where the analysis software is found on a node."""

    kind: Literal["none", "venv", "conda", "modules", "cvmfs", "apptainer", "hessroot"] = Field(
        title="Kind", description="What the software lies in."
    )
    path: Template | None = Field(
        None,
        title="Directory",
        description="Prefix, set-up script, image or HESSROOT directory, by kind.",
        json_schema_extra=only("path", type="path"),
    )
    root: Template | None = Field(
        None,
        title="ROOT Directory",
        description="ROOT that the software was built with; empty: as its set-up says.",
        json_schema_extra=only("root", type="path"),
    )
    hessuser: Template | None = Field(
        None,
        title="HESSUSER Directory",
        description="Your own programs, which come before those of HESSROOT.",
        json_schema_extra=only("hessuser", type="path"),
    )
    modules: Many[str] | None = Field(
        None, title="Modules", description="Modules to load, in order.", json_schema_extra=only("modules")
    )
    name: str | None = Field(
        None,
        min_length=1,
        title="Name",
        description="The environment's name in conda.",
        json_schema_extra=only("name"),
    )
    setup: Template | None = Field(
        None,
        title="Set-up script",
        description="Script to be sourced first.",
        json_schema_extra=only("setup", type="path"),
    )
    bind: Many[Template] | None = Field(
        None, title="Folders", description="Folders that an Apptainer image sees.", json_schema_extra=only("bind")
    )
    python: str | None = Field(
        None,
        min_length=1,
        title="Python",
        description="The interpreter's name or path there.",
        json_schema_extra=only("python"),
    )

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
        texts = {name: fill(text, values) for name in TEXTS if (text := getattr(self, name))}
        folders = None if self.bind is None else tuple(fill(text, values) for text in self.bind)
        return self.model_copy(update={**texts, "bind": folders})


class Place(Model):
    """A directory: a kind of storage, and a path in it, perhaps below the storage's root."""

    storage: str = Field("disk", pattern=STORAGE)
    path: Template

    @property
    def place(self) -> tuple[str, str]:
        """The same for every spelling of one directory."""
        path = posixpath.normpath(self.path)
        return self.storage, "/" + path.lstrip("/") if path.startswith("/") else path

    def filled(self, values: Mapping[str, str], roots: Mapping[str, str | None]) -> Self:
        """Return it with its templates replaced, and its whole path."""
        return self.model_copy(update={"path": below(roots.get(self.storage), fill(self.path, values))})


def _written_as(value: object) -> str:
    return "place" if isinstance(value, (Mapping, Place)) else "path"


#: A further place as it is written: a path on the same storage, or a storage and a path.
Further = Annotated[
    Annotated[Template, Tag("path")] | Annotated[Place, Tag("place")],
    Discriminator(_written_as),
]


class Area(Place):
    """A named directory, perhaps with further ones: then each output goes to one of them, by their free space."""

    also: Many[Further] = Field(
        (), description="further places of its outputs: paths on the same storage, or storage and path"
    )

    @property
    def further(self) -> tuple[Place, ...]:
        """The further places, each with its storage."""
        given = (Place(storage=self.storage, path=each) if isinstance(each, str) else each for each in self.also)
        return tuple(given)

    @property
    def places(self) -> tuple[Place, ...]:
        """All places, that of the area itself first."""
        return self, *self.further

    def changed(self, change: Callable[[Place], Place]) -> Area:
        """Return it with each of its places changed."""
        own = change(self)
        further = tuple(change(place) for place in self.further)
        return self.model_copy(update={"storage": own.storage, "path": own.path, "also": further})

    def filled(self, values: Mapping[str, str], roots: Mapping[str, str | None]) -> Self:
        """Return it with the templates of all its places replaced."""
        further = tuple(place.filled(values, roots) for place in self.further)
        return super().filled(values, roots).model_copy(update={"also": further})


class Limits(Model):
    """The most that is sent or asked for."""

    jobs: int | None = Field(1000, ge=1, title="Jobs", description="Jobs in the batch system at once; empty: any.")
    memory: Annotated[int, amount("MB"), Field(ge=1)] | None = Field(
        None, title="Memory", description="Most memory of one job; empty: any.", json_schema_extra={"unit": "MB"}
    )
    duration: Annotated[int, amount("s"), Field(ge=1)] | None = Field(
        None, title="Duration", description="Longest time of one job; empty: any.", json_schema_extra={"unit": "s"}
    )


class Site(Model):
    """A site file."""

    parisana: Literal["site/1"]
    name: str = Field(pattern=FILE_NAME)
    title: str
    backend: str = Field(pattern=r"^[a-z][a-z0-9]*$")
    settings: dict[str, Any] = Field({}, description="the backend's own settings")
    reach: Reach = Reach()
    environment: Environment = Environment(kind="none")
    storages: dict[Annotated[str, Field(pattern=STORAGE)], StorageUse] = Field(
        {}, description="for each kind of storage: whether it is used, its root, and its plug-in's own settings"
    )
    areas: dict[AreaName, Area]
    fts: str | None = Field(
        None,
        pattern=r"^https://[^/\s]+",
        title="FTS",
        description="the server, https://HOST:8446, that copies between servers what lies on storages of this site",
    )
    limits: Limits = Limits()

    @model_validator(mode="after")
    def _areas(self) -> Self:
        if "working" not in self.areas:
            raise Wrong("The area working is missing.", "Every site needs a place to work.", ("areas",))
        if self.areas["working"].also:
            message = "The Working area cannot be spread over several places."
            raise Wrong(message, "Spread the areas of outputs.", ("areas", "working", "also"))
        for name, where, place in places_of(self.areas):
            if place.storage in self.storages and not self.storages[place.storage].use:
                message = f"The area {name} lies on {place.storage}, which is switched off."
                path = ("areas", name, *(("storage",) if where == ("path",) else where))
                raise Wrong(message, f"Set 'storages: {{{place.storage}: {{use: true}}}}'.", path)
        distinct(self.areas)
        return self

    @property
    def places(self) -> list[tuple[AreaName, Place]]:
        """All places of all areas, each with the name of its area."""
        return [(name, place) for name, area in self.areas.items() for place in area.places]

    def filled(self, values: Mapping[str, str]) -> Site:
        """Return the site with its templates replaced; areas that fall together are refused."""
        storages = {name: use.filled(values) for name, use in self.storages.items()}
        roots = {name: use.root for name, use in storages.items()}
        areas = {name: area.filled(values, roots) for name, area in self.areas.items()}
        distinct(areas)
        whole(areas)
        environment = self.environment.filled(values)
        return self.model_copy(update={"areas": areas, "storages": storages, "environment": environment})


def places_of(areas: Mapping[AreaName, Area]) -> Iterator[tuple[AreaName, Path, Place]]:
    """Yield all places of areas, each with the name of its area and where it stands in there."""
    for name, area in areas.items():
        yield name, ("path",), area
        yield from ((name, ("also", number), place) for number, place in enumerate(area.further))


def distinct(areas: Mapping[AreaName, Area]) -> None:
    """Refuse two areas on one directory."""
    seen: dict[tuple[str, str], str] = {}
    for name, where, place in places_of(areas):
        if (first := seen.get(place.place)) is not None:
            both = f"The areas {first} and {name} are" if first != name else f"Two places of the area {name} are"
            message = f"{both} one directory, {place.path}."
            raise Wrong(message, "Give each area a directory of its own.", ("areas", name, *where))
        seen[place.place] = name


def whole(areas: Mapping[AreaName, Area]) -> None:
    """Refuse a directory of which nobody knows where it begins."""
    for name, where, place in places_of(areas):
        path = ("areas", name, *where)
        if place.storage == "disk" and not place.path.startswith("/"):
            message = f"The area {name} is at {place.path}, which does not start with '/'."
            raise Wrong(message, "Write the whole path.", path)
        if not WHOLE.match(place.path):
            message = f"The area {name} is at {place.path}, and {place.storage} has no root directory."
            raise Wrong(message, f"Write the whole path, or 'storages: {{{place.storage}: {{root: …}}}}'.", path)


def read_site(document: Document) -> Site:
    """Make a site from its text."""
    return validate(upgraded(document, "site"), Site)
