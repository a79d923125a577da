"""The description of one submission for the WMS: a job, or many in one, with what an element must offer for them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from parisana.backends.cream.answers import ELEMENT
from parisana.backends.cream.settings import CreamSettings
from parisana.backends.grid.jdl import classad, needs, text, texts, variables
from parisana.backends.grid.sandbox import OUTPUT, row_file
from parisana.core.jobs.resources import Resources
from parisana.core.sites.shares import own_weights
from parisana.plugins.backend import Submission
from parisana.plugins.files import Files

#: In a parametric job this word stands for the number of each.
NUMBER = "_PARAM_"


def describe(submission: Submission, carried: Sequence[str], settings: CreamSettings, files: Files) -> str:
    """Write it; return its path. The tag rides in it, so that the jobs can be found again."""
    path = f"{os.path.dirname(carried[0])}/job.jdl"
    files.write(path, description(submission, carried, settings).encode())
    return path


def description(submission: Submission, carried: Sequence[str], settings: CreamSettings) -> str:
    """Return it as text."""
    common = _common(submission, settings)
    rows = submission.rows
    if rows == 1:
        return classad({"Type": text("Job"), "JobType": text("Normal"), **_job(carried, 1), **common})
    if settings.bulk == "parametric":
        # The numbers end before Parameters.
        counted = {"Parameters": str(rows + 1), "ParameterStart": "1", "ParameterStep": "1"}
        kind = {"Type": text("Job"), "JobType": text("Parametric"), **counted}
        return classad({**kind, **_job(carried, NUMBER), **common})
    nodes = [classad({"NodeName": text(f"Node_{row}"), **_job(carried, row), **common}) for row in range(1, rows + 1)]
    listed = ",\n".join(node.strip() for node in nodes)
    return classad({"Type": text("Collection"), "Nodes": f"{{\n{listed}\n}}"})


def _job(carried: Sequence[str], number: object) -> Mapping[str, str]:
    """Return what runs for one row, and what travels with it."""
    start, *others = carried
    return {
        "Executable": text(os.path.basename(start)),
        "Arguments": text(str(number)),
        "InputSandbox": texts([start, f"{os.path.dirname(start)}/{row_file(number)}", *others]),
        "OutputSandbox": texts([OUTPUT]),
    }


def _common(submission: Submission, settings: CreamSettings) -> Mapping[str, str]:
    """Return what all rows have; the WMS sends nothing a second time by itself."""
    return {
        "Environment": variables({"PARISANA_TAG": submission.tag, "PARISANA_ROWS": str(submission.rows)}),
        "VirtualOrganisation": text(settings.vo),
        "Requirements": requirements(submission.resources, settings),
        "Rank": rank(settings),
        "RetryCount": "0",
        "ShallowRetryCount": "0",
        "MyProxyServer": text(settings.myproxy_server) if settings.use_myproxy and settings.myproxy_server else "",
    }


def requirements(resources: Resources, settings: CreamSettings) -> str:
    """Return what an element must offer: what the profile says, what the job needs, and being one to be chosen."""
    return " && ".join([*_said(settings), needs(resources), *_chosen(settings)])


def requirements_by_hand(settings: CreamSettings) -> str:
    """Return the same for jobs of any size."""
    return " && ".join([*_said(settings), *_chosen(settings)]) or "true"


def rank(settings: CreamSettings) -> str:
    """Return by what the WMS orders elements: weights of the user's own stand for what they say of themselves.

    By default an element ranks by how soon it answers, which is its weight less the longest wait; so does one's own.
    """
    found = settings.rank or "0"
    for element, weight in own_weights(settings.weights).items():
        if weight:
            found = f"({_is(element)} ? {round(weight - settings.longest_wait_s)} : {found})"
    return found


def _said(settings: CreamSettings) -> list[str]:
    return [f"({settings.requirements})"] if settings.requirements else []


def _chosen(settings: CreamSettings) -> list[str]:
    """Return which elements may get jobs: those of the list, without such as weigh nothing."""
    chosen = " || ".join(map(_is, settings.elements))
    nothing = [element for element, weight in own_weights(settings.weights).items() if not weight]
    return [*([f"({chosen})"] if chosen else []), *(f"!({_is(element)})" for element in nothing)]


def _is(element: str) -> str:
    """Return the expression for one element, or for all queues of a host."""
    if ELEMENT.fullmatch(element):
        return f"other.GlueCEUniqueID == {text(element)}"
    host = element.partition(":")[0].replace(".", "[.]")
    return f"RegExp({text(f'^{host}:')}, other.GlueCEUniqueID)"
