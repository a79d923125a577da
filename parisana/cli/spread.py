"""Commands whose verbs are spread over several modules of this folder."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from .verbs import add_verbs

if TYPE_CHECKING:
    from .output import Show


def spread(
    verbs: Mapping[str, tuple[str, str]],
) -> tuple[Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace, Show], int]]:
    """Return what declares a command, and what does it; ``verbs``: in which module each is, and what it does."""

    def configure(parser: argparse.ArgumentParser) -> None:
        parsers = add_verbs(parser, {verb: text for verb, (_, text) in verbs.items()})
        for verb, (module, _) in verbs.items():
            import_module(f"parisana.cli.{module}").configure(verb, parsers[verb])

    def run(arguments: argparse.Namespace, show: Show) -> int:
        code: int = import_module(f"parisana.cli.{verbs[arguments.verb][0]}").run(arguments, show)
        return code

    return configure, run
