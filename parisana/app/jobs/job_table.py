"""The words in which the table of jobs is asked for: ``session.job_rows(JobQuery(12))``, ``session.job_table``."""

from parisana.app.jobstore.words import PAGE, Answer, Question, Source
from parisana.bookkeeping.values.views import JobLine, JobQuery, JobRow, JobSort, Place, StageSum

__all__ = [
    "PAGE", "Answer", "JobLine", "JobQuery", "JobRow", "JobSort", "Place", "Question", "Source", "StageSum",
]  # fmt: skip
