"""The fakes do what they are told, so that tests of what is above them can rely on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from parisana.core.jobs.resources import Resources
from parisana.core.jobs.states import Answer, Failure
from parisana.errors import NoAnswer, Refused, StorageError
from parisana.plugins.backend import Living, NativeState, Submission
from parisana.plugins.fake_backend import FakeBackend, FakeSettings, FakeSite, Mood, fake_site, forget_sites
from parisana.plugins.fake_storage import FakeStorage
from parisana.plugins.runner import LocalRunner

SUBMISSION = Submission("t-1", "/stage.sh", "/t-1.tsv", 2, Resources(), "/logs")


@pytest.fixture
def site() -> Iterator[FakeSite]:
    yield fake_site()
    forget_sites()


@pytest.fixture
def backend(site: FakeSite) -> FakeBackend:
    return FakeBackend(FakeSettings(), LocalRunner())


def test_a_tag_is_taken_once(site: FakeSite, backend: FakeBackend) -> None:
    assert backend.submit(SUBMISSION) == backend.submit(SUBMISSION)
    assert len(site.held) == 1


def test_a_refusal_takes_nothing(site: FakeSite, backend: FakeBackend) -> None:
    site.refuse()
    with pytest.raises(Refused):
        backend.submit(SUBMISSION)
    assert backend.find("t-1").answer is Answer.NO
    assert backend.submit(SUBMISSION) == "fake-1"


@pytest.mark.parametrize(("mood", "found"), [(Mood.LOSE_ANSWER, Answer.YES), (Mood.LOSE_QUESTION, Answer.NO)])
def test_a_lost_message_is_no_answer_whichever_way_it_went(
    site: FakeSite, backend: FakeBackend, mood: Mood, found: Answer
) -> None:
    site.next_submissions(mood)
    with pytest.raises(NoAnswer):
        backend.submit(SUBMISSION)
    assert backend.find("t-1").answer is found


def test_rows_go_the_way_that_the_test_says(site: FakeSite, backend: FakeBackend) -> None:
    native_id = backend.submit(SUBMISSION)
    site.start("t-1", 1)
    site.hold("t-1", 2)
    assert backend.poll([native_id]) == [Living("fake-1.1", NativeState.RUNNING), Living("fake-1.2", NativeState.HELD)]
    site.finish("t-1", 1, 7)
    site.finish("t-1", 2, None, Failure.MEMORY)
    assert backend.poll([native_id]) == []
    endings = backend.endings(["fake-1.1", "fake-1.2"])
    assert [(ending.exit_code, ending.failure) for ending in endings] == [(7, None), (None, Failure.MEMORY)]
    site.forgets_endings = True
    assert backend.endings(["fake-1.1"]) == []


def test_a_garbled_poll_is_no_answer_while_find_still_works(site: FakeSite, backend: FakeBackend) -> None:
    native_id = backend.submit(SUBMISSION)
    site.garbled = True
    with pytest.raises(NoAnswer):
        backend.poll([native_id])
    assert backend.find("t-1").answer is Answer.YES


def test_a_storage_can_be_silent_full_or_read_only(tmp_path: Path) -> None:
    storage = FakeStorage()
    (tmp_path / "file").write_bytes(b"x")
    storage.full = True
    with pytest.raises(StorageError, match="full"):
        storage.put(tmp_path / "file", "/file")
    assert storage.space("/").free == 0
    storage.read_only = True
    with pytest.raises(StorageError, match="read-only"):
        storage.put(tmp_path / "file", "/file")
    assert storage.writable("/")[0] is Answer.NO
    storage.silent = True
    assert (storage.stat("/").exists, storage.writable("/")[0]) == (Answer.UNKNOWN, Answer.UNKNOWN)
    with pytest.raises(StorageError) as caught:
        storage.checksum("/file")
    assert caught.value.transient


@pytest.mark.parametrize("verb", ["submit", "find", "poll", "endings", "cancel", "elements", "servers"])
def test_each_verb_can_be_told_to_fail(site: FakeSite, backend: FakeBackend, verb: str) -> None:
    given: dict[str, list[Any]] = {"submit": [SUBMISSION], "find": ["t-1"], "elements": [], "servers": []}
    arguments = given.get(verb, [["fake-1"]])
    site.fail(verb, OSError("broken"))
    with pytest.raises(OSError, match="broken"):
        getattr(backend, verb)(*arguments)
    site.wake()
    getattr(backend, verb)(*arguments)
    assert site.calls.count(verb) == 2


def test_a_verb_that_hangs_goes_on_when_the_site_wakes(site: FakeSite, backend: FakeBackend) -> None:
    site.hang("poll")
    answers: list[object] = []
    asking = Thread(target=lambda: answers.append(backend.poll([])), daemon=True)
    asking.start()
    asking.join(0.05)
    assert asking.is_alive() and answers == []
    site.wake()
    asking.join(10)
    assert answers == [[]]
