"""What Slurm prints, read exactly: short, garbled and strange answers change nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parisana.backends.slurm import accounting, controller, queue
from parisana.backends.slurm.backend import SlurmBackend
from parisana.backends.slurm.cancelling import cancel_commands
from parisana.backends.slurm.ids import by_submission, task_lists
from parisana.backends.slurm.settings import SlurmSettings
from parisana.backends.slurm.submitting import directives, parse_submitted, submit_command
from parisana.backends.slurm.words import ENDED, LIVING
from parisana.core.jobs.resources import Resources
from parisana.core.jobs.states import Answer, Failure
from parisana.errors import NoAnswer, Refused, SiteError
from parisana.plugins.backend import Living, NativeState, Submission
from parisana.plugins.files import Files
from parisana.plugins.local_files import LocalFiles
from parisana.plugins.runner import Outcome, Runner

QUEUED, RUNNING, HELD = NativeState.QUEUED, NativeState.RUNNING, NativeState.HELD
TITLE = "JOBID|STATE|REASON\n"
ENDED_TITLE = "JobID|State|ExitCode|ElapsedRaw|TotalCPU|MaxRSS|ReqMem|End|JobName\n"

AT = "2026-11-21T18:00:00"
POLICY = (
    "sbatch: error: Batch job submission failed: Job violates accounting/QOS policy (job submit limit, user's size)"
)

NO_ACCOUNTING = SlurmSettings(accounting=False)
NUMBERS = st.integers(1, 40_000)
REASONS = st.text(st.characters(exclude_categories=["C", "Z"]), max_size=30)
ROWS = st.lists(st.tuples(NUMBERS, NUMBERS, st.sampled_from(sorted(LIVING)), REASONS), max_size=30)


class NoFolders(LocalFiles):
    """Files of a machine on which no folder is made."""

    def make_folders(self, *folders: str) -> None:
        """Do nothing."""


class Told(Runner):
    """A runner that answers with what was told, by the program's name; of all others it says nothing, and well."""

    def __init__(self, **answers: Outcome | Exception) -> None:
        self.answers = answers
        self.calls: list[list[str]] = []

    @property
    def files(self) -> Files:
        return NoFolders()

    def run(
        self,
        argv: Sequence[str],
        *,
        stdin: str = "",
        timeout: float = 60.0,
        environment: Mapping[str, str] | None = None,
    ) -> Outcome:
        self.calls.append(list(argv))
        program = next((name for name in self.answers if name in argv), "")
        found = self.answers.get(program, Outcome(0, "", ""))
        if isinstance(found, Exception):
            raise found
        return found


def backend(settings: SlurmSettings | None = None, **answers: Outcome | Exception) -> SlurmBackend:
    return SlurmBackend(settings or SlurmSettings(), Told(**answers))


def submission(rows: int = 3, log_dir: str = "/work/logs") -> Submission:
    return Submission("t-1", "/work/stage.sh", "/work/t-1.tsv", rows, Resources(1500, 5400, 10, 2), log_dir)


def said(text: str, code: int = 0, error: str = "") -> Outcome:
    return Outcome(code, text, error)


@given(ROWS)
def test_every_living_task_is_read(rows: list[tuple[int, int, str, str]]) -> None:
    text = TITLE + "".join(f"{job}_{row}|{word}|{reason}\n" for job, row, word, reason in rows)
    assert [each.native_id for each in queue.parse_living(text)] == [f"{job}_{row}" for job, row, *_ in rows]


@given(ROWS, st.data())
def test_an_answer_that_was_cut_is_none_or_has_fewer_whole_lines(
    rows: list[tuple[int, int, str, str]], data: st.DataObject
) -> None:
    text = TITLE + "".join(f"{job}_{row}|{word}|{reason}\n" for job, row, word, reason in rows)
    cut = text[: data.draw(st.integers(0, len(text) - 1))]
    if cut.endswith("\n"):
        assert queue.parse_living(cut) == queue.parse_living(text)[: cut.count("\n") - 1]
    else:
        with pytest.raises(NoAnswer):
            queue.parse_living(cut)


@pytest.mark.parametrize(
    "text", ["", "\n", "slurm says hello\n", TITLE + "12_1|RUNNING\n", TITLE + "<html>|a|b\n", TITLE[:-1]]
)
def test_what_is_no_answer_is_none(text: str) -> None:
    with pytest.raises(NoAnswer):
        queue.parse_living(text)


