"""Lanes and news: whoever hangs, raises or is closed holds nobody else up."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from parisana.app.background.lanes import Lanes, News, Watcher
from parisana.app.ground.line import Notice
from parisana.app.session import Session
from parisana.errors import Bug, InputError, ParisanaError
from tests.waiting import until


class Desk:
    """Where the answers of the lanes arrive."""

    def __init__(self, home: Path) -> None:
        self.answers: list[object] = []
        self.errors: list[ParisanaError] = []
        self.notices: list[Notice] = []
        self.lanes = Lanes(home, self.notices.append)

    def ask(self, lane: str, work: Callable[[Session], object]) -> object:
        return self.lanes.ask(lane, work, self.answers.append, self.errors.append)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "home")
    yield made
    made.lanes.close()


def test_a_lane_answers_in_order_with_a_session_of_its_own(desk: Desk) -> None:
    def who(session: Session) -> object:
        session.book.productions()
        return threading.current_thread().name, id(session)

    for lane in ("a", "b", "a"):
        desk.ask(lane, who)
    until(lambda: len(desk.answers) == 3)
    assert len(set(desk.answers)) == 2
    assert sorted(str(each[0]) for each in set(desk.answers)) == ["lane a", "lane b"]  # type: ignore[index]  # pairs


def test_a_hanging_lane_blocks_neither_another_nor_the_closing(desk: Desk) -> None:
    hang = threading.Event()
    desk.ask("slow", lambda session: hang.wait(60))
    desk.ask("quick", lambda session: "here")
    until(lambda: desk.answers == ["here"])
    assert desk.lanes.close(0.05) == ["slow"]
    hang.set()
    until(lambda: not any(thread.name == "lane slow" for thread in threading.enumerate()))
    assert desk.answers == ["here"]


def test_errors_come_back_as_sentences_and_the_lane_goes_on(desk: Desk) -> None:
    def wrong(session: Session) -> object:
        raise KeyError("glass")

    desk.ask("a", lambda session: session.production(77))
    desk.ask("a", wrong)
    desk.ask("a", lambda session: 3)
    until(lambda: desk.answers == [3])
    first, second = desk.errors
    assert isinstance(first, InputError) and "no production 77" in first.message
    assert isinstance(second, Bug) and "KeyError: 'glass' (test_background.py:" in second.message


def test_a_page_that_cannot_take_its_answer_does_not_end_the_lane(desk: Desk) -> None:
    def gone(value: object) -> None:
        raise RuntimeError("the page is gone")

    desk.lanes.ask("a", lambda session: 1, gone, desk.errors.append)
    desk.ask("a", lambda session: 2)
    until(lambda: desk.answers == [2])
    assert "the page is gone" in desk.notices[0].text


def test_a_cancelled_question_is_neither_done_nor_answered(desk: Desk) -> None:
    gate, done = threading.Event(), []
    first = desk.lanes.ask("a", lambda session: gate.wait(60), desk.answers.append, desk.errors.append)
    second = desk.lanes.ask("a", lambda session: done.append(1), desk.answers.append, desk.errors.append)
    first.cancel()
    second.cancel()
    gate.set()
    desk.ask("a", lambda session: "last")
    until(lambda: desk.answers == ["last"])
    assert not done


def test_after_closing_nothing_is_asked(desk: Desk) -> None:
    desk.ask("a", lambda session: 1)
    until(lambda: desk.answers == [1])
    assert desk.lanes.close() == []
    assert desk.lanes.ask("a", lambda session: 2, desk.answers.append, desk.errors.append).cancelled


def test_news_are_gathered() -> None:
    heard: list[News] = []
    busy = threading.Event()

    def hear(news: News) -> None:
        heard.append(news)
        busy.wait(60)

    watcher = Watcher(hear)
    watcher.changed(77)
    until(lambda: heard)
    for number in range(2000):
        watcher.changed(number % 10)
        watcher.notice(Notice(f"notice {number}"))
    busy.set()
    until(lambda: len(heard) == 2)
    watcher.close()
    assert heard[1].productions == set(range(10))
    assert [notice.text for notice in heard[1].notices] == [f"notice {number}" for number in range(1900, 2000)]
