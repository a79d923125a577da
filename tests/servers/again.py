"""A test that failed beside an XRootD that hangs or fell over is run once more, beside a new one, and named at the end.

XRootD 5.5, which Debian 12 has, does either now and then (it is seen in the kernel's log, too). What such a test says
then is of that server, and not of the program.
"""

from __future__ import annotations

import pytest
from _pytest.runner import runtestprotocol

from .xrootd import heal

#: The property of a report that says so.
AGAIN = "run once more"


def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool:
    """Run a test; once more, if it failed and the server that it may have needed does not answer."""
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    reports = runtestprotocol(item, nextitem=nextitem, log=False)
    if any(each.failed for each in reports) and heal():
        item._initrequest()  # type: ignore[attr-defined]  # as a first time: every fixture is made anew
        item.user_properties.append((AGAIN, "XRootD did not answer any more"))
        reports = runtestprotocol(item, nextitem=nextitem, log=False)
    for each in reports:
        item.ihook.pytest_runtest_logreport(report=each)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name those that were run once more."""
    passed = [each for each in terminalreporter.stats.get("passed", []) if getattr(each, "when", "") == "call"]
    for each in (report for report in passed if dict(report.user_properties).get(AGAIN)):
        terminalreporter.line(f"run once more, since a server did not answer any more: {each.nodeid}")
