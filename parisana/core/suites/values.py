"""From what a user writes to what a payload receives: plain JSON in the parameter's own unit."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from parisana.core.measures import quantity
from parisana.core.runs.run_list import RunList
from parisana.core.sky.region import mapping, position, regions
from parisana.core.texts.document import Wrong
from parisana.core.texts.hints import did_you_mean

if TYPE_CHECKING:
    from .parameter import Parameter


def payload_value(parameter: Parameter, written: Any) -> Any:
    """Return the plain value; ``Wrong`` says what is the matter, and where inside the value."""
    if written is None:
        if parameter.optional:
            return None
        raise Wrong(f"{parameter.title} needs a value.", hint_for(parameter))
    return READERS[parameter.type](parameter, written)


def hint_for(parameter: Parameter) -> str | None:
    """Say what may be written."""
    if parameter.choices:
        return f"Choose from {', '.join(parameter.choices)}."
    if parameter.range_in_words:
        return f"Allowed is {parameter.range_in_words}."
    return quantity.example(parameter.unit) if parameter.unit else None


def number(parameter: Parameter, written: Any) -> float:
    """Read a number, with its unit if the parameter has one."""
    return within(parameter, measured(parameter, written))


def measured(parameter: Parameter, written: Any) -> float:
    """Read a number without looking at its range."""
    unit = parameter.unit or ""
    if isinstance(written, str):
        return quantity.parse(written, unit)
    if isinstance(written, bool) or not isinstance(written, int | float):
        raise Wrong(f"{parameter.title} must be a number.", hint_for(parameter))
    if quantity.unit_of(unit).dimensions:
        raise Wrong(f"{parameter.title} has no unit.", f"Write for instance '{written} {unit}'.")
    return quantity.parse(repr(written), unit)


def within(parameter: Parameter, value: float) -> float:
    """Refuse what is outside of the range."""
    low, high = parameter.min, parameter.max
    if (low is not None and value < low) or (high is not None and value > high):
        shown = quantity.write(value, parameter.unit or "")
        raise Wrong(f"{parameter.title} is {shown}, which is out of range.", f"Allowed is {parameter.range_in_words}.")
    return value


def integer(parameter: Parameter, written: Any) -> int:
    """Read a whole number; one with a unit may also be written as a quantity, which is rounded up."""
    if parameter.unit and isinstance(written, str):
        written = math.ceil(quantity.parse(written, parameter.unit))
    if isinstance(written, bool) or not isinstance(written, int):
        raise Wrong(f"{parameter.title} must be a whole number.", hint_for(parameter))
    within(parameter, written)
    return written


def boolean(parameter: Parameter, written: Any) -> bool:
    """Read true or false."""
    if not isinstance(written, bool):
        raise Wrong(f"{parameter.title} must be true or false.", "Words like yes, no, on and off are text here.")
    return written


def text(parameter: Parameter, written: Any) -> str:
    """Read text."""
    if not isinstance(written, str):
        raise Wrong(f"{parameter.title} must be text.", "Put it in quotes.")
    return written


def words(parameter: Parameter, written: Any) -> list[str]:
    """Read a list of words of the user's own, each once."""
    if not isinstance(written, list):
        raise Wrong(f"{parameter.title} must be a list of words.", "Write for instance [one, two].")
    for index, word in enumerate(written):
        if not isinstance(word, str) or not word.strip():
            raise Wrong(f"Each word of {parameter.title} must be text.", "Put it in quotes.", (index,))
        if word in written[:index]:
            raise Wrong(f"{word[:40]} is given twice.", path=(index,))
    return list(written)


def path(parameter: Parameter, written: Any) -> str:
    """Read the path of a file or folder."""
    if not text(parameter, written).strip():
        raise Wrong(f"{parameter.title} needs a path.")
    return str(written)


def choice(parameter: Parameter, written: Any) -> str:
    """Read one of the words."""
    if not isinstance(written, str) or written not in parameter.choices:
        shown = str(written)[:40]
        raise Wrong(f"{parameter.title} cannot be {shown}.", did_you_mean(shown, parameter.choices))
    return written


def choices(parameter: Parameter, written: Any) -> list[str]:
    """Read several of the words, each once."""
    if not isinstance(written, list):
        raise Wrong(f"{parameter.title} must be a list.", hint_for(parameter))
    for index, word in enumerate(written):
        if not isinstance(word, str) or word not in parameter.choices:
            hint = did_you_mean(str(word)[:40], parameter.choices)
            raise Wrong(f"{parameter.title} cannot contain {str(word)[:40]}.", hint, (index,))
        if word in written[:index]:
            raise Wrong(f"{word} is given twice.", path=(index,))
    return list(written)


def axis(parameter: Parameter, written: Any) -> list[float | int]:
    """Read ``{min: 0.3 TeV, max: 40 TeV, nbins: 20}`` into ``[0.3, 40, 20]``."""
    values = mapping(written, ("min", "max", "nbins"))
    low, high = (inside(parameter, values, end) for end in ("min", "max"))
    nbins = values["nbins"]
    if isinstance(nbins, bool) or not isinstance(nbins, int) or not 1 <= nbins <= 10_000:
        raise Wrong("nbins must be a whole number between 1 and 10000.", path=("nbins",))
    if low >= high:
        raise Wrong(f"{parameter.title} must end above its beginning.", "max must be larger than min.", ("max",))
    return [low, high, nbins]


def inside(parameter: Parameter, values: dict[str, Any], end: str) -> float:
    """Read one end of an axis."""
    try:
        return number(parameter, values[end])
    except Wrong as wrong:
        raise Wrong(wrong.message, wrong.hint, (end,)) from wrong


def run_numbers(parameter: Parameter, written: Any) -> list[int]:
    """Read a list of run numbers."""
    if not isinstance(written, list):
        raise Wrong(f"{parameter.title} must be a list of run numbers.")
    for index, run in enumerate(written):
        if isinstance(run, bool) or not isinstance(run, int):
            raise Wrong(f"{str(run)[:40]} is not a run number.", path=(index,))
    return list(RunList.of(written).numbers)


READERS: dict[str, Callable[[Parameter, Any], Any]] = {
    "number": number,
    "integer": integer,
    "boolean": boolean,
    "text": text,
    "path": path,
    "words": words,
    "choice": choice,
    "choices": choices,
    "axis": axis,
    "position": lambda _, written: position(written),
    "runs": run_numbers,
    "regions": lambda _, written: [region.payload() for region in regions(written)],
}
