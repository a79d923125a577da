"""Outputs that an element took away get their name when they are whole, once, whatever happened on the way."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import cast
from unittest.mock import patch

import pytest

from parisana.app.driving.taken import Settled, part_of, settle
from parisana.app.working.committed import LIST, look
from parisana.bookkeeping.values.records import LivingAttempt
from parisana.core.jobs.report import Output, Report
from parisana.core.jobs.states import Answer
from parisana.errors import StorageError
from parisana.plugins.registry import storage_class
from parisana.plugins.storage import Storage

KEY = "ab" * 32


@dataclass
class Attempt:
    """What is known of an attempt, as far as its output goes."""

    output: str
    tag: str = "t1"
    row: int = 1
    key: str = KEY


@dataclass
class Desk:
    """A storage with a place for one result."""

    folder: Path
    storage: Storage
    outputs: tuple[Output, ...] = (Output("deep/sum.txt", 3, ("adler32", "0104006e")),)

    def attempt(self, tag: str = "t1") -> LivingAttempt:
        """Return an attempt at the result."""
        return cast(LivingAttempt, Attempt(str(self.folder / "merge/all-abababababab"), tag))

    def take(self, tag: str = "t1", text: str = "12\n") -> Path:
        """Put the files where the element would have put them; return the folder."""
        part = Path(part_of(self.attempt(tag)))
        (part / "deep").mkdir(parents=True)
        (part / "deep/sum.txt").write_text(text)
        listed = [{"path": each.path, "size": each.size, "checksum": each.checksum} for each in self.outputs]
        (part / LIST).write_text(json.dumps({"key": KEY, "outputs": listed}))
        return part

    def settle(self, tag: str = "t1") -> Settled:
        """Do what follows when the job is over."""
        attempt = self.attempt(tag)
        report = cast(Report, type("Said", (), {"outputs": self.outputs}))
        return settle(self.storage, attempt, report, look(self.storage, attempt.output, KEY))

    def names(self) -> list[str]:
        """Return what lies beside the result, and the result."""
        return sorted(path.name for path in (self.folder / "merge").iterdir())


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return one on a disk of this machine."""
    return Desk(tmp_path, storage_class("disk")())


def test_what_is_whole_gets_its_name(desk: Desk) -> None:
    desk.take()
    settled = desk.settle()
    assert (settled.found.answer, settled.found.outputs, settled.surplus) == (Answer.YES, desk.outputs, False)
    assert desk.names() == ["all-abababababab"]


def test_it_is_done_once_though_its_record_was_lost(desk: Desk) -> None:
    """A driver died between the rename and the transaction."""
    desk.take()
    desk.settle()
    again = desk.settle()
    assert (again.found.answer, again.surplus) == (Answer.YES, False)


def test_the_first_of_two_attempts_wins(desk: Desk) -> None:
    desk.take("t1")
    desk.settle("t1")
    desk.take("t2")
    assert desk.settle("t2").surplus
    assert desk.names() == ["all-abababababab"]


@pytest.mark.parametrize(("text", "words"), [("1\n", "has 2 bytes instead of 3"), ("13\n", "has the checksum")])
def test_what_differs_is_no_result_and_goes(desk: Desk, text: str, words: str) -> None:
    desk.take(text=text)
    settled = desk.settle()
    assert settled.found.answer is Answer.NO and words in settled.found.reason
    assert desk.names() == []


def test_half_of_it_is_no_result(desk: Desk) -> None:
    shutil.rmtree(desk.take() / "deep")
    assert desk.settle().found.answer is Answer.NO
    assert desk.names() == []


def test_a_storage_that_is_silent_is_asked_again_later(desk: Desk) -> None:
    """Nothing is lost: what was taken away stays there."""
    part = desk.take()
    for verb in ("checksum", "rename"):
        with patch.object(type(desk.storage), verb, side_effect=StorageError("It is silent.", transient=True)):
            assert desk.settle().found.answer is Answer.UNKNOWN
    assert part.exists()
    assert desk.settle().found.answer is Answer.YES


def test_something_else_in_the_place_is_not_replaced(desk: Desk) -> None:
    part = desk.take()
    (desk.folder / "merge/all-abababababab").mkdir()
    (desk.folder / "merge/all-abababababab/notes.txt").write_text("mine")
    settled = desk.settle()
    assert settled.found.answer is Answer.NO and settled.found.reason
    assert (desk.folder / "merge/all-abababababab/notes.txt").read_text() == "mine"
    assert part.exists(), "whoever mends it finds the result there"
