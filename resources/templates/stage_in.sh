# ---- stage-in: the inputs are there and whole; they are read in place, or copied when asked, or from afar ----

stage_in() {
    local index
    INPUT_ARGUMENTS=()
    if ((USES_PARAMETERS)) && [[ ! -r $PARAMETERS ]]; then
        fail 31 inputs "The parameter file $PARAMETERS cannot be read on $HOSTNAME."
    fi
    if [[ $PROTOCOL != disk ]] && ! takes_away "$FINAL"; then look_there; fi
    [[ $FOUND == false ]] || return
    for index in "${!INPUT_PATHS[@]}"; do
        stage_in_one "$index"
        stop_if_signalled
    done
}

stage_in_one() { # INDEX
    local index=$1 name=${INPUT_NAMES[$1]} path=${INPUT_PATHS[$1]} from protocol
    protocol_of "$path" || fail 30 stage-in "This node cannot read $path: nothing here speaks its protocol."
    protocol=$REPLY
    if [[ $protocol == disk ]]; then
        local_path "$path"
        path=$REPLY from=$REPLY
    else
        from=${path%/}
        fetch_input "$index" "$protocol" "$from"
        path=$REPLY INPUT_PATHS[index]=$REPLY
    fi
    note_input "$name" "$path" "$from"
    if [[ ${PARISANA_STAGE_IN-} == copy && $protocol == disk ]]; then
        copy_input "$index" "$path"
        path=$REPLY
    fi
    INPUT_ARGUMENTS+=(--input "$name=$path")
}

fetch_input() { # INDEX PROTOCOL URL: REPLY becomes the copy here, by the first of the site's ways that brings it
    local copy=$WORK/inputs/$1/${3##*/} way protocol words unknown=''
    mkdir -p -- "${copy%/*}"
    if brought "$1" "$3"; then return; fi
    if from_cache "$3" "$copy"; then
        REPLY=$copy
        return
    fi
    ways_to READ "$2" "$3"
    for way in "${WAYS[@]}"; do
        protocol_of "$way"
        protocol=$REPLY
        need_client "$protocol"
        if insist bring "$protocol" "$way" "$copy"; then
            into_cache "$3" "$copy"
            REPLY=$copy
            return
        fi
        words=$SAID
        insist "${protocol}_see" "$way"
        if [[ $? != 1 ]]; then unknown=${words:-It got no answer.}; fi
    done
    [[ -n $unknown ]] || fail 31 inputs "The input ${INPUT_NAMES[$1]} is missing: $3."
    fail 30 stage-in "The input $3 could not be copied to here. $unknown"
}

note_input() { # NAME PATH FROM: refuse what is missing or cut short, and take its size down
    local size='' one json_name
    [[ -r $2 ]] || fail 31 inputs "The input $1 is missing on $HOSTNAME: $2."
    if [[ -f $2 ]]; then
        size=$(stat -L -c %s -- "$2")
    elif [[ -e $2/.parisana.json ]]; then
        read_list "$2" || fail 31 inputs "The list of files in $3 cannot be read."
        sizes_hold "$2" || fail 31 inputs "The input $1 is not whole: a file in $3 is missing or has another size than recorded."
        sums_hold || fail 31 inputs "The input $1 is damaged: $REPLY has another checksum than recorded."
        size=0
        for one in "${LISTED_SIZES[@]}"; do ((size += one)); done
    fi
    json_string "$1" && json_name=$REPLY
    json_string "$3"
    INPUTS_JSON+="${INPUTS_JSON:+, }{\"name\": $json_name, \"path\": $REPLY, \"size\": ${size:-null}, \"checksum\": null}"
}

sums_hold() { # of the folder whose list was just read, as far as this node can sum; REPLY: the file that differs
    local index held
    ((${#LISTED_PATHS[@]})) || return 0
    held=$(held_before)
    [[ -z $held || ! -e $held ]] || return 0
    checksums "${LISTED_PATHS[@]}" || return 0
    for index in "${!LISTED_PATHS[@]}"; do
        REPLY=${LISTED_PATHS[index]}
        [[ ${LISTED_KINDS[index]} != "$CHECKSUM_KIND" || ${LISTED_SUMS[index]} == "${SUMS[index]}" ]] || return 1
    done
    if [[ -n $held && $held == "$(held_before)" ]]; then { mkdir -p -- "${held%/*}" && : >"$held"; } 2>/dev/null || :; fi
}

held_before() { # print the name of the note that these files, in this very state, were summed and found right; not of what is new
    local line now states
    states=$(stat -L -c '%.9Z %.9Y %i %s' -- "${LISTED_PATHS[@]}" 2>/dev/null) || return 0
    now=$(date +%s)
    while read -r line; do
        [[ $line =~ ^([0-9]+)[.][0-9]{9}\ [0-9-]+[.][0-9]{9}\ [0-9]+\ [0-9]+$ ]] && ((now - BASH_REMATCH[1] > 10)) || return 0
    done <<<"$states"
    line=$(printf '%s\0' "$states" "${LISTED_PATHS[@]}" "${LISTED_KINDS[@]}" "${LISTED_SUMS[@]}" | sha256sum) || return 0
    printf '%s' "$WORKING/held/${line%% *}"
}

copy_input() { # INDEX PATH
    local folder=$WORK/inputs/$1 path=${2%/} copy
    copy=$folder/${path##*/}
    if ! { mkdir -p -- "$folder" && cp -RL -- "$path" "$copy"; }; then
        fail 30 stage-in "The input $path could not be copied to $folder."
    fi
    if [[ -e $copy/.parisana.json ]] && ! { read_list "$copy" && sizes_hold "$copy"; }; then
        fail 30 stage-in "The copy of $path in $copy is not whole."
    fi
    REPLY=$copy
}
