"""A stand-in of the Grid whose commands go wrong now and then, each time in another way; seeded."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from parisana.plugins.runner import Outcome
from tests.standins.batch.face import Command

from .cream import trouble
from .in_process import InProcess

#: In these any command may go wrong.
ANY = ("lost", "empty", "garbled", "truncated")


class Unsteady(InProcess):
    """``troubles`` are what commands may say besides; such commands go wrong with a chance of their own."""

    def __init__(
        self,
        folder: Path,
        commands: Mapping[str, Command],
        troubles: Mapping[str, Sequence[str]],
        seed: int,
        chances: tuple[float, float] = (0.1, 0.5),
    ) -> None:
        super().__init__(folder, commands)
        self.troubles, self.chances = troubles, chances
        #: Each command has its own: how often one is asked where jobs are depends on how busy the machine is.
        self.luck = {name: random.Random(f"{seed} {name}") for name in commands}
        self.decks: dict[str, list[str]] = {name: [] for name in commands}
        self.failed: Counter[str] = Counter()

    def run(self, argv: Sequence[str], **how: Any) -> Outcome:
        """Run it, perhaps badly."""
        command = next((word for word in argv if word in self.commands), "")
        if command and self.luck[command].random() < self.chances[command in self.troubles]:
            self.spoil(command, self.deal(command))
        return super().run(argv, **how)

    def deal(self, command: str) -> str:
        """Return how it goes wrong: in each way once, before any comes again."""
        deck = self.decks[command]
        if not deck:
            deck += [*ANY, *self.troubles.get(command, ())]
            self.luck[command].shuffle(deck)
        return deck.pop()

    def spoil(self, command: str, kind: str) -> None:
        """Let a command go wrong, this once."""
        self.failed[kind] += 1
        if kind in ANY:
            self.engine.fault(command, kind)
        else:
            trouble(self.engine, command, kind)


def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorten what has to be waited for when an element takes nothing."""
    monkeypatch.setattr("parisana.app.driving.submitter.WAIT_FOR_ROOM", 0.2)
    monkeypatch.setattr("parisana.backends.grid.distribution.ASIDE", 0.2)
    monkeypatch.setattr("parisana.backends.grid.distribution.LONGEST_ASIDE", 0.5)
