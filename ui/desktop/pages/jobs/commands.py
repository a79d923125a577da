"""What the page Jobs shows and does, as commands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parisana.app.driving.watch import Standing
from parisana.app.ground.command_line import command_line
from parisana.app.jobs.job_table import JobSort
from parisana.core.jobs.states import JobState, ProductionState
from parisana.ui.desktop.language import translate

from .saved import same
from .table import JobsTable
from .views import stretch


def commands_of(
    standing: Standing, table: JobsTable, failed: Sequence[int], living: Sequence[int], merge: str | None
) -> list[tuple[str, str]]:
    """Return what can be done now, each with its command."""
    number, going_on = standing.number, standing.state in (ProductionState.NEW, ProductionState.RUNNING)
    found = [
        (translate("JobsCommands", "How it stands"), command_line("status", number)),
        (translate("JobsCommands", "This table"), listing(table)),
    ]
    if standing.counts.get(JobState.WAITING):
        found.append((translate("JobsCommands", "What waits for what"), command_line("status", number, waiting=True)))
    if going_on:
        found.append((translate("JobsCommands", "Follow it to its end"), command_line("follow", number)))
    found += _of_jobs(number, table, failed, living)
    if going_on:
        found.append((translate("JobsCommands", "Pause"), command_line("pause", number)))
        found.append((translate("JobsCommands", "Stop"), command_line("stop", number)))
    if standing.state in (ProductionState.PAUSED, ProductionState.STOPPED):
        found.append((translate("JobsCommands", "Resume"), command_line("resume", number)))
    if merge:
        found.append((translate("JobsCommands", "Merge what is there now"), command_line("merge", number, stage=merge)))
    return found


def _of_jobs(number: int, table: JobsTable, failed: Sequence[int], living: Sequence[int]) -> Iterator[tuple[str, str]]:
    """Yield what is done to the chosen jobs, or to all that failed."""
    if len(table.selected) == 1:
        yield (
            translate("JobsCommands", "Log of the chosen job"),
            command_line("log", f"{number}.{table.selected[0].number}", follow=True),
        )
    if failed:
        yield translate("JobsCommands", "Retry the chosen jobs"), command_line("retry", number, jobs=failed)
    else:
        yield translate("JobsCommands", "Retry what failed"), command_line("retry", number, stage=table.stage or None)
    if living:
        yield (
            translate("JobsCommands", "Kill the chosen jobs"),
            command_line("stop", number, jobs=living),
        )


def listing(table: JobsTable) -> str:
    """Return the command that lists what the table shows."""
    view, query = table.view, table.query()
    if (saved := table.desk.saved_views.view(view.name)) is not None and same(saved, view):
        return command_line("jobs", *table.productions, view=view.name)
    states = [word for state in query.states for word in ("--state", state.value)]
    sort = None if query.sort is JobSort.NUMBER else query.sort.value
    return command_line(
        "jobs", *table.productions, *states, stage=query.stage, site=query.site, failure=query.failure,
        text=query.text or None, within=_stretch(view.within), between=view.between or None,
        longer=_stretch(view.longer), shorter=_stretch(view.shorter), sort=sort, descending=query.descending,
    )  # fmt: skip


def _stretch(seconds: float | None) -> str | None:
    """Return a stretch of time as the command line reads it."""
    return None if seconds is None else stretch(seconds).replace(" ", "")
