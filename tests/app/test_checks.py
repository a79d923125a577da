"""Areas that no job could use are refused before anything is recorded."""

from __future__ import annotations

import pytest

from parisana.app.before.checks import check_areas
from parisana.app.session import Session
from parisana.errors import StorageError
from parisana.plugins.fake_storage import FakeStorage

from .toy import Toy


def test_an_area_with_room_passes(toy: Toy, session: Session) -> None:
    assert check_areas(session.plan(toy.profile()), FakeStorage()) == []


@pytest.mark.parametrize(
    ("trouble", "words"),
    [("read_only", "cannot be written to"), ("silent", "does not answer"), ("full", "0 MB free")],
)
def test_an_area_in_trouble_is_named_with_its_path(toy: Toy, session: Session, trouble: str, words: str) -> None:
    storage = FakeStorage()
    setattr(storage, trouble, True)
    with pytest.raises(StorageError, match=words) as caught:
        check_areas(session.plan(toy.profile()), storage)
    assert caught.value.hint and (caught.value.field or "").startswith("areas.")


def test_nothing_is_recorded_when_an_area_is_full(toy: Toy, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    storage = FakeStorage()
    storage.full = True
    monkeypatch.setattr("parisana.app.session.make_storage", lambda site: storage)
    with pytest.raises(StorageError):
        session.submit(session.plan(toy.profile()))
    assert session.productions() == []
