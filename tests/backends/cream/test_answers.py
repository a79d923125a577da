"""What the CREAM commands print, read exactly: each trap of the tools, and strange answers that change nothing."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parisana.backends.cream.answers import (
    ElementBusy,
    LapsedDelegation,
    NoProxy,
    Unstarted,
    parse_known,
    parse_list,
    parse_submitted,
)
from parisana.backends.cream.elements import endpoint_of, with_queues
from parisana.backends.cream.jdl import job_description
from parisana.backends.cream.states import ending_of
from parisana.backends.grid.distribution import Distribution
from parisana.core.jobs.states import Failure
from parisana.core.sites.shares import Candidate
from parisana.errors import Bug, InputError, NoAnswer, ParisanaError, Refused
from parisana.plugins.runner import Outcome
from tests.standins.grid.jdl import read

JOB = "https://ce01.site.org:8443/CREAM116523547"
OLD = "https://ce01.site.org:8443/CREAM116j9vgnf"
DATE = "2011-01-29 11:55:18,391"
BUSY = (
    f"{DATE} FATAL - MethodName=[jobRegister] ErrorCode=[0] Description=[The CREAM service cannot accept jobs at the "
    "moment] FaultCause=[Threshold for Load Average(1 min): 30 => Detected value for Load Average(1 min):  31.13] "
    "Timestamp=[Sat 29 Jan 2011 11:55:18]\n"
)
ABORTED = f"""

******  JobID=[{JOB}]
\tStatus        = [ABORTED]
\tExitCode      = []
\tFailureReason = [BLAH error: submission command failed (exit code = 1) (stdout:)
 (stderr:qsub: no such queue-) N/A (jobId = CREAM116523547)]
\tDescription   = [submission to BLAH failed [retry count=3]]


******  JobID=[{OLD}]
\tStatus        = [DONE-OK]
\tExitCode      = [0]


