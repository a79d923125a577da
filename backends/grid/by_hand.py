"""What the scripts of a written folder do for every kind of Grid: a job's sandbox laid out by bash, jobs sent in turn.

Each Grid brings two functions: ``submit_row SCRIPT TABLE TAG ROW``, which prints one job's id, and ``still_queued``.
"""

from __future__ import annotations

#: ``START`` is the start script with its marks; see ``sandbox.py``, which does the same.
CARRIED = r"""
start_of() { # SCRIPT TAG ROW PAYLOAD PARAMETERS: what the Grid starts
    local text=$START script=${1##*/} known=''
    [[ -z ${PARISANA_MEMORY_MB-} ]] || known="export PARISANA_MEMORY_MB=$PARISANA_MEMORY_MB"
    text=${text//@tag@/$2}
    text=${text//@script@/$script}
    text=${text//@row@/$3}
    text=${text//@programs@/$script $4}
    text=${text//@parameters@/$5}
    printf '%s\n' "${text//@environment@/$known}"
}

carry() { # SCRIPT TABLE TAG ROW FOLDER: lay out what travels with one job; FOLDER/files lists it
    local fields payload='' parameters='' files=("$5/start.sh" "$5/row.tsv" "$1")
    mkdir -p -- "$5" || return
    IFS=$'\t' read -r -a fields < <(sed -n "${4}p" -- "$2")
    [[ ! -e ${1%/*}/payload.pyz ]] || { payload=payload.pyz && files+=("${1%/*}/payload.pyz"); }
    if [[ -e ${fields[4]-} ]]; then
        parameters=${fields[4]##*/}
        files+=("${fields[4]}")
        fields[4]=parameters/$parameters
    fi
    (IFS=$'\t' && printf '%s\n' "${fields[*]}") >"$5/row.tsv"
    start_of "$1" "$3" "$4" "$payload" "$parameters" >"$5/start.sh"
    chmod +x -- "$5/start.sh" || return
    printf '%s\n' "${files[@]}" >"$5/files"
}

wait_for() { # NATIVE_IDS...: until their jobs are over
    local left
    (($# > 0)) || return 0
    printf 'waiting until the stages before are done\n' >&2
    while left=$(still_queued "$@") && [[ -n $left ]]; do sleep "${PARISANA_PAUSE:-60}"; done
}

# Sends one stage, job by job, and joins their ids to one word; the Grid cannot make a job wait for others, so we do.
submit_stage() { # SCRIPT TABLE TAG ROWS NATIVE_IDS...
    local script=$1 table=$2 tag=$3 rows=$4 row ids=() id
    shift 4
    wait_for "$@"
    for ((row = 1; row <= rows; row++)); do
        id=$(submit_row "$script" "$table" "$tag" "$row") || return
        ids+=("$id")
    done
    (IFS=, && printf '%s\n' "${ids[*]}")
}
""".strip()