@pytest.mark.parametrize(
    ("line", "state", "reason"),
    [
        ("12_1|PENDING|Priority", QUEUED, "Priority"),
        ("12_1|PENDING|ReqNodeNotAvail, UnavailableNodes:n1", QUEUED, "ReqNodeNotAvail, UnavailableNodes:n1"),
        ("12_1|PENDING|JobHeldUser", HELD, "JobHeldUser"),
        ("12_1|PENDING|DependencyNeverSatisfied", HELD, "DependencyNeverSatisfied"),
        ("12_1|PENDING|None", QUEUED, ""),
        ("12_1|CONFIGURING|None", RUNNING, "CONFIGURING"),
        ("12_1|RUNNING|None", RUNNING, ""),
        ("12_1|COMPLETING|None", RUNNING, "COMPLETING"),
        ("12_1|SUSPENDED|None", HELD, "SUSPENDED"),
        ("12_1|REQUEUED|BeginTime", QUEUED, "REQUEUED: BeginTime"),
        ("12_1|REQUEUE_HOLD|job requeued in held state", HELD, "REQUEUE_HOLD: job requeued in held state"),
        ("12_1|SPECIAL_EXIT|None", HELD, "SPECIAL_EXIT"),
        ("12_1|A_NEW_WORD|a|b", HELD, "A_NEW_WORD: a|b"),
    ],
)
def test_each_state_word_has_a_meaning(line: str, state: NativeState, reason: str) -> None:
    assert queue.parse_living(f"{TITLE}{line}\n") == [Living("12_1", state, reason)]


@pytest.mark.parametrize("word", sorted(ENDED))
def test_what_has_ended_is_not_living(word: str) -> None:
    assert queue.parse_living(f"{TITLE}12_1|{word}|None\n") == []


def test_12_is_not_123() -> None:
    text = TITLE + "123_1|RUNNING|None\n12_3|PENDING|None\n1_23|RUNNING|None\n12|RUNNING|None\n"
    assert [each.native_id for each in backend(squeue=said(text)).poll(["12"])] == ["12_3"]


def test_a_federation_names_its_cluster_above_the_answer() -> None:
    assert len(queue.parse_living(f"CLUSTER: north\n{TITLE}12_1|RUNNING|None\n\n")) == 1


def test_one_question_for_any_number_of_submissions() -> None:
    site = backend(squeue=said(TITLE))
    assert site.poll([str(number) for number in range(10_000)]) == []
    assert isinstance(site.runner, Told) and len(site.runner.calls) == 1


@pytest.mark.parametrize(
    ("state", "code", "failure", "exit_code"),
    [
        ("COMPLETED", "0:0", None, 0),
        ("FAILED", "7:0", None, 7),
        ("FAILED", "0:9", Failure.NODE, 137),
        ("FAILED", "10:0", None, 10),
        ("TIMEOUT", "0:0", Failure.TIME, 0),
        ("OUT_OF_MEMORY", "0:125", Failure.MEMORY, 253),
        ("CANCELLED by 1000", "0:0", Failure.CANCELLED, 0),
        ("NODE_FAIL", "0:0", Failure.NODE, 0),
        ("BOOT_FAIL", "0:0", Failure.NODE, 0),
        ("PREEMPTED", "0:0", Failure.SITE, 0),
        ("DEADLINE", "0:0", Failure.TIME, 0),
    ],
)
def test_each_ending_has_a_class(state: str, code: str, failure: Failure | None, exit_code: int) -> None:
    whole = f"12_1|{state}|{code}|61|01:02.500||100M|{AT}|t-1\n"
    step = f"12_1.batch|{state}|{code}|61|01:02.500|12.50M||{AT}|t-1\n"
    text = ENDED_TITLE + whole + step
    (ending,) = accounting.parse_ended(text, {"12_1"}).values()
    assert (ending.failure, ending.exit_code) == (failure, exit_code)
    assert (ending.cpu_s, ending.wall_s, ending.memory_mb, ending.tag) == (62.5, 61, 12.5, "t-1")


def test_a_kill_at_the_memory_limit_is_for_memory() -> None:
    step = f"12_1.batch|FAILED|0:9|61|00:01.000|119.5M||{AT}|batch\n"
    text = f"{ENDED_TITLE}12_1|FAILED|0:9|61|00:01.000||60M|{AT}|t-1\n{step}"
    (ending,) = accounting.parse_ended(text, {"12_1"}).values()
    assert ending.failure is Failure.MEMORY and "60 MB" in ending.reason


