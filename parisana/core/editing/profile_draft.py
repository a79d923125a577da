"""A profile under edit: what is on disk, what it would become, and how that is judged."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from parisana.core.suites.parameter import Parameter
from parisana.core.suites.suite import Suite
from parisana.core.texts.document import Document
from parisana.core.texts.rewrite import alien, changes, rewritten

from .fields import Field, judge_values, written_default
from .judging import Judgement, Problem, StageFields, judge_profile

__all__ = ["Draft", "Field", "Judgement", "Problem", "StageFields", "judge", "judge_values"]

Path = tuple[str, ...]


@dataclass(frozen=True)
class Draft:
    """A profile as it is being edited."""

    document: Document
    """As it is on disk, or the text of a new profile."""
    suite: Suite
    data: Mapping[str, Any]
    """As edited: plain values, as a file has them."""

    @classmethod
    def of(cls, document: Document, suite: Suite) -> Draft:
        """Begin with what a document says."""
        return cls(document, suite.suited(document.data), document.data)

    def value(self, path: Path, default: Any = None) -> Any:
        """Return what is written at a path, or the default."""
        found: Any = self.data
        for name in path:
            if not isinstance(found, Mapping) or name not in found:
                return default
            found = found[name]
        return found

    def with_value(self, path: Path, value: Any) -> Draft:
        """Write a value; a stage's parameter at its default is not written at all."""
        parameter = parameter_at(self.suite, path)
        if parameter is not None and not alien(value, written_default(parameter)):
            return self.without(path)
        return self._with(_set(self.data, path, deepcopy(value)))

    def without(self, path: Path) -> Draft:
        """Remove a value, so that the default counts again."""
        return self._with(_removed(self.data, path))

    def _with(self, data: Mapping[str, Any]) -> Draft:
        return Draft(self.document, self.suite, data)

    def changed_from(self, other: Draft) -> frozenset[Path]:
        """Return the paths of the values that differ."""
        return frozenset(changes(other.data, self.data))

    @cached_property
    def text(self) -> str:
        """The file to be written: the old text with the changes made in place, or written anew where that fails."""
        if not changes(self.document.data, self.data):
            return self.document.text
        return rewritten(self.document, self.data)


def _set(data: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    inner = dict(data) if isinstance(data, Mapping) else {}
    return inner | {path[0]: _set(inner.get(path[0]), path[1:], value)}


def _removed(data: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """Return the mapping without a key; what is empty then goes, too."""
    kept = {name: value for name, value in data.items() if name != path[0]}
    inner = data.get(path[0])
    if path[1:] and isinstance(inner, Mapping) and (rest := _removed(inner, path[1:])):
        return {name: rest if name == path[0] else value for name, value in data.items()}
    return dict(data) if path[1:] and not isinstance(inner, Mapping) else kept


def parameter_at(suite: Suite, path: Path) -> Parameter | None:
    """Return the parameter of a stage that a path is of."""
    if len(path) != 3 or path[0] != "stages" or path[1] not in suite.names:
        return None
    return suite.stage(path[1]).parameter(path[2])


def judge(draft: Draft, site: Document | None = None) -> Judgement:
    """Judge a draft, also its overrides if the site's text is given; whatever is in it, this returns."""
    return judge_profile(draft.suite, Document(draft.document.file, dict(draft.data)), site)
