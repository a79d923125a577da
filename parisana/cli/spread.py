"""Commands whose verbs are spread over several modules of this folder."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from .verbs import add_verbs

if TYPE_CHECKING:
    from .output import Show

#: Each verb, in which module it is, and what it does.
Verbs = Mapping[str, tuple[str, str]]


class Spread:
    """The two functions that a command consists of, for verbs elsewhere."""

    def __init__(self, verbs: Verbs) -> None:
        self._verbs = verbs

    @property
    def both(self) -> tuple[Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace, Show], int]]:
        """Return what every command has: what declares it, and what does it."""
        return self.configure, self.run

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Declare the verbs."""
        parsers = add_verbs(parser, {verb: text for verb, (_, text) in self._verbs.items()})
        for verb, (module, _) in self._verbs.items():
            import_module(f"parisana.cli.{module}").configure(verb, parsers[verb])

    def run(self, arguments: argparse.Namespace, show: Show) -> int:
        """Do what was asked."""
        code: int = import_module(f"parisana.cli.{self._verbs[arguments.verb][0]}").run(arguments, show)
        return code
