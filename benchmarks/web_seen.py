"""The pages of a large bookkeeping in a real Chromium: what is complained of, and what is asked of other hosts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from parisana.app.visit import Visit
from tests.web.served import Watched, browser, chromium, serving

DESK = {"width": 1320, "height": 860}


def look(place: Path | str, home: Path, paths: Iterable[str]) -> dict[str, object]:
    """Open each page, and return how many there were, what was complained of, and who else was asked."""
    program = chromium()
    assert program, "There is no Chromium here."
    visit = Visit(home, str(place))
    with serving(visit) as address, browser(program) as made:
        watched = Watched(made, address, viewport=DESK)
        opened = [path for path in paths if watched.go(path).locator("body").inner_text()]
    visit.close()
    return {"pages": len(opened), "complaints": watched.complaints, "strangers": watched.strangers}
