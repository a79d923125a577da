"""The web pages over a production of a million jobs, each with an attempt and a file.

``python -m benchmarks.web [BOOK]`` makes the bookkeeping (or takes one that was made so before), asks for each page
within this process, and prints how long the answer took: the first time, the median of five later ones, and the CPU
time of those (database included), which other programs on the machine hardly change.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import create_engine, text
from starlette.testclient import TestClient

from parisana.app.visit import Visit
from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.database import opening as database
from parisana.ui.web.application import make

from .many_jobs import JOBS, record
from .measure import ROUNDS, keep

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
    "metrics": ("/metrics", 1000),
}
#: What is known of the attempts, in sums: as ``tallies.py`` keeps it, here counted by the database.
ENDED = "CASE WHEN state = 'failed' THEN 'failed' ELSE 'done' END"
OVER = "FROM jobs WHERE state IN ('done', 'failed')"


def main() -> None:
    """Measure, print and keep."""
    with tempfile.TemporaryDirectory(prefix="parisana-bench-") as folder:
        place = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder, "book.sqlite")
        prepare(place)
        rows = list(measure(place))
    for row in rows:
        times = "{first_ms:8} ms first {median_ms:8} ms later {cpu_ms:8} ms CPU  (goal {goal_ms})".format(**row)
        print(f"{row['page']:36}{times}")
    print(f"kept in {keep('web', {'jobs': JOBS, 'pages': rows})}")


def prepare(place: Path) -> None:
    """Record the production, and let the database make what happened to its jobs."""
    production = record(place)
    with Bookkeeping.open(place) as book:
        if book.files(production, limit=1):
            return
    with closing(create_engine(database.connect(database.address(place)).url).connect()) as connection:
        for statement in _happened(production):
            connection.execute(text(statement))
        connection.commit()


def _happened(production: int) -> Iterator[str]:
    yield (
        "INSERT INTO submissions (id, production_id, stage_id, tag, epoch, state, endpoint, script_digest, table_path,"
        ' "rows", resources, created, reason)'
        f" SELECT 1, {production}, min(id), 'tag', 1, 'accepted', 'lab', 's', 't', 1, '{{}}', 1.0, '' FROM stages"
    )
    yield (
        'INSERT INTO attempts (submission_id, "row", job_id, state, reason, started, ended, peak_memory_mb, cpu_s,'
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
        f" SELECT production_id, stage_id, CAST(changed_at / 60 AS INTEGER), 'running', {ENDED}, count(*) {OVER}"
        " GROUP BY 1, 2, 3, 5"
    )
    for measure, value in (("ended", "0"), ("time", "seconds"), ("memory", "peak_memory_mb")):
        step = "0" if measure == "ended" else f"3000 + CAST({value} / 500 AS INTEGER)"
        yield (
            "INSERT INTO spreads (production_id, stage_id, site, outcome, measure, bin, n, total, most)"
            f" SELECT production_id, stage_id, site, {ENDED}, '{measure}', {step}, count(*), sum({value}), max({value})"
            f" {OVER} GROUP BY 1, 2, 3, 4, 6"
        )


def measure(place: Path) -> Iterator[dict[str, object]]:
    """Yield what each page took; what a server looks at when it starts was looked at."""
    visit = Visit(place.parent, str(place))
    visit.known_sites.now()
    visit.file_counts.now()
    with TestClient(make(visit), base_url="http://localhost") as client:
        client.get("/nowhere")
        for page, (address, goal) in PAGES.items():
            first, *later = [_asked(client, address) for _ in range(1 + ROUNDS)]
            walls, cpus = zip(*later, strict=True)
            yield {
                "page": page,
                "first_ms": first[0],
                "median_ms": statistics.median(walls),
                "cpu_ms": statistics.median(cpus),
                "goal_ms": goal,
            }
    visit.close()


def _asked(client: TestClient, address: str) -> tuple[float, float]:
    """Return the milliseconds until the answer is there, and those of this process's CPU time."""
    began, used = time.perf_counter(), time.process_time()
    answer = client.get(address)
    took, cost = 1e3 * (time.perf_counter() - began), 1e3 * (time.process_time() - used)
    assert answer.status_code == 200, f"{address}: {answer.text[:400]}"
    return round(took, 1), round(cost, 1)


if __name__ == "__main__":
    main()
