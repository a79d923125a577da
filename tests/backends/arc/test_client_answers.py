"""What the commands of ARC's client print, as the real one printed it, and when it says less than it seems to."""

from __future__ import annotations

import pytest

from parisana.backends.arcclient.answers import (
    Known,
    Unsent,
    parse_states,
    parse_status,
    parse_submitted,
    parse_tag,
    printed,
)
from parisana.errors import NoAnswer, Refused
from parisana.plugins.runner import Outcome

PEER = "VERBOSE: Peer name: /DC=test/CN=ce\nVERBOSE: Identity name: /DC=test/CN=ce\n"
BOTH = """Found the following jobs:
https://ce/arex/rest/1.0/jobs/one
https://ce/arex/rest/1.0/jobs/two
https://ce/arex/one
Total number of jobs found: 3
"""
TOLD = """Job: https://ce/arex/one
 Name: p1-make
 State: Failed
 Exit Code: 3
 Job Error: LRMS error: (3) Job finished with wrong exit code - 3 != 0

Job: https://ce/arex/rest/1.0/jobs/one
 State: Running

Job: https://ce/arex/rest/1.0/jobs/two
 State: Submitting

Status of 3 jobs was queried, 3 jobs returned information
"""
WHY = "LRMS error: (3) Job finished with wrong exit code - 3 != 0"


def test_a_job_that_stands_there_twice_is_as_emi_es_says_and_one_of_rest_is_not_left_out() -> None:
    found = parse_states(Outcome(0, TOLD, PEER + BOTH))
    assert found == {
        "one": Known("https://ce/arex/one", "FAILED", WHY),
        "two": Known("https://ce/arex/rest/1.0/jobs/two", "SUBMITTING"),
    }


def test_no_jobs_is_an_answer_only_of_who_answered() -> None:
    none = "Total number of jobs found: 0\n"
    assert parse_states(Outcome(1, "No jobs found, try later\n", PEER + none)) == {}
    refused = f"{PEER}VERBOSE: esainfo:ListActivities request to https://ce/arex failed with response: No\n{none}"
    away = f"ERROR: Failed to establish connection: TCP: GENERIC_ERROR\n{none}"
    for said in (refused, away, none, PEER, ""):
        with pytest.raises(NoAnswer):
            parse_states(Outcome(0, "", said))


def test_an_answer_that_leaves_a_job_out_is_none() -> None:
    short = TOLD.partition("Job: https://ce/arex/rest/1.0/jobs/two")[0]
    with pytest.raises(NoAnswer, match="leaves jobs out, as https:"):
        parse_states(Outcome(0, short, PEER + BOTH))


@pytest.mark.parametrize(
    ("said", "state"),
    [("Queuing", "QUEUING"), ("Hold", "HELD"), ("Killed", "KILLED"), ("Deleted", "WIPED"), ("Undefined", "OTHER")],
)
def test_states_are_those_of_the_other_interface(said: str, state: str) -> None:
    listed = "https://ce/arex/one\nTotal number of jobs found: 1\n"
    told = f"Job: https://ce/arex/one\n State: {said}\n"
    assert parse_states(Outcome(0, told, PEER + listed))["one"].state == state


def test_a_job_that_was_killed_has_not_failed() -> None:
    listed = "https://ce/arex/one\nTotal number of jobs found: 1\n"
    told = "Job: https://ce/arex/one\n State: Failed\n Job Error: Job is canceled by external request\n"
    assert parse_states(Outcome(0, told, PEER + listed))["one"].state == "KILLED"


def test_what_was_certainly_not_sent_may_go_elsewhere_and_what_was_perhaps_sent_may_not() -> None:
    assert parse_submitted(Outcome(0, "Job submitted with jobid: https://ce/arex/one\n", PEER)) == "https://ce/arex/one"
    with pytest.raises(Unsent, match="Failed to establish connection: TCP"):
        parse_submitted(Outcome(1, "", "ERROR: Failed to establish connection: TCP\n"))
    sent = "VERBOSE: Processing a escreate:CreateActivity request\n"
    for cut in ("", "ERROR: One or multiple job descriptions was not submitted.\n"):
        with pytest.raises(NoAnswer):
            parse_submitted(Outcome(1, "", sent + cut))
    with pytest.raises(Refused, match="Requested queue x is not allowed for this user") as caught:
        said = "INFO: Failed to submit job description: EMIESFault(Failed to create new activity. "
        parse_submitted(Outcome(1, "", f"{sent}{said}Requested queue x is not allowed for this user , (empty))\n"))
    assert not isinstance(caught.value, Unsent)


def test_the_tag_stands_in_the_script_and_in_what_starts_it() -> None:
    assert parse_tag("umask 077\nexport 'PARISANA_TAG=p1-make-12'\n") == "p1-make-12"
    assert parse_tag("row=${1:-1}\ntable=$PWD/work/submissions/p1-make-12.tsv\n") == "p1-make-12"
    assert parse_tag("echo PARISANA_TAG=p1\n") == ""


def test_a_file_that_cannot_be_had_now_is_not_one_that_is_not_there() -> None:
    assert printed(Outcome(0, "umask 077\n", PEER)) == "umask 077\n"
    for none in ("WARNING: Job has not started yet: https://ce/arex/one", "Transfer FAILED: 404 - Not Found"):
        assert printed(Outcome(1, "", PEER + none)) == ""
    for silent in ("", "ERROR: Failed to establish connection: TCP\n", "Transfer FAILED: timed out"):
        with pytest.raises(NoAnswer):
            printed(Outcome(1, "", silent))


def test_an_element_says_whether_it_is_in_production() -> None:
    assert parse_status(Outcome(0, "Computing service: Test cluster (production)\n", "")) == "Production"
    with pytest.raises(NoAnswer, match="Failed to retrieve information from the following endpoints"):
        parse_status(Outcome(1, "", "ERROR: Failed to retrieve information from the following endpoints:\n"))
