"""The pins of an analysis environment: one package a line, with the versions that are known to work together."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from parisana.errors import InputError

from .library import configuration

_LINE = re.compile(r"(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)(?P<bounds>.*)")
_BOUND = re.compile(r"(==|!=|<=|>=|<|>)([0-9][0-9.]*)")
_COMPARE: dict[str, Callable[[tuple[int, ...], tuple[int, ...]], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
}


@dataclass(frozen=True, slots=True)
class Pin:
    """One package and its bounds, as in ``regions>=0.9,<0.12``."""

    name: str
    bounds: str = ""

    def fits(self, version: str | None) -> bool:
        """Whether this version of the package will do; ``None`` means it is not there."""
        return version is not None and all(
            _COMPARE[sign](*_same_length(_numbers(version), _numbers(bound)))
            for sign, bound in _BOUND.findall(self.bounds)
        )


def parse_pins(text: str) -> list[Pin]:
    """Read a pins file: comments and empty lines are left out."""
    lines = [line.split("#")[0].replace(" ", "").strip() for line in text.splitlines()]
    found = [_LINE.fullmatch(line) for line in lines if line]
    return [Pin(match["name"], match["bounds"]) for match in found if match]


def pins_text(environment: str) -> str:
    """Return the pins of an environment: the user's own, the machine's, or those that came with the program."""
    shelves = {text.name: text for folder in reversed(_folders()) if folder.is_dir() for text in folder.iterdir()}
    if f"{environment}.txt" not in shelves:
        known = ", ".join(sorted(name.removesuffix(".txt") for name in shelves if name.endswith(".txt")))
        raise InputError(f"There are no pins of an analysis environment {environment}.", hint=f"Known are: {known}.")
    return shelves[f"{environment}.txt"].read_text(encoding="utf-8")


def _folders() -> list[Traversable]:
    own = [configuration() / "environments", Path("/etc/parisana/environments")]
    return [*own, resources.files("parisana.resources") / "environments"]


def _numbers(version: str) -> tuple[int, ...]:
    release = re.match(r"[0-9]+(\.[0-9]+)*", version)
    return tuple(int(part) for part in release[0].split(".")) if release else ()


def _same_length(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    length = max(len(one), len(other))
    return one + (0,) * (length - len(one)), other + (0,) * (length - len(other))
