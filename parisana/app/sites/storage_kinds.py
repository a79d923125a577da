"""The kinds of storage that an area may lie on, as the batch page offers them."""

from __future__ import annotations

from dataclasses import dataclass

from parisana.core.editing.form import parameters_of
from parisana.core.suites.parameter import Parameter
from parisana.plugins.missing import Missing
from parisana.plugins.registry import FOR_TESTS, storages


@dataclass(frozen=True, slots=True)
class StorageKind:
    """One kind of storage."""

    name: str
    title: str
    reason: str
    """Why it cannot be used; empty when it can."""
    parameters: tuple[Parameter, ...]
    """What it asks its user."""

    @property
    def is_offered(self) -> bool:
        """Whether it is offered; what is there for tests is shown only where a site names it."""
        return self.name != FOR_TESTS


def storage_kinds() -> tuple[StorageKind, ...]:
    """List all kinds, also those that cannot be used, with the reason."""
    found = []
    for name, plugin in storages().items():
        reason = plugin.reason if isinstance(plugin, Missing) else ""
        asked = plugin.settings_class
        found.append(StorageKind(name, plugin.title or name, reason, parameters_of(asked) if asked else ()))
    return tuple(found)