"""
FORGOTTEN = f"""
******  JobID=[{JOB}]
\tFor this job CREAM has returned a fault: MethodName=[jobStatus] Timestamp=[Fri 31 Jan 2014 12:28:01] ErrorCode=[2] \
Description=[job not found] FaultCause=[N/A]
"""


@pytest.mark.parametrize("job", [JOB, OLD])
def test_the_id_is_a_line_of_its_own_wherever_it_stands(job: str) -> None:
    assert parse_submitted(Outcome(0, f"{DATE} WARN - no VOMS server certificate\n{job}\n", "")) == job


@pytest.mark.parametrize(
    ("outcome", "error", "words"),
    [
        (Outcome(0, "", ""), NoAnswer, "not a word"),
        (Outcome(0, f"{JOB}\n{OLD}\n", ""), NoAnswer, "did not end well"),
        (Outcome(1, f"{JOB}\n", ""), NoAnswer, "did not end well"),
        (Outcome(0, f"{DATE} ERROR - ERROR processing JDL [j.jdl]: no Executable\n", ""), Refused, "no Executable"),
        (Outcome(1, BUSY, ""), ElementBusy, "cannot accept jobs at the moment: Threshold for Load Average"),
        (Outcome(1, f"{DATE} FATAL - Problems with proxyfile [/x]: The proxy has EXPIRED!\n", ""), NoProxy, "EXPIRED"),
        (Outcome(1, "", "FATAL: Certificate file /tmp/x is not there or is not accessible\n"), NoProxy, "/tmp/x"),
        (Outcome(1, f"{DATE} FATAL - Description=[delegation [id=X] not found!;]\n", ""), NoAnswer, "delegation"),
        (Outcome(1, f"{DATE} FATAL - x FaultCause=[delegation not found!]\n", ""), LapsedDelegation, "not found"),
        (Outcome(0, f"{DATE} ERROR - ERROR sending file [x]. Will NOT START this Job.\n", ""), Unstarted, "sending"),
        (Outcome(1, f"{DATE} FATAL - EOF detected during communication.\n", ""), NoAnswer, "EOF detected"),
        (Outcome(139, "", ""), NoAnswer, "exit code 139"),
        (Outcome(1, f"{DATE} FATAL - Description=[system error]\n", ""), NoAnswer, "system error"),
    ],
)
def test_no_job_was_named(outcome: Outcome, error: type[ParisanaError], words: str) -> None:
    with pytest.raises(error) as caught:
        parse_submitted(outcome)
    assert words in caught.value.message
    assert (type(caught.value) is Refused) == (error is Refused), "only then is the job itself to blame"


def test_blocks_are_read_by_key_and_reasons_may_span_lines() -> None:
    known = parse_known(Outcome(0, ABORTED, ""))
    assert (known[OLD].status, known[OLD].exit_code) == ("DONE-OK", "0")
    ending = ending_of(JOB, known[JOB])
    assert ending.failure is Failure.SITE
    assert "(stdout:) (stderr:qsub: no such queue-)" in ending.reason and "retry count=3" in ending.reason


def test_a_job_that_is_not_known_is_no_end() -> None:
    assert parse_known(Outcome(0, FORGOTTEN, ""))[JOB].status == ""


def test_a_block_that_is_cut_is_no_answer() -> None:
    with pytest.raises(NoAnswer):
        parse_known(Outcome(0, f"******  JobID=[{JOB}]\n\tSta", ""))


def test_a_list_with_complaints_in_it_is_no_answer() -> None:
    assert parse_list(Outcome(0, f"{JOB}\n{OLD}\n", "")) == [JOB, OLD]
    assert parse_list(Outcome(0, "", "")) == []
    with pytest.raises(NoAnswer):
        parse_list(Outcome(0, f"{DATE} FATAL - Connection to service [https://x] failed: FaultString=[y]\n", ""))


@given(st.text(), st.integers(-9, 255))
def test_strange_answers_are_never_a_job_and_never_an_end(text: str, code: int) -> None:
    for parse in (parse_submitted, parse_known, parse_list):
        with suppress(ParisanaError):
            assert not parse(Outcome(code, text, text))


@given(st.dictionaries(st.sampled_from(["A", "B", "C"]), st.from_regex(r"[A-Za-z0-9_./=:,+@%-]*", fullmatch=True)))
def test_descriptions_say_what_was_meant(environment: dict[str, str]) -> None:
    text = job_description(
        executable="start.sh",
        arguments=["12", "run_012345"],
        inputs=["/a/start.sh", "/b/row.tsv"],
        outputs=["output.txt"],
        destination="gsiftp://localhost",
        environment=environment,
        requirements='other.GlueCEUniqueID == "x\\y"',
    )
    found = read(text)
    assert found["environment"] == [f"{name}={value}" for name, value in environment.items()]
    assert found["cerequirements"] == 'other.GlueCEUniqueID == "x\\y"'
    assert found["inputsandbox"] == ["/a/start.sh", "/b/row.tsv"]


@pytest.mark.parametrize("word", ["two words", "a;b", "$HOME", "`x`", "line\nend", "é"])
def test_words_that_would_not_survive_the_way_are_never_sent(word: str) -> None:
    with pytest.raises(Bug):
        job_description(
            executable="a", arguments=[word], inputs=(), outputs=(), destination="gsiftp://localhost", environment={}
        )


def test_a_host_alone_stands_for_all_its_queues() -> None:
    published = ["ce1.org:8443/cream-pbs-hess", "ce1.org:8443/cream-pbs-long", "ce2.org:8443/cream-slurm-a"]
    assert with_queues(["ce1.org"], lambda: published) == tuple(published[:2])
    assert with_queues(["ce2.org/cream-slurm-a"], lambda: []) == ("ce2.org/cream-slurm-a",)
    with pytest.raises(InputError, match=r"No queue of ce9\.org is known"):
        with_queues(["ce9.org"], lambda: published)


def test_an_element_put_aside_comes_back_and_longer_each_time() -> None:
    now = [0.0]
    shared = Distribution([Candidate("a", None), Candidate("b", None)], clock=lambda: now[0])
    shared.put_aside("a")
    assert [shared.choose(), shared.aside] == ["b", {"a"}]
    now[0] = 601
    shared.put_aside("b")
    assert shared.choose() == "a"
    shared.put_aside("a")
    now[0] = 1700
    assert shared.aside == {"a"}
    now[0] = 1900
    shared.took(shared.choose())
    with pytest.raises(Refused, match="No computing element takes jobs now"):
        for name in ("a", "b"):
            shared.put_aside(name)
        shared.choose()
    assert endpoint_of(JOB) == "ce01.site.org:8443" == endpoint_of("ce01.site.org/cream-pbs-x")
