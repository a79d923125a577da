
# ---- the process that starts rows: it remembers nothing that is not in the spool

declare -A rows_of=() cores_of=() memory_of=() cores_most=() memory_most=() next_of=() running=()

keep_queue() { # start the process, unless it runs or has nothing to do
    local living=("$SPOOL"/living/*)
    if ((${#living[@]} > 0)) && flock -n "$SPOOL/queue.lock" true; then
        setsid bash "$0" queue "$SPOOL" >>"$SPOOL/queue.log" 2>&1 </dev/null &
    fi
}

queue() {
    local quiet=0 tick
    exec 9>>"$SPOOL/queue.lock"
    flock -n 9 || return
    cd / || return
    echo "$BASHPID" >"$SPOOL/queue.pid"
    while ((quiet++ < 10)) && [[ /dev/fd/9 -ef $SPOOL/queue.lock ]]; do
        look
        ((${#rows_of[@]} == 0)) || quiet=0
        sleep 0.5 9>&- &
        tick=$!
        wait -n
        kill "$tick" 2>/dev/null
    done
}

look() { # once at everything, in the order in which it was submitted
    local tag turn
    end_rows
    for tag in "${!rows_of[@]}"; do
        [[ -e $SPOOL/living/$tag ]] || unset "rows_of[$tag]"
    done
    mapfile -t turn < <(ls -tr -- "$SPOOL/living")
    for tag in "${turn[@]}"; do
        [[ -n ${rows_of[$tag]:-} ]] || meet "$tag" || continue
        start_rows "$tag" || return
        finish "$tag"
    done
}

meet() { # TAG: a submission that is not whole yet is left alone
    local folder=$SPOOL/submissions/$1 file script table rows cores memory_mb time_s log_dir nice most_cores most_memory_mb
    [[ -e $folder/order.sh ]] || return
    # shellcheck source=/dev/null
    . "$folder/order.sh"
    rows_of[$1]=$rows cores_of[$1]=$cores memory_of[$1]=$memory_mb next_of[$1]=1
    cores_most[$1]=$most_cores memory_most[$1]=$most_memory_mb
    for file in "$folder"/*.start; do
        file=${file##*/}
        [[ -e $folder/${file%.start}.end ]] || running["$1.${file%.start}"]=0
    done
}

end_rows() { # forget rows that ended, and settle those whose launcher died
    local key tag row folder
    for key in "${!running[@]}"; do
        tag=${key%.*} row=${key##*.} folder=$SPOOL/submissions/${key%.*}
        if [[ ! -e $folder/$row.end ]]; then
            if [[ -e $folder/$row.start ]]; then
                alive "$folder" "$row" || settle "$tag" "$row"
            elif kill -0 "${running[$key]}" 2>/dev/null; then
                continue
            elif publish "$folder/$row.start" nobody; then
                insist "$folder/$row.end" "-:node:-:-:-:The job could not be started on $HOST."
            fi
        fi
        [[ ! -e $folder/$row.end ]] || unset 'running[$key]'
    done
}

start_rows() { # TAG: fails when a row has to wait, so that later submissions do not starve it
    local folder=$SPOOL/submissions/$1 row
    for ((row = next_of[$1]; row <= rows_of[$1]; row++)); do
        if [[ ! -e $folder/$row.start && -z ${running[$1.$row]:-} ]]; then
            has_room "$1" || return
            setsid bash "$0" launch "$SPOOL" "$1" "$row" 9>&- &
            running["$1.$row"]=$!
        fi
        next_of[$1]=$((row + 1))
    done
}

has_room() { # TAG
    local key cores=${cores_of[$1]} memory=${memory_of[$1]}
    for key in "${!running[@]}"; do
        cores=$((cores + ${cores_of[${key%.*}]}))
        memory=$((memory + ${memory_of[${key%.*}]}))
    done
    ((cores <= cores_most[$1] && memory <= memory_most[$1]))
}

finish() { # TAG: take it from the living when none of its rows is left
    local key
    ((next_of[$1] > rows_of[$1])) || return
    for key in "${!running[@]}"; do
        [[ ${key%.*} != "$1" ]] || return
    done
    rm -f -- "$SPOOL/living/$1"
    unset "rows_of[$1]"
}
