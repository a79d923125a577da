"""Weights that a user gives elements, as settings: remembered with the site, or with the profile."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator

from parisana.core.sites.shares import own_weights

TITLE = "Weights of my own"
HELP = "Each ELEMENT=WEIGHT, in place of its weight by response time; an element gets its part of the sum of all."


def readable(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return weights that can be read; others are refused."""
    own_weights(words)
    return words


Weights = Annotated[tuple[str, ...], AfterValidator(readable)]
