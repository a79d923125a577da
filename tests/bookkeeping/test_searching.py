"""A text is found whatever its case, in letters of all alphabets, and in both databases alike."""

from __future__ import annotations

from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.values.entries import JobChange
from parisana.bookkeeping.values.views import JobQuery
from parisana.core.jobs.states import JobState

REASON = "Élodie's naïve RÈGLE for Ωmega, ΣΊΣΥΦΟΣ and Москва: 100% of a_b\\c 🦀"


FOUND = ("élodie", "règle", "NAÏVE", "ωMEGA", "σίσυφο", "мОСКВА", "100%", "a_B\\C", "🦀")
NOT_FOUND = ("omega", "regle", "1%0", "a-b", "É%", "'; --")


def test_case_does_not_matter_and_no_character_means_anything_else(book: Bookkeeping, production: int) -> None:
    book.step_jobs(production, [JobChange(book.job(production, 1).id, JobState.CANCELLED, 2.0, reason=REASON)], "x")
    for text in (*FOUND, *NOT_FOUND):
        found = text in FOUND
        assert [row.number for row in book.job_rows(JobQuery(production, text=text))] == [1] * found, text
        assert book.count_jobs(JobQuery(production, text=text)) == found, text
        assert bool(book.events(production, text=text)) == found, text
