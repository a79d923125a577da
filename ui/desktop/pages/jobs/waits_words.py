"""What jobs wait for, in words: stages that are not done yet, and what somebody must declare ready."""

from __future__ import annotations

from parisana.app.changing.readiness import StageWait
from parisana.core.plans.waiting import Source, Undeclared
from parisana.core.texts.words import counted
from parisana.ui.desktop.language import translate

#: So many parts of a path are shown.
PARTS = 2


def reasons(wait: StageWait) -> list[str]:
    """Return for what the jobs of a stage wait, a line each."""
    return [*map(_of_source, wait.sources), *map(_of_undeclared, wait.undeclared)]


def short(path: str) -> str:
    """Return the end of a path."""
    parts = path.split("/")
    return path if len(parts) <= PARTS + 1 else "…/" + "/".join(parts[-PARTS:])


def _of_source(source: Source) -> str:
    words = translate("Waits", "{0}: {1} of {2} done").format(source.title, f"{source.done:,}", f"{source.total:,}")
    if source.enough < source.total:
        words += ", " + translate("Waits", "begins with {0}").format(f"{source.enough:,}")
    if source.row_share is not None:
        words += ", " + translate("Waits", "begins at a row with {0}").format(f"{source.row_share:.0%}")
    if source.failed:
        words += ", " + translate("Waits", "{0} failed or cancelled").format(f"{source.failed:,}")
    return words


def _of_undeclared(one: Undeclared) -> str:
    return translate("Waits", "{0} must be declared ready").format(short(one.path))


def must_be_declared(count: int) -> str:
    """Say how many must be."""
    one = translate("Waits", "1 file or folder must be declared ready")
    return counted(count, one, translate("Waits", "{0} files or folders must be declared ready"))
