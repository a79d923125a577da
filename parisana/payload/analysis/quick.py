"""Importing gammapy in two thirds of the time, by leaving out what only a reader of documentation needs.

scipy and matplotlib write the help texts of some thousand functions anew whenever they are imported, and Python looks
for garbage among objects that stay for good. A job needs neither, and an analysis is thousands of short jobs.
"""

from __future__ import annotations

import gc
import importlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import ModuleType
from typing import Any

Writer = tuple[str, str, str, Any]


class NoText(dict[str, list[str]]):
    """A help text without sections."""

    def __init__(self, function: object) -> None:
        super().__init__(Notes=[])

    def __str__(self) -> str:
        return "\n"


#: What writes help texts (module, class or none, name), and what does so much less in its place.
SCIPY = ("scipy._lib._array_api", "", "FunctionDoc", NoText)
MATPLOTLIB = ("matplotlib.artist", "Artist", "_update_set_signature_and_docstring", classmethod(lambda cls: None))
GAMMAPY = (SCIPY, MATPLOTLIB)
#: The stages that import one of these packages.
SILENCED: dict[str, tuple[Writer, ...]] = {
    "mc": GAMMAPY,
    "microdst": GAMMAPY,
    "spectrum": GAMMAPY,
    "morphology": GAMMAPY,
    "plots": (MATPLOTLIB,),
}


def import_stage(stage: str, package: str | None) -> ModuleType:
    """Import the module of a stage, with all that it needs."""
    with resting_collector(), ExitStack() as stack:
        for writer in SILENCED.get(stage, ()):
            stack.enter_context(silent(writer))
        return importlib.import_module(f".{stage}", package)


@contextmanager
def resting_collector() -> Iterator[None]:
    """Look for no garbage meanwhile, nor later among what was made meanwhile."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


@contextmanager
def silent(writer: Writer) -> Iterator[None]:
    """Replace a writer of help texts meanwhile; a version that has none is imported as it is."""
    module, owner, name, replacement = writer
    place = place_of(module, owner)
    original = vars(place).get(name) if place else None
    if original is None:
        yield
        return
    setattr(place, name, replacement)
    try:
        yield
    finally:
        setattr(place, name, original)


def place_of(module: str, owner: str) -> Any:
    """Return a module, or a class in it, if this version has it."""
    try:
        found = importlib.import_module(module)
    except ModuleNotFoundError:
        return None
    return getattr(found, owner, None) if owner else found
