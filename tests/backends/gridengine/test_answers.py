"""What is read from the answers of Grid Engine, and what is never concluded from bad ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parisana.backends.gridengine import accounting, attempts, details, elements, queue, submission
from parisana.backends.gridengine.backend import GridEngineBackend
from parisana.backends.gridengine.entries import plain_entry, plain_parts
from parisana.backends.gridengine.settings import GridEngineSettings
from parisana.core.jobs.resources import Resources
from parisana.core.jobs.states import Answer, Failure
from parisana.errors import NoAnswer, Refused
from parisana.plugins.backend import Living, NativeState, Submission
from parisana.plugins.runner import Outcome

from .scripted import Answer as Prepared
from .scripted import ScriptedRunner, record, says
from .scripted import queue as listed

TASKS = st.sets(st.integers(1, 400), min_size=1)
SENT = Submission("p1-make-0", "/w/make.sh", "/w/t.tsv", 3, Resources(2001, 60, 10), "/w/logs")
WIDE = replace(SENT, resources=Resources(2001, 60, 10, 2))
DETAILS = """<detailed_job_info><djob_info><element><JB_job_number>4</JB_job_number><JB_ja_tasks><ulong_sublist>
<JAT_task_number>2</JAT_task_number><JAT_message_list><ulong_sublist><QIM_message>11/21/2026 17:28:37 [0:31]: error: \
can't open output file "/x"</QIM_message></ulong_sublist></JAT_message_list></ulong_sublist></JB_ja_tasks></element>
</djob_info><messages><element><SME_message_list><element><MES_job_number_list><ulong_sublist><ULNG_value>5</ULNG_value>
</ulong_sublist></MES_job_number_list><MES_message>cannot run in PE "smp"</MES_message></element></SME_message_list>
</element></messages></detailed_job_info>"""
QUEUES = """<job_info><queue_info>
<Queue-List><name>long@a</name><slots_used>3</slots_used><slots_resv>0</slots_resv><slots_total>8</slots_total>
<job_list state="running"/><job_list state="running"/></Queue-List>
<Queue-List><name>long@b</name><slots_used>0</slots_used><slots_total>8</slots_total><state>au</state></Queue-List>
<Queue-List><name>short@a</name><slots_used>0</slots_used><slots_total>4</slots_total><state>d</state></Queue-List>
</queue_info><job_info>
<job_list><hard_req_queue>long</hard_req_queue><tasks>3-7:1</tasks></job_list><job_list/>
</job_info></job_info>"""


def backend(**answers: Prepared) -> GridEngineBackend:
    return GridEngineBackend(GridEngineSettings(interface="commands"), ScriptedRunner(**answers))


@given(TASKS)
def test_ranges_hold_exactly_the_tasks(tasks: set[int]) -> None:
    assert [task for part in attempts.ranges(tasks) for task in attempts.expanded(part)] == sorted(tasks)


@pytest.mark.parametrize(
    ("word", "state"),
    [
        *dict.fromkeys(("r", "t", "hr", "Rr", "Rt", "dr", "dt"), NativeState.RUNNING).items(),
        *dict.fromkeys(("qw", "Rq", "dqw"), NativeState.QUEUED).items(),
        *dict.fromkeys(
            ("hqw", "hRwq", "Eqw", "Ehqw", "s", "S", "T", "ts", "tS", "RtT", "ds"), NativeState.HELD
        ).items(),
        ("X", NativeState.HELD),
    ],
)
def test_every_state_word_has_a_meaning(word: str, state: NativeState) -> None:
    found, reason = queue.meaning(word)
    assert found is state
    assert (word in reason) == (state is NativeState.HELD or word == "Rq")


@given(st.text())
def test_what_is_no_list_is_no_answer(text: str) -> None:
    with pytest.raises(NoAnswer):
        queue.parse_queue(text)


@given(st.data())
def test_a_list_that_was_cut_anywhere_is_no_answer(data: st.DataObject) -> None:
    whole = listed(("12", "1", "a", "r"), ("12", "2-40:1", "a", "qw"))
    cut = data.draw(st.integers(0, len(whole) - 2))
    with pytest.raises(NoAnswer):
        queue.parse_queue(whole[:cut])


@given(st.data())
def test_a_list_is_read_alike_with_and_without_a_tree(data: st.DataObject) -> None:
    whole = listed(("12", "1", "a", "r"), ("12", "2-40:1", "b", "qw"))
    noise = data.draw(st.sampled_from(["", "<!-- so -->", "&amp;", "x", "<", "<slots>1", "<job_list>", "</job_info>"]))
    place = data.draw(st.integers(0, len(whole)))
    text = whole[:place] + noise + whole[place:]
    parts = plain_parts(text)
    plain = None if parts is None else [plain_entry(part) for part in parts]
    if plain is not None and None not in plain and noise:
        tree = ElementTree.fromstring(text)
        assert plain == [{part.tag: part.text or "" for part in entry} for entry in tree.iter("job_list")]


def test_twelve_is_not_a_hundred_and_twenty_three() -> None:
    text = listed(("123", "1", "t-1", "r"), ("12", "1", "t-12", "qw"), ("1", "2", "t-1x", "qw"))
    found = backend(qstat=says(text)).poll(["12", "never-there"])
    assert found == [Living("12.1", NativeState.QUEUED)]
    assert backend(qstat=says(text)).find("t-1").native_id == "123"
    unknown = says(stderr="error: job name t- not found\n")
    assert backend(qstat=says(text), qacct=unknown).find("t-").answer is Answer.NO


def test_ten_thousand_tasks_are_one_question() -> None:
    asked = backend(qstat=says(listed(("7", "1-10000:1", "t-1", "qw"))))
    assert len(asked.poll(["7"])) == 10_000
    assert isinstance(asked.runner, ScriptedRunner) and len(asked.runner.asked) == 1


def test_the_reason_of_an_error_state_is_told() -> None:
    def answers(argv: Sequence[str]) -> Outcome:
        return says(DETAILS if "-j" in argv else listed(("4", "2", "t", "Eqw")))

    (living,) = backend(qstat=answers).poll(["4"])
    assert living.state is NativeState.HELD
    assert living.reason == 'It is in an error state (Eqw): can\'t open output file "/x".'
    assert details.parse_waiting(DETAILS) == {"5": 'cannot run in PE "smp"'}


def test_of_many_reasons_the_first_are_told() -> None:
    entry = DETAILS[DETAILS.index("<element><MES") : DETAILS.index("</SME")]
    many = "".join(entry.replace("smp", f"pe{number}") for number in range(300))
    text = DETAILS.replace(entry, many)
    assert details.parse_waiting(text)["5"].startswith('cannot run in PE "pe0"; cannot run in PE "pe1"; ')
    assert details.parse_waiting(text)["5"].endswith("(and 296 reasons more)")


@pytest.mark.parametrize(
    "bad",
    [says(), says("", "error: commlib error", 1), says("<job_info/>"), says("<html>"), NoAnswer("qstat hangs")],
)
def test_silence_of_any_kind_is_no_answer(bad: Prepared) -> None:
    with pytest.raises(NoAnswer):
        backend(qstat=bad).poll(["1"])
    assert backend(qstat=bad).find("t").answer is Answer.UNKNOWN


def test_jobs_that_were_left_out_of_a_list_have_not_left() -> None:
    nothing = says(stderr="error: job id 7 not found\n")
    asked = backend(qstat=says(listed(("7", "2", "t", "r"))), qacct=nothing)
    with pytest.raises(NoAnswer, match="not whole"):
        asked.endings(["7.1", "7.2"])
    assert asked.endings(["7.1"]) == []


def test_a_job_that_the_site_took_back_says_so_at_once() -> None:
    (living,) = backend(qstat=says(listed(("7", "2", "t", "Rq")))).poll(["7"])
    assert living.state is NativeState.QUEUED
    assert living.reason == "The site took it back from its machine, and will start it again (Rq)."


@pytest.mark.parametrize(
    ("outcome", "number"),
    [
        (says("7\n"), "7"),
        (says("7.1-3:1\n"), "7"),
        (says("warning: your quota is nearly used up, 12 of 15\n7.1-3:1\n"), "7"),
    ],
)
def test_the_number_is_found_among_warnings(outcome: Outcome, number: str) -> None:
    assert backend(qsub=outcome).submit(SENT) == number


@pytest.mark.parametrize(
    "outcome",
    [
        says(""),
        says("your job has been submitted\n"),
        says("7\n8\n"),
        says("", "Unable to run job: failed receiving gdi request response for mid=1 (timeout).\nExiting.\n", 1),
        says("", "Unable to run job: unable to contact qmaster using port 6444 on host\nExiting.\n", 1),
        says("", "Ein Fehler ist aufgetreten\n", 1),
        NoAnswer("qsub gave no answer within 60 s."),
    ],
)
def test_a_doubtful_submission_is_not_a_refusal(outcome: Prepared) -> None:
    with pytest.raises(NoAnswer):
        backend(qsub=outcome).submit(SENT)


@pytest.mark.parametrize(
    ("words", "field", "passes"),
    [
        ('Job was rejected because job requests unknown queue "nosuch"', "settings.queue", False),
        ('job rejected: the requested project "nosuch" does not exist', "settings.project", False),
        ('unknown resource "h_rss"', "settings.memory_resource", False),
        ('unknown resource "xrootd"', "settings.resources", False),
        ("job rejected: Only 10 jobs are allowed per user (current job count: 10)", None, True),
    ],
)
def test_a_refusal_is_in_the_schedulers_words_at_its_field(words: str, field: str | None, passes: bool) -> None:
    outcome = says("", f"Unable to run job: {words}\nExiting.\n", 1)
    with pytest.raises(Refused) as caught:
        backend(qsub=outcome).submit(SENT)
    assert (caught.value.message, caught.value.field, caught.value.transient) == (f"{words}.", field, passes)


def test_everything_that_the_site_names_is_asked_for() -> None:
    settings = GridEngineSettings(
        queue="long",
        project="P_hess",
        platforms=("sl5", "sl6"),
        parallel_environment="multicores",
        resources=("xrootd=1",),
        task_limit=50,
        priority=-10,
    )
    words = " ".join(submission.submit_command(settings, WIDE))
    for part in (
        "-N p1-make-0",
        "-t 1-3",
        "-r n",
        "-q long",
        "-P P_hess",
        "-pe multicores 2",
        "-tc 50",
        "-p -10",
        "-l h_rt=60,h_rss=1001M,fsize=10M,os=sl5|sl6,xrootd=1",
    ):
        assert f" {part} " in f"{words} "
    plain = " ".join(submission.submit_command(GridEngineSettings(), SENT))
    assert not any(f" {option} " in plain for option in ("-P", "-q", "-p", "-tc"))


def test_several_cores_without_a_parallel_environment_are_refused_before_anything_is_sent() -> None:
    asked = GridEngineBackend(GridEngineSettings(interface="commands"), ScriptedRunner())
    with pytest.raises(Refused) as caught:
        asked.submit(WIDE)
    assert caught.value.field == "settings.parallel_environment"


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_no_text_of_a_user_becomes_a_directive(value: str) -> None:
    text = submission.job_text(Submission("t", value, value, 1, Resources(), value, {"A": value}))
    assert not any(line.startswith("#$") for line in text.split("\n"))


@pytest.mark.parametrize(
    ("changes", "failure"),
    [
        ({"exit_status": "7"}, None),
        ({"failed": "37  : qmaster enforced h_rt", "exit_status": "137", "ru_wallclock": "61s"}, Failure.TIME),
        (
            {"failed": "37  : h_vmem limit", "exit_status": "137", "ru_wallclock": "5s", "maxvmem": "199MB"},
            Failure.MEMORY,
        ),
        ({"failed": "37 : qmaster enforced", "category": "NONE"}, Failure.TIME),
        ({"failed": "100 : assumedly after job", "exit_status": "137"}, Failure.SITE),
        ({"failed": "100 : assumedly after job", "exit_status": "139"}, Failure.SOFTWARE),
        ({"failed": "100 : assumedly after job", "exit_status": "152"}, Failure.TIME),
        ({"failed": "19 : before writing exit_status"}, Failure.NODE),
        ({"failed": "28 : changing into working directory"}, Failure.NODE),
        ({"failed": "99 : never heard of"}, Failure.NODE),
    ],
)
def test_how_a_job_ended_has_a_class(changes: dict[str, str], failure: Failure | None) -> None:
    (ending,) = backend(qacct=says(record("7.1", **changes))).endings(["7.1"])
    assert ending.failure is failure
    assert bool(ending.reason) == (failure is not None)
    assert (ending.cpu_s, ending.tag) == (0.006, "p1-make-0")
    assert ending.memory_mb == pytest.approx(float(changes.get("maxvmem", "3.438MB")[:-2]))


def test_a_job_that_the_site_moved_has_not_ended_before_its_last_record() -> None:
    moved = record("7.1", failed="25  : rescheduling", exit_status="137")
    nothing = says(listed())
    assert backend(qacct=says(moved), qstat=nothing).endings(["7.1"]) == []
    (ending,) = backend(qacct=says(moved + record("7.1", exit_status="3"))).endings(["7.1"])
    assert (ending.exit_code, ending.failure) == (3, None)


@given(st.data())
def test_an_accounting_that_was_cut_anywhere_tells_nothing_false(data: st.DataObject) -> None:
    whole = record("7.1", exit_status="137", failed="37 : limit") + record("7.12", exit_status="23")
    true = accounting.endings_of(accounting.parse_accounting(says(whole)), ["7.1", "7.12"])
    cut = whole[: data.draw(st.integers(0, len(whole)))]
    try:
        found = accounting.endings_of(accounting.parse_accounting(says(cut)), ["7.1", "7.12"])
    except NoAnswer:
        return
    codes = {(ending.native_id, ending.exit_code) for ending in found}
    assert codes <= {(ending.native_id, ending.exit_code) for ending in true}


@pytest.mark.parametrize("said", ["error: cannot open accounting file", "critical error: SGE_ROOT is not set"])
def test_an_accounting_that_is_down_is_no_answer(said: str) -> None:
    with pytest.raises(NoAnswer):
        backend(qacct=says(record("7.1"), f"{said}\n")).endings(["7.1"])


def test_queues_are_summed_over_their_machines() -> None:
    long, short = elements.parse_elements(QUEUES, "long", 0.1)
    assert (long.element, long.cpus, long.free_cpus, long.running, long.queued) == ("long", 16, 5, 2, 6)
    assert (long.status, long.in_use, long.response_time) == ("open (1 unreachable)", True, 0.1)
    assert (short.status, short.free_cpus, short.queued, short.in_use) == ("disabled", 0, 1, False)


def test_deleting_what_is_gone_is_silent_and_a_silent_master_is_not() -> None:
    asked = backend(
        qdel=says('denied: job "7" does not exist\nroot has registered the job-array task 8.2 for deletion\n')
    )
    asked.cancel(["7.1", "7.2", "7.3", "8.2", "never-there.1"])
    assert isinstance(asked.runner, ScriptedRunner) and asked.runner.asked == [["qdel", "7.1-3", "8.2"]]
    with pytest.raises(NoAnswer):
        backend(qdel=says("", "error: unable to send message to qmaster\n", 1)).cancel(["7.1"])
