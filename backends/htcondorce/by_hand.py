"""Submitting a stage by hand: bash functions for ``submit.sh``, which need HTCondor's commands and no parisana."""

from __future__ import annotations

from collections.abc import Sequence

from parisana.backends.grid.by_hand import CARRIED
from parisana.backends.grid.sandbox import LAY_OUT
from parisana.core.texts.shell import assign, assign_array

from .commands import shown
from .description import ALWAYS, TAKEN_AWAY, written
from .names import Endpoint
from .settings import HTCondorCESettings

FUNCTIONS = r"""
@settings@

@carried@

submit_row() { # SCRIPT TABLE TAG ROW: one job; its id
    local tag=$3 row=$4 folder names=() answer number
    local pool=${POOLS[($4 - 1) % ${#POOLS[@]}]} schedd=${SCHEDDS[($4 - 1) % ${#POOLS[@]}]}
    folder=${2%.tsv}.sandbox/$row
    carry "$1" "$2" "$tag" "$row" "$folder" || return
    mapfile -t names <"$folder/files"
    {
        printf '%s\nexecutable = %s\ninitialdir = %s\n' "$ALWAYS" "${names[0]}" "$folder"
        printf 'transfer_input_files = %s\n' "$(IFS=, && printf '%s' "${names[*]:1}")"
        printf 'environment = "PARISANA_TAG=%s"\n+ParisanaTag = "%s"\n' "$tag" "$tag"
        [[ $CREDENTIAL == token || ! -r ${X509_USER_PROXY:-/tmp/x509up_u$UID} ]] || printf 'use_x509userproxy = true\n'
        [[ -z ${PARISANA_MEMORY_MB-} ]] || printf 'request_memory = %s\n' "$PARISANA_MEMORY_MB"
        printf '%s\nqueue\n' "$MORE"
    } >"$folder/job.sub"
    # Only a command that ended well has sent the files, too.
    if ! answer=$("${SHOWN[@]}" condor_submit -terse -spool -remote "$schedd" -pool "$pool" "$folder/job.sub" 2>&1) ||
        ! number=$(grep -Ex '[0-9]+[.]0 - [0-9]+[.]0 *' <<<"$answer"); then
        printf '%s: row %s was not taken: %s\n' "$tag" "$row" "$answer" >&2
        return 1
    fi
    printf '%s/%s#%s/1\n' "$pool" "$schedd" "${number%%.*}"
}

still_queued() { # NATIVE_IDS...: print those of which a job is not over
    local ids id each said where
    for id; do
        IFS=, read -r -a ids <<<"$id"
        for each in "${ids[@]}"; do
            where=${each%%#*} each=${each#*#}
            said=$("${SHOWN[@]}" condor_q -pool "${where%%/*}" -name "${where#*/}" -allusers \
                -constraint "ClusterId == ${each%/*} && JobStatus != 4 && JobStatus != 3" -af ClusterId) || return
            if [[ -n $said ]]; then printf '%s\n' "$id" && break; fi
        done
    done
}
""".lstrip()


def functions(settings: HTCondorCESettings, endpoints: Sequence[Endpoint]) -> str:
    """Return the functions for one site with its elements."""
    known = [
        assign_array("POOLS", [each.pool for each in endpoints]),
        assign_array("SCHEDDS", [each.schedd for each in endpoints]),
        assign_array("SHOWN", shown(settings.credential)),
        assign("CREDENTIAL", settings.credential or ""),
        assign("ALWAYS", written({**ALWAYS, "periodic_hold": TAKEN_AWAY})),
        assign("MORE", "\n".join(settings.attributes)),
        assign("START", LAY_OUT),
    ]
    return FUNCTIONS.replace("@settings@", "\n".join(known)).replace("@carried@", CARRIED)
