"""What ARC's REST interface answers, read exactly: lists of one, empty bodies, errors inside a success."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parisana.backends.arc.adl import activity_description
from parisana.backends.arc.answers import (
    ending_of,
    entries,
    parse_created,
    parse_delegations,
    parse_element,
    parse_files,
    parse_inputs,
    parse_name,
    parse_runtimes,
    parse_states,
)
from parisana.backends.arc.wire import Reply
from parisana.backends.arc.xrsl import CLIENT, job_description, text
from parisana.core.jobs.resources import Resources
from parisana.core.jobs.states import Failure
from parisana.errors import Bug, NoAnswer, ParisanaError, Refused

#: What an element says of an input before it copies it.
CHECKING = "Failed in data staging: Failed checking source replica gsiftp://host/dst/sum.txt"


def reply(*jobs: object, status: int = 201) -> Reply:
    """Return an answer about jobs; one alone stands without a list around it."""
    return Reply(status, json.dumps({"job": jobs[0] if len(jobs) == 1 else jobs}).encode())


def test_one_job_and_several_are_read_alike() -> None:
    one, two = {"id": "a", "state": "RUNNING"}, {"id": "b", "state": "None"}
    assert parse_states(reply(one)) == {"a": "RUNNING"}
    assert parse_states(reply(one, two)) == {"a": "RUNNING", "b": ""}
    assert parse_states(Reply(200, b"")) == {}


def test_a_job_is_taken_when_it_is_named_and_refused_in_the_services_words() -> None:
    assert parse_created(reply({"status-code": "201", "id": "a", "state": "ACCEPTING"})) == "a"
    with pytest.raises(Refused, match=r"^No job description parser was able to interpret job description\.$"):
        parse_created(
            reply({"status-code": "500", "reason": "No job description parser was able to interpret job description"})
        )


@pytest.mark.parametrize(
    "answer",
    [
        Reply(503, b"busy"),
        Reply(201, b"<html>"),
        Reply(201, b"{}"),
        Reply(201, b'{"job": 3}'),
        reply({"status-code": "201"}),
        reply({"status-code": "201", "id": "a"}, {"status-code": "201", "id": "b"}),
    ],
)
def test_anything_else_leaves_it_in_doubt(answer: Reply) -> None:
    with pytest.raises(NoAnswer):
        parse_created(answer)


@pytest.mark.parametrize(
    ("state", "said", "code", "failure"),
    [
        ("FINISHED", "", 0, None),
        ("KILLED", "", None, Failure.CANCELLED),
        ("FAILED", "LRMS error: (7) Job finished with wrong exit code - 7 != 0\n", 7, None),
        ("FAILED", "LRMS error: (-1) Job died unexpectedly", None, Failure.NODE),
        ("FAILED", "LRMS error: (271) job killed: wall time limit exceeded", 271, None),
        ("FAILED", "Job proxy has expired", None, Failure.CREDENTIAL),
        ("FAILED", "Failed in files download (pre-processing)", None, Failure.STAGE_IN),
        ("FAILED", f"{CHECKING}: LIST/MLST command failed: 550 No such file or directory", None, Failure.INPUTS),
        ("FAILED", f"{CHECKING}: connection timed out", None, Failure.STAGE_IN),
        ("FAILED", "Failed in data staging: Transfer timed out", None, Failure.STAGE_IN),
        ("FAILED", "", None, Failure.NODE),
    ],
)
def test_ends_and_their_reasons(state: str, said: str, code: int | None, failure: Failure | None) -> None:
    ending = ending_of("job", state, said, "t-1")
    assert (ending.exit_code, ending.failure, ending.tag) == (code, failure, "t-1")


def test_the_services_own_notes_name_the_job() -> None:
    assert parse_name("globalid=x\njobname=p1-make-12\nlrms=fork\n") == "p1-make-12"
    assert parse_name("") == ""


def test_memory_is_told_for_each_core_and_time_in_the_readers_unit() -> None:
    needs = Resources(memory_mb=1001, cores=2, time_s=61)
    said, handed_on, other = (
        describe(name="t-1", executable="start.sh", inputs={}, outputs=[], needs=needs, queue="long")
        for describe in (job_description, partial(job_description, unit_s=CLIENT), activity_description)
    )
    assert all(part in said for part in ('(memory="501")', '(wallTime="61")', '(queue="long")'))
    assert '(wallTime="2")' in handed_on
    for part in ("Memory>525336576<", "<NumberOfSlots>2<", "<WallTime>61<", "<QueueName>long<"):
        assert part in other


def test_no_word_of_a_job_breaks_the_description() -> None:
    said = activity_description(
        name="a<b&c", executable="s", inputs={}, outputs=[], needs=Resources(), queue=None, runtimes=["R<1>"]
    )
    assert "<Name>a&lt;b&amp;c</Name>" in said and "<Name>R&lt;1&gt;</Name>" in said and "Queue" not in said


@pytest.mark.parametrize("describe", [job_description, activity_description])
def test_what_a_job_waits_for_is_read_back_from_its_description(describe: Callable[..., str]) -> None:
    description = describe(
        name="t-1",
        executable="start.sh",
        inputs={"start.sh": "", "row.tsv": "", "work/brought/sum.txt": "root://host//dst/sum.txt"},
        outputs=["output.txt", "@work/taken/list"],
        needs=Resources(memory_mb=1001, cores=2),
        queue="long",
    )
    assert parse_inputs(description) == {"start.sh", "row.tsv"}
    assert parse_files(Reply(200, b'{"file": "start.sh"}')) == {"start.sh"}
    assert parse_files(Reply(200, b'{"file": ["start.sh", "row.tsv"], "dir": "work"}')) == {"start.sh", "row.tsv"}
    assert parse_files(Reply(404, b"")) == set()


def test_strings_of_a_description_are_quoted() -> None:
    assert text('a "b"') == '"a ""b"""'
    with pytest.raises(Bug):
        text("two\nlines")


