"""Opening a database, on good and on bad days."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Table, Text
from sqlalchemy.dialects import mysql
from sqlalchemy.schema import CreateTable

from parisana.bookkeeping import Bookkeeping, schema
from parisana.bookkeeping.database import opening as database
from parisana.bookkeeping.database.filesystem import kind_of, on_network
from parisana.bookkeeping.upkeep import upgrade
from parisana.crashpoints import POINTS
from parisana.errors import BookkeepingError, InputError, Outdated
from tests.bookkeeping.samples import STAGES, diamond, new_job, new_production

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
lab:/home /home nfs4 rw 0 0
/dev/sdb1 /home/marie/my\\040disk xfs rw 0 0
/dev/sdc1 /homestead ext4 rw 0 0
"""


def test_the_longest_mount_point_decides() -> None:
    assert on_network(Path("/home/marie/book.db"), MOUNTS)
    assert not on_network(Path("/home/marie/my disk/book.db"), MOUNTS)
    assert kind_of(Path("/homestead/book.db"), MOUNTS) == "ext4"
    assert kind_of(Path("/var/book.db"), MOUNTS) == "ext4"


def pragma(path: Path, name: str) -> object:
    with Bookkeeping.open(path) as book, book._engine.connect() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()


def test_intents_survive_a_power_cut(path: Path) -> None:
    assert pragma(path, "journal_mode") == "wal"
    assert pragma(path, "synchronous") == 2
    assert pragma(path, "foreign_keys") == 1


def test_no_write_ahead_log_on_a_network_file_system(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert pragma(path, "journal_mode") == "wal"
    monkeypatch.setattr(database, "mounts_here", lambda: "lab:/x / nfs4 rw 0 0")
    assert pragma(path, "journal_mode") == "delete"


#: How many bytes each text of a server holds; it chooses by itself the one that is large enough for all characters.
TEXTS = {mysql.TEXT: 2**16, mysql.MEDIUMTEXT: 2**24, mysql.LONGTEXT: 2**32}


def is_another_type(context: object, _: object, __: object, found: object, declared: object) -> bool | None:
    if isinstance(declared, Text) and type(found) in TEXTS:
        return TEXTS[type(found)] <= 4 * (declared.length or 0)
    return None


def test_the_migrations_make_the_schema(new_place: Path | str) -> None:
    options = {"version_table": upgrade.VERSION_TABLE, "compare_type": is_another_type}
    with Bookkeeping.open(new_place) as book, book._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, schema.metadata) == []


@pytest.mark.parametrize("table", schema.metadata.sorted_tables, ids=str)
def test_mysql_can_have_each_table(table: Table) -> None:
    assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=mysql.dialect()))


def test_a_locked_database_is_said_to_be_locked(path: Path) -> None:
    with Bookkeeping.open(path, busy_seconds=0.05) as book:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BookkeepingError, match="is locked by another program") as caught:
            book.create_production(new_production(), STAGES, diamond())
        assert caught.value.transient
        assert book.productions() == []
        other.close()
        assert book.create_production(new_production(), STAGES, diamond()) == 1


def test_a_read_only_database_can_be_looked_at(path: Path) -> None:
    with Bookkeeping.open(path) as book:
        book.create_production(new_production(), STAGES, diamond())
    with Bookkeeping.open(f"sqlite:///file:{path}?mode=ro&uri=true") as book:
        assert len(book.productions()) == 1
        with pytest.raises(BookkeepingError, match="may only be read by you"):
            book.create_production(new_production(), STAGES, diamond())


