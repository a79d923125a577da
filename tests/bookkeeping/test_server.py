"""A server's good and bad days: who is let in, what is compared how, and what happens when it is not there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import Connection, select, text, update

from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.database import again
from parisana.bookkeeping.database.again import whole
from parisana.bookkeeping.schema import jobs, productions
from parisana.bookkeeping.values.entries import NewJob
from parisana.bookkeeping.values.views import JobQuery, JobSort
from parisana.errors import BookkeepingError
from tests.bookkeeping.samples import STAGES, diamond, new_job, new_production
from tests.servers.mariadb import FORGOTTEN, MariaDB

pytestmark = [
    pytest.mark.xdist_group("mariadb"),
    pytest.mark.filterwarnings(FORGOTTEN),
    pytest.mark.usefixtures("forgotten_sockets"),
]

JOBS = 2000


@pytest.fixture
def server_book(shared_address: str) -> Iterator[Bookkeeping]:
    with Bookkeeping.open(shared_address, busy_seconds=4) as opened:
        yield opened


@pytest.fixture
def marie(mariadb: MariaDB, shared_name: str) -> Iterator[Callable[[str], str]]:
    """Return how to make an account with these rights, which has a password; its address is returned."""

    def make(rights: str) -> str:
        mariadb.ask(f"GRANT {rights} ON {shared_name}.* TO marie@localhost")
        return mariadb.address(shared_name, "marie:secret")

    mariadb.ask("CREATE USER marie@localhost IDENTIFIED BY 'secret'")
    yield make
    mariadb.ask("DROP USER marie@localhost")


def refusal(address: str) -> BookkeepingError:
    with pytest.raises(BookkeepingError) as caught, Bookkeeping.open(address) as book:
        book.create_production(new_production(), STAGES, diamond())
    assert caught.value.hint and "secret" not in str(caught.value)
    return caught.value


def test_a_wrong_password_is_said_to_be_wrong(mariadb: MariaDB, shared_name: str, marie: Callable[[str], str]) -> None:
    marie("ALL")
    assert "does not let you in" in refusal(mariadb.address(shared_name, "marie:wrong")).message


def test_an_account_without_rights_is_told_to_ask_for_them(
    mariadb: MariaDB, server_book: Bookkeeping, marie: Callable[[str], str], address: str
) -> None:
    assert "does not allow you this" in refusal(marie("SELECT")).message
    other = address.replace("root@", "marie:secret@")
    error = refusal(other)
    assert "is not open to you" in error.message and "GRANT" in (error.hint or "")


def test_a_reader_reads(server_book: Bookkeeping, marie: Callable[[str], str]) -> None:
    production = server_book.create_production(new_production(), STAGES, diamond())
    with Bookkeeping.open(marie("SELECT")) as book:
        assert len(book.jobs(production)) == len(server_book.jobs(production)) > 0


def test_an_unknown_database_and_a_server_that_is_away(mariadb: MariaDB) -> None:
    assert "is not there" in refusal(mariadb.address("nothing")).message
    away = refusal(f"mysql://root@localhost/book?unix_socket={mariadb.folder}/none")
    assert "does not answer" in away.message and away.transient


def test_user_and_password_are_read_from_the_option_file(
    mariadb: MariaDB, server_book: Bookkeeping, shared_name: str, marie: Callable[[str], str], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    marie("SELECT")
    lines = ["[client]", "user=nobody", "[parisana]", "user=marie", "password=secret", f"socket={mariadb.socket}"]
    (tmp_path / ".my.cnf").write_text("\n".join([*lines, f"database={shared_name}"]))
    monkeypatch.setenv("HOME", str(tmp_path))
    with Bookkeeping.open("mysql://") as book:
        assert book.productions() == []


@pytest.mark.parametrize("name", ["crab ", "Crab", "cräb", "crab 🦀", "crab'; --", "cr\\ab\n%s"])
def test_names_are_compared_byte_by_byte_and_kept_as_they_are(server_book: Bookkeeping, name: str) -> None:
    server_book.create_production(new_production("crab"), STAGES, [new_job(1)])
    server_book.create_production(new_production(name), STAGES, [new_job(1)])
    assert [one.name for one in server_book.productions()] == ["crab", name]
    found = server_book.latest_production("crab")
    assert found is not None and found.name == "crab"


def test_what_is_too_long_is_refused_and_never_cut(server_book: Bookkeeping) -> None:
    with pytest.raises(BookkeepingError, match="no room for a text as long"):
        server_book.create_production(new_production("c" * 256), STAGES, diamond())
    assert server_book.productions() == []


@pytest.mark.parametrize("inner", [Connection.begin_nested, nullcontext])
def test_of_two_that_wait_for_each_other_one_begins_again(
    server_book: Bookkeeping, inner: Callable[[Connection], AbstractContextManager[object]]
) -> None:
    one, two = (server_book.create_production(new_production(), STAGES, [new_job(1)]) for _ in range(2))
    tries = {one: 0, two: 0}
    meet = Barrier(2)

    @whole
    def write(first: int, second: int) -> None:
        tries[first] += 1
        with server_book._writing() as connection:
            for production in (first, second):
                mine = update(productions).where(productions.c.id == production)
                with inner(connection):
                    connection.execute(mine.values(updated=productions.c.updated + 1))
                if production == first and tries[first] == 1:
                    meet.wait(30)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, (one, two), (two, one)))
    assert sorted(tries.values()) == [1, 2]
    before = new_production().created
    assert [each.updated for each in server_book.productions()] == [before + 2] * 2


def test_a_lock_that_is_held_too_long_is_said(server_book: Bookkeeping, monkeypatch: pytest.MonkeyPatch) -> None:
    production = server_book.create_production(new_production(), STAGES, [new_job(1)])
    monkeypatch.setattr(again, "PAUSES", (0.01,))
    with server_book._writing() as other:
        other.execute(select(productions).with_for_update()).all()
        with pytest.raises(BookkeepingError, match="is locked by another program") as caught:
            server_book.set_working(production, "/there", 1.0)
    assert caught.value.transient
    server_book.set_working(production, "/there", 1.0)


def test_a_server_that_was_restarted_is_found_again(server_book: Bookkeeping, mariadb: MariaDB) -> None:
    production = server_book.create_production(new_production(), STAGES, diamond())
    mariadb.kill()
    with pytest.raises(BookkeepingError, match="does not answer") as caught:
        server_book.productions()
    assert caught.value.transient
    mariadb.start()
    assert [one.id for one in server_book.productions()] == [production]
    assert server_book.differences(production) == []


def test_a_transaction_that_lost_its_connection_is_not_half_there(server_book: Bookkeeping) -> None:
    def jobs() -> Iterator[NewJob]:
        yield new_job(1)
        with server_book._reading() as connection:
            others = "SELECT id FROM information_schema.processlist WHERE user = 'root' AND id <> CONNECTION_ID()"
            for (number,) in connection.execute(text(others)).all():
                connection.execute(text(f"KILL {number}"))
        yield new_job(2)

    with pytest.raises(BookkeepingError, match="does not answer") as caught:
        server_book.create_production(new_production(), STAGES, jobs())
    assert caught.value.transient
    assert server_book.productions() == []


def test_what_one_question_reads_is_of_one_moment(server_book: Bookkeeping) -> None:
    with server_book._reading() as connection:
        assert connection.execute(select(productions.c.id)).all() == []
        server_book.create_production(new_production(), STAGES, diamond())
        assert connection.execute(select(productions.c.id)).all() == []
    assert len(server_book.productions()) == 1


@pytest.mark.parametrize("sort", [JobSort.NUMBER, JobSort.MEMORY])
@pytest.mark.parametrize("descending", [False, True])
def test_a_page_far_down_reads_what_it_shows_and_not_all_that_comes_before(
    server_book: Bookkeeping, sort: JobSort, descending: bool
) -> None:
    production = server_book.create_production(new_production(), STAGES, [new_job(n) for n in range(1, JOBS + 1)])
    with server_book._writing() as connection:
        connection.execute(update(jobs).values(peak_memory_mb=jobs.c.number % 100))
    query = JobQuery(production, sort=sort, descending=descending, limit=10, after=JOBS // 2 + 50)
    before = rows_read(server_book)
    assert len(server_book.job_rows(query)) == 10
    assert rows_read(server_book) - before < JOBS // 10


def rows_read(book: Bookkeeping) -> int:
    """Return how many rows the server has looked at for this connection."""
    with book._reading() as connection:
        found = connection.execute(text("SHOW SESSION STATUS LIKE 'Handler_read%'")).all()
    return sum(int(number) for _, number in found)
