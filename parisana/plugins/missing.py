"""What stands for a plug-in that cannot be used: why, what to do, and what is known of it all the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import BaseModel


@dataclass(frozen=True, slots=True)
class Missing:
    """A plug-in that is known but cannot be used here."""

    name: str
    reason: str
    hint: str | None = None
    title: str | None = None
    settings_class: type[BaseModel] | None = None
    """The settings of one that is described: site files are checked against them, and forms drawn."""

    @property
    def described(self) -> bool:
        """Whether it is only its program that is not there yet."""
        return self.settings_class is not None


def described(name: str, title: str, settings: type[BaseModel]) -> Missing:
    """Stand for a plug-in whose settings are written, and whose program is not."""
    hint = "Its settings can be filled in and kept; for work, choose another site, for example Unix."
    return Missing(name, f"{title} is described, but not built yet.", hint, title, settings)
