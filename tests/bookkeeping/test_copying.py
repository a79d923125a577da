"""A bookkeeping is copied from a file to a server and back: nothing is lost, and what is there is never overwritten."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Connection, Double, String, insert, select

from parisana.app.books import database as books
from parisana.bookkeeping import Bookkeeping, schema
from parisana.bookkeeping.database import opening as database
from parisana.bookkeeping.database import server
from parisana.bookkeeping.database.bulk import Bulk
from parisana.bookkeeping.upkeep import copying, migrate, upgrade
from parisana.bookkeeping.values.entries import AttemptEnd, Collected, JobChange, NewFile
from parisana.bookkeeping.values.records import RunRecord
from parisana.bookkeeping.values.states import AttemptState, Visibility
from parisana.core.jobs.states import Failure, JobState
from parisana.errors import Bug, InputError, Outdated, ParisanaError
from tests.bookkeeping.samples import STAGES, diamond, new_production, submission

pytestmark = pytest.mark.xdist_group("mariadb")

HOSTILE = '\'; DROP TABLE jobs; -- "%s" \\ \n\t<script>alert(1)</script> 🦀 é'


@pytest.fixture
def lived(path: Path) -> Path:
    """Return a file that has something, and something hostile, in every table."""
    with Bookkeeping.open(path) as book:
        production = book.create_production(new_production(HOSTILE), STAGES, diamond())
        epoch = book.take_lease(production, HOSTILE, "lab", 10, 600)
        jobs = [job.id for job in book.next_ready(production, 2, 999.0)]
        book.intend(production, submission(jobs, epoch))
        book.mark_sent("p1-a", 201.0)
        book.accepted("p1-a", HOSTILE, {1: "1.1", 2: HOSTILE}, 202.0)
        one, two = book.living_attempts(production)
        file = NewFile("events", f"/{HOSTILE}", 2**40, "adler32", "0badcafe", replicas=[("root://x", HOSTILE)])
        report = HOSTILE * 200
        ends = [
            Collected(
                AttemptEnd(
                    one.id, AttemptState.DONE, 0, None, "", report, 200.1, 300.30000000000001, 1e3 / 3, 2.5, "n"
                ),
                JobChange(one.job_id, JobState.DONE, 301.0),
                [file],
            ),
            Collected(
                AttemptEnd(two.id, AttemptState.FAILED, 1, Failure.MEMORY, HOSTILE),
                JobChange(two.job_id, JobState.FAILED, 302.0, Failure.MEMORY, HOSTILE),
            ),
        ]
        book.collect(production, ends, HOSTILE, 303.0)
        book.add_runs([RunRecord(23523, HOSTILE, 83.633, -0.0, None, simulated=True)])
        book.set_members(HOSTILE[:200], add=[HOSTILE[:200], "paul"])
        book.share(production, HOSTILE[:200], Visibility.GROUP, 304.0, HOSTILE)
        with book._writing() as connection:
            fill_the_rest(connection)
    return path


def fill_the_rest(connection: Connection) -> None:
    """Put a row into each table that the verbs above leave empty, whatever tables there are."""
    for table in schema.metadata.sorted_tables:
        if connection.execute(select(table)).first() is None:
            connection.execute(insert(table).values({column.name: some(column) for column in table.c}))


def some(column: Column[Any]) -> object:
    kind = column.type
    if isinstance(kind, schema.Word):
        vocabulary: type[StrEnum] = kind.vocabulary
        return next(iter(vocabulary))
    if isinstance(kind, String):
        return HOSTILE[: kind.length]
    return 0.1 if isinstance(kind, Double) else 1


@pytest.fixture
def home(tmp_path: Path, lived: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PARISANA_BOOK", str(lived))
    return tmp_path


def contents(place: Path | str) -> dict[str, copying.Content]:
    with Bookkeeping.open(place) as book, book._engine.connect() as connection:
        return copying.contents(connection)


def test_from_a_file_to_a_server_and_back_nothing_is_lost(home: Path, lived: Path, address: str) -> None:
    rows = books.export(home, address)
    assert all(rows.values()), f"a table without a row proves nothing: {rows}"
    back = home / "back.sqlite"
    assert books._copy(address, back) == rows
    assert contents(lived) == contents(address) == contents(back)
    with Bookkeeping.open(address) as book:
        assert book.differences(1) == []
        assert book.productions()[0].name == HOSTILE
        assert book.create_production(new_production(), STAGES, diamond()) == 2, "numbers go on after the copied ones"


def test_what_is_there_is_not_overwritten(home: Path, lived: Path, path: Path) -> None:
    other = home / "other.sqlite"
    with Bookkeeping.open(other) as book:
        book.create_production(new_production(), STAGES, diamond())
    before = contents(other)
    with pytest.raises(ParisanaError, match="not empty"):
        books.export(home, str(other))
    with pytest.raises(InputError, match="into itself"):
        books.export(home, str(lived))
    with pytest.raises(InputError, match="no such file"):
        books.import_from(home, str(home / "nothing"))
    assert contents(other) == before


def test_a_copy_that_differs_is_not_kept(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = copying._copy_table

    def forget(old: object, new: object, name: str) -> copying.Content:
        found = write(old, new, name)  # type: ignore[arg-type]  # handed through
        return found._replace(rows=found.rows + (name == "jobs"))

    monkeypatch.setattr(copying, "_copy_table", forget)
    with pytest.raises(Bug, match="differs from the original in jobs"):
        books.export(home, str(home / "copy.sqlite"))
    with closing(sqlite3.connect(home / "copy.sqlite")) as copy:
        assert copy.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


def make_older(place: Path | str) -> str:
    """Make the tables of the version before this one, with a production in them; return that version."""
    old = upgrade.known()[-2]
    engine = database.connect(database.address(place))
    with engine.begin() as connection:
        server.prepare(connection)
        migrate.migrate(connection, upgrade.MIGRATIONS, upgrade.VERSION_TABLE, old)
        words = ("name", "suite", "site", "owner", "host", "state", "working", "plan_digest")
        row = [("crab", "s", "Lyon", "marie", "lab", "done", "/w", "d", 1.0, 2.0)]
        Bulk(insert(schema.productions), *words, "created", "updated").run(connection, row)
    engine.dispose()
    return old


def versions(copy: Path) -> list[tuple[str, str]]:
    """Return the version of a copied file, with the names of its productions."""
    with closing(sqlite3.connect(copy)) as connection:
        return connection.execute("SELECT version_num, name FROM parisana_version, productions").fetchall()


def test_an_older_file_is_kept_before_it_is_changed(path: Path) -> None:
    path.parent.mkdir()
    old = make_older(path)
    with Bookkeeping.open(path) as book:
        assert [(each.name, each.visibility) for each in book.productions()] == [("crab", Visibility.EVERYONE)]
    (copy,) = path.parent.glob(f"{path.name}.{old}-*")
    assert versions(copy) == [(old, "crab")]


def test_an_older_server_is_refused_until_it_is_upgraded(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = make_older(address)
    with pytest.raises(Outdated, match="older version") as caught:
        Bookkeeping.open(address)
    assert "parisana book upgrade" in (caught.value.hint or "")
    monkeypatch.setenv("PARISANA_BOOK", address)
    with ThreadPoolExecutor(2) as pool:
        for book in pool.map(books.bring_up, [tmp_path] * 2):
            assert [each.name for each in book.productions()] == ["crab"]
            book.close()
    (copy,) = (tmp_path / books.COPIES).iterdir()
    assert versions(copy) == [(old, "crab")], "of two programs at once one made the copy"
