"""Submitting a stage by hand to CREAM: each row to the next of the elements."""

from __future__ import annotations

from parisana.backends.grid import by_hand_jdl
from parisana.core.texts.shell import assign, assign_array

from .outputs import destination
from .settings import CreamSettings

TOOLS = by_hand_jdl.Tools(
    attributes=r"""printf 'OutputSandboxBaseDestURI = "%s";\n' "${DESTINATION//TAG/$tag-$row}" """.strip(),
    submit='glite-ce-job-submit -n -N -a -r "${ELEMENTS[(row - 1) % ${#ELEMENTS[@]}]}"',
    job=r"https://[^/:[:space:]]+(:[0-9]+)?/CREAM[A-Za-z0-9_]+",
    status="glite-ce-job-status -n -L 0",
    told="JobID=",
    living=r"Status +=? *= \[(REGISTERED|PENDING|IDLE|RUNNING|REALLY-RUNNING|HELD|UNKNOWN)\]",
)


def functions(settings: CreamSettings) -> str:
    """Return the functions for one site."""
    known = [assign_array("ELEMENTS", settings.elements), assign("DESTINATION", destination(settings, "TAG"))]
    return by_hand_jdl.functions(TOOLS, known)
