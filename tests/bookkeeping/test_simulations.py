"""Rows of Monte-Carlo productions in the books, in a file and on a server."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.database import opening as database
from parisana.bookkeeping.database.server import alone, prepare
from parisana.bookkeeping.upkeep import upgrade
from parisana.bookkeeping.upkeep.migrate import migrate
from parisana.bookkeeping.values.entries import AttemptEnd, Collected, JobChange, NewFile, NewInput, NewJob, NewRevision
from parisana.bookkeeping.values.simulations import FileTally, NewRow, NewSimulation, Replacement, Tally
from parisana.bookkeeping.values.states import AttemptState, FileState
from parisana.core.jobs.states import JobState, ProductionState
from parisana.errors import LeaseHeld
from tests.bookkeeping.samples import new_production, submission

STAGES = [("kaskade", "Kaskade"), ("smash", "Smash")]


def row(number: int, requested: int = 200) -> NewRow:
    return NewRow(number, 20.0 * number, 180.0, 2.0, 0.1, 50.0, 0.0, 400.0, requested, 100, 3)


def simulation(*rows: NewRow) -> NewSimulation:
    words = ("TEST", "user", "Gamma <b>rays</b>", "analytic_showers", "1", 1, "Default", "Namibia", "HESSPhase1")
    return NewSimulation(*words, "d" * 64, rows or (row(1), row(2)))


def unit(number: int, of_row: int, n: int) -> list[NewJob]:
    """Return the two jobs of a unit; seeds are as wide as they come."""
    label, seed = f"row-{of_row:02d}-{n:06d}", 2**60 + number
    first = NewJob(number, f"{number:064x}", "kaskade", label, str(seed), "{}", "p.json", f"/s/{label}", of_row=of_row)
    inputs = [NewInput("showers", number, first.output)]
    later = replace(first, number=number + 1, key=f"{number + 1:064x}", stage="smash", runs=str(seed + 1))
    return [first, replace(later, inputs=inputs, output=f"/i/{label}")]


def units() -> list[NewJob]:
    """Return two units of the first row, one of the second."""
    return [*unit(1, 1, 1), *unit(3, 1, 2), *unit(5, 2, 1)]


@pytest.fixture
def production(book: Bookkeeping) -> int:
    return book.create_production(new_production("gammas"), STAGES, units(), simulation=simulation())


def finish(book: Bookkeeping, production: int, job: int, showers: int, tag: str) -> None:
    """Let a job be sent and be done, its output holding so many showers."""
    epoch = book.take_lease(production, "driver", "lab", 10, 600)
    found = book.job(production, job)
    book.intend(production, submission([found.id], epoch, tag, found.stage))
    (attempt,) = book.attempts_of(found.id)
    done = JobChange(found.id, JobState.DONE, 300.0)
    end = Collected(AttemptEnd(attempt.id, AttemptState.DONE), done, showers=showers)
    book.collect(production, [end], "driver", 300.0)
    book.collect(production, [replace(end, showers=10 * showers)], "driver", 301.0)


def test_rows_are_recorded_with_their_jobs(book: Bookkeeping, production: int) -> None:
    (found,) = book.simulations(digest="d" * 64)
    assert (found.production_id, found.name, found.description) == (production, "gammas", "Gamma <b>rays</b>")
    assert [(each.number, each.zenith, each.state) for each in book.rows(production)] == [
        (1, 20, "new"),
        (2, 40, "new"),
    ]
    first, second = book.row_standings(production)
    assert (first.jobs("kaskade"), first.units, second.jobs("smash"), second.units) == (2, 2, 1, 1)
    assert first.stages["smash"] == {JobState.WAITING: Tally(2, 0)} and first.to_come("kaskade") == 200
    assert book.simulations(digest="e" * 64) == []


def test_showers_are_counted_once_and_only_while_their_output_is_there(book: Bookkeeping, production: int) -> None:
    finish(book, production, 1, 98, "p1-a")
    standing = book.row_standings(production)[0]
    assert (standing.produced("kaskade"), standing.to_come("kaskade")) == (98, 100)
    assert book.showers_by_key([f"{1:064x}", f"{3:064x}"]) == {f"{1:064x}": 98}
    lost = JobChange(book.job(production, 1).id, JobState.READY, 400.0, reason="its output is missing")
    book.step_jobs(production, [lost], "check")
    assert book.row_standings(production)[0].produced("kaskade") == 0


def test_a_lost_unit_is_replaced_whole(book: Bookkeeping, production: int) -> None:
    failed = JobChange(book.job(production, 3).id, JobState.CANCELLED, 200.0, reason="killed")
    book.step_jobs(production, [failed], "driver")
    lost = book.lost_units(production)
    assert [(each.number, each.row, each.stage, each.state) for each in lost] == [
        (3, 1, "kaskade", "cancelled"),
        (4, 1, "smash", "waiting"),
    ]
    how = Replacement({3: 7, 4: 8}, {1: 1}, "1 unit replaced")
    epoch = book.take_lease(production, "driver", "lab", 10, 600)
    with pytest.raises(LeaseHeld):
        book.add_units(production, unit(7, 1, 3), how, 500.0, "driver", epoch - 1)
    book.add_units(production, unit(7, 1, 3), how, 500.0, "driver", epoch)
    first = book.row_standings(production)[0]
    assert (first.units, first.jobs("kaskade"), first.row.spare) == (3, 2, 2)
    assert book.lost_units(production) == []
    assert book.live_units(production) == {1: ["row-01-000001", "row-01-000003"], 2: ["row-02-000001"]}
    assert book.job(production, 8).state is JobState.WAITING and book.differences(production) == []


def test_a_request_that_grows_sets_its_row_going_again(book: Bookkeeping, production: int) -> None:
    book.set_row_states(production, ProductionState.DONE, [1, 2])
    new = NewRevision("e" * 64, "profile", "suite", "site", 600.0)
    grown = simulation(row(1, 300), row(2), row(3))
    book.add_revision(production, new, STAGES, [*unit(7, 1, 3), *unit(9, 3, 1)], {}, simulation=grown)
    told = [(each.requested, each.state) for each in book.rows(production)]
    assert told == [(300, "running"), (200, "done"), (200, "new")]
    assert [each.units for each in book.row_standings(production)] == [3, 1, 1]


def test_an_analysis_has_no_rows(book: Bookkeeping, production: int) -> None:
    other = book.create_production(new_production(), [("dst", "DST")], [])
    assert book.rows(other) == [] == book.row_standings(other)
    assert [each.production_id for each in book.simulations()] == [production]


def test_a_database_of_before_can_hold_rows(new_place: Path | str, tmp_path: Path) -> None:
    engine = database.connect(database.address(new_place))
    with engine.connect() as connection:
        database.begin_writing(connection)
        with alone(connection, "book"), connection.begin():
            prepare(connection)
            migrate(connection, upgrade.MIGRATIONS, upgrade.VERSION_TABLE, "0007")
    assert upgrade.version(engine) == "0007"
    engine.dispose()
    with Bookkeeping.open(new_place, copies=tmp_path / "copies") as book:
        made = book.create_production(new_production("gammas"), STAGES, units(), simulation=simulation())
        assert [each.jobs("kaskade") for each in book.row_standings(made)] == [2, 1]


def test_the_files_of_rows_are_counted_while_nothing_takes_their_place(book: Bookkeeping, production: int) -> None:
    found = [NewFile("showers", f"/s/{n}", 10 * n, None, None) for n in (1, 2)]
    missing = NewFile("showers", "/s/3", 5, None, None, FileState.MISSING)
    ids = {number: book.job(production, number).id for number in (1, 3, 4)}
    book.record_files({ids[1]: [*found, missing], ids[3]: [found[0]], ids[4]: [missing]}, 1.0)
    assert book.row_files(production) == {
        (1, "kaskade"): FileTally(3, 1, 40),
        (1, "smash"): FileTally(0, 1, 0),
    }
    assert book.row_files(production + 1) == {}
