"""Shares of jobs: by how soon an element answers, by what the user says, and what is sent keeps to them."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parisana.core.sites.shares import Candidate, all_equal, next_element, own_weights, shares, weighted
from parisana.core.texts.document import Wrong

TIMES = {"a": 1314, "b": 3341, "c": 830715, "d": 16556, "e": 35297, "f": 414}


def candidates(**changes: Candidate) -> list[Candidate]:
    """Return six elements, some of them changed."""
    return [changes.get(name, Candidate(name, seconds)) for name, seconds in TIMES.items()]


def test_the_priorities_of_six_elements_come_out_to_six_digits() -> None:
    found = [round(share, 6) for share in shares(candidates()).values()]
    assert found == [0.226849, 0.221445, 0.000000, 0.186212, 0.136246, 0.229248]


def test_who_is_not_used_gets_nothing_and_a_weight_of_ones_own_counts() -> None:
    found = shares(candidates(a=Candidate("a", 1314, usable=False), c=Candidate("c", 830715, weight=86400.0)))
    assert found["a"] == 0
    assert found["c"] == pytest.approx(max(found.values()))
    assert sum(found.values()) == pytest.approx(1)


def test_without_any_weight_all_that_are_usable_share_alike() -> None:
    slow = [Candidate("a", 100_000), Candidate("b", None), Candidate("c", 200_000, usable=False)]
    assert shares(slow) == {"a": 0.5, "b": 0.5, "c": 0.0}
    assert all_equal(slow) and not all_equal(candidates())
    assert shares([Candidate("a", 1, usable=False)]) == {"a": 0.0}


def test_how_long_jobs_may_wait_is_a_setting() -> None:
    assert shares(candidates(), longest_wait=1_000_000)["c"] > 0


@given(st.lists(st.floats(0, 90_000), min_size=1, max_size=8), st.integers(1, 300))
def test_what_is_sent_keeps_to_the_shares(times: list[float], jobs: int) -> None:
    shared = shares([Candidate(f"e{number}", seconds) for number, seconds in enumerate(times)])
    sent: Counter[str] = Counter()
    for _ in range(jobs):
        element = next_element(shared, sent)
        assert element is not None
        sent[element] += 1
    assert all(abs(sent[name] - share * jobs) <= len(times) for name, share in shared.items())


def test_elements_put_aside_get_nothing_meanwhile() -> None:
    shared = {"a": 0.5, "b": 0.5, "c": 0.0}
    assert next_element(shared, {}, {"a"}) == "b"
    assert next_element(shared, {}, {"a", "b"}) is None


def test_weights_of_ones_own_are_read_and_stand_for_those_by_response_time() -> None:
    own = own_weights(["c=86400", "ce01.site.org:8443/cream-pbs-hess=0.5"])
    assert own == {"c": 86400.0, "ce01.site.org:8443/cream-pbs-hess": 0.5}
    found = shares(weighted(candidates(), own))
    assert round(found["c"], 6) == round(86400 / (85086 + 83059 + 86400 + 69844 + 51103 + 85986), 6)
    assert sum(found.values()) == pytest.approx(1)


@pytest.mark.parametrize("word", ["c", "=3", "c=", "c=-1", "c=many", "c=nan", "c=inf"])
def test_what_is_no_weight_is_refused_with_an_example(word: str) -> None:
    with pytest.raises(Wrong, match="write ELEMENT=WEIGHT"):
        own_weights([word])
