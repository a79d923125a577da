"""``python -m tests.web.pictures FOLDER [BOOK]``: pictures of the pages, light, dark and on a phone."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from parisana.app.visit import Visit
from parisana.bookkeeping import Bookkeeping

from .sample import SHOWN, fill
from .served import Watched, browser, chromium, serving

PAGES = {
    "productions": "/productions",
    "production": "/productions/2",
    "production-statistics": "/productions/2/statistics",
    "jobs": "/productions/2/jobs?state=failed",
    "job": "/productions/2/jobs/1",
    "results": "/results",
    "run-lists": "/run-lists",
    "dst": "/dst",
    "runs": "/runs",
    "files": "/files",
    "simulation": "/simulation/shower",
    "targets": "/targets",
    "target": "/targets/Crab Nebula",
    "sources": "/sources",
    "sites": "/sites",
    "users": "/statistics/users",
    "per-site": "/statistics/sites",
    "search": "/search?q=crab",
    "lost": "/productions/999",
}
WAYS = {
    "light": {"viewport": {"width": 1320, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1320, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
}


def main() -> None:
    """Take the pictures."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    program = chromium()
    assert program, "There is no Chromium here."
    with tempfile.TemporaryDirectory(prefix="parisana-web-") as scratch:
        file = Path(scratch, "bookkeeping.sqlite")
        with Bookkeeping.open(file) as book:
            fill(book, Path(scratch), *SHOWN)
        visit = Visit(Path(scratch), str(file), "marie")
        with serving(visit) as address, browser(program) as made:
            for way, context in WAYS.items():
                watched = Watched(made, address, **context)
                for name, path in PAGES.items():
                    watched.go(path)
                    watched.picture(folder / f"web-{name}-{way}.png", whole=way != "phone")
        visit.close()


main()
