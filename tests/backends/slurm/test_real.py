"""Good and bad days of a real Slurm. Each payload start leaves a line in a ledger, and Slurm keeps its own accounts."""

from __future__ import annotations

import signal
import uuid
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from parisana.backends.slurm.backend import SlurmBackend
from parisana.backends.slurm.settings import SlurmSettings
from parisana.core.jobs.resources import Resources
from parisana.core.jobs.states import Answer, Failure
from parisana.errors import NoAnswer, Refused
from parisana.plugins.backend import Ending, Living, NativeState, Submission
from parisana.plugins.runner import Outcome
from tests.servers.runner import PreparedRunner
from tests.servers.slurm import Slurm
from tests.waiting import until

pytestmark = [pytest.mark.xdist_group("slurm"), pytest.mark.server]

NOTE = 'echo "$3" >>"$LEDGER"\n'
COMMANDS = {"sbatch", "squeue", "sacct", "scontrol", "scancel", "sinfo"}
SMALL = Resources(memory_mb=60, time_s=60)


class CountingRunner(PreparedRunner):
    """Notes which of Slurm's commands are called."""

    def __init__(self, known: Mapping[str, str]) -> None:
        super().__init__(known)
        self.calls: list[str] = []

    def run(
        self,
        argv: Sequence[str],
        *,
        stdin: str = "",
        timeout: float = 60.0,
        environment: Mapping[str, str] | None = None,
    ) -> Outcome:
        self.calls += [word for word in argv if word in COMMANDS]
        return super().run(argv, stdin=stdin, timeout=timeout, environment=environment)


class Bench:
    """A backend on the real Slurm, and a folder for its jobs."""

    def __init__(self, slurm: Slurm, folder: Path) -> None:
        self.slurm, self.folder = slurm, folder
        self.runner = CountingRunner(slurm.environment)
        self.backend = self.with_settings()
        self.ledger = folder / "ledger"
        self._sent: list[str] = []

    def with_settings(self, **settings: object) -> SlurmBackend:
        """Return a backend with other settings."""
        return SlurmBackend(SlurmSettings.model_validate(settings), self.runner)

    def submission(self, body: str, rows: int = 1, resources: Resources = SMALL) -> Submission:
        """Write a script and its table."""
        tag = f"t{uuid.uuid4().hex}"
        self._sent.append(tag)
        script, table = self.folder / f"{tag}.sh", self.folder / f"{tag}.tsv"
        script.write_text("#!/bin/bash\n" + body)
        table.write_text("line\n" * rows)
        known = {"LEDGER": str(self.ledger)}
        return Submission(tag, str(script), str(table), rows, resources, str(self.folder / "logs"), known)

    def send(self, body: str, rows: int = 1, resources: Resources = SMALL, **settings: object) -> str:
        """Send a script; return the native id."""
        return self.with_settings(**settings).submit(self.submission(body, rows, resources))

    def clear_up(self) -> None:
        """Cancel what still runs, and wait until it has gone."""
        for tag in self._sent:
            self.slurm.run("scancel", f"--name={tag}")
        until(lambda: self.slurm.run("squeue", "-h", f"--name={','.join(self._sent)}") == "")

    def tasks(self, native_id: str, rows: int) -> list[str]:
        """Return the ids of its tasks."""
        return [self.backend.attempt_id(native_id, row) for row in range(1, rows + 1)]

    def living(self, native_id: str) -> list[Living]:
        """Poll."""
        return self.backend.poll([native_id])

    def wait_running(self, native_id: str, rows: int = 1) -> None:
        """Wait until so many tasks run."""
        until(lambda: [each.state for each in self.living(native_id)].count(NativeState.RUNNING) == rows)

    def wait(self, native_id: str, rows: int = 1) -> list[Ending]:
        """Wait until all tasks have left and their endings are known."""
        until(lambda: not self.living(native_id))
        tasks = self.tasks(native_id, rows)
        until(lambda: len(self.backend.endings(tasks)) == rows)
        return sorted(self.backend.endings(tasks), key=lambda ending: int(ending.native_id.partition("_")[2]))

    def lines(self) -> list[str]:
        """Return what the jobs noted."""
        return self.ledger.read_text().split() if self.ledger.exists() else []


