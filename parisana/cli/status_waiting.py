"""``parisana status PRODUCTION --waiting``: what is ready, and what waits for what."""

from __future__ import annotations

from dataclasses import asdict

from parisana.app.session import Session
from parisana.cli.output import Show


def show_waiting(at: Session, show: Show, production: int) -> None:
    """Show each stage that has jobs which wait or could be sent."""
    found = at.readiness.waits(production)
    rows = [
        (each.title if first else "", each.waiting if first else "", each.ready if first else "", reason)
        for each in found
        for first, reason in zip((True, *[False] * len(each.reasons())), each.reasons() or [""], strict=False)
    ]
    show.table(("stage", "waiting", "ready", "waits for"), rows)
    if not found:
        show.line("Nothing waits.")
    show.json([asdict(each) for each in found])
