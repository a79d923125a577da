"""Messages of jobs that failed alike are the same, and stay readable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parisana.core.jobs.causes import CAUSES, Help
from parisana.core.jobs.states import Failure
from parisana.core.texts.alike import MOST, normalised

#: Texts as programs write them: words, numbers, paths, hosts and ids in any order.
PIECES = st.one_of(
    st.sampled_from(
        ["error", "/scratch/17/x.fits:", "ccwsge0711.in2p3.fr", "0x7fff12ab", "12.5", "1e-9", "-", "…", "a.b.c1.de",
         "root://xrd.cern.ch:1094//store/f.root", "deadbeef12", "std::bad_alloc", "sum.tar.gz", "~/x", "N", "HOST"]
    ),
    st.text(max_size=12),
)  # fmt: skip
MESSAGES = st.lists(PIECES, max_size=12).map(" ".join)


@pytest.mark.parametrize(
    ("message", "same"),
    [
        ("over 2,400 MB", "over N MB"),
        ("std::bad_alloc in table filler", "std::bad_alloc in table filler"),
        ("No space left in '/scratch/12/tmp dir'", "No space left in 'PATH dir'"),
        ("read of root://ccxroot:1999//hess/dst/run_1.root timed out", "read of PATH timed out"),
        ("node ccwsge0711.in2p3.fr went away", "node HOST went away"),
        ("node ccwsge0711 went away", "node ccwsgeN went away"),
        ("run_023614.fits and sum.tar.gz differ", "run_N.fits and sum.tar.gz differ"),
        ("checksum 6e960812 is not a91b33f0", "checksum ID is not ID"),
        ("job 2f1c9c0e-1b7a-4a0e-9d53-6d7a52b1c0f3 lost", "job ID lost"),
        ("DST/run_023614 not on disk", "DST/run_N not on disk"),
        ("killed at 12:03:22\n  by signal 9", "killed at N by signal N"),
        ("it ended with exit code 3.", "it ended with exit code N."),
        ("", ""),
    ],
)  # fmt: skip
def test_what_differs_from_job_to_job_is_left_out(message: str, same: str) -> None:
    assert normalised(message) == same


@given(MESSAGES)
def test_again_makes_no_difference(message: str) -> None:
    assert normalised(normalised(message)) == normalised(message)


@given(MESSAGES)
def test_no_figure_is_left_and_no_message_is_long(message: str) -> None:
    found = normalised(message)
    assert len(found) <= MOST
    assert not any(letter in "0123456789\n\t" for letter in found)


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.sampled_from(["run {} has no events", "line {}: bad", "{} s"]))
def test_messages_that_differ_in_numbers_alone_are_the_same(one: int, other: int, words: str) -> None:
    assert normalised(words.format(one)) == normalised(words.format(other))


@given(st.from_regex(r"(/[a-z]{1,9}[0-9]{0,3}){1,5}", fullmatch=True))
def test_messages_that_differ_in_a_path_alone_are_the_same(path: str) -> None:
    assert normalised(f"cannot read {path}, giving up") == "cannot read PATH, giving up"


def test_a_message_of_ten_thousand_characters_is_cut() -> None:
    found = normalised("Traceback: " + "what went wrong " * 700)
    assert found.startswith("Traceback: what went wrong") and len(found) == MOST and found.endswith("…")


def test_every_class_has_a_cause_and_something_that_helps() -> None:
    assert set(CAUSES) == set(Failure)
    assert all(cause.usual.endswith(".") and cause.helps for cause in CAUSES.values())
    assert all(cause.place for cause in CAUSES.values() if Help.PROFILE in cause.helps)