@pytest.fixture
def bench(slurm: Slurm, tmp_path: Path) -> Iterator[Bench]:
    """Return a bench on a Slurm that is up and empty."""
    bench = Bench(slurm, tmp_path)
    yield bench
    bench.clear_up()


@pytest.fixture(scope="module")
def overdue(slurm: Slurm, tmp_path_factory: pytest.TempPathFactory) -> tuple[Bench, str]:
    """Send a job that will take longer than the minute it asked for; the tests meanwhile need no more of it."""
    bench = Bench(slurm, tmp_path_factory.mktemp("overdue"))
    return bench, bench.send("sleep 600\n", qos="normal")


def test_a_node_is_lost(bench: Bench, slurm: Slurm) -> None:
    native_id = bench.send(NOTE + "sleep 300\n", 2)
    bench.wait_running(native_id, 2)
    slurm.run("scontrol", "update", f"nodename={slurm.host}", "state=down", "reason=tested")
    assert {ending.failure for ending in bench.wait(native_id, 2)} == {Failure.NODE}
    slurm.wait_for_node()  # it comes back by itself


@pytest.mark.usefixtures("overdue")
def test_a_thousand_jobs_are_one_array_in_two_commands_and_one_command_a_poll(bench: Bench) -> None:
    site = bench.with_settings(partition="closed")
    submission = bench.submission(NOTE, 1000)
    assert site.limits.rows_per_submission == 1000
    native_id = site.submit(submission)
    assert bench.runner.calls == ["scontrol", "sbatch"]
    bench.runner.calls.clear()
    assert {each.native_id for each in site.poll([native_id])} == set(bench.tasks(native_id, 1000))
    assert bench.runner.calls == ["squeue"]
    bench.runner.calls.clear()
    site.cancel(bench.tasks(native_id, 1000))
    assert bench.runner.calls == ["scancel"]
    until(lambda: bench.living(native_id) == [])


def test_as_many_tasks_as_slurm_takes_at_once_and_no_more(bench: Bench) -> None:
    site = bench.with_settings(partition="closed", array_size=100_000)
    size = site.limits.rows_per_submission
    native_id = site.submit(bench.submission(NOTE, size))
    assert len(bench.living(native_id)) == size == 20_000
    with pytest.raises(Refused, match="Invalid job array") as caught:
        site.submit(bench.submission(NOTE, size + 1))
    assert caught.value.field == "settings.array_size"


def test_the_controller_is_killed_while_jobs_run_and_wait(bench: Bench, slurm: Slurm) -> None:
    native_id = bench.send(NOTE + "sleep 8\n", 24, task_limit=12)
    bench.wait_running(native_id, 12)
    slurm.wait_for_save()
    slurm.end("slurmctld", signal.SIGKILL)
    away = PreparedRunner({**slurm.environment, "SLURM_CONF": slurm.impatient})
    blind = SlurmBackend(SlurmSettings(), away)
    with pytest.raises(NoAnswer):
        blind.poll([native_id])
    with pytest.raises(NoAnswer):
        blind.submit(bench.submission(NOTE))
    with pytest.raises(NoAnswer):
        blind.cancel(bench.tasks(native_id, 24))
    assert blind.find("anything").answer is Answer.UNKNOWN
    slurm.start_controller()
    assert [ending.exit_code for ending in bench.wait(native_id, 24)] == [0] * 24
    assert sorted(map(int, bench.lines())) == list(range(1, 25))
    tasks = bench.tasks(native_id, 24)
    assert slurm.accounted(tasks) == sorted(f"{task}|COMPLETED" for task in tasks)