def test_why_a_task_was_killed_is_waited_for() -> None:
    """Under load the accounting learns of the kill before it learns what was used, and the controller never does."""
    killed = f"12_1|FAILED|0:9|61|00:01.000||60M|{AT}|t-1\n"
    early = said(f"{ENDED_TITLE}{killed}12_1.batch|RUNNING|0:0|61|00:00|||Unknown|t-1\n")
    unheard = said(f"{ENDED_TITLE}12_1|RUNNING|0:0|61|00:00||60M|Unknown|t-1\n")
    job = said("JobId=13 ArrayJobId=12 ArrayTaskId=1 JobState=FAILED Reason=JobLaunchFailure ExitCode=0:9\n")
    for late in (early, unheard):
        assert backend(sacct=late, scontrol=job).endings(["12_1"]) == []
    whole = said(f"{ENDED_TITLE}{killed}12_1.batch|CANCELLED by 0|0:9|61|00:01.000|119.5M||{AT}|t-1\n")
    assert [end.failure for end in backend(sacct=whole, scontrol=job).endings(["12_1"])] == [Failure.MEMORY]
    for without in (backend(sacct=said("", 1, "down"), scontrol=job), backend(NO_ACCOUNTING, scontrol=job)):
        assert [end.failure for end in without.endings(["12_1"])] == [Failure.NODE]


def test_the_accounting_is_believed_of_wanted_tasks_that_have_ended() -> None:
    living = "12_1|RUNNING|0:0|5|00:00|||Unknown|t-1\n12_[3-9]|PENDING|0:0|0|00:00|||Unknown|t-1\n"
    late = "12_2|FAILED|0:0|5|00:00|||Unknown|t-1\n"
    lines = f"{living}{late}123_1|FAILED|1:0|5|00:00|||{AT}|t-1\n"
    assert accounting.parse_ended(ENDED_TITLE + lines, {"12_1", "12_2", "12"}) == {}


def test_an_array_that_was_cancelled_before_it_started_has_one_line() -> None:
    text = f"{ENDED_TITLE}15|CANCELLED by 0|0:0|0|00:00|||{AT}|t-1\n"
    assert set(accounting.parse_ended(text, {"15_1", "15_2", "1_5", "151_1"})) == {"15_1", "15_2"}
    record = "JobId=15 ArrayJobId=15 ArrayTaskId=4294967294 JobName=t-1 JobState=CANCELLED ExitCode=0:0\n"
    assert set(controller.parse_memory(record, {"15_1", "15_2"}).ended) == {"15_1", "15_2"}


@pytest.mark.parametrize("word", ["FAILED|21:0|0", "COMPLETED|0:0|0", "CANCELLED by 0|0:0|7"])
def test_a_task_that_has_no_number_yet_says_nothing_of_the_others(word: str) -> None:
    bare = f"15|{word}|00:00|||{AT}|t-1\n"
    assert accounting.parse_ended(ENDED_TITLE + bare, {"15_1", "15_2"}) == {}
    both = f"{ENDED_TITLE}15|CANCELLED by 0|0:0|0|00:00|||{AT}|t-1\n15_1|RUNNING|0:0|9|00:00|||Unknown|t-1\n"
    assert accounting.parse_ended(both, {"15_1", "15_2"}) == {}
    record = "JobId=15 ArrayJobId=15 ArrayTaskId=4294967294 JobName=t-1 JobState=FAILED ExitCode=21:0\n"
    assert controller.parse_memory(record, {"15_1", "15_2"}).ended == {}


def test_tasks_are_asked_for_by_their_submissions() -> None:
    tasks = [f"{job}_{row}" for job in (12, 123) for row in range(1, 10_001)]
    assert "--jobs=12,123" in accounting.ended_command(tasks, None)


@given(st.dictionaries(NUMBERS, st.sets(NUMBERS, min_size=1, max_size=50), max_size=5))
def test_lists_of_tasks_stand_for_exactly_these(tasks: dict[int, set[int]]) -> None:
    ids = [f"{job}_{row}" for job, rows in tasks.items() for row in rows]
    read = {job: rows_of(text) for job, _, text in (each.partition("_") for each in task_lists(ids))}
    assert read == {str(job): rows for job, rows in tasks.items()}


