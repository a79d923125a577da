# ---- claim: one runner for each attempt; what is computed already is not computed again ----

claim() {
    local claim=$WORKING/claims/$TAG.$ROW
    mkdir -p -- "$WORKING/claims" "$WORKING/reports" "$WORKING/heartbeats" 2>/dev/null
    if ! mkdir -- "$claim" 2>/dev/null; then
        [[ ! -d $claim ]] || give_up "$claim"
        fail 10 site "The Working area $WORKING cannot be written on $HOSTNAME."
    fi
    [[ -r $TABLE ]] || withdrawn "$claim"
    printf '%s %s\n' "$HOSTNAME" $$ >"$claim/holder"
    start_heartbeat
    look_for_result
}

give_up() { # CLAIM: somebody else runs this attempt; its report is not ours to write
    local holder=''
    [[ -r $1/holder ]] && read -r holder <"$1/holder"
    printf '%s: row %s of %s is claimed already%s; nothing to do.\n' "$STAGE" "$ROW" "$TAG" "${holder:+ by $holder}" >&2
    REPORTED=yes
    exit 10
}

withdrawn() { # CLAIM: the submission was given up and its jobs sent anew, while this one was on its way
    rmdir -- "$1" 2>/dev/null
    REPORTED=yes
    bad_call "the submission $TAG was given up; its jobs were sent again."
}

look_for_result() {
    protocol_of "$OUTPUT" || fail 50 stage-out "This node cannot write to $OUTPUT: nothing here speaks its protocol."
    PROTOCOL=$REPLY FINAL=${OUTPUT%/}
    [[ $PROTOCOL == disk ]] || return # it is looked at when the storage's client is at hand
    local_path "$OUTPUT" && FINAL=${REPLY%/}
    [[ -e $FINAL ]] || return
    if result_is_valid "$FINAL"; then
        FOUND=true STATE='done' OUTPUTS_JSON=$LISTED_JSON
    elif ! is_empty_folder "$FINAL"; then
        fail 50 stage-out "$FINAL is there already, and is not a complete result of this job; move it away."
    fi
}

is_empty_folder() { # FOLDER
    local names
    names=$(ls -A -- "$1" 2>/dev/null) && [[ -d $1 && -z $names ]]
}

result_is_valid() { # FOLDER: of this very job, and whole
    read_list "$1" && [[ $LISTED_KEY == "$KEY" ]] && sizes_hold "$1"
}

OUTPUT_LINE='^\{"path": "(([^"\\]|\\.)*)", "size": ([0-9]+), "checksum": \["([a-z0-9]+)", "([0-9a-f]+)"\]\},?$'

read_list() { # FOLDER: fill LISTED_* from its .parisana.json; fails when there is none, or half of one
    local line
    LISTED_KEY='' LISTED_BELOW='' LISTED_PATHS=() LISTED_SIZES=() LISTED_KINDS=() LISTED_SUMS=() LISTED_JSON=''
    [[ -r $1/.parisana.json ]] || return
    while IFS= read -r line; do
        if [[ $line =~ $OUTPUT_LINE ]]; then
            LISTED_SIZES+=("${BASH_REMATCH[3]}") LISTED_KINDS+=("${BASH_REMATCH[4]}") LISTED_SUMS+=("${BASH_REMATCH[5]}")
            LISTED_JSON+="${LISTED_JSON:+, }${line%,}"
            from_json_string "${BASH_REMATCH[1]}"
            LISTED_PATHS+=("$1/$REPLY")
        elif [[ $line =~ \"key\":\ \"([0-9a-f]+)\" ]]; then
            LISTED_KEY=${BASH_REMATCH[1]}
            if [[ $line =~ \"folder\":\ \"(\.attempt-[^\"/]+)\" ]]; then LISTED_BELOW=${BASH_REMATCH[1]}; fi
        fi
    done <"$1/.parisana.json"
    [[ $line == '' && -n $LISTED_KEY ]]
}

sizes_hold() { # FOLDER whose list was just read
    local sizes expected
    ((${#LISTED_PATHS[@]})) || return 0
    sizes=$(stat -L -c %s -- "${LISTED_PATHS[@]}" 2>/dev/null)
    printf -v expected '%s\n' "${LISTED_SIZES[@]}"
    [[ $sizes == "${expected%$'\n'}" ]]
}
