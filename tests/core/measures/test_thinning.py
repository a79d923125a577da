"""Looks are thinned out by their age, and what is kept once is kept as long as its stretch lasts."""

from __future__ import annotations

from parisana.core.measures.thinning import DAY, HOUR, LONGEST, superfluous

NOW = 1_700_006_400


def test_new_looks_stay_and_older_ones_are_fewer() -> None:
    times = set(range(NOW - 60 * DAY, NOW + 1, 60))
    kept = times - superfluous(times, NOW)
    per = [len([at for at in kept if low < NOW - at <= high]) for low, high in ((-1, HOUR - 1), (HOUR, DAY - 1))]
    assert per == [60, 23 * 6]
    assert len([at for at in kept if DAY <= NOW - at < 30 * DAY]) in (29 * 24, 29 * 24 + 1)
    assert len([at for at in kept if NOW - at >= 30 * DAY]) in (30, 31, 32)


def test_a_year_of_looks_every_minute_becomes_few_and_thinning_again_changes_nothing() -> None:
    times = set(range(NOW - 3 * DAY, NOW + 1, 60))
    kept = times - superfluous(times, NOW)
    assert superfluous(kept, NOW) == set()
    assert len(kept) < 60 + 150 + 60
    assert superfluous({NOW - LONGEST, NOW}, NOW) == {NOW - LONGEST}