def rows_of(text: str) -> set[int]:
    """Read ``[1-3,7]``."""
    pairs = (part.partition("-") for part in text.strip("[]").split(","))
    return {row for first, _, last in pairs for row in range(int(first), int(last or first) + 1)}


def test_cancelling_is_cut_into_commands_of_bearable_length() -> None:
    odd = [f"12_{row}" for row in range(1, 80_001, 2)]
    commands = list(cancel_commands(odd, None))
    assert max(len(" ".join(command)) for command in commands) < 120_000
    lists = [word.removeprefix("12_") for command in commands for word in command if word.startswith("12_")]
    assert sorted(row for text in lists for row in rows_of(text)) == list(range(1, 80_001, 2))


def test_what_is_no_id_of_a_task_is_not_cancelled() -> None:
    assert by_submission(["nonsense", "12", "12_", "_3", "never-there.1"]) == {}
    assert list(cancel_commands(["12"], None)) == []


def test_words_about_tasks_that_are_gone_are_no_trouble() -> None:
    gone = "scancel: error: Kill job error on job id 12_1: Invalid job id specified\n"
    backend(scancel=said("", 1, gone)).cancel(["12_1"])
    with pytest.raises(NoAnswer):
        backend(scancel=said("", 1, gone + "scancel: error: Unable to contact slurm controller\n")).cancel(["12_1"])


@pytest.mark.parametrize("text", ["12\n", "12;north\n", "Note: the queue is full today.\n12\n"])
def test_the_id_of_a_submission_is_found_among_other_words(text: str) -> None:
    assert parse_submitted(said(text)) == "12"


@pytest.mark.parametrize("text", ["", "\n", "Submitted\n", "job 12\n", "12\n13\n"])
def test_success_without_an_id_is_no_answer(text: str) -> None:
    with pytest.raises(NoAnswer):
        parse_submitted(said(text))


@pytest.mark.parametrize(
    "words",
    [
        "",
        "sbatch: error: Batch job submission failed: Unable to contact slurm controller (connect failure)",
        "sbatch: error: Batch job submission failed: Socket timed out on send/recv operation",
        "sbatch: error: Batch job submission failed: Zero Bytes were transmitted or received",
        "sbatch: error: Batch job submission failed: Protocol authentication error",
    ],
)
def test_after_these_words_nobody_knows_whether_it_was_taken(words: str) -> None:
    with pytest.raises(NoAnswer):
        backend(sbatch=said("", 1, words)).submit(submission())


@pytest.mark.parametrize(
    ("words", "field", "transient"),
    [
        ("Invalid partition name specified", "settings.partition", False),
        ("Required partition not available (inactive or drain)", "settings.partition", True),
        ("Invalid account or account/partition combination specified", "settings.account", False),
        ("Invalid qos specification", "settings.qos", False),
        ("Requested time limit is invalid (missing or exceeds some limit)", "batch.duration", False),
        ("Memory required by task is not available", "batch.memory", False),
        ("Requested node configuration is not available", "batch", False),
        ("Invalid feature specification", "settings.constraint", False),
        ("Invalid license specification", "settings.licenses", False),
        ("Requested reservation is invalid", "settings.reservation", False),
        ("Invalid job array specification", "settings.array_size", False),
        (f"AssocMaxSubmitJobLimit\n{POLICY}", None, True),
        (f"QOSMaxWallDurationPerJobLimit\n{POLICY}", "batch.duration", False),
        ("The director has closed the shop", None, False),
    ],
)
def test_a_refusal_has_slurms_own_words_and_the_field(words: str, field: str | None, transient: bool) -> None:
    with pytest.raises(Refused) as caught:
        backend(sbatch=said("", 1, f"sbatch: error: {words}\n")).submit(submission())
    assert words.partition("\n")[0] in caught.value.message
    assert (caught.value.field, caught.value.transient) == (field, transient)


def test_a_machine_without_slurm_says_so() -> None:
    missing = said("", 127, "env: 'squeue': No such file or directory\n")
    with pytest.raises(SiteError, match="not there"):
        backend(squeue=missing).poll(["12"])
    assert backend(squeue=missing).find("t-1").answer is Answer.UNKNOWN


