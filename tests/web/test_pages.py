"""What somebody finds on the pages, and a program in their JSON."""

from __future__ import annotations

import time
from dataclasses import replace
from html.parser import HTMLParser

import pytest
import yaml
from starlette.testclient import TestClient

from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.values.elements import NOBODY, Look
from parisana.ui.web.navigation import GROUPS
from parisana.ui.web.routes import PAGES
from tests.bookkeeping import samples
from tests.waiting import until

from .sample import STAGES, Told, fill

PATHS = [path.format(production=1, job=1) for path in PAGES if "{name" not in path] + ["/targets/Crab Nebula"]


class Links(HTMLParser):
    """Collects the addresses that a page of ours leads to, and complains of a tag that is not closed."""

    VOID = ("meta", "link", "input", "img", "rect", "path", "polyline", "br")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.open: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {value for name, value in attrs if name in ("href", "src") and value and value[0] == "/"}
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            assert self.open.pop() == tag


@pytest.mark.parametrize("path", PATHS)
def test_each_page_is_whole_and_is_there_as_json(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    Links(answer.text)
    document = client.get(f"{path}.json").json()
    assert document == client.get(path, headers={"Accept": "application/json"}).json()
    assert document["title"] in answer.text


@pytest.mark.parametrize("path", PATHS)
def test_each_page_is_polite_in_an_empty_bookkeeping(fresh_client: TestClient, path: str) -> None:
    answer = fresh_client.get(path)
    assert answer.status_code == (404 if "/productions/" in path else 200)
    Links(answer.text)


def test_no_link_leads_nowhere(client: TestClient) -> None:
    seen, new = set[str](), {"/"}
    while new and len(seen) < 250:
        path = new.pop()
        seen.add(path)
        answer = client.get(path)
        assert answer.status_code == 200, path
        if answer.headers["content-type"].startswith("text/html"):
            new |= {each for each in Links(answer.text).found if "/targets/" not in each} - seen
    assert {address for _, entries in GROUPS for _, address in entries} <= seen


def test_a_production_shows_its_stages_failures_and_results(client: TestClient) -> None:
    found = client.get("/productions/1.json").json()
    assert found["production"]["target"] == "Crab Nebula"
    assert {each["name"]: each["counts"]["done"] for each in found["stages"]} == dict(
        zip([name for name, _ in STAGES], (5, 5, 1, 1), strict=True)
    )
    assert [(each["failure"], each["jobs"]) for each in found["failures"]] == [("stage-in", 1)]
    assert found["figures"][0] == {"name": "significance", "title": "Significance", "value": "61.4", "unit": "σ"}
    (picture,) = found["pictures"]
    address = f"/productions/1/jobs/{picture['job']}/picture?name={picture['name']}"
    assert f'src="{address}"' in client.get("/productions/1").text
    drawn = client.get(address)
    assert drawn.headers["content-type"] == "image/svg+xml" and drawn.text.startswith("<svg")
    assert "sandbox" in drawn.headers["content-security-policy"]


def test_runs_tell_their_quality_and_their_muon_efficiency(client: TestClient) -> None:
    row = client.get("/runs.json").json()["runs"][1]
    assert (row["run"], row["quality"], row["muon_efficiency"], row["livetime"]) == (23526, 1, 0.09, 1580.0)
    text = client.get("/runs").text
    assert "<td>medium</td>" in text and "0.090" in text


def test_a_production_tells_that_it_looks_for_new_runs(fresh: Bookkeeping, fresh_client: TestClient) -> None:
    profile = yaml.safe_dump(
        {"parisana": "profile/1", "name": "p", "suite": "s", "site": "Unix", "runs": [1]}
        | {"matching": {"every": "2 h", "store": "/data/<b>dl3</b>", "quality": "good"}}
    )
    new = replace(samples.new_production(), profile_text=profile)
    number = fresh.create_production(new, samples.STAGES, samples.diamond())
    fresh.note_matching(number, 1_700_000_000.0, "<script>alert(1)</script>", 3)
    text = fresh_client.get(f"/productions/{number}").text
    assert "Looked for every 2.0 h: /data/&lt;b&gt;dl3&lt;/b&gt;, quality good." in text
    assert "3 so far" in text and "<script>alert" not in text
    fresh.switch_matching(number, active=False)
    found = fresh_client.get(f"/productions/{number}.json").json()["matching"]
    assert (found["active"], found["runs"]) == (False, 3)


def test_a_silent_site_is_said_to_be_silent(client: TestClient) -> None:
    assert "Lyon has not answered since" in client.get("/productions/2").text
    assert "silent since" in client.get("/sites").text


def test_the_last_day_of_elements_is_drawn_with_the_answers_that_failed(
    fresh: Bookkeeping, fresh_client: TestClient
) -> None:
    now = int(time.time())
    for hours, free in ((30, 50), (20, 70), (19, 60), (2, 40)):
        looks = [Look(now - int(3600 * hours), f"ce{each}", "Production", None, free, 5, None) for each in (1, 2)]
        fresh.note_looks("Lyon", looks, 60)
    fresh.note_looks("Lyon", [Look(now - 3600, NOBODY, "It hangs.", None, None, None, None)], 60)
    (said,) = fresh_client.get("/sites.json").json()["elements"]
    assert (said["site"], said["looks"], said["failed"], said["last"]["free_cpus"]) == ("Lyon", 4, 1, 80)
    text = fresh_client.get("/sites").text
    assert "Elements of Lyon" in text and "1 without an answer" in text
    assert text.count('class="line-ok') == text.count('class="line-accent') == 2, "nothing is drawn where nobody looked"
    assert "line-waiting" not in text and text.count('<rect class="bad"') == 1


def test_a_job_shows_its_attempt_report_and_log(client: TestClient) -> None:
    found = client.get("/productions/1/jobs/1.json").json()
    assert (found["job"]["state"], found["job"]["failure"]) == ("failed", "stage-in")
    assert found["attempts"][0]["steps"][0]["exit_code"] == 41
    assert found["log"] == [] and found["log_trouble"]


def test_the_end_of_a_log_is_shown(client: TestClient, sample_log: str) -> None:
    text = client.get("/productions/1/jobs/2").text
    assert "&lt;b&gt;energy 3.2 TeV&lt;/b&gt;" in text and sample_log not in text


def test_jobs_are_paged_by_key(
    fresh_client: TestClient, fresh: Bookkeeping, tmp_path_factory: pytest.TempPathFactory
) -> None:
    fill(fresh, tmp_path_factory.mktemp("files"), Told(dsts=120, failed=0, done=False))
    seen, path = [], "/productions/1/jobs.json"
    while path:
        page = fresh_client.get(path).json()
        seen += [job["number"] for job in page["jobs"]]
        path = page["next"] and page["next"].replace("/jobs", "/jobs.json", 1)
    assert seen == list(range(1, 243))


def test_jobs_are_filtered(client: TestClient) -> None:
    def numbers(query: str) -> list[int]:
        return [job["number"] for job in client.get(f"/productions/1/jobs.json?{query}").json()["jobs"]]

    assert numbers("state=failed") == [1]
    assert numbers("stage=microdst&state=done") == [8, 9, 10, 11, 12]
    assert numbers("failure=stage-in") == [1] and numbers("failure=memory") == []
    assert numbers("sort=state")[0] == 1 and numbers("after=12") == [13, 14]


def test_productions_are_narrowed_to_an_owner(client: TestClient) -> None:
    found = client.get("/productions.json?owner=lenain").json()
    assert [each["name"] for each in found["productions"]] == ["rxj1713"]


def test_productions_are_paged_by_key(
    fresh_client: TestClient, fresh: Bookkeeping, tmp_path_factory: pytest.TempPathFactory
) -> None:
    fill(fresh, tmp_path_factory.mktemp("files"), *[Told(f"p{at}", dsts=1, failed=0, done=False) for at in range(51)])
    first = fresh_client.get("/productions.json").json()
    second = fresh_client.get(first["next"].replace("/productions", "/productions.json")).json()
    assert [each["number"] for each in (*first["productions"], *second["productions"])] == list(range(51, 0, -1))
    assert second["next"] is None


def test_statistics_add_up_what_was_used(client: TestClient) -> None:
    usage = client.get("/statistics/users.json").json()["usage"]
    marie = next(row for row in usage["rows"] if row["name"] == "marie")
    assert marie["ends"] == {"done": 12, "failed": 1} and marie["failures"] == {"stage-in": 1}
    assert marie["jobs"]["done"] == 12 and marie["files"] == 13 and marie["bytes"] > 10 * 48_000_000
    attempts = [
        each["record"]
        for number in range(1, 15)
        for each in client.get(f"/productions/1/jobs/{number}.json").json()["attempts"]
    ]
    assert marie["hours"] == pytest.approx(sum(each["ended"] - each["started"] for each in attempts) / 3600)
    until(lambda: client.get("/statistics/users.json").json()["usage"]["cpu_at"])
    rows = client.get("/statistics/users.json").json()["usage"]["rows"]
    cpu = {row["name"]: row["cpu_hours"] for row in rows}
    assert cpu["marie"] == pytest.approx(sum(each["cpu_s"] for each in attempts) / 3600)
    by_site = client.get("/statistics/sites.json").json()["usage"]["rows"]
    assert [(row["name"], row["ends"]["done"]) for row in by_site] == [("Lyon", 14)]


def test_metrics_are_the_same_figures(client: TestClient) -> None:
    lines = client.get("/metrics").text.splitlines()
    assert 'parisana_jobs{owner="marie",site="Lyon",state="done"} 12' in lines
    assert 'parisana_failed_jobs{owner="marie",site="Lyon",class="stage-in"} 1' in lines
    assert 'parisana_site_silent{site="Lyon"} 1' in lines
    named = {line.split()[2] for line in lines if line.startswith("# TYPE")}
    assert {line.partition("{")[0] for line in lines if line[0] != "#"} <= named


@pytest.mark.parametrize(
    ("q", "where"),
    [("rxj", "productions"), ("2", "productions"), ("1.3", "jobs"), ("23526", "runs"), ("M 1", "sources")],
)
def test_search_finds(client: TestClient, q: str, where: str) -> None:
    found = client.get("/search.json", params={"q": q}).json()
    assert len(found[where]) >= 1


def test_search_finds_a_job_by_the_beginning_of_its_key(client: TestClient) -> None:
    key = client.get("/productions/1/jobs/3.json").json()["job"]["key"]
    found = client.get("/search.json", params={"q": key[:62] + key[62:].upper()}).json()["jobs"]
    assert [(each["production"], each["number"]) for each in found] == [(1, 3)]


def test_a_page_that_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    for path in ("/productions", "/productions.json", "/metrics", "/static/web.css"):
        tag = client.get(path).headers["etag"]
        again = client.get(path, headers={"If-None-Match": f'"other", W/{tag}'})
        assert (again.status_code, again.content) == (304, b"")
        assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_target_is_known_by_all_its_names(client: TestClient) -> None:
    found = client.get("/targets/M 1.json").json()
    assert found["name"] == "Crab Nebula" and found["observed"][0]["runs"] == 8
