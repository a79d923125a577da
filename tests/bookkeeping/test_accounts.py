"""Three kinds of account on a real server: what each may do there, and how each says who it is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.database.opening import address as address_of
from parisana.bookkeeping.upkeep.accounts import Kind, account
from parisana.errors import BookkeepingError, InputError
from tests.bookkeeping.samples import STAGES, diamond, new_production
from tests.cli.running import runner
from tests.servers.mariadb import MariaDB

pytestmark = pytest.mark.xdist_group("mariadb")


def denied(work: Callable[[], object]) -> None:
    with pytest.raises(BookkeepingError, match="does not allow you this") as caught:
        work()
    assert "GRANT" in (caught.value.hint or "")


def test_each_kind_of_account_may_do_its_own(enter: Callable[[str], Bookkeeping]) -> None:
    with enter("marie") as book:
        assert book.create_production(new_production(), STAGES, diamond()) == 1
        epoch = book.take_lease(1, "driver", "lab", 1, 60)
        book.release_lease(1, epoch)
        denied(lambda: book.set_members("administrators", add=["marie"]))
        say(book, "DELETE FROM element_looks")
        further = ("DROP TABLE jobs", "DROP TRIGGER own_jobs_update", "UPDATE parisana_version SET version_num = '1'")
        for statement in ("DELETE FROM events", "DELETE FROM parisana_accounts", *further):
            denied(lambda statement=statement: say(book, statement))  # type: ignore[misc]  # bound at once
    with enter("web") as book:
        assert len(book.jobs(1)) == 5
        denied(lambda: book.set_working(1, "/mine", 1.0))
        denied(lambda: book.note(1, 1.0, "web", "hello"))
    with enter("anna") as book:
        book.set_members("administrators", add=["anna"])
        assert book.is_administrator("anna")


def say(book: Bookkeeping, statement: str) -> None:
    with book._writing() as connection:
        connection.exec_driver_sql(statement)


def test_init_shows_what_is_granted_before_it_does_anything(
    at_server: Path, mariadb: MariaDB, capsys: pytest.CaptureFixture[str]
) -> None:
    run = runner(capsys)
    words = ("book", "init", "--reader", "web@localhost", "--user", "marie@localhost", "--json")
    shown = run(*words).json
    assert "GRANT SELECT ON" in shown["statements"][0] and not shown["done"] and not shown["files"]
    assert mariadb.ask("SELECT count(*) FROM mysql.user WHERE user IN ('web', 'marie')") == ((0,),)
    assert shown["triggers"][0].startswith("CREATE TRIGGER own_productions_insert BEFORE INSERT ON ")
    assert shown["owners"] == ["INSERT IGNORE INTO parisana_accounts VALUES ('marie')"]
    assert "TRIGGER own_jobs_update BEFORE UPDATE ON jobs …;" in run(*words[:-1]).out
    done = run(*words, "--yes").json
    assert done["statements"] == shown["statements"]
    assert [Path(path).name for path in done["files"]] == ["web.cnf", "marie.cnf"]
    assert run(*words, "--yes").json["files"] == [], "an account that is there keeps its password"
    assert "not encrypted" in run("book", "upgrade").out


@pytest.mark.parametrize("name", ["", "a b", "x'; DROP USER root; --", "marie@", "é", "a" * 81])
def test_an_account_has_a_plain_name(name: str) -> None:
    with pytest.raises(InputError, match="cannot be called"):
        account(Kind.USER, name)


def test_a_file_has_no_accounts(capsys: pytest.CaptureFixture[str]) -> None:
    said = runner(capsys)("book", "init", "--user", "marie", "--yes")
    assert said.code == 2 and "A file has no accounts" in said.note


def test_the_password_may_come_from_the_environment_or_the_keyring(
    enter: Callable[[str], Bookkeeping], at_server: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = (at_server / "accounts" / "web.cnf").read_text().splitlines()
    (password,) = (line.partition(" = ")[2] for line in lines if line.startswith("password"))
    plain = address.replace("root@", "web@")
    asked: list[tuple[str, str]] = []

    def get_password(service: str, name: str) -> str:
        asked.append((service, name))
        return password

    fake = ModuleType("keyring")
    fake.__spec__ = SimpleNamespace(name="keyring")  # type: ignore[assignment]  # as much of one as is asked for
    vars(fake).update(get_password=get_password, errors=SimpleNamespace(KeyringError=RuntimeError))
    monkeypatch.setitem(sys.modules, "keyring", fake)
    Bookkeeping.open(plain).close()
    assert set(asked) == {("parisana", f"web@localhost/{address_of(plain).database}")}
    monkeypatch.setenv("PARISANA_BOOK_PASSWORD", "wrong")
    with pytest.raises(BookkeepingError, match="does not let you in"):
        Bookkeeping.open(plain)
    monkeypatch.setenv("PARISANA_BOOK_PASSWORD", password)
    Bookkeeping.open(plain).close()
