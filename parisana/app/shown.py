"""A dry run that somebody looked at is sent, or written: exactly that, or the difference is said."""

from __future__ import annotations

from pathlib import Path

from parisana.app.before.dry_words import last_production
from parisana.app.before.dryrun import DryRun
from parisana.app.by_hand.writer import Written
from parisana.app.planning.prepared import Prepared
from parisana.app.session import Session
from parisana.errors import InputError


def submit_shown(session: Session, dry: DryRun, text: str, file: str | Path) -> int:
    """Submit a plan as it was shown, if it still comes to that; return the production's number."""
    now = unchanged(session, dry, text, file)
    last = last_production(now, session.book)
    if last is not None and (dry.last is None or last.production != dry.last.production):
        message = f"This profile was submitted meanwhile, as production {last.production}."
        raise InputError(message, hint="It is on the page Jobs. To send it once more, look at its plan again.")
    return session.submit(dry.prepared)


def write_shown(session: Session, dry: DryRun, text: str, file: str | Path, folder: Path) -> Written:
    """Write a plan as it was shown: into a folder that is empty or ours, or into one of its own below it."""
    unchanged(session, dry, text, file)
    place = folder / f"{dry.prepared.plan.name}-scripts" if _holds_others(folder) else folder
    return session.write(dry.prepared, place)


def unchanged(session: Session, dry: DryRun, text: str, file: str | Path) -> Prepared:
    """Plan again, and refuse with the difference if the world has changed."""
    now = session.plan_text(text, file)
    session.expect(now, dry.prepared.plan.digest, dry.prepared.plan)
    return now


def _holds_others(folder: Path) -> bool:
    try:
        return folder.is_dir() and any(folder.iterdir()) and not (folder / "manifest.json").exists()
    except OSError:
        return False