def test_a_full_disk_loses_nothing(path: Path) -> None:
    with Bookkeeping.open(path) as book:
        book.create_production(new_production(), STAGES, diamond())
        with book._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        many = (new_job(number) for number in range(1, 400))
        with pytest.raises(BookkeepingError, match="the disk is full"):
            book.create_production(new_production("vela"), STAGES, many)
        assert [one.name for one in book.productions()] == ["crab"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"SIMPLE  =                    T" * 200, "file of another kind"), (b"\x00" * 5000, "file of another kind")],
)
def test_a_file_of_another_kind_is_left_alone(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "events.fits"
    path.write_bytes(content)
    with pytest.raises(BookkeepingError, match=sentence):
        Bookkeeping.open(path)
    assert path.read_bytes() == content


def say(place: Path | str, statement: str) -> None:
    """Do to a database what another program does."""
    url = database.address(place)
    engine = database.connect(url)
    with engine.begin() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def test_another_programs_database_is_left_alone(new_place: Path | str) -> None:
    say(new_place, "CREATE TABLE moz_places (id INTEGER)")
    with pytest.raises(BookkeepingError, match="database of another program"):
        Bookkeeping.open(new_place)


def test_a_newer_database_is_not_touched(new_place: Path | str) -> None:
    Bookkeeping.open(new_place).close()
    say(new_place, "UPDATE parisana_version SET version_num = '9999'")
    with pytest.raises(Outdated, match="newer version") as caught:
        Bookkeeping.open(new_place)
    assert "Upgrade Parisana" in (caught.value.hint or "")


def test_migrations_are_named_by_their_version() -> None:
    for file in (upgrade.MIGRATIONS / "versions").glob("[0-9]*_*.py"):
        assert f'revision = "{file.name.partition("_")[0]}"' in file.read_text()


def test_an_older_database_is_upgraded_with_what_it_holds(new_place: Path | str, tmp_path: Path) -> None:
    with Bookkeeping.open(new_place) as book:
        book.create_production(new_production(), STAGES, diamond())
    newer = tmp_path / "migrations"
    shutil.copytree(upgrade.MIGRATIONS, newer, ignore=shutil.ignore_patterns("__pycache__"))
    step = f'from alembic import op\nrevision = "9000"\ndown_revision = "{upgrade.known()[-1]}"\n'
    step += "def upgrade():\n    op.execute(\"UPDATE productions SET name = 'CRAB'\")\n"
    (newer / "versions" / "9000_names.py").write_text(step)
    engine = database.connect(database.address(new_place))
    assert not upgrade.check(engine, "book", newer)
    upgrade.upgrade(engine, "book", newer)
    assert upgrade.version(engine) == "9000"
    assert Bookkeeping(engine, "book").productions()[0].name == "CRAB"
    engine.dispose()


@pytest.mark.parametrize("point", [point for point in POINTS if point.startswith("in-migration-")])
def test_a_crash_inside_a_migration_is_healed_by_the_next_upgrade(
    new_place: Path | str, point: str, tmp_path: Path
) -> None:
    program = f"from parisana.bookkeeping import Bookkeeping; Bookkeeping.open({str(new_place)!r})"
    done = subprocess.run([sys.executable, "-c", program], env={"PARISANA_CRASH_AT": point}, check=False, timeout=60)
    assert done.returncode == -9
    with Bookkeeping.open(new_place, copies=tmp_path / "copies") as book:
        assert book.create_production(new_production(), STAGES, diamond()) == 1


def test_each_migration_has_its_crash_point() -> None:
    revisions = {path.name.split("_")[0] for path in (upgrade.MIGRATIONS / "versions").glob("[0-9]*.py")}
    assert {f"in-migration-{revision}" for revision in revisions} <= set(POINTS)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BookkeepingError, match="cannot be made"):
        Bookkeeping.open(tmp_path / "file" / "book.db")


@pytest.mark.parametrize(
    ("address", "sentence"),
    [("my sql://book", "cannot be read"), ("mysql+nonsense://marie@db/book", r"driver mysql\+nonsense, which is not")],
)
def test_an_address_that_leads_nowhere(address: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        Bookkeeping.open(address)


def test_passwords_are_not_spoken() -> None:
    assert database.spoken_name(database.address("mysql://marie:secret@db/book?ssl_key_password=secret")) == (
        "mysql+pymysql://marie:***@db/book"
    )
