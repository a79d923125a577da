"""What the WMS commands print, read exactly: both generations, each trap, and strange answers that change nothing."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from parisana.backends.cream.settings import CreamSettings
from parisana.backends.wms.answers import (
    NoProxy,
    ServerBusy,
    Unstarted,
    check_delegated,
    parse_logged,
    parse_matches,
    parse_submitted,
)
from parisana.backends.wms.description import description
from parisana.backends.wms.names import attempt_named, attempts_of
from parisana.backends.wms.states import ending_of
from parisana.backends.wms.status import Known, parse_list, parse_status
from parisana.core.jobs.resources import Resources
from parisana.core.jobs.states import Failure
from parisana.errors import NoAnswer, ParisanaError, Refused
from parisana.plugins.backend import Submission
from parisana.plugins.runner import Outcome
from tests.standins.grid.wms_jdl import fits, jobs_of, read

JOB, NODE = "https://lb1.site.org:9000/aBcDeFgHiJkLmNoPqRsTuV", "https://lb1.site.org:9000/_0-DeFgHiJkLmNoPqRsTuV"
SENT = f"""
Connecting to the service https://wms1.site.org:7443/glite_wms_wmproxy_server


====================== glite-wms-job-submit Success ======================

The job has been successfully submitted to the WMProxy
Your job identifier is:

{JOB}

==========================================================================

"""
EMI = f"""
======================= glite-wms-job-status Success =====================
BOOKKEEPING INFORMATION:

Status info for the Job : {JOB}
Current Status:     Running\x20
Submitted:          Wed Mar  2 19:07:36 2016 UTC
==========================================================================

- Nodes information for:\x20
    Status info for the Job : {NODE}
    Current Status:     Done(Exit Code !=0)
    Exit code:          3
    Status Reason:      Warning: job exit code != 0
    Destination:        ce01.site.org:8443/cream-pbs-hess
    Submitted:          Wed Mar  2 19:07:36 2016 UTC
    Node Name:          Node_7
==========================================================================
"""
OLD = f"""
*************************************************************
BOOKKEEPING INFORMATION:

Status info for the Job : {JOB}
Current Status:     Done (Failed)
Logged Reason(s):
    - Got a job held event, reason: Globus error 10
    - hit job shallow retry count (0)
Exit code:          1
Status Reason:      hit job shallow retry count (0)
Destination:        ce01.site.org:8443/cream-pbs-hess
Submitted:          Wed Mar  2 19:07:36 2016 CET
*************************************************************
"""
MATCHED = """
==========================================================================

\t\t     COMPUTING ELEMENT IDs LIST\x20
 The following CE(s) matching your job requirements have been found:

\t*CEId*                                                   *Rank*

 - ce01.site.org:8443/cream-pbs-hess                                -120
 - ce02.site.org:8443/cream-slurm-a

==========================================================================
"""
NONE_FITS = """
=============== glite-wms-job-list-match failure ===============
No Computing Element matching your job requirements has been found!
==========================================================================
"""


def gone(job: str) -> str:
    """Return what the tool says of a job that the bookkeeping does not know."""
    return f"**** Warning: API_NATIVE_ERROR ****\nUnable to retrieve the status for: {job}\nx: no matching jobs found\n"


def registered(job: str) -> str:
    """Return what the tool says when a job's files did not arrive."""
    why = "but an error occurred while transferring files:"
    return f"\nError - The job has been successfully registered (the JobId is: {job}), {why}\nFile Transfer Error\n"


def failed(name: str, words: str) -> Outcome:
    """Return an error of the tools in C++."""
    return Outcome(1, "", f"\nError - {name}\n{words}\nMethod: x\nError code: 103\n\n")


@pytest.mark.parametrize("text", [SENT, f"{JOB}\n"])
def test_the_id_is_a_line_of_its_own_and_no_server(text: str) -> None:
    assert parse_submitted(Outcome(0, text, "")) == JOB


