# ---- call: the arguments, and this job's line of the table ----

bad_call() { # SENTENCE
    printf '%s: %s\n' "$STAGE" "$1" >&2
    printf 'Usage: %s TABLE TAG [ROW]\n' "$SCRIPT" >&2
    exit 11
}

read_call() { # TABLE TAG [ROW]
    (($# == 2 || $# == 3)) || bad_call "two or three arguments are needed, not $#."
    absolute "$1"
    TABLE=$REPLY TAG=$2 ROW=${3-}
    [[ $TAG == +([A-Za-z0-9._-]) ]] || bad_call "the tag '$TAG' has characters other than A-Z a-z 0-9 . _ -."
    [[ $# == 3 ]] || task_number
    [[ $ROW == [1-9]*([0-9]) ]] || bad_call "there is no row '$ROW'; rows are counted from 1."
    WORKING=${TABLE%/*/*}
    absolute "$SCRIPT"
    PROGRAM=${PARISANA_PROGRAM:-${REPLY%/*}}
}

absolute() { # PATH
    if [[ $1 == /* ]]; then REPLY=$1; else REPLY=$START_FOLDER/$1; fi
}

task_number() { # ROW from the batch system: the first name that holds a number
    local name
    for name in PARISANA_TASK SLURM_ARRAY_TASK_ID SGE_TASK_ID PBS_ARRAYID PBS_ARRAY_INDEX LSB_JOBINDEX; do
        ROW=${!name-}
        [[ $ROW == [1-9]*([0-9]) ]] && return
    done
    bad_call "no row is given, and the batch system names none."
}

read_row() {
    local line=() field
    [[ -r $TABLE ]] || bad_call "the table $TABLE cannot be read on $HOSTNAME."
    mapfile -t -n 1 -s $((ROW - 1)) line <"$TABLE"
    [[ -n ${line-} ]] || bad_call "the table $TABLE has no row $ROW."
    split_at_tabs "${line[0]}"
    ((${#FIELDS[@]} >= 6)) || bad_call "row $ROW of $TABLE is cut short."
    decode "${FIELDS[0]}" && KEY=$REPLY
    decode "${FIELDS[2]}" && UNIT=$REPLY
    decode "${FIELDS[3]}" && RUNS=$REPLY
    decode "${FIELDS[4]}" && PARAMETERS=$REPLY
    [[ $PARAMETERS == /* ]] || PARAMETERS=$WORKING/$PARAMETERS # a row that travels with its job names it so
    decode "${FIELDS[5]}" && OUTPUT=$REPLY
    [[ ${FIELDS[1]} == "$STAGE" ]] || bad_call "row $ROW of $TABLE belongs to stage ${FIELDS[1]}."
    for field in "${FIELDS[@]:6}"; do
        decode "${field%%=*}" && INPUT_NAMES+=("$REPLY")
        decode "${field#*=}" && INPUT_PATHS+=("$REPLY")
    done
}