@pytest.mark.parametrize("answer", [said("", 1, "sacct: error: Connection refused"), NoAnswer("hangs"), said("")])
def test_a_tag_is_absent_only_when_queue_and_accounting_say_so(answer: Outcome | Exception) -> None:
    title = said("ARRAY_JOB_ID|NAME\n")
    assert backend(squeue=title, sacct=answer).find("t-1").answer is Answer.UNKNOWN
    assert backend(squeue=title, sacct=said("JobID|JobName\n")).find("t-1").answer is Answer.NO
    assert backend(SlurmSettings(accounting=False), squeue=title, sacct=answer).find("t-1").answer is Answer.NO
    off = said("", 1, "Slurm accounting storage is disabled\n")
    assert backend(squeue=title, sacct=off).find("t-1").answer is Answer.NO


def test_a_tag_is_the_whole_name() -> None:
    queued = said("ARRAY_JOB_ID|NAME\n7|t-10\n9|t-1\n")
    assert backend(squeue=queued).find("t-1").native_id == "9"
    ended = said("JobID|JobName\n7_1|t-10\n123_[1-9]|t-1\n12_4|t-1\n")
    assert backend(squeue=said("ARRAY_JOB_ID|NAME\n"), sacct=ended).find("t-1").native_id == "12"


def test_a_queue_that_left_out_what_slurm_holds_was_no_answer() -> None:
    job = "JobId=12 ArrayJobId=12 ArrayTaskId=2-9%4 JobName=t-1 JobState=PENDING Reason=Priority ExitCode=0:0\n"
    site = backend(sacct=said(ENDED_TITLE + "12_3|PENDING|0:0|0|00:00|||Unknown|t-1\n"), scontrol=said(job))
    with pytest.raises(NoAnswer, match="still holds 12_3"):
        site.endings(["12_3"])


def test_without_accounting_the_controller_is_asked_for_what_it_remembers() -> None:
    jobs = (
        "JobId=14 ArrayJobId=12 ArrayTaskId=1 JobName=t-1 JobState=FAILED Reason=NonZeroExitCode ExitCode=7:0\n"
        "JobId=15 ArrayJobId=12 ArrayTaskId=11 JobName=t-1 JobState=NODE_FAIL Reason=NodeDown ExitCode=0:0\n"
    )
    for site in (
        backend(sacct=NoAnswer("down"), scontrol=said(jobs)),
        backend(sacct=said("", 1, "down"), scontrol=said(jobs)),
    ):
        found = {each.native_id: (each.exit_code, each.failure) for each in site.endings(["12_1", "12_11", "12_2"])}
        assert found == {"12_1": (7, None), "12_11": (0, Failure.NODE)}
    forgotten = said("", 1, "slurm_load_jobs error: Invalid job id specified\n")
    assert backend(sacct=NoAnswer("down"), scontrol=forgotten).endings(["12_1"]) == []
    with pytest.raises(NoAnswer):
        backend(sacct=NoAnswer("down"), scontrol=said("", 1, "Unable to contact slurm controller\n")).endings(["12_1"])


def test_the_sites_limit_of_arrays_is_asked_for_once() -> None:
    site = backend(SlurmSettings(array_size=5000), scontrol=said("MaxArraySize            = 1001\n"))
    assert [site.limits.rows_per_submission for _ in range(3)] == [1000] * 3
    assert isinstance(site.runner, Told) and len(site.runner.calls) == 1
    assert (
        backend(SlurmSettings(array_size=50), scontrol=said("MaxArraySize = 1001\n")).limits.rows_per_submission == 50
    )
    assert backend(SlurmSettings(array_size=50), scontrol=NoAnswer("hangs")).limits.rows_per_submission == 50
    assert controller.parse_rows("nonsense") is None


def test_settings_and_needs_become_options() -> None:
    settings = SlurmSettings(
        partition="htc", account="gamma", qos="long", constraint="el9&scratch", licenses=("sps", "xrd:2"),
        exclude=("n1", "n2"), nice=5, task_limit=20, reservation="r", cluster="north",
    )  # fmt: skip
    words = submit_command(submission(log_dir="/logs/100%"), settings)
    expected = {
        *("--partition=htc", "--account=gamma", "--qos=long", "--constraint=el9&scratch", "--licenses=sps,xrd:2"),
        *("--exclude=n1,n2", "--nice=5", "--array=1-3%20", "--reservation=r", "--clusters=north", "--no-requeue"),
        *("--mem=1500M", "--time=90", "--cpus-per-task=2", "--job-name=t-1", "--output=/logs/100%%/t-1.%a.log"),
    }
    assert expected <= set(words)
    assert "#SBATCH '--constraint=el9&scratch'" in directives(Resources(), settings, "t-1", 3)