def test_the_row_of_the_dialog_is_found_however_deep_it_lies() -> None:
    service = {
        **{"TotalJobs": "5", "RunningJobs": "3", "WaitingJobs": "2"},
        "ComputingManager": {"TotalSlots": "8"},
        "ComputingEndpoint": [{"ServingState": "production"}],
    }
    whole = {"Domains": {"AdminDomain": {"ComputingService": service}}}
    found = parse_element("u", Reply(200, json.dumps(whole).encode()), 0.1, 0.5)
    assert (found.status, found.cpus, found.free_cpus, found.running, found.queued) == ("Production", 8, 5, 3, 2)
    silent = parse_element("u", Reply(200, b"{}"), 0.1, 0.0)
    assert (silent.status, silent.cpus, silent.running, silent.in_use) == ("Unknown", None, None, False)


@given(st.binary(), st.sampled_from([200, 201, 404, 500]))
def test_strange_answers_are_no_jobs(body: bytes, status: int) -> None:
    for parse in (entries, parse_states, parse_created):
        with suppress(ParisanaError):
            assert not parse(Reply(status, body))


def test_proxies_of_jobs_and_what_an_element_has_are_read() -> None:
    gone = {"status-code": "404", "reason": "Job not found", "id": "nobody"}
    assert parse_delegations(
        reply({"id": "a", "delegation_id": "d1"}, {"id": "b", "delegation_id": ["d1", "d2"]}, gone)
    ) == {
        "d1",
        "d2",
    }
    here = {"AppName": "ENV/PROXY"}, {"AppName": "APPS/ROOT", "AppVersion": "6.30"}
    for found, names in (({}, ()), (here[0], ("ENV/PROXY",)), (list(here), ("ENV/PROXY", "APPS/ROOT-6.30"))):
        whole = {"Domains": {"AdminDomain": {"ApplicationEnvironments": {"ApplicationEnvironment": found}}}}
        assert parse_runtimes(Reply(200, json.dumps(whole if found else {}).encode())) == names
    with pytest.raises(NoAnswer):
        parse_runtimes(Reply(503, b""))


def test_a_job_asks_for_its_proxy_and_its_software() -> None:
    said = job_description(
        name="p1",
        executable="start.sh",
        inputs={"start.sh": ""},
        outputs=[],
        needs=Resources(),
        queue=None,
        delegation="d1",
        runtimes=["ENV/PROXY", "APPS/ROOT"],
    )
    assert said.endswith('(delegationid="d1")(runTimeEnvironment="ENV/PROXY")(runTimeEnvironment="APPS/ROOT")')
