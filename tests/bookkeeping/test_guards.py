"""Whose a production is, as a real server itself sees it: what people say by hand, past the program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pymysql
import pytest

from parisana.app.books import database as books
from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.database.opening import address as address_of
from parisana.bookkeeping.productions.readiness import Said
from parisana.bookkeeping.upkeep.accounts import Kind
from parisana.bookkeeping.values.entries import NewFile, NewInput, NewJob
from parisana.bookkeeping.values.states import ADMINISTRATORS, FileState, Visibility
from parisana.core.jobs.states import JobState, ProductionState
from parisana.errors import BookkeepingError
from tests.bookkeeping.samples import STAGES, diamond, new_job, new_production, submission
from tests.cli.running import runner
from tests.servers.mariadb import MariaDB

pytestmark = pytest.mark.xdist_group("mariadb")

Enter = Callable[[str], Bookkeeping]
CHANGES = (
    "UPDATE productions SET state = 'closed' WHERE id = 1",
    "UPDATE productions SET owner = 'paul' WHERE id = 1",
    "UPDATE revisions SET site_text = 'mine' WHERE production_id = 1",
    "UPDATE stages SET title = 'mine' WHERE production_id = 1",
    "UPDATE jobs SET state = 'cancelled' WHERE production_id = 1",
    "UPDATE jobs SET state = 'ready', output = '/mine' WHERE state = 'waiting'",
    "UPDATE jobs SET state = 'done', unmet = unmet + 1",
    "UPDATE submissions SET state = 'refused'",
    "UPDATE attempts SET state = 'failed'",
    "UPDATE leases SET holder = 'paul', epoch = 9",
    "INSERT INTO stages (production_id, name, position, title) VALUES (1, 'further', 9, 'Further')",
    "INSERT INTO jobs (production_id, stage_id, number, `key`, unit, runs, resources, parameters, output, state,"
    " reason, attempts, changed_at, not_before, unmet)"
    " VALUES (1, 1, 9, 'k', 'u', '', '', '', '/x', 'ready', '', 0, 0, 0, 0)",
    "UPDATE files SET path = '/mine'",
    "UPDATE files SET state = 'missing', size = 1",
    "INSERT INTO files (production_id, job_id, stage, kind, path, size, recorded_at, state)"
    " VALUES (1, 1, 'dst', 'dst', '/mine', 1, 0, 'there')",
    "UPDATE replicas SET url = '/mine'",
    "INSERT INTO replicas (file_id, url, storage) VALUES (1, '/mine', 'disk')",
    "INSERT INTO simulations VALUES (1, 'TEST', 'user', '', 'c', '1', 1, 'c', 's', 'l', 'd')",
)
REFUSED = "only its owner, or an administrator, change"


@pytest.fixture
def recorded(enter: Enter) -> Enter:
    """Return how people come in, once Marie has recorded a production with an attempt."""
    with enter("marie") as book:
        book.create_production(new_production(), STAGES, diamond())
        epoch = book.take_lease(1, "driver", "lab", 1, 600)
        book.intend(1, submission([1, 2], epoch))
        book.record_files({1: [NewFile("dst", "/out/dst", 7, "md5", "a", replicas=[("/far/dst", "sftp")])]}, 1.0)
    return enter


def say(book: Bookkeeping, statement: str) -> int:
    with book._writing() as connection:
        return connection.exec_driver_sql(statement).rowcount


def say_and_forget(book: Bookkeeping, statement: str) -> int:
    with book._engine.connect() as connection:
        return connection.exec_driver_sql(statement).rowcount


def test_another_persons_hand_written_change_is_refused_the_owners_and_an_administrators_are_not(
    recorded: Enter,
) -> None:
    for statement in CHANGES:
        with recorded("paul") as book, pytest.raises(BookkeepingError, match=REFUSED) as caught:
            say(book, statement)
        assert "--shared" in (caught.value.hint or "") and "Production 1 is not of paul" in str(caught.value.__cause__)
        for person in ("marie", "anna"):
            if person == "anna" or "owner = 'paul'" not in statement:
                with recorded(person) as book:
                    assert say_and_forget(book, statement) > 0, f"{person}: {statement}"


def test_nobody_but_an_administrator_deletes(recorded: Enter) -> None:
    for table in ("productions", "jobs", "attempts", "events"):
        for person in ("paul", "marie"):
            with recorded(person) as book, pytest.raises(BookkeepingError, match="does not allow you this"):
                say(book, f"DELETE FROM {table}")


def test_a_production_is_neither_given_away_nor_recorded_under_another_name(recorded: Enter) -> None:
    with recorded("marie") as book:
        with pytest.raises(BookkeepingError, match=REFUSED):
            say(book, "UPDATE productions SET owner = 'paul'")
        with pytest.raises(BookkeepingError, match="does not allow you this"):
            say(book, "UPDATE events SET source = 'paul@lab'")
    with recorded("paul") as book:
        with pytest.raises(BookkeepingError, match=REFUSED):
            book.create_production(new_production(), STAGES, diamond())
        assert [each.owner for each in book.productions()] == ["marie"]


def test_what_is_shared_is_shown_and_not_changed(recorded: Enter) -> None:
    with recorded("anna") as book:
        book.set_members("hess", add=["paul"])
    with recorded("marie") as book:
        book.share(1, "hess", Visibility.GROUP, 1.0, "marie@lab")
    with recorded("paul") as book:
        assert book.production(1).group_name == "hess" and len(book.jobs(1)) == 5
        with pytest.raises(BookkeepingError, match=REFUSED):
            book.set_production_state(1, ProductionState.PAUSED, 2.0, "paul@lab")


def test_a_person_in_the_group_of_administrators_may_change_it(recorded: Enter) -> None:
    with recorded("anna") as book:
        book.set_members(ADMINISTRATORS, add=["paul"])
    with recorded("paul") as book:
        book.set_production_state(1, ProductionState.PAUSED, 2.0, "paul@lab")
        assert book.production(1).state is ProductionState.PAUSED


def test_whoever_looks_may_say_that_a_file_is_gone(recorded: Enter) -> None:
    with recorded("paul") as book:
        book.set_file_states({book.files(1)[0].id: FileState.MISSING})
        assert book.files(1)[0].state is FileState.MISSING


def test_a_word_of_another_person_lets_jobs_go_on(enter: Enter) -> None:
    def waiting(number: int) -> NewJob:
        return replace(new_job(number), inputs=[NewInput("table", None, "/tables/1", declared=True)])

    with enter("marie") as book:
        book.create_production(new_production(), STAGES, [waiting(1)])
    with enter("paul") as book:
        book.create_production(replace(new_production(), owner="paul"), STAGES, [waiting(1)])
        (table,) = book.needed(2)
        assert book.declare(Said(table.id, 1.0, "paul@lab", True, None, "checked"))
        assert [book.jobs(each)[0].state for each in (1, 2)] == [JobState.READY] * 2
        assert book.declare(Said(table.id, 2.0, "paul@lab", False, None, "wrong"))
        assert [book.jobs(each)[0].state for each in (1, 2)] == [JobState.WAITING] * 2


def test_an_account_that_several_people_share_is_not_looked_at(recorded: Enter, at_server: Path) -> None:
    books.make(at_server, books.wanted(at_server, {Kind.USER: ["paul@localhost"]}, False, shared=True))
    with recorded("paul") as book:
        book.create_production(new_production("second"), STAGES, diamond())
        assert say(book, "UPDATE productions SET state = 'closed'") == 2


def test_the_usual_account_of_users_is_shared(at_server: Path) -> None:
    what = books.wanted(at_server, {kind: [] for kind in Kind}, False)
    assert [each.split()[:2] for each in what.owners] == [["DELETE", "FROM"]]


def test_a_copy_carries_no_account_and_takes_its_place_among_those_that_are_there(
    recorded: Enter, mariadb: MariaDB, at_server: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = runner(capsys)
    assert run("book", "export", str(at_server / "copy.db")).code == 0
    with mariadb.database() as name:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PARISANA_BOOK", mariadb.address(name))
            accounts = ("book", "init", "--user", "marie@localhost", "--user", "paul@localhost", "--yes")
            assert run(*accounts).code == 0
            assert run("book", "import", str(at_server / "copy.db")).code == 0
        files = {each: _connected(mariadb, at_server, each, name) for each in ("marie", "paul")}
        with files["paul"] as paul, paul.cursor() as cursor, pytest.raises(pymysql.err.OperationalError) as caught:
            cursor.execute(CHANGES[0])
        assert caught.value.args[0] == 1644 and "Production 1 is not of paul" in caught.value.args[1]
        with files["marie"] as marie, marie.cursor() as cursor:
            assert cursor.execute(CHANGES[0]) == 1


def _connected(mariadb: MariaDB, home: Path, person: str, database: str) -> pymysql.connections.Connection[Any]:
    lines = dict(line.split(" = ") for line in (home / "accounts" / f"{person}.cnf").read_text().splitlines()[1:])
    return pymysql.connect(unix_socket=str(mariadb.socket), user=person, password=lines["password"], database=database)


def test_an_upgrade_makes_what_is_missing_and_says_when_the_server_does_not_let_it(
    recorded: Enter, mariadb: MariaDB, at_server: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run = runner(capsys)
    database = address_of(address).database
    there = "SELECT count(*) FROM information_schema.triggers WHERE trigger_schema = DATABASE()"
    ((all_of_them,),) = mariadb.ask(there, database)
    mariadb.ask("DROP TRIGGER own_jobs_update", database)
    (at_server / ".my.cnf").write_text((at_server / "accounts" / "anna.cnf").read_text())
    with pytest.MonkeyPatch.context() as patch, mariadb.started_with(f"--log-bin={mariadb.folder}/log-bin"):
        patch.setenv("PARISANA_BOOK", "mysql://")
        said = run("book", "upgrade", "--json").json
    assert "SUPER" in said["unguarded"] and said["version"]
    (at_server / ".my.cnf").unlink()
    assert mariadb.ask(there, database) == ((all_of_them - 1,),)
    assert run("book", "upgrade", "--json").json["unguarded"] is None
    assert mariadb.ask(there, database) == ((all_of_them,),)
    with recorded("paul") as book, pytest.raises(BookkeepingError, match=REFUSED):
        say(book, CHANGES[4])
