"""Between what a profile has written and what a field shows: units stand beside a field, not in it."""

from __future__ import annotations

import re
from typing import Any

from parisana.core.suites.parameter import Parameter

PLAIN_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?")


def shown(value: Any, unit: str | None = None) -> str:
    """Return a value as its field shows it: a quantity in the field's own unit without the unit."""
    if value is None:
        return ""
    text = f"{value:.12g}" if isinstance(value, float) else str(value)
    if unit and text.endswith(unit) and PLAIN_NUMBER.fullmatch(bare := text[: -len(unit)].strip()):
        return bare
    return text


def written(text: str, unit: str | None = None) -> Any:
    """Return what a field's text becomes in the profile: numbers as numbers, quantities with their unit."""
    text = text.strip()
    if not text:
        return None
    if PLAIN_NUMBER.fullmatch(text):
        return f"{text} {unit}" if unit else number(text)
    return text


def number(text: str) -> int | float:
    """Return a plain number, whole if it is written so."""
    return int(text) if re.fullmatch(r"[-+]?\d+", text) else float(text)


def whole(text: str, unit: str | None = None) -> Any:
    """Return a whole number, with or without separators; whatever else was typed stays as it is."""
    bare = text.strip().replace(",", "").replace(" ", "")
    return int(bare) if re.fullmatch(r"[-+]?\d+", bare) else (text.strip() or None)


def help_text(parameter: Parameter) -> str:
    """Return what the tool tip of a field says: what it is, and what is allowed."""
    allowed = parameter.range_in_words
    return f"{parameter.help} Allowed: {allowed}.".strip() if allowed else parameter.help
