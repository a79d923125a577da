"""The web pages over a production of a million jobs, each with an attempt and a file: in a file, and on MariaDB.

``python -m benchmarks.web`` makes the bookkeepings (a server of its own is started), asks for each page within this
process, and prints how long the answer took: the first time, the median of five later ones, and the mean CPU time of
those (the database's, or its server's, included), which other programs on the machine hardly change. Then each page is
opened in Chromium.

``python -m benchmarks.web BOOK`` does so with a file alone, also with one that was made so before.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from time import perf_counter, process_time

from sqlalchemy import create_engine, text
from starlette.testclient import TestClient

from parisana.app.visit import Visit
from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.database import opening as database
from parisana.ui.web.application import make
from tests.servers.mariadb import MariaDB

from .guards import cpu_seconds
from .many_jobs import JOBS, record
from .measure import ROUNDS, keep
from .web_seen import look

#: For other programs: nobody looks at it.
METRICS = "/metrics"
#: Page -> its address, and the milliseconds that it may take.
PAGES: dict[str, tuple[str, int]] = {
    "productions": ("/productions", 100),
    "a production": ("/productions/1", 100),
    "jobs, first page": ("/productions/1/jobs", 100),
    "jobs, far down": ("/productions/1/jobs?after=900000", 100),
    "jobs, failed": ("/productions/1/jobs?state=failed", 100),
    "jobs, failed of a stage, by class": ("/productions/1/jobs?failure=memory&stage=selection", 100),
    "jobs, by memory": ("/productions/1/jobs?sort=memory&order=down", 100),
    "a job": ("/productions/1/jobs/500000", 100),
    "results": ("/results", 100),
    "run lists": ("/run-lists", 100),
    "DST status": ("/dst", 100),
    "runs": ("/runs", 100),
    "files": ("/files", 100),
    "files of a production": ("/files?production=1&after=900000", 100),
    "sources": ("/sources", 100),
    "targets": ("/targets", 100),
    "sites": ("/sites", 100),
    "simulation": ("/simulation/shower", 100),
    "search for a key": ("/search?q=000000000000", 100),
    "search for a name": ("/search?q=many", 100),
    "statistics of a production": ("/productions/1/statistics", 1000),
    "statistics per user": ("/statistics/users", 1000),
    "statistics per site": ("/statistics/sites", 1000),
    "metrics": (METRICS, 1000),
}
#: A collaboration's server has room for what is asked often; that of the tests has a sixteenth of it.
MEMORY = "--innodb-buffer-pool-size=1G"
#: What is known of the attempts, in sums: as ``tallies.py`` keeps it, here counted by the database.
ENDED = "CASE WHEN state = 'failed' THEN 'failed' ELSE 'done' END"
OVER = "FROM jobs WHERE state IN ('done', 'failed')"


def main() -> None:
    """Measure, print and keep."""
    with tempfile.TemporaryDirectory(prefix="parisana-bench-") as folder:
        home = Path(folder)
        if len(sys.argv) > 1:
            found = {"SQLite": _measured(Path(sys.argv[1]), home, process_time)}
        else:
            found = {"SQLite": _measured(home / "book.sqlite", home, process_time), "MariaDB": _on_server(home)}
    print(f"kept in {keep('web', {'jobs': JOBS, **found})}")


def _on_server(home: Path) -> dict[str, object]:
    server = MariaDB()
    try:
        server.install(MEMORY)
        with server.database() as name:
            return _measured(server.address(name), home, lambda: process_time() + cpu_seconds(server))
    finally:
        server.remove()


def _measured(place: Path | str, home: Path, cpu: Callable[[], float]) -> dict[str, object]:
    prepare(place)
    rows = list(measure(place, home, cpu))
    print(f"{place}:" if isinstance(place, Path) else "MariaDB:")
    for row in rows:
        times = "{first_ms:8} ms first {median_ms:8} ms later {cpu_ms:8} ms CPU  (goal {goal_ms})".format(**row)
        print(f"{row['page']:36}{times}", flush=True)
    seen = look(place, home, (address for address, _ in PAGES.values() if address != METRICS))
    print("in Chromium: {pages} pages, complaints {complaints}, other hosts asked {strangers}".format(**seen))
    return {"pages": rows, "seen": seen}


def prepare(place: Path | str) -> None:
    """Record the production, and let the database make what happened to its jobs."""
    production = record(place)
    with Bookkeeping.open(place) as book:
        if book.files(production, limit=1):
            return
    with closing(create_engine(database.connect(database.address(place)).url).connect()) as connection:
        if connection.dialect.name != "sqlite":
            connection.execute(text("SET sql_mode = 'TRADITIONAL,PIPES_AS_CONCAT'"))
        for statement in _happened(production):
            connection.execute(text(statement))
        connection.commit()


def _happened(production: int) -> Iterator[str]:
    yield (
        "INSERT INTO submissions (id, production_id, stage_id, tag, epoch, state, endpoint, script_digest, table_path,"
        " `rows`, resources, created, reason)"
        f" SELECT 1, {production}, min(id), 'tag', 1, 'accepted', 'lab', 's', 't', 1, '{{}}', 1.0, '' FROM stages"
    )
    yield (
        "INSERT INTO attempts (submission_id, `row`, job_id, state, reason, started, ended, peak_memory_mb, cpu_s,"
        f" report) SELECT 1, id + 10, id, {ENDED}, '', changed_at, changed_at + seconds, peak_memory_mb, seconds,"
        f" '{{}}' {OVER}"
    )
    yield (
        "INSERT INTO files (production_id, job_id, stage, kind, path, size, recorded_at, state)"
        " SELECT jobs.production_id, jobs.id, stages.name, stages.name, jobs.output || '/events.fits', 48000000, 1.0,"
        " 'there' FROM jobs JOIN stages ON stages.id = jobs.stage_id"
    )
    yield "INSERT INTO kinds (digest, failure, message) VALUES ('bench', 'memory', 'over N MB on node N')"
    yield (
        "UPDATE jobs SET kind_id = (SELECT id FROM kinds WHERE digest = 'bench'), failed_at = changed_at"
        f" WHERE production_id = {production} AND state = 'failed'"
    )
    yield (
        "INSERT INTO tallies (production_id, stage_id, minute, old, new, n)"
        f" SELECT production_id, stage_id, {_whole('changed_at', 60)}, 'running', {ENDED}, count(*) {OVER}"
        " GROUP BY 1, 2, 3, 5"
    )
    for measure, value in (("ended", "0"), ("time", "seconds"), ("memory", "peak_memory_mb")):
        step = "0" if measure == "ended" else f"3000 + {_whole(value, 500)}"
        yield (
            "INSERT INTO spreads (production_id, stage_id, site, outcome, measure, bin, n, total, most)"
            f" SELECT production_id, stage_id, site, {ENDED}, '{measure}', {step}, count(*), sum({value}), max({value})"
            f" {OVER} GROUP BY 1, 2, 3, 4, 6"
        )


def _whole(value: str, by: int) -> str:
    """Return how often a width goes into a value; a server rounds where SQLite cuts."""
    return f"CAST(({value} - {value} % {by}) / {by} AS INTEGER)"


def measure(place: Path | str, home: Path, cpu: Callable[[], float]) -> Iterator[dict[str, object]]:
    """Yield what each page took; what a server looks at when it starts was looked at."""
    visit = Visit(home, str(place))
    visit.known_sites.now()
    visit.file_counts.now()
    with TestClient(make(visit), base_url="http://localhost") as client:
        client.get("/nowhere")
        for page, (address, goal) in PAGES.items():
            first, *later = [_asked(client, address, cpu) for _ in range(1 + ROUNDS)]
            walls, cpus = zip(*later, strict=True)
            yield {
                "page": page,
                "first_ms": first[0],
                "median_ms": statistics.median(walls),
                "cpu_ms": round(statistics.mean(cpus), 1),
                "goal_ms": goal,
            }
    visit.close()


def _asked(client: TestClient, address: str, cpu: Callable[[], float]) -> tuple[float, float]:
    """Return the milliseconds until the answer is there, and those of CPU time."""
    began, used = perf_counter(), cpu()
    answer = client.get(address)
    took, cost = 1e3 * (perf_counter() - began), 1e3 * (cpu() - used)
    assert answer.status_code == 200, f"{address}: {answer.text[:400]}"
    return round(took, 1), round(cost, 1)


if __name__ == "__main__":
    main()
