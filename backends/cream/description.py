"""The job description of one submission, as a file beside its table."""

from __future__ import annotations

import os
from collections.abc import Sequence

from parisana.backends.grid.jdl import needs
from parisana.backends.grid.sandbox import OUTPUT
from parisana.plugins.backend import Submission
from parisana.plugins.files import Files

from .jdl import job_description
from .outputs import destination
from .settings import CreamSettings


def describe(submission: Submission, carried: Sequence[str], settings: CreamSettings, files: Files) -> str:
    """Write it; return its path. The tag rides in it, so that the job can be found again."""
    text = job_description(
        executable=os.path.basename(carried[0]),
        arguments=(),
        inputs=carried,
        outputs=(OUTPUT,),
        destination=destination(settings, submission.tag),
        environment={"PARISANA_TAG": submission.tag},
        requirements=needs(submission.resources),
    )
    path = f"{os.path.dirname(carried[0])}/job.jdl"
    files.write(path, text.encode())
    return path
