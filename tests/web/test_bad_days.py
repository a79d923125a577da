"""Bad days of the pages: hostile texts, senseless questions, a database that is away, an account that only reads."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from parisana.app.visit import Visit
from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.values.entries import JobChange
from parisana.bookkeeping.values.records import RunRecord
from parisana.bookkeeping.values.states import Visibility
from parisana.core.jobs.states import JobState
from parisana.errors import BookkeepingError, InputError
from parisana.ui.web.application import make
from parisana.ui.web.routes import PAGES
from tests.bookkeeping.samples import STAGES, diamond, new_production
from tests.servers.mariadb import FORGOTTEN, MariaDB

from .sample import Told, fill
from .test_pages import PATHS, Links

HOSTILE = "<script>alert(1)</script>'\"; DROP TABLE jobs; -- \u202e\U0001f52d\n&amp;{{7*7}}%s\\"
ESCAPED = "&lt;script&gt;alert(1)"


def test_hostile_texts_are_shown_as_they_are(fresh: Bookkeeping, fresh_client: TestClient, tmp_path: Path) -> None:
    """Every field that a user fills reaches a page; none becomes a tag, and the database keeps its tables."""
    told = Told(HOSTILE, '"<img src=x onerror=alert(1)>"', HOSTILE, HOSTILE, dsts=2, failed=0, done=False)
    fill(fresh, tmp_path / "files", told)
    job = fresh.job(1, 2)
    fresh.step_jobs(1, [JobChange(job.id, JobState.FAILED, 1.0, reason=HOSTILE)], "test")
    fresh.add_runs([RunRecord(1, HOSTILE, telescopes=HOSTILE)])
    shown = 0
    for path in [*PATHS, "/productions/1/jobs/2", f"/search?q={quote(HOSTILE)}", "/productions?owner=<script>x"]:
        text = fresh_client.get(path).text
        Links(text)
        assert "<script>alert" not in text and "<img src=x" not in text
        shown += ESCAPED in text
    assert shown >= 8
    assert fresh_client.get("/metrics").text.count("\\n&amp;") >= 1
    assert fresh_client.get("/productions.json").json()["productions"][0]["name"] == HOSTILE


def test_a_hostile_picture_may_run_nothing(client: TestClient) -> None:
    picture = client.get("/productions/1.json").json()["pictures"][0]
    answer = client.get(f"/productions/1/jobs/{picture['job']}/picture", params={"name": picture["name"]})
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'") and "script" not in policy and policy.endswith("sandbox")
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", ["../../../../etc/passwd", "/etc/passwd", "spectrum.svg\0", "", "spectrum.json"])
def test_only_pictures_of_the_job_are_given(client: TestClient, name: str) -> None:
    assert client.get("/productions/1/jobs/14/picture", params={"name": name}).status_code == 404


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/productions/99", 404),
        ("/productions/99/jobs", 404),
        ("/productions/1/jobs/99", 404),
        ("/productions/99999999999999999999", 400),
        ("/productions/-1", 400),
        ("/productions/1e3", 400),
        ("/productions/٣", 400),
        ("/productions/1/jobs?state=asleep", 400),
        ("/productions/1/jobs?after=x", 400),
        ("/productions?before=1;drop", 400),
        ("/files?production=99", 404),
        ("/targets/No such thing", 404),
        ("/nowhere", 404),
        ("/static/../command.py", 404),
    ],
)
def test_a_senseless_question_gets_a_sentence(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert "<h1>This page cannot be shown</h1>" in answer.text and "Traceback" not in answer.text
    if path.startswith("/productions"):
        error = client.get(path, headers={"Accept": "application/json"}).json()["error"]
        assert error["message"] and error["kind"] == "input"


def test_nothing_is_written(client: TestClient, visit: Visit) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert client.request(method, "/productions/1").status_code == 405
    with pytest.raises(BookkeepingError, match="only be read"):
        visit.book.add_runs([RunRecord(1, "Crab")])


def test_a_browser_that_was_lured_here_is_sent_away(client: TestClient) -> None:
    assert client.get("/productions", headers={"Host": "evil.example.org"}).status_code == 421
    assert client.get("/productions", headers={"Host": "[::1]:8765"}).status_code == 200


def test_a_server_answers_to_the_names_that_it_was_given(visit: Visit) -> None:
    with TestClient(make(visit, ["book.lab.org"]), base_url="https://book.lab.org") as named:
        assert named.get("/productions").status_code == 200


def test_what_is_kept_from_others_is_not_shown(fresh: Bookkeeping, fresh_client: TestClient, tmp_path: Path) -> None:
    fill(fresh, tmp_path / "files", Told("secret-source", "Terzan 5", dsts=2, failed=1))
    fresh.share(1, None, Visibility.OWNER, 1.0, "marie")
    for path in [*PATHS, "/search?q=secret", "/files?production=1"]:
        assert "secret-source" not in fresh_client.get(path).text
        assert "marie" not in fresh_client.get(path).text.replace("of marie is not shown", "")
    assert "marie" not in fresh_client.get("/metrics").text
    mine = Visit(tmp_path, str(tmp_path / "book.sqlite"), "marie")
    with TestClient(make(mine), base_url="http://localhost") as client:
        assert "secret-source" in client.get("/productions").text
    mine.close()


def test_there_is_no_bookkeeping_yet(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no bookkeeping at"):
        Visit(tmp_path).book.version()
    assert list(tmp_path.iterdir()) == []


def test_a_database_that_cannot_be_read_is_said_to_be_so(fresh_client: TestClient, tmp_path: Path) -> None:
    assert fresh_client.get("/productions").status_code == 200
    with sqlite3.connect(tmp_path / "book.sqlite") as connection:
        connection.execute("ALTER TABLE counters RENAME TO away")
    answer = fresh_client.get("/dst")
    assert answer.status_code == 503 and "is not one of this program" in answer.text


def test_a_bug_is_confessed_without_a_traceback(
    client: TestClient, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(visit.totals), "silences", lambda self: 1 / 0)
    answer = client.get("/sites")
    assert answer.status_code == 500 and "not a mistake of yours" in answer.text
    assert "ZeroDivisionError" not in answer.text


def test_a_half_written_profile_and_report_break_no_page(fresh: Bookkeeping, fresh_client: TestClient) -> None:
    fresh.create_production(new_production("\ud83d".encode("utf-8", "replace").decode()), STAGES, diamond())
    for path in PATHS:
        if "statistics" not in path or "production" not in path:
            assert fresh_client.get(path).status_code == 200, path


@pytest.fixture
def reader(mariadb: MariaDB, tmp_path: Path) -> Iterator[str]:
    """Return the address of a bookkeeping on a server, for an account that may only read it."""
    with mariadb.database() as name:
        with Bookkeeping.open(mariadb.address(name)) as book:
            fill(book, tmp_path / "files", Told(dsts=2, failed=1))
        mariadb.ask("CREATE USER onlooker@localhost IDENTIFIED BY 'secret'")
        mariadb.ask(f"GRANT SELECT ON {name}.* TO onlooker@localhost")
        yield mariadb.address(name, "onlooker:secret")
        mariadb.ask("DROP USER onlooker@localhost")


@pytest.mark.xdist_group("mariadb")
@pytest.mark.filterwarnings(FORGOTTEN)
@pytest.mark.usefixtures("forgotten_sockets")
def test_an_account_that_may_only_read_is_enough(reader: str, tmp_path: Path) -> None:
    visit = Visit(tmp_path, reader)
    with TestClient(make(visit), base_url="http://localhost") as client:
        for path in PATHS:
            assert client.get(path).status_code == 200, path
        assert "secret" not in client.get("/metrics").text
        assert client.get("/statistics/users.json").json()["usage"]["rows"][0]["bytes"] > 48_000_000
    with pytest.raises(BookkeepingError, match="does not allow you this"):
        visit.book.add_runs([RunRecord(1, "Crab")])
    visit.close()


def test_every_page_has_its_place() -> None:
    assert all(path.startswith("/") and not path.endswith("/") for path in PAGES)
