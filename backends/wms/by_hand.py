"""Submitting a stage by hand to a WMS: each row to the next of its servers."""

from __future__ import annotations

from parisana.backends.cream.settings import CreamSettings
from parisana.backends.grid import by_hand_jdl
from parisana.backends.grid.jdl import text
from parisana.core.texts.shell import assign, assign_array

from .description import rank, requirements_by_hand

ATTRIBUTES = r"""
        printf 'VirtualOrganisation = %s;\nRequirements = %s;\nRank = %s;\n' "$VO" "$REQUIREMENTS" "$RANK"
        printf 'RetryCount = 0;\nShallowRetryCount = 0;\n'
"""
TOOLS = by_hand_jdl.Tools(
    attributes=ATTRIBUTES.strip(),
    submit='glite-wms-job-submit --noint --nomsg -a -e "${SERVERS[(row - 1) % ${#SERVERS[@]}]}"',
    job=r"https://[^/:[:space:]]+:[0-9]+/[A-Za-z0-9_-]{22}",
    status="glite-wms-job-status --noint -v 1",
    told="Current Status:",
    living="Current Status: +(Submitted|Waiting|Ready|Scheduled|Running|Unknown)",
)


def functions(settings: CreamSettings) -> str:
    """Return the functions for one site."""
    known = [
        assign_array("SERVERS", settings.wms_servers),
        assign("VO", text(settings.vo)),
        assign("REQUIREMENTS", requirements_by_hand(settings)),
        assign("RANK", rank(settings)),
    ]
    return by_hand_jdl.functions(TOOLS, known)