@pytest.mark.parametrize(
    ("outcome", "error", "words"),
    [
        (Outcome(0, "", ""), NoAnswer, "not a word"),
        (Outcome(0, f"{JOB}\n{NODE}\n", ""), NoAnswer, "did not end well"),
        (Outcome(1, SENT, ""), NoAnswer, "did not end well"),
        (failed("Proxy validity Error", "Your proxy credential has expired"), NoProxy, "parisana proxy init"),
        (failed("Jdl Error", "Executable: mandatory attribute"), Refused, "mandatory attribute"),
        (failed("InputSandboxSize Error", "12 bytes exceeds the MAX"), Refused, "12 bytes"),
        (failed("Operation failed", "Unable to register the job\nConnection refused"), ServerBusy, "refused"),
        (failed("Operation failed", "Unable to register the job\nSOAP timeout"), NoAnswer, "timeout"),
        (failed("Operation failed", "Unable to start the job: Connection refused"), NoAnswer, "whether it starts"),
        (Outcome(1, "", registered(JOB)), Unstarted, "files"),
        (Outcome(139, "", ""), NoAnswer, "exit code 139"),
    ],
)
def test_no_job_was_named(outcome: Outcome, error: type[ParisanaError], words: str) -> None:
    with pytest.raises(error) as caught:
        parse_submitted(outcome)
    assert words in str(caught.value)
    assert (type(caught.value) is Refused) == (error is Refused), "only then is the job itself to blame"


def test_nothing_is_taken_while_the_proxy_is_handed_over() -> None:
    for outcome in (failed("Operation failed", "Unable to delegate the credential\nSOAP timeout"), Outcome(0, "", "")):
        with pytest.raises(ServerBusy):
            check_delegated(outcome)


def test_states_and_nodes_of_the_newer_generation() -> None:
    known = parse_status(Outcome(0, EMI, ""))[JOB]
    ((row, name, node),) = known.nodes
    assert (known.state, row, name, node.exit_code, node.qualifier) == ("Running", 7, NODE, 3, "Exit Code !=0")
    assert known.submitted == 1456945656.0
    assert ending_of("a", node).exit_code == 3 and ending_of("a", node).failure is None


def test_states_and_reasons_of_the_older_generation() -> None:
    known = parse_status(Outcome(0, OLD, ""))[JOB]
    assert (known.state, known.qualifier) == ("Done", "Failed")
    assert ending_of("a", known).failure is Failure.NODE
    assert "shallow retry count (0); Got a job held event" in ending_of("a", known).reason


@pytest.mark.parametrize(
    ("known", "failure"),
    [
        (Known("Aborted", reason="BrokerHelper: no compatible resources"), Failure.SITE),
        (Known("Aborted", reason="Job Aborted because proxy expired"), Failure.CREDENTIAL),
        (Known("Aborted", reason="hit job retry count (0)"), Failure.NODE),
        (Known("Done", "Failed", reason="Job has been terminated (got SIGXCPU)"), Failure.TIME),
        (Known("Done", "Failed", reason="Cannot upload output.txt"), Failure.STAGE_OUT),
        (Known("Done", "Cancelled"), Failure.CANCELLED),
        (Known("Cancelled"), Failure.CANCELLED),
        (Known("Cleared"), Failure.LOST),
    ],
)
def test_ends_have_the_class_of_their_words(known: Known, failure: Failure) -> None:
    assert ending_of("a", known).failure is failure


def test_a_job_is_only_gone_when_the_bookkeeping_says_so() -> None:
    silent = f"**** Warning: API_NATIVE_ERROR ****\nUnable to retrieve the status for: {NODE}\nx: Connection refused\n"
    told = parse_status(Outcome(255, EMI, gone(JOB.replace("aB", "xx")) + silent))
    assert {job: known.state for job, known in told.items()} == {JOB: "Running", JOB.replace("aB", "xx"): ""}
    with pytest.raises(NoAnswer):
        parse_status(Outcome(1, "", silent))


def test_a_list_counts_only_when_every_server_told_its_jobs() -> None:
    nothing = "**** Error: LB_API_OPEN_ALL ****\nUnable to open connection with any LB supplied\n"
    assert set(parse_list(Outcome(0, EMI, ""))) == {JOB}
    assert parse_list(Outcome(1, "", gone("https://lb1") + nothing)) == {}
    for outcome in (
        Outcome(0, EMI, "**** Warning: API_NATIVE_ERROR ****\nConnection refused\n"),
        Outcome(1, "", nothing),
        Outcome(0, "", ""),
    ):
        with pytest.raises(NoAnswer):
            parse_list(outcome)


def test_elements_that_match_and_none_that_does() -> None:
    found = {"ce01.site.org:8443/cream-pbs-hess": -120, "ce02.site.org:8443/cream-slurm-a": None}
    assert parse_matches(Outcome(0, MATCHED, "")) == found
    assert parse_matches(Outcome(0, NONE_FITS, "")) == {}
    with pytest.raises(NoAnswer):
        parse_matches(Outcome(0, "", ""))


