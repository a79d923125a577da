# ---- stage-in: the inputs are there and whole; they are read in place, or copied when asked ----

stage_in() {
    local index
    INPUT_ARGUMENTS=()
    if ((USES_PARAMETERS)) && [[ ! -r $PARAMETERS ]]; then
        fail 31 inputs "The parameter file $PARAMETERS cannot be read on $HOSTNAME."
    fi
    for index in "${!INPUT_PATHS[@]}"; do
        stage_in_one "$index"
        stop_if_signalled
    done
}

stage_in_one() { # INDEX
    local index=$1 name=${INPUT_NAMES[$1]} path
    local_path "${INPUT_PATHS[$1]}" ||
        fail 30 stage-in "This node cannot read ${INPUT_PATHS[$1]}: only paths and file:// are known here."
    path=$REPLY
    note_input "$name" "$path"
    if [[ ${PARISANA_STAGE_IN-} == copy ]]; then
        copy_input "$index" "$path"
        path=$REPLY
    fi
    INPUT_ARGUMENTS+=(--input "$name=$path")
}

note_input() { # NAME PATH: refuse what is missing or cut short, and take its size down
    local size='' one json_name
    [[ -r $2 ]] || fail 31 inputs "The input $1 is missing on $HOSTNAME: $2."
    if [[ -f $2 ]]; then
        size=$(stat -L -c %s -- "$2")
    elif [[ -e $2/.parisana.json ]]; then
        read_list "$2" || fail 31 inputs "The list of files in $2 cannot be read."
        sizes_hold "$2" || fail 31 inputs "The input $1 is not whole: a file in $2 is missing or has another size than recorded."
        sums_hold || fail 31 inputs "The input $1 is damaged: $REPLY has another checksum than recorded."
        size=0
        for one in "${LISTED_SIZES[@]}"; do ((size += one)); done
    fi
    json_string "$1" && json_name=$REPLY
    json_string "$2"
    INPUTS_JSON+="${INPUTS_JSON:+, }{\"name\": $json_name, \"path\": $REPLY, \"size\": ${size:-null}, \"checksum\": null}"
}

sums_hold() { # of the folder whose list was just read, as far as this node can sum; REPLY: the file that differs
    local index
    ((${#LISTED_PATHS[@]})) && checksums "${LISTED_PATHS[@]}" || return 0
    for index in "${!LISTED_PATHS[@]}"; do
        REPLY=${LISTED_PATHS[index]}
        [[ ${LISTED_KINDS[index]} != "$CHECKSUM_KIND" || ${LISTED_SUMS[index]} == "${SUMS[index]}" ]] || return 1
    done
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
