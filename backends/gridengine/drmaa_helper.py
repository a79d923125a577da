"""The helper itself: a small program that holds one DRMAA session. It imports nothing of parisana."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Mapping
from importlib import import_module
from typing import Any

#: The library's words for a no; after any other, nobody knows what became of the request.
REFUSED = frozenset(
    [
        "DeniedByDrmException",
        "AuthorizationException",
        "InvalidAttributeFormatException",
        "InvalidAttributeValueException",
    ]
)


def main() -> None:
    """Answer requests until there are no more."""
    drmaa = import_module("drmaa")
    with os.fdopen(os.dup(1), "w") as answers:
        os.dup2(2, 1)  # what the library prints is no answer
        for line in sys.stdin:
            answers.write(json.dumps(answer(drmaa, json.loads(line))) + "\n")
            answers.flush()


def answer(drmaa: Any, request: Mapping[str, Any]) -> dict[str, Any]:
    """Do what is asked for, in a session that is open by then."""
    try:
        session = open_session(drmaa)
        return submit(session, request) if request["do"] == "submit" else cancel(drmaa, session, request["ids"])
    except Exception as error:  # the library has some twenty kinds of them
        kind = "refused" if type(error).__name__ in REFUSED else "silent"
        return {kind: str(error).partition(": ")[2] or str(error)}


_OPEN: list[Any] = []


def open_session(drmaa: Any) -> Any:
    """Return the session; it is opened once."""
    if not _OPEN:
        session = drmaa.Session()
        session.initialize()
        _OPEN.append(session)
    return _OPEN[0]


def submit(session: Any, request: Mapping[str, Any]) -> dict[str, Any]:
    """Send an array; the scheduler keeps its text, so that the file can go."""
    template = session.createJobTemplate()
    handle, path = tempfile.mkstemp(prefix="parisana-", suffix=".sh")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="surrogateescape") as file:
            file.write(request["text"])
        template.remoteCommand = path
        template.nativeSpecification = " ".join(request["options"])
        ids = session.runBulkJobs(template, 1, request["rows"], 1)
    finally:
        os.unlink(path)
        session.deleteJobTemplate(template)
    return {"number": ids[0].partition(".")[0]}


def cancel(drmaa: Any, session: Any, ids: list[str]) -> dict[str, Any]:
    """Terminate tasks; those that are gone are passed over."""
    for each in ids:
        try:
            session.control(each, drmaa.JobControlAction.TERMINATE)
        except drmaa.errors.InvalidJobException:
            continue
    return {}


if __name__ == "__main__":
    main()
