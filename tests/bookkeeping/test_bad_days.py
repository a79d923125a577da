"""The bad days of a server: it dies under load, it is full, it is only a replica, fifty programs come at once."""

from __future__ import annotations

import contextlib
import datetime
import random
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.productions import recording
from parisana.bookkeeping.values.entries import JobChange, NewJob
from parisana.core.jobs.states import JobState
from parisana.errors import BookkeepingError
from tests.bookkeeping.samples import STAGES, diamond, new_job, new_production
from tests.servers.mariadb import FORGOTTEN, MariaDB

pytestmark = [
    pytest.mark.xdist_group("mariadb"),
    pytest.mark.filterwarnings(FORGOTTEN),
    pytest.mark.usefixtures("forgotten_sockets"),
]

WRITERS = 50
KILLS = 3
SEED = 20261121


def test_a_server_that_is_restarted_within_a_transaction_keeps_nothing_of_it(
    mariadb: MariaDB, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "BATCH", 10)

    def jobs() -> Iterator[NewJob]:
        yield from (new_job(n) for n in range(1, 16))
        mariadb.kill()
        mariadb.start()
        yield new_job(16)

    with Bookkeeping.open(address) as book:
        with pytest.raises(BookkeepingError, match="does not answer") as caught:
            book.create_production(new_production(), STAGES, jobs())
        assert caught.value.transient and book.productions() == []
        assert len(book.jobs(book.create_production(new_production(), STAGES, diamond()))) == 5


def patiently(work: Callable[[], object], over: Event) -> bool:
    """Do something again until the server answers; say whether it was done before all was over."""
    while not over.is_set():
        try:
            work()
        except BookkeepingError as error:
            assert error.transient, error
        else:
            return True
    return False


def step(book: Bookkeeping, job: int, number: int) -> None:
    """Let a job of the first production go there, and with the next step back."""
    state = JobState.READY if number % 2 else JobState.CANCELLED
    book.step_jobs(1, [JobChange(job, state, float(number), reason=f"step {number}")], "worker")


def test_a_server_that_is_killed_under_load_keeps_what_it_said_it_had(mariadb: MariaDB, address: str) -> None:
    """Jobs go round and round; each answered step is there afterwards, and the counters are right."""
    chance = random.Random(SEED)
    over = Event()
    with Bookkeeping.open(address) as book:
        production = book.create_production(new_production(), STAGES, [new_job(n) for n in range(1, 41)])
        ids = [job.id for job in book.jobs(production)]

        def work(n: int) -> tuple[int, int]:
            """Return a job, and how often it was heard to have stepped."""
            steps = 0
            while patiently(partial(step, book, ids[n], steps), over):
                steps += 1
            return ids[n], steps

        with ThreadPoolExecutor(8) as pool:
            workers = [pool.submit(work, n) for n in range(8)]
            for _ in range(KILLS):
                over.wait(chance.uniform(0.1, 0.6))
                mariadb.kill()
                mariadb.start()
            over.wait(0.3)
            over.set()
            heard = dict(worker.result() for worker in workers)
        for job, steps in heard.items():
            recorded = {event.text for event in book.events(production, job=job, limit=100_000)}
            assert {f"step {step}" for step in range(steps)} <= recorded
        assert sum(heard.values()) > 0 and book.differences(production) == []


@pytest.mark.usefixtures("mariadb")
def test_a_full_server_loses_nothing_and_goes_on_when_there_is_room() -> None:
    """It has a server of its own: one that others have used may need more room already than there is here."""
    many = [new_job(n) for n in range(1, 12_000)]
    own = MariaDB()
    with contextlib.ExitStack() as stack:
        stack.callback(own.remove)
        own.install("--innodb-file-per-table=0", "--innodb-data-file-path=ibdata1:12M:autoextend:max:16M")
        with own.database() as name, Bookkeeping.open(own.address(name)) as book:
            book.create_production(new_production(), STAGES, diamond())
            with pytest.raises(BookkeepingError, match="the disk is full") as caught:
                book.create_production(new_production("vela"), STAGES, many)
            assert caught.value.transient
            assert [each.name for each in book.productions()] == ["crab"]
            assert book.create_production(new_production("small"), STAGES, diamond()) > 1


def test_a_replica_is_read_and_said_to_be_one(mariadb: MariaDB, address: str) -> None:
    with Bookkeeping.open(address) as book:
        book.create_production(new_production(), STAGES, diamond())
    name = address.partition("?")[0].rpartition("/")[2]
    mariadb.ask("CREATE USER reader@localhost")
    mariadb.ask(f"GRANT SELECT, INSERT, UPDATE ON {name}.* TO reader@localhost")
    mariadb.ask("SET GLOBAL read_only = 1")
    try:
        with Bookkeeping.open(address.replace("root@", "reader@")) as book:
            assert len(book.jobs(1)) == 5
            with pytest.raises(BookkeepingError, match="a replica that is only read") as caught:
                book.set_working(1, "/there", 1.0)
            assert "server that is written to" in (caught.value.hint or "")
    finally:
        mariadb.ask("SET GLOBAL read_only = 0")
        mariadb.ask("DROP USER reader@localhost")


def test_fifty_programs_write_at_once(shared_address: str) -> None:
    book = Bookkeeping.open(shared_address)
    production = book.create_production(new_production(), STAGES, [new_job(n) for n in range(1, WRITERS + 1)])
    ids = [job.id for job in book.jobs(production)]

    def write(n: int) -> int:
        with Bookkeeping.open(shared_address) as mine:
            mine.step_jobs(production, [JobChange(ids[n], JobState.DONE, 1.0)], f"w{n}")
            return mine.create_production(new_production(f"p{n}"), STAGES, diamond())

    with ThreadPoolExecutor(WRITERS) as pool:
        made = set(pool.map(write, range(WRITERS)))
    assert len(made) == WRITERS
    assert book.count_by_state(production)["dst"] == {JobState.DONE: WRITERS}
    assert [each for number in made for each in book.differences(number)] == []
    book.close()


def certificate(folder: Path) -> list[str]:
    """Make a key and a certificate that is signed by itself; return how a server is told."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now, day = datetime.datetime.now(datetime.UTC), datetime.timedelta(days=1)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now - day, now + day)
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    signed = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True).sign(
        key, hashes.SHA256()
    )
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    folder.mkdir()
    (folder / "key").write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
    (folder / "cert").write_bytes(signed.public_bytes(pem))
    return [f"--ssl-key={folder}/key", f"--ssl-cert={folder}/cert"]


def test_the_line_is_encrypted_where_the_server_can(
    mariadb: MariaDB, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Bookkeeping.open(address) as book:
        assert book.cipher() == ""
    options, _ = certificate(tmp_path / "its"), certificate(tmp_path / "another")
    with mariadb.started_with(*options):
        with Bookkeeping.open(address) as book:
            assert book.cipher()
        monkeypatch.setenv("HOME", str(tmp_path))
        (tmp_path / ".my.cnf").write_text(f"[parisana]\nssl-ca={tmp_path}/its/cert\n")
        with Bookkeeping.open(address) as book:
            assert book.cipher()
        (tmp_path / ".my.cnf").write_text(f"[parisana]\nssl-ca={tmp_path}/another/cert\n")
        with pytest.raises(BookkeepingError, match="does not prove who it is"):
            Bookkeeping.open(address)
    with pytest.raises(BookkeepingError, match="does not encrypt"):
        Bookkeeping.open(address)
