# ---- stage-out to a storage: send under a temporary name, compare, and one rename that never replaces a result ----

look_there() { # at the result, by the first of the site's ways that answers; this way is taken back, too
    local way code
    ways_to WRITE "$PROTOCOL" "$FINAL"
    for way in "${WAYS[@]}"; do
        take_way "$way"
        need_client "$PROTOCOL"
        insist "${PROTOCOL}_see" "$FINAL"
        code=$?
        ((code > 1)) || break
    done
    case $code in
        0) judge_there || fail 50 stage-out "$FINAL is there already, and is not a complete result of this job; move it away." ;;
        1) return ;;
        *) fail 50 stage-out "Nobody can say whether $FINAL is there. $SAID" ;;
    esac
    FOUND=true STATE='done' OUTPUTS_JSON=$LISTED_JSON
}

take_way() { # URL of the result
    protocol_of "$1"
    PROTOCOL=$REPLY FINAL=$1
}

judge_there() { # whatever has the final name is brought here: is it of this job, and whole?
    insist bring "$PROTOCOL" "$FINAL" "$WORK/there" || fail 50 stage-out "$FINAL cannot be read. $SAID"
    result_is_valid "$WORK/there" && sums_hold
}

stage_out_there() {
    local folder way below=${ATTEMPTS_BELOW[$PROTOCOL]-} first=$FINAL ways=("$FINAL")
    for way in "${WAYS[@]}"; do [[ $way == "$first" ]] || ways+=("$way"); done
    name_part
    folder=$WORK/${PART##*/}
    gather "$folder"
    if takes_away "$FINAL"; then
        read_list "$folder" && hand_over "$folder" && return
        look_there
        [[ $FOUND == false ]] || return 0
    fi
    SENT=$folder
    for way in "${ways[@]}"; do
        take_way "$way"
        [[ ${ATTEMPTS_BELOW[$PROTOCOL]-} == "$below" ]] || continue
        name_part
        if send_whole "$folder"; then
            crash_point during-rename
            commit_there
            return
        fi
    done
    set_aside "$folder"
}

name_part() { # what is sent, until it gets its name
    PART=${FINAL%/*}/.${FINAL##*/}.part-$TAG.$ROW
    if [[ -n ${ATTEMPTS_BELOW[$PROTOCOL]-} ]]; then BELOW=.attempt-$TAG.$ROW PART=$FINAL/.attempt-$TAG.$ROW; fi
}

send_whole() { # FOLDER: fails when the storage is silent; what it refuses is the end
    insist "${PROTOCOL}_send" "$1" "$PART"
    case $? in
        0) ;;
        1) fail 50 stage-out "The outputs could not be copied to ${FINAL%/*}. $SAID" ;;
        *) return 1 ;;
    esac
    insist "${PROTOCOL}_check" "$1" "$PART"
    case $? in
        0) ;;
        1) fail 50 stage-out "The copy in $PART differs from the original. $SAID" ;;
        *) return 1 ;;
    esac
}

set_aside() { # FOLDER: the storage is silent; what was made waits in the Working area, whoever follows brings it there
    local words=$SAID place=failover/$TAG.$ROW part=$WORKING/failover/.$TAG.$ROW.part
    if mkdir -p -- "${part%/*}" && cp -R -T -- "$1" "$part" && read_list "$part" && sizes_hold "$part" && sums_hold; then
        mv -T -- "$part" "$WORKING/$place" && ASIDE=$place STATE='done'
    fi
    [[ -n $ASIDE ]] || fail 50 stage-out "The outputs could not be copied to ${FINAL%/*}, nor kept in $WORKING/failover. $words"
    printf '%s: %s is silent (%s); the outputs are kept in %s.\n' "$STAGE" "${FINAL%/*}" "$words" "$WORKING/$place" >&2
}

gather() { # FOLDER: the outputs as they are to be sent, links followed, with their list
    local path index
    for ((index = 0; index < ${#OUTPUTS[@]}; index += 500)); do
        note_files "${OUTPUTS[@]:index:500}"
        stop_if_signalled
    done
    for path in "${OUTPUTS[@]}"; do
        if [[ -L $path ]]; then replace_link "$path" || fail 50 stage-out "$path could not be copied: is the disk full?"; fi
    done
    mv -T -- "$OUTPUT_FOLDER" "$1" || fail 50 stage-out "The outputs could not be gathered in $1."
    write_list "$1"
}

replace_link() { # PATH: by the file that it leads to
    cp -L -- "$1" "$WORK/copy" && mv -f -T -- "$WORK/copy" "$1"
}

note_files() { # PATH...: note size and checksum
    local path sizes index=0
    checksums "${@/#/$PWD/}" || fail 50 stage-out "The checksums of the outputs could not be computed."
    # shellcheck disable=SC2207  # numbers
    sizes=($(stat -L -c %s -- "$@"))
    for path; do
        note_output "$path" "${sizes[index]}" "${SUMS[index]}"
        ((++index))
    done
}

commit_there() { # the first valid result wins; when the rename says no, what counts is whose list is there
    local words code
    insist "${PROTOCOL}_move" "$PART" "$FINAL"
    code=$?
    words=$SAID
    if [[ $code -gt 1 ]] && is_silent; then
        set_aside "$SENT"
    elif [[ $code == 0 ]]; then
        PART='' STATE='done'
    elif judge_there; then
        STATE=surplus
        if [[ $(<"$WORK/there/.parisana.json") == "$LIST" ]]; then PART='' STATE='done'; fi
    else
        fail 50 stage-out "The result could not be moved to $FINAL. $words"
    fi
}

is_silent() { # whether nobody can say now what is there
    insist "${PROTOCOL}_see" "$FINAL"
    [[ $? -gt 1 ]]
}
