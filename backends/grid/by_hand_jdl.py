"""Submitting by hand with tools that take a description in JDL: bash functions which need a Grid user interface only.

CREAM and the WMS differ in their settings, in a few attributes, in the commands, and in how these name what lives.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from parisana.core.texts.shell import assign

from .by_hand import CARRIED
from .sandbox import LAY_OUT

FUNCTIONS = r"""
@settings@

@carried@

submit_row() { # SCRIPT TABLE TAG ROW: one job; its id
    local tag=$3 row=$4 folder names=() inputs answer
    folder=${2%.tsv}.sandbox/$row
    carry "$1" "$2" "$tag" "$row" "$folder" || return
    mapfile -t names <"$folder/files"
    printf -v inputs ', "%s"' "${names[@]}"
    {
        printf '[\nType = "Job";\nJobType = "Normal";\nExecutable = "start.sh";\nInputSandbox = { %s };\n' "${inputs:2}"
        printf 'OutputSandbox = { "output.txt" };\nEnvironment = { "PARISANA_TAG=%s" };\n' "$tag"
        @attributes@
        printf ']\n'
    } >"$folder/job.jdl"
    answer=$(LC_ALL=C @submit@ "$folder/job.jdl" 2>&1)
    if ! grep -Ex '@job@' <<<"$answer"; then
        printf '%s: row %s was not taken: %s\n' "$tag" "$row" "$answer" >&2
        return 1
    fi
}

still_queued() { # NATIVE_IDS...: print those of which a job is not over
    local ids id said
    for id; do
        IFS=, read -r -a ids <<<"$id"
        said=$(LC_ALL=C @status@ "${ids[@]}") || return
        [[ $said == *'@told@'* ]] || return
        if grep -Eq '@living@' <<<"$said"; then
            printf '%s\n' "$id"
        fi
    done
}
""".lstrip()


class Tools(NamedTuple):
    """What one family of tools has of its own; bash may use ``$tag`` and ``$row`` in the first two."""

    attributes: str
    """What prints further attributes of the description."""
    submit: str
    """What takes a description, and prints the id of the job."""
    job: str
    """What such an id looks like, as a whole line."""
    status: str
    told: str
    """What stands in every answer of ``status`` that tells of a job …"""
    living: str
    """… and in that of a job which is not over."""


def functions(tools: Tools, settings: Sequence[str]) -> str:
    """Return the functions for one site, whose settings are lines of bash."""
    known = [*settings, assign("START", LAY_OUT)]
    text = FUNCTIONS.replace("@settings@", "\n".join(known)).replace("@carried@", CARRIED)
    for name, words in tools._asdict().items():
        text = text.replace(f"@{name}@", words)
    return text
