"""Questions to gfal2, put through helper processes: the library may hang, and may belong to another Python."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from functools import cache
from typing import Any

from parisana.errors import SiteError, StorageError
from parisana.plugins.helper import Helper, Helpers
from parisana.plugins.storage import NOBODY, Watch

from . import helper as gfal_helper

#: Where the library may be: distributions give it to their own Python.
PYTHONS = ("/usr/bin/python3", "python3", sys.executable)
MISSING = "{} cannot be used here: the library gfal2 is not installed."
LIBRARY = "Install the system's packages python3-gfal2, gfal2-plugin-{} and gfal2-plugin-file."
#: What the names of variables begin with that the library reads.
OWN = ("X509_", "LCG_", "GLOBUS_", "GFAL_")
#: How long (s) a Python may take to say whether it has the library.
START = 20.0
#: A mark in the library's words -> what to do.
HINTS: dict[str, str] = {
    "no space": "Make room, or choose another place.",
    "quota": "Make room, or choose another place.",
    "permission": "Choose another place, or ask its owner.",
    "proxy": "Is your proxy still valid? (voms-proxy-info)",
    "credential": "Is your proxy still valid? (voms-proxy-info)",
    "certificate": "Is your proxy still valid, and are the authorities' certificates there? (X509_CERT_DIR)",
}
#: A mark in the library's words, which tell of each layer below it -> what it comes to.
PLAINLY: dict[str, str] = {
    "valid credentials could not be found": "The server wants a Grid proxy, and there is none here",
    "could not open the user": "The server wants a Grid proxy, and there is none here",
    "could not load the user credentials": "The server wants a Grid proxy, and there is none here that can be used",
    "could not load client credentials": "The server wants a Grid proxy, and there is none here that can be used",
    "credential has expired": "Your Grid proxy has run out",
}
#: No more of its words than somebody reads.
LONGEST = 240
#: Errors that waiting may mend, by the operating system's numbers: it was out of reach, or said nothing.
LATER = frozenset({4, 5, 11, 70, 103, 104, 107, 110, 111, 112, 113, 125})


class GfalClient:
    """Asks, and puts what comes back into words."""

    def __init__(self, title: str, plugin: str) -> None:
        """``title`` is what people call the storage, ``plugin`` the part of the library that speaks to it."""
        self._title, self._plugin = title, plugin

    def ask(self, what: str, name: str, patience: float, watch: Watch = NOBODY, /, **request: Any) -> Any:
        """Return what the library says; raise ``StorageError`` with its words, or ``NoAnswer``."""
        with _helpers(_surroundings(), self._python()).one(name) as helper:
            answer = helper.ask({"do": what, **request}, patience, watch.moved, lambda: watch.cancelled)
        if "no" in answer:
            raise said_no(answer["no"])
        return answer["ok"]

    def _python(self) -> str:
        try:
            return _python(self._plugin)
        except LookupError as error:
            raise StorageError(MISSING.format(self._title), hint=LIBRARY.format(self._plugin)) from error


def said_no(no: Mapping[str, Any]) -> StorageError:
    """Put a refusal into words."""
    words = " ".join(str(no["words"]).split())
    hint = next((hint for mark, hint in HINTS.items() if mark in words.lower()), None)
    plain = next((plain for mark, plain in PLAINLY.items() if mark in words.lower()), None)
    said = plain or (words if len(words) <= LONGEST else f"{words[:LONGEST]}…")
    return StorageError(f"{said.rstrip('. ')}.", hint=hint, transient=no["number"] in LATER)


def _surroundings() -> tuple[tuple[str, str], ...]:
    """Return where proxy and authorities are said to be: the library reads that once, when it starts."""
    return tuple(sorted((name, value) for name, value in os.environ.items() if name.startswith(OWN)))


@cache
def _helpers(surroundings: tuple[tuple[str, str], ...], python: str) -> Helpers:
    """Return the helpers under a Python that has the library."""
    return Helpers(gfal_helper.__file__, dict(surroundings), python)


@cache
def _python(plugin: str) -> str:
    """Return the first Python that has the library with this part of it."""
    for python in PYTHONS:
        if _has_library(python, plugin):
            return python
    raise LookupError(plugin)


def _has_library(python: str, plugin: str) -> bool:
    try:
        helper = Helper(gfal_helper.__file__, "gfal2", {}, python)
    except OSError:
        return False
    try:
        return plugin in str(helper.ask({"do": "hello"}, START).get("ok", ""))
    except SiteError:
        return False
    finally:
        helper.end()