@given(st.text(), st.integers(-9, 255))
def test_strange_answers_are_never_a_job_and_never_an_end(text: str, code: int) -> None:
    for parse in (parse_submitted, parse_status, parse_list, parse_matches, parse_logged):
        with suppress(ParisanaError):
            assert not parse(Outcome(code, text, text))


@given(st.integers(0, len(EMI)))
def test_an_answer_that_is_cut_ends_nothing(length: int) -> None:
    with suppress(NoAnswer):
        for known in parse_status(Outcome(0, EMI[:length], "")).values():
            assert known.state in ("Running", EMI[EMI.index("Running") : length]), "the job itself runs"
            assert all(node.state.startswith("D") for _, _, node in known.nodes)


def submission(rows: int) -> Submission:
    """Return a submission of so many rows."""
    return Submission(
        "t-1", "/w/program/make.sh", "/w/t-1.tsv", rows, Resources(memory_mb=2000, time_s=3600), "/w/logs"
    )


def settings(**values: object) -> CreamSettings:
    """Return settings with a WMS."""
    return CreamSettings.model_validate({"vo": "vo.x", "use_wms": True, "wms_servers": ["https://w:7443/s"], **values})


@pytest.mark.parametrize("bulk", ["parametric", "collection"])
@pytest.mark.parametrize("rows", [1, 3])
def test_each_row_of_a_description_is_a_job_with_its_own_row_file(bulk: str, rows: int) -> None:
    text = description(submission(rows), ["/w/start.sh", "/w/program/make.sh"], settings(bulk=bulk))
    jobs = jobs_of(read(text))
    assert list(jobs) == list(range(1, rows + 1))
    for row, job in jobs.items():
        assert job["inputsandbox"] == ["/w/start.sh", f"/w/row-{row}.tsv", "/w/program/make.sh"]
        assert (job["arguments"], job["retrycount"], job["shallowretrycount"]) == (str(row), "0", "0")
        assert job["environment"] == ["PARISANA_TAG=t-1", f"PARISANA_ROWS={rows}"]


@pytest.mark.parametrize(
    ("changed", "matches"),
    [
        ({}, True),
        ({"GlueCEStateStatus": "Draining"}, False),
        ({"GlueHostMainMemoryRAMSize": 1999}, False),
        ({"GlueCEPolicyMaxWallClockTime": 59}, False),
        ({"GlueCEUniqueID": "ce1xsite.org:8443/cream-pbs-b"}, False),
        ({"GlueCEUniqueID": "ce2.site.org:8443/cream-pbs-b"}, False),
        ({"GlueCEUniqueID": "ce2.site.org:8443/cream-pbs-a"}, True),
    ],
)
def test_requirements_are_those_of_the_profile_the_job_and_the_chosen_elements(
    changed: dict[str, object], matches: bool
) -> None:
    chosen = settings(elements=["ce1.site.org", "ce2.site.org:8443/cream-pbs-a"])
    (job,) = jobs_of(read(description(submission(1), ["/w/start.sh"], chosen))).values()
    offered = {
        "GlueCEUniqueID": "ce1.site.org:8443/cream-pbs-x",
        "GlueCEStateStatus": "Production",
        "GlueCEPolicyMaxWallClockTime": 60,
        "GlueHostMainMemoryRAMSize": 2000,
    }
    assert fits(job, {**offered, **changed}) is matches


def test_a_proxy_server_is_named_only_when_it_is_wanted() -> None:
    with_one = settings(use_myproxy=True, myproxy_server="myproxy.site.org")
    assert read(description(submission(1), ["/w/s.sh"], with_one))["myproxyserver"] == "myproxy.site.org"
    assert "myproxyserver" not in read(description(submission(1), ["/w/s.sh"], settings()))


@pytest.mark.parametrize("expression", ["true; Executable = 1", "true\nx"])
def test_an_expression_cannot_become_another_attribute(expression: str) -> None:
    with pytest.raises(ValidationError, match="stands on one line"):
        settings(requirements=expression)


def test_attempts_know_their_job_and_row() -> None:
    names = [str(each) for each in attempts_of(f"{JOB}#3")]
    assert names[2] == f"{JOB}#3/3" and [attempt_named(name) for name in names] == attempts_of(f"{JOB}#3")
    assert attempts_of(JOB) == [] and attempt_named("nonsense") is None
