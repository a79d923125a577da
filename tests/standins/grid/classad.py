"""Expressions over the ad of a job, as HTCondor reads them: what is not there is undefined. Standard library only."""

from __future__ import annotations

import operator
import re
import time
from collections.abc import Callable, Mapping
from typing import Any

TOKEN = re.compile(r'\s*(?:(=\?=|=!=|\|\||&&|[=!<>]=|[-<>()+,])|("(?:\\.|[^"\\])*")|(\d+(?:\.\d+)?)|([A-Za-z_]\w*))')
Value = bool | float | str | None
#: Comparisons; one with what is undefined is undefined.
ORDER: Mapping[str, Callable[[Any, Any], object]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
}


class Wrong(Exception):
    """This is no expression."""


def evaluate(text: str, ad: Mapping[str, object]) -> Value:
    """Return the value of an expression; names of attributes have no case."""
    return Expression(text, {name.lower(): value for name, value in ad.items()}).value()


class Expression:
    """One expression, read from left to right."""

    def __init__(self, text: str, ad: Mapping[str, object]) -> None:
        self.words: list[str] = []
        self.ad = ad
        at, text = 0, text.strip()
        while at < len(text):
            found = TOKEN.match(text, at)
            if found is None:
                raise Wrong(f"Parse error in expression: {text}")
            self.words.append(found[0].strip())
            at = found.end()

    def value(self) -> Value:
        """Return the value of all of it."""
        found = self._any()
        if self.words:
            raise Wrong(f"Parse error in expression at {self.words[0]}")
        return found

    def _any(self) -> Value:
        found = [self._all()]
        while self._next("||"):
            found.append(self._all())
        return found[0] if len(found) == 1 else True if True in found else None if None in found else False

    def _all(self) -> Value:
        found = [self._compared()]
        while self._next("&&"):
            found.append(self._compared())
        return found[0] if len(found) == 1 else False if False in found else None if None in found else True

    def _compared(self) -> Value:
        left = self._sum()
        if self._next("=?="):
            return left == self._sum()
        if self._next("=!="):
            return left != self._sum()
        for sign, holds in ORDER.items():
            if self._next(sign):
                right = self._sum()
                return None if left is None or right is None else bool(holds(_plain(left), _plain(right)))
        return left

    def _sum(self) -> Value:
        found = self._one()
        while self.words and self.words[0] in "+-":
            sign = 1 if self.words.pop(0) == "+" else -1
            right = self._one()
            found = (
                found + sign * right if isinstance(found, (int, float)) and isinstance(right, (int, float)) else None
            )
        return found

    def _one(self) -> Value:
        word = self.words.pop(0) if self.words else ""
        if word == "(":
            found = self._any()
            self._need(")")
            return found
        if word.startswith('"'):
            return re.sub(r"\\(.)", r"\1", word[1:-1])
        if re.fullmatch(r"\d+(\.\d+)?", word):
            return float(word) if "." in word else int(word)
        if not re.fullmatch(r"[A-Za-z_]\w*", word):
            raise Wrong(f"Parse error in expression at {word or 'its end'}")
        return self._call(word) if self._next("(") else self._named(word.lower())

    def _named(self, word: str) -> Value:
        if word in ("true", "false", "undefined"):
            return {"true": True, "false": False, "undefined": None}[word]
        value = self.ad.get(word)
        return value if isinstance(value, (bool, int, float, str)) else None

    def _call(self, name: str) -> Value:
        given = []
        while not self._next(")"):
            given.append(self._any())
            if not self._next(",") and self.words[:1] != [")"]:
                raise Wrong(f"Parse error in the arguments of {name}")
        if name.lower() == "time" and not given:
            return time.time()
        if name.lower() == "ifthenelse" and len(given) == 3:
            return given[1] if given[0] else given[2]
        raise Wrong(f"There is no function {name} with {len(given)} arguments")

    def _next(self, word: str) -> bool:
        if self.words[:1] == [word]:
            self.words.pop(0)
            return True
        return False

    def _need(self, word: str) -> None:
        if not self._next(word):
            raise Wrong(f"Parse error in expression: {word} is missing")


def _plain(value: Value) -> Value:
    return value.lower() if isinstance(value, str) else value