def test_a_site_without_accounting(bench: Bench) -> None:
    site = bench.with_settings(accounting=False)
    submission = bench.submission('exit "$3"\n', 2)
    native_id = site.submit(submission)
    until(lambda: not site.poll([native_id]))
    assert sorted(ending.exit_code or 0 for ending in site.endings(bench.tasks(native_id, 2))) == [1, 2]
    assert site.find(submission.tag).native_id == native_id
    assert site.find(submission.tag[:-1]).answer is Answer.NO
    assert "sacct" not in bench.runner.calls


@pytest.mark.parametrize(
    ("settings", "needs", "field", "words"),
    [
        ({"partition": "nosuch"}, SMALL, "settings.partition", "Invalid partition name specified"),
        ({"account": "nosuch"}, SMALL, "settings.account", "Invalid account"),
        ({"constraint": "sl5"}, SMALL, "settings.constraint", "Invalid feature specification"),
        ({"licenses": ["sps"]}, SMALL, "settings.licenses", "Invalid license specification"),
        ({"reservation": "r"}, SMALL, "settings.reservation", "Requested reservation is invalid"),
        ({"exclude": ["n9"]}, SMALL, "settings.exclude", "Invalid node name specified"),
        ({"cluster": "north"}, SMALL, "settings.cluster", "north"),
        ({}, Resources(memory_mb=100_000), "batch.memory", "Memory specification can not be satisfied"),
    ],
)
def test_what_slurm_refuses_is_told_in_its_words_at_the_field(
    bench: Bench, settings: dict[str, object], needs: Resources, field: str, words: str
) -> None:
    submission = bench.submission(NOTE, 2, needs)
    with pytest.raises(Refused, match=words) as caught:
        bench.with_settings(**settings).submit(submission)
    assert (caught.value.field, caught.value.transient) == (field, False)
    assert bench.slurm.run("squeue", "-h", f"--name={submission.tag}") == ""


def test_a_limit_of_submitted_jobs_lets_smaller_arrays_through(bench: Bench, slurm: Slurm) -> None:
    site = bench.with_settings(partition="closed", array_size=100)
    slurm.limit_jobs(60)
    try:
        with pytest.raises(Refused) as caught:
            site.submit(bench.submission(NOTE, 100))
        assert caught.value.transient and "MaxSubmit" in caught.value.message
        assert site.limits.rows_per_submission == 50
        assert len(bench.living(site.submit(bench.submission(NOTE, 50)))) == 50
    finally:
        slurm.limit_jobs(None)
    site.submit(bench.submission(NOTE, 50))
    assert site.limits.rows_per_submission == 100


def test_waiting_and_running_tasks_are_cancelled_and_only_these(bench: Bench) -> None:
    body = 'trap \'echo "cleaned-$3" >>"$LEDGER"; exit 1\' TERM\n' + NOTE + "sleep 300 & wait\n"
    native_id = bench.send(body, 5, task_limit=2)
    bench.wait_running(native_id, 2)
    until(lambda: len(bench.lines()) == 2)
    tasks = bench.tasks(native_id, 5)
    bench.backend.cancel([tasks[0], tasks[3], tasks[4]])
    until(lambda: {each.native_id for each in bench.living(native_id)} == {tasks[1], tasks[2]})
    until(lambda: len(bench.lines()) == 4)
    bench.backend.cancel(tasks)
    until(lambda: not bench.living(native_id))
    until(lambda: len(bench.backend.endings(tasks)) == 3)  # of tasks that never started Slurm keeps no trace
    assert {ending.failure for ending in bench.backend.endings(tasks)} == {Failure.CANCELLED}
    assert sorted(bench.lines()) == sorted(["1", "2", "3", "cleaned-1", "cleaned-2", "cleaned-3"])


def test_an_array_that_is_cancelled_before_it_starts(bench: Bench) -> None:
    native_id = bench.send(NOTE, 5, partition="closed")
    bench.backend.cancel(bench.tasks(native_id, 5))
    assert {ending.failure for ending in bench.wait(native_id, 5)} == {Failure.CANCELLED}
    assert bench.lines() == []


