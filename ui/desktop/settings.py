"""Settings that are drawn as forms: the profile's own pages, and those of its site with the overrides over them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from parisana.core.editing.form import parameters_of
from parisana.core.editing.profile_draft import Field, judge_values
from parisana.core.sites.overrides import merge
from parisana.core.suites.parameter import Parameter
from parisana.core.texts.document import Document
from parisana.core.texts.yamltext import inline

from .editor import Path, ProfileEditor
from .language import translate

OVERRIDES: Path = ("overrides",)


def found_at(data: Any, path: Sequence[str]) -> Any:
    """Return what stands at a path of plain values; nothing, where nothing does."""
    for name in path:
        if not isinstance(data, Mapping) or name not in data:
            return None
        data = data[name]
    return data


def values_below(data: Any) -> Iterator[Any]:
    """Yield every value that is no mapping."""
    if isinstance(data, Mapping):
        for inner in data.values():
            yield from values_below(inner)
    else:
        yield data


class SiteValues:
    """The site of the profile under edit: what its file says, and what the profile lays over it."""

    def __init__(self, editor: ProfileEditor, document: Document) -> None:
        self.editor, self.document = editor, document

    @property
    def name(self) -> str:
        """The site's name."""
        return str(self.document.data.get("name", ""))

    @property
    def overrides(self) -> Mapping[str, Any]:
        """What the profile says of the site."""
        written = self.editor.value(OVERRIDES)
        return written if isinstance(written, Mapping) else {}

    @property
    def merged(self) -> dict[str, Any]:
        """The site as the profile uses it, be it right or wrong."""
        return merge(self.document.data, self.overrides)

    @property
    def count(self) -> int:
        """How many values differ from the site file."""
        return sum(1 for _ in values_below(self.overrides)) if self.overrides else 0

    def value(self, *path: str) -> Any:
        """Return a value of the site."""
        return found_at(self.merged, path)

    def is_override(self, *path: str) -> bool:
        """Whether a value comes from the profile."""
        holder = found_at(self.overrides, path[:-1])
        return isinstance(holder, Mapping) and path[-1] in holder

    def origin(self, *path: str) -> str:
        """Say where a value comes from."""
        filed = found_at(self.document.data, path)
        if self.is_override(*path):
            return translate("Settings", "Set in this profile; the site file {0} says {1}.").format(
                self.name, _said(filed)
            )
        if filed is not None:
            return translate("Settings", "From the site file {0}.").format(self.name)
        return translate("Settings", "The default; the site file {0} does not say it.").format(self.name)

    def write(self, path: Path, value: Any, words: str = "") -> None:
        """Let the profile say otherwise; what the site file says already is not repeated."""
        draft, place = self.editor.draft, (*OVERRIDES, *path)
        same = repr(found_at(self.document.data, path)) == repr(value)
        after = draft.without(place) if same else draft.with_value(place, value)
        self.editor.take(after, words or translate("Settings", "Change {0} of the site").format(path[-1]))

    def reset(self, path: Path) -> None:
        """Let the site file count again."""
        self.editor.reset((*OVERRIDES, *path))

    def problem(self, *path: str) -> str | None:
        """Say what is wrong with an override."""
        return problem_at(self.editor, (*OVERRIDES, *path))

    def faults(self, *path: str) -> list[tuple[Path, str]]:
        """Return all that is wrong with an override, each with its path in there."""
        place = (*OVERRIDES, *path)
        found = (each for each in self.editor.judgement.problems if each.path[: len(place)] == place)
        return [(each.path[len(place) :], each.words) for each in found]


def _said(value: Any) -> str:
    """Return a value as a sentence has it."""
    if value is None:
        return translate("Settings", "nothing")
    if isinstance(value, list):
        return ", ".join(inline(each) if isinstance(each, Mapping) else str(each) for each in value)
    return str(value)


def problem_at(editor: ProfileEditor, path: Path) -> str | None:
    """Say what is wrong with a value of the profile, or with something in it."""
    found = (problem.words for problem in editor.judgement.problems if problem.path[: len(path)] == path)
    return next(found, None)


class Source(ABC):
    """Settings that one form shows."""

    def __init__(self, parameters: Sequence[Parameter]) -> None:
        self.parameters = tuple(parameters)

    @abstractmethod
    def fields(self) -> list[Field]:
        """Return the settings as they stand."""

    @abstractmethod
    def write(self, name: str, value: Any) -> None:
        """Take an edit."""

    @abstractmethod
    def reset(self, name: str) -> None:
        """Take an edit back."""

    @abstractmethod
    def origin(self, name: str) -> str:
        """Say where a value comes from."""


class SectionSource(Source):
    """A section of the profile, by its path."""

    def __init__(self, editor: ProfileEditor, path: Path, parameters: Sequence[Parameter]) -> None:
        super().__init__(parameters)
        self.editor, self.path = editor, path

    def fields(self) -> list[Field]:
        """Return the section's settings."""
        written = self.editor.value(self.path)
        fields = judge_values(self.parameters, written if isinstance(written, Mapping) else {})
        return [self._complete(field) for field in fields]

    def _complete(self, field: Field) -> Field:
        return replace(field, problem=problem_at(self.editor, (*self.path, field.parameter.name)) or field.problem)

    def write(self, name: str, value: Any) -> None:
        """Write a value into the profile."""
        self.editor.set_value((*self.path, name), value)

    def reset(self, name: str) -> None:
        """Let the default count."""
        self.editor.reset((*self.path, name))

    def origin(self, name: str) -> str:
        """Say whether the profile says it."""
        written = self.editor.value((*self.path, name)) is not None
        return translate("Settings", "Set in this profile.") if written else translate("Settings", "The default.")


class PageSource(SectionSource):
    """A page of the profile: ``batch`` or ``analysis``."""

    def __init__(self, editor: ProfileEditor, page: str, model: type[BaseModel]) -> None:
        super().__init__(editor, (page,), parameters_of(model))


class SiteSource(Source):
    """A part of the site: its settings, its environment, one of its storages, how it is reached."""

    def __init__(self, site: SiteValues, parameters: Sequence[Parameter], *prefix: str) -> None:
        super().__init__(parameters)
        self.site, self.prefix = site, prefix

    def fields(self) -> list[Field]:
        """Return the settings with their marks."""
        written = self.site.value(*self.prefix)
        fields = judge_values(self.parameters, written if isinstance(written, Mapping) else {})
        return [self._complete(field) for field in fields]

    def _complete(self, field: Field) -> Field:
        path = (*self.prefix, field.parameter.name)
        problem = self.site.problem(*path) or field.problem
        return replace(field, set=self.site.is_override(*path), problem=problem)

    def write(self, name: str, value: Any) -> None:
        """Lay a value over the site."""
        self.site.write((*self.prefix, name), value)

    def reset(self, name: str) -> None:
        """Let the site file count."""
        self.site.reset((*self.prefix, name))

    def origin(self, name: str) -> str:
        """Say where a value comes from."""
        return self.site.origin(*self.prefix, name)
