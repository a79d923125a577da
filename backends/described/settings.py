"""The ``settings:`` of a site file for a batch system by description, and where descriptions are found."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path as File
from typing import Any, Self

from pydantic import Field, model_validator

import parisana
from parisana.core.documents.settings import EXCLUDE, PATH, Nodes, Settings, exclude
from parisana.core.sites.batch import BatchSystem, Option, read_batch_system
from parisana.core.texts.document import Path, Wrong, read
from parisana.core.texts.hints import did_you_mean

FOLDER = "batch"
SHIPPED = File(parisana.__file__).parent / "resources" / FOLDER


class DescribedSettings(Settings):
    """Which batch system it is, where jobs wait in it, and on whose account they run."""

    description: str = Field(
        "pbs",
        min_length=1,
        title="Description",
        description="Name of a batch system (pbs, htcondor, lsf), or the file that describes one.",
        json_schema_extra=PATH,
    )
    queue: str | None = Field(None, title="Queue", description="Queue that jobs are sent to; empty: the default one.")
    project: str | None = Field(None, title="Project", description="What jobs are charged to; empty: your default one.")
    options: tuple[str, ...] = Field(
        (), title="Options", description="Other options that the description has, each as NAME=VALUE."
    )
    exclude: Nodes = exclude()
    array_size: int | None = Field(
        None, ge=1, title="Tasks of an array", description="Most tasks sent in one array; empty: as described."
    )

    @model_validator(mode="after")
    def _as_described(self) -> Self:
        known = {option.name: option for option in self.system().options}
        for name, value, path in self._set():
            if name not in known:
                message = f"{self.system().title} has no option {name}."
                raise Wrong(message, did_you_mean(name, known), path)
            refuse_odd(known[name], value, path)
        if self.exclude and not self.can_exclude:
            raise Wrong(f"{self.system().title} cannot leave nodes out by name.", path=(EXCLUDE,))
        return self

    @property
    def can_exclude(self) -> bool:
        """Whether the description says how nodes are left out."""
        return self.system().exclude is not None

    @classmethod
    def located(cls, written: Mapping[str, Any], folder: str) -> Mapping[str, Any]:
        """Name a description that lies beside the site file by its path."""
        name = written.get("description")
        if not isinstance(name, str) or is_text(name):
            return written
        beside = File(folder, name) if is_path(name) else File(folder, FOLDER, f"{name}.yaml")
        return {**written, "description": str(beside)} if beside.is_file() else written

    def portable(self) -> Mapping[str, Any]:
        """Put the lab's own description, which may be changed or lie elsewhere another day, into the site file."""
        if is_text(self.description) or find(self.description).parent == SHIPPED:
            return {}
        return {"description": find(self.description).read_text(encoding="utf-8")}

    def system(self) -> BatchSystem:
        """Return the description."""
        return load(self.description)

    def chosen(self) -> dict[str, list[str]]:
        """Return the values of all options that are set; one that is given several times has several."""
        found: dict[str, list[str]] = {}
        for name, value, _ in self._set():
            found.setdefault(name, []).append(value)
        return found

    def _set(self) -> Iterator[tuple[str, str, Path]]:
        """Yield name, value and place of each option that is set."""
        for name, plain in (("queue", self.queue), ("project", self.project)):
            if plain:
                yield name, plain, (name,)
        for index, option in enumerate(self.options):
            name, _, value = option.partition("=")
            yield name.strip(), value.strip(), ("options", index)


def refuse_odd(option: Option, value: str, path: Path) -> None:
    """Refuse a value that would be read as something else."""
    if not re.fullmatch(option.pattern, value):
        raise Wrong(f"{option.title} cannot be {value!r}.", "See the option's pattern in the description.", path)


def load(name: str) -> BatchSystem:
    """Return the description of this name, or in this file."""
    if is_text(name):
        return read_batch_system(read(name, "the description in the site file"))
    path = find(name)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Wrong(f"The description {path} cannot be read: {error.strerror}.", path=("description",)) from error
    return read_batch_system(read(content, str(path)))


def find(name: str) -> File:
    """Return where a description lies."""
    if is_path(name):
        return File(name).expanduser()
    for folder in folders():
        if (path := folder / f"{name}.yaml").is_file():
            return path
    hint = did_you_mean(name, names())
    raise Wrong(f"There is no description {name}.", hint or "Name one of them, or its file.", ("description",))


def is_text(name: str) -> bool:
    """Whether this is a description itself."""
    return "\n" in name


def is_path(name: str) -> bool:
    """Whether this is the path of a file."""
    return "/" in name or name.endswith((".yaml", ".yml"))


def names() -> list[str]:
    """List all descriptions that can be called by name."""
    return sorted({path.stem for folder in folders() if folder.is_dir() for path in folder.glob("*.yaml")})


def folders() -> Iterator[File]:
    """Yield the folders that are searched: ``batch`` beside the site files, then the shipped ones."""
    listed = [File(part) for part in os.environ.get("PARISANA_SITES", "").split(":") if part]
    own = File(os.environ.get("XDG_CONFIG_HOME") or File.home() / ".config") / "parisana"
    yield from (folder / FOLDER for folder in (*listed, own, File("/etc/parisana")))
    yield SHIPPED
