"""When an input may be used: when all of it is there, from a share of it on, or once somebody declares it ready."""

from __future__ import annotations

import math
import re
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from parisana.core.documents.model import Many, Model
from parisana.core.texts.document import Wrong

#: What a word of a check's command may name.
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
PLACEHOLDERS = ("python", "payload", "input")
#: The word for what holds when nothing is said.
ALL = "all"


def check_word(text: str) -> str:
    """Check the placeholders of one word of a check's command."""
    for name in PLACEHOLDER.findall(text):
        if name not in PLACEHOLDERS:
            known = ", ".join(f"{{{each}}}" for each in PLACEHOLDERS)
            raise Wrong(f"There is no placeholder {{{name}}} in a check.", f"Known are: {known}.")
    return text


class Check(Model):
    """What is looked at before something may be declared ready; that it is there, and whole, always is."""

    files: Many[Annotated[str, Field(min_length=1)]] = Field(
        (), description="patterns: for each there is a file that is not empty"
    )
    versions: dict[str, str] = Field({}, description="what its versions.json says of programs")
    command: Many[Annotated[str, AfterValidator(check_word)]] = Field(
        (), description="ends with exit code 0 when it is valid"
    )


class Ready(Model):
    """When a stage may begin with an input; nothing said: when all of it is there."""

    share: float | None = Field(None, gt=0, lt=1, description="the share of its jobs that is enough to begin with")
    declared: Check | None = Field(None, description="somebody must declare it ready; what is checked before")

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if self.share is not None and self.declared is not None:
            raise Wrong("An input waits for a share, or to be declared ready, not for both.")
        return self

    def enough(self, total: int) -> int:
        """Return how many of so many jobs are enough to begin with: at least one."""
        return total if self.share is None else enough(self.share, total)


def enough(share: float, total: int) -> int:
    """Return how many of so many jobs are a share of them: at least one."""
    return min(total, max(1, math.ceil(share * total - 1e-9)))


def from_word(written: Any) -> Any:
    """Read the word ``all``."""
    return {} if written == ALL else written


#: As an input says it.
WhenReady = Annotated[Ready, BeforeValidator(from_word)]


def filled(command: tuple[str, ...], words: dict[str, str]) -> list[str]:
    """Return a check's command with what its placeholders stand for."""
    return [PLACEHOLDER.sub(lambda found: words[found[1]], word) for word in command]
