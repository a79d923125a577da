"""A node is left out of a production that is being driven: what is sent from then on keeps away from it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from parisana.app.session import Session
from parisana.core.jobs.states import ProductionState
from parisana.errors import InputError
from tests.app.toy import Toy, suite
from tests.environment import set_environment
from tests.standins.batch.face import install
from tests.waiting import until


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Toy:
    """Return an analysis of one stage on LSF, which lets this user have one job at a time."""
    toy = Toy(tmp_path)
    (make, *_) = suite()["stages"]
    toy._write("config/parisana/suites/toy.yaml", {**suite(), "stages": [make]})
    path = f"{install(tmp_path / 'standin', 'lsf')}:{os.environ['PATH']}"
    set_environment(monkeypatch, {**toy.environment, "PATH": path})
    toy.site(backend="described", settings={"description": "lsf"}, limits={"jobs": 1})
    return toy


def test_a_driver_at_work_keeps_what_it_sends_from_a_node_that_is_left_out(toy: Toy, session: Session) -> None:
    production = session.submit(session.plan(toy.profile([1, 2])))
    with session.driving(production) as driver:
        driver.step()
        assert session.nodes.avoid(production, ["node7"]) == ["node7"]
        assert session.nodes.avoid(production, ["node7", "node8"]) == ["node7", "node8"]
        until(lambda: driver.step().state is ProductionState.DONE)
    scripts = sorted((toy.root / "standin" / "state").glob("script-*"), key=lambda path: path.stat().st_mtime_ns)
    assert ["hname!='node7' && hname!='node8'" in script.read_text() for script in scripts] == [False, True]
    assert session.nodes.avoided(production) == ["node7", "node8"]
    assert "node8" in (Path(session.production(production).working) / "profile.yaml").read_text()


def test_what_cannot_be_left_out_is_refused_and_nothing_changes(toy: Toy, session: Session) -> None:
    production = session.submit(session.plan(toy.profile([1])))
    with pytest.raises(InputError, match="no name of a node"):
        session.nodes.avoid(production, ["a b"])
    toy.site(backend="unix")
    other = session.submit(session.plan(toy.profile([2])))
    with pytest.raises(InputError, match="cannot leave nodes out by name"):
        session.nodes.avoid(other, ["node7"])
    assert session.nodes.avoided(production) == session.nodes.avoided(other) == []
    assert session.book.revision(production).number == session.book.revision(other).number == 1
    for each in (production, other):
        list(session.follow(each))
