"""A production belongs to a machine: it survives a new host name, and is refused on another machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from parisana.app.ground import places
from parisana.app.session import Session
from parisana.core.jobs.states import ProductionState
from parisana.errors import InputError
from parisana.plugins.fake_backend import FakeSite

from .toy import Toy, last


@pytest.fixture
def identity(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file that says which machine this is."""
    path = tmp_path / "machine-id"
    path.write_text("0123456789abcdef0123456789abcdef\n")
    monkeypatch.setattr(places, "MACHINE_ID", path)
    return path


def renamed(monkeypatch: pytest.MonkeyPatch, name: str = "new-name") -> None:
    monkeypatch.setattr(places, "host", lambda: name)


def test_a_machine_with_a_new_name_keeps_its_productions(
    fake_toy: Toy, batch: FakeSite, session: Session, identity: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    production = session.submit(session.plan(fake_toy.profile([1])))
    renamed(monkeypatch)
    assert session.pending() == [production]
    assert last(session.follow(production)).state is ProductionState.DONE


def test_another_machine_of_the_same_name_is_refused(
    fake_toy: Toy, batch: FakeSite, session: Session, identity: Path
) -> None:
    production = session.submit(session.plan(fake_toy.profile([1])))
    identity.write_text("fedcba9876543210fedcba9876543210\n")
    assert session.pending() == []
    with pytest.raises(InputError, match="its files are there") as caught:
        last(session.follow(production))
    assert "another machine" in str(caught.value)


def test_what_was_recorded_before_machines_were_known_goes_by_the_name(
    fake_toy: Toy, batch: FakeSite, session: Session, identity: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    production = session.submit(session.plan(fake_toy.profile([1])))
    with session.book._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE productions SET machine = NULL")
    assert session.pending() == [production]
    renamed(monkeypatch)
    assert session.pending() == []


@pytest.mark.parametrize("text", ["", "uninitialized\n", "\udcff"])
def test_a_machine_without_a_number_goes_by_its_name(identity: Path, text: str) -> None:
    identity.write_text(text, errors="surrogateescape")
    assert places.machine() is None
    assert places.is_here(places.host(), "0" * 32)
    assert not places.is_here("elsewhere", "0" * 32)


def test_the_number_itself_is_never_recorded(identity: Path) -> None:
    assert identity.read_text().strip() not in str(places.machine())
