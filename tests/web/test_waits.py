"""What waits for what, on the page of a production."""

from __future__ import annotations

import yaml
from starlette.testclient import TestClient

from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.productions.readiness import Said
from parisana.bookkeeping.values.entries import NewInput, NewJob, NewProduction
from tests.app.toy import suite
from tests.web.sample import PROFILE, SITE

TABLE = "/tables/<script>alert(1)</script>'\"😀"


def job(number: int, stage: str, *inputs: NewInput) -> NewJob:
    """Return a job of the toy suite."""
    return NewJob(number, f"{number:064x}", stage, f"u{number}", "1", "{}", "p.json", f"/o/{number}", inputs)


def produce(book: Bookkeeping) -> int:
    """Record a production of which one job can be sent; one waits for a table, too, and one for that one."""
    profile = PROFILE.format(name="crab", site="Lyon", target="Crab")
    texts = ("d" * 64, profile, yaml.safe_dump(suite()), SITE.format(name="Lyon", working="/w"), 100.0)
    table = NewInput("table", None, TABLE, declared=True)
    jobs = [
        job(1, "make"),
        job(2, "refine", NewInput("n", 1, "/o/1"), table),
        job(3, "merge", NewInput("n", 2, "/o/2")),
    ]
    stages = [("make", "Make"), ("refine", "Refine"), ("merge", "Merge")]
    return book.create_production(NewProduction("crab", "toy", "Lyon", "marie", "lab", "/w", *texts), stages, jobs)


def test_the_page_tells_what_waits_for_what(fresh: Bookkeeping, fresh_client: TestClient) -> None:
    number = produce(fresh)
    text = fresh_client.get(f"/productions/{number}").text
    assert "What waits for what" in text and "Make: 0 of 1 job done" in text
    assert "<script>alert(1)" not in text and "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    waits = fresh_client.get(f"/productions/{number}.json").json()["waits"]
    assert [(each["stage"], each["waiting"], each["ready"]) for each in waits] == [
        ("make", 0, 1),
        ("refine", 1, 0),
        ("merge", 1, 0),
    ]
    assert waits[1]["undeclared"] == [{"number": 1, "path": TABLE}]
    fresh.declare(Said(1, 200.0, "marie@lab", True, None, ""))
    assert fresh_client.get(f"/productions/{number}.json").json()["waits"][1]["undeclared"] == []
