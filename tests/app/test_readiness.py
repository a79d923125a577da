"""Tables that jobs wait for until somebody has declared them ready, after a look at them."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from parisana.app.changing.ready_check import Eye, findings
from parisana.app.ground import places
from parisana.app.session import Session
from parisana.app.sites.equipment import bare_storage
from parisana.core.jobs.states import ProductionState
from parisana.core.suites.readiness import Check
from parisana.errors import InputError
from parisana.plugins.fake_backend import FakeSite
from parisana.plugins.runner import LocalRunner

from .toy import Toy, last, states, suite, total

#: What looks at the table: the number in it must be 100.
VALID = "import sys; n = int(open(sys.argv[1] + '/sum.txt').read()); print(n); sys.exit(n != 100)"
CHECK = {"files": ["*.root"], "versions": {"toolkit": "3"}, "command": ["{python}", "-c", VALID, "{input}"]}


def chain(toy: Toy, stage: int, entry: Mapping[str, Any]) -> None:
    """Let a stage wait for something that must be declared."""
    document = suite()
    document["stages"][stage]["inputs"] = [*document["stages"][stage]["inputs"][: stage - 1], dict(entry)]
    table = {"name": "table", "title": "Table", "type": "path", "optional": True, "affects_output": False}
    document["stages"][stage]["parameters"].append(table)
    (toy.root / "config/parisana/suites/toy.yaml").write_text(yaml.safe_dump(document))


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Return a table, which lacks what its stage asks for."""
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "sum.txt").write_text("50")
    return folder


def mend(table: Path) -> None:
    """Let it have everything."""
    (table / "sum.txt").write_text("100")
    (table / "lookup.root").write_bytes(b"root")
    (table / "versions.json").write_text(json.dumps({"toolkit": "3"}))


def run_until_it_waits(session: Session, production: int, *waiting: str) -> None:
    """Drive until nothing but these moves any more; the production is not at its end."""
    with session.driving(production) as follower:
        for _ in range(30):
            follower.step()
            left = [each.removesuffix(" waiting") for each in states(session, production) if not each.endswith(" done")]
            if left == list(waiting):
                break
        follower.step()
        assert not follower.over and session.production(production).state is ProductionState.RUNNING
    assert left == list(waiting)


def submitted(session: Session, toy: Toy, table: Path) -> int:
    entry = {"name": "table", "path": "table", "ready": {"declared": CHECK}}
    chain(toy, 2, entry)
    return session.submit(session.plan(toy.profile([1], stages={"merge": {"table": str(table)}})))


def test_jobs_wait_for_a_table_until_it_is_declared(
    fake_toy: Toy, batch: FakeSite, session: Session, told: list[str], table: Path
) -> None:
    production = submitted(session, fake_toy, table)
    run_until_it_waits(session, production, "merge.all")
    (item,) = session.readiness.items(production)
    assert (item.record.path, item.word, item.waiting) == (str(table), "no", 1)
    assert [f"parisana ready declare {item.record.id}" in text for text in told].count(True) == 1
    with pytest.raises(InputError, match="no file is called"):
        session.readiness.declare(item.record.id)
    mend(table)
    found = session.readiness.declare(item.record.id, "3a")
    assert [each.text for each in found] == ["a folder of 3 files", "1 file is called *.root", "toolkit 3", "100"]
    assert last(session.follow(production)).state is ProductionState.DONE
    (said,) = session.readiness.history(item.record.id)
    assert (said.person, said.version, said.ready) == (places.person(), "3a", True)
    assert total(session, production) == 100 + 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda table: (table / "sum.txt").write_text("99"), "99"),
        (lambda table: (table / "versions.json").write_text('{"toolkit": "2"}'), "toolkit 2, and 3 is asked for"),
        (lambda table: (table / "versions.json").write_text("[1"), "its versions.json cannot be read"),
        (lambda table: (table / "versions.json").unlink(), "versions.json"),
        (lambda table: (table / "lookup.root").write_bytes(b""), "no file is called *.root"),
        (lambda table: (table / ".parisana.json").write_text("{"), "damaged"),
        (lambda table: table.rename(table.with_name("gone")), "it is not there"),
    ],
)
def test_what_is_wrong_with_a_table_is_said(table: Path, wrong: Any, words: str) -> None:
    eye = Eye(bare_storage("disk"), LocalRunner(), {"python": sys.executable, "payload": ""})
    check = Check.model_validate(CHECK)
    mend(table)
    assert [each.answer for each in findings(eye, str(table), check)] == ["yes"] * 4
    wrong(table)
    said = [each.text for each in findings(eye, f"{table}/", check) if each.answer != "yes"]
    assert len(said) == 1 and words in said[0]


def test_a_reason_takes_the_place_of_a_check(fake_toy: Toy, batch: FakeSite, session: Session, table: Path) -> None:
    (item,) = session.readiness.items(submitted(session, fake_toy, table))
    session.readiness.declare(item.record.id, even_so="Looked at by hand.")
    assert session.readiness.history(item.record.id)[0].text.startswith("Looked at by hand. (found: ")


def test_results_of_a_stage_are_declared_one_by_one_and_withdrawn(
    fake_toy: Toy, batch: FakeSite, session: Session
) -> None:
    chain(fake_toy, 1, {"name": "numbers", "from": "make", "ready": {"declared": {}}})
    production = session.submit(session.plan(fake_toy.profile([1, 2])))
    assert session.readiness.items(production)[0].record.production_id == production
    slices = ["refine.slice-001", "refine.slice-002"]
    run_until_it_waits(session, production, *slices, "merge.all")
    first, second = session.readiness.chosen([], production)
    session.readiness.declare(first)
    run_until_it_waits(session, production, slices[1], "merge.all")
    session.readiness.withdraw(first, "The wrong atmosphere.")
    session.readiness.declare(second)
    session.readiness.withdraw(second)
    run_until_it_waits(session, production, slices[1], "merge.all")
    file = Path(session.readiness.item(second).record.path, "sum.txt")
    text = file.read_text()
    file.write_text("9\n")
    (finding,) = session.readiness.check(second)
    assert (finding.what, finding.answer, "another checksum" in finding.text) == ("complete", "no", True)
    file.unlink()
    with pytest.raises(InputError, match=r"sum\.txt is missing"):
        session.readiness.declare(second)
    file.write_text(text)
    session.readiness.declare(second)
    session.readiness.declare(first, even_so="It was right after all.")
    assert last(session.follow(production)).state is ProductionState.DONE and total(session, production) == 3


def test_only_who_may_change_a_production_speaks_for_it(
    fake_toy: Toy, batch: FakeSite, session: Session, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    production = submitted(session, fake_toy, table)
    mend(table)
    (item,) = session.readiness.items(production)
    me = places.user()
    monkeypatch.setattr(places, "user", lambda: "somebody-else")
    with pytest.raises(InputError, match=f"for {me} to declare"):
        session.readiness.declare(item.record.id)
    session.people.set_members("administrators", ["somebody-else"], [])
    session.readiness.declare(item.record.id)
    assert session.readiness.items(production)[0].word == "yes"


def test_a_table_that_is_not_named_is_asked_for(fake_toy: Toy, session: Session) -> None:
    chain(fake_toy, 2, {"name": "table", "path": "table", "ready": {"declared": {}}})
    with pytest.raises(InputError, match="The input table is not named"):
        session.plan(fake_toy.profile([1]))