def test_a_job_that_takes_too_much_memory_is_ended_for_it(bench: Bench) -> None:
    native_id = bench.send('x=$(head -c 150000000 /dev/zero | tr "\\0" x)\nsleep 300\n')
    (ending,) = bench.wait(native_id)
    assert ending.failure is Failure.MEMORY and "60 MB" in ending.reason


def test_a_job_that_is_held_says_why(bench: Bench, slurm: Slurm) -> None:
    native_id = bench.send(NOTE, partition="closed")
    until(lambda: bench.living(native_id)[0].reason not in ("", "Priority"))  # the scheduler has looked at it
    (waiting,) = bench.living(native_id)
    assert (waiting.state, waiting.reason) == (NativeState.QUEUED, "PartitionDown")
    slurm.run("scontrol", "hold", native_id)
    (held,) = bench.living(native_id)
    assert held.state is NativeState.HELD and held.reason.startswith("JobHeld")


def test_when_all_nodes_are_left_out_slurm_takes_no_job_and_that_is_said(bench: Bench, slurm: Slurm) -> None:
    with pytest.raises(Refused, match="Requested node configuration is not available") as caught:
        bench.send(NOTE, exclude=[slurm.host])
    assert "left out (exclude)" in str(caught.value.hint)
    bench.wait(bench.send(NOTE))
    assert len(bench.lines()) == 1, "the same job, with no node left out"


def test_the_users_own_habits_hide_nothing(bench: Bench) -> None:
    native_id = bench.send("sleep 300\n", 2)
    habits = {
        "SQUEUE_PARTITION": "short",
        "SQUEUE_STATES": "SUSPENDED",
        "SQUEUE_FORMAT2": "jobid",
        "SQUEUE_USERS": "bin",
    }
    bench.runner.known.update(habits)
    assert len(bench.living(native_id)) == 2


def test_partitions_are_shown_with_live_numbers(bench: Bench) -> None:
    native_id = bench.send("sleep 300\n", 3)
    bench.wait_running(native_id, 3)
    bench.send(NOTE, 7, partition="closed")
    shown = {each.element: each for each in bench.with_settings(partition="closed").elements()}
    assert set(shown) == {"main", "short", "closed"}
    assert (shown["main"].status, shown["closed"].status) == ("up", "down")
    assert (shown["closed"].running, shown["closed"].queued) == (0, 7)
    assert shown["main"].running is not None and shown["main"].running >= 3
    assert shown["main"].cpus == 16 and shown["main"].free_cpus is not None and shown["main"].free_cpus <= 13
    assert [name for name, each in shown.items() if each.in_use] == ["closed"]


def test_the_accounting_is_down_and_comes_back(bench: Bench, slurm: Slurm) -> None:
    slurm.end("slurmdbd")
    try:
        submission = bench.submission(NOTE + 'exit "$3"\n', 3)
        native_id = bench.backend.submit(submission)
        assert [ending.exit_code for ending in bench.wait(native_id, 3)] == [1, 2, 3]
        assert bench.backend.find(submission.tag).native_id == native_id
        assert bench.backend.find("never-sent").answer is Answer.UNKNOWN
        assert bench.backend.endings(["99999_1"]) == []
    finally:
        slurm.start_database_daemon()
    until(lambda: bench.backend.find("never-sent").answer is Answer.NO)
    until(lambda: bench.wait(native_id, 3)[0].wall_s is not None)
    assert [ending.exit_code for ending in bench.wait(native_id, 3)] == [1, 2, 3]


def test_a_job_that_takes_too_long_is_ended_for_it(overdue: tuple[Bench, str]) -> None:
    bench, native_id = overdue
    until(lambda: not bench.living(native_id), 150)
    (ending,) = bench.wait(native_id)
    assert ending.failure is Failure.TIME
