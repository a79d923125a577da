# ---- pre-check: a node that is not fit for the job gives it back at once, before anything is copied or computed ----

pre_check() {
    check_disk
    check_memory
    check_program
    check_client
}

unfit() { # SENTENCE
    fail 21 site "$HOSTNAME gave the job back: $1."
}

check_disk() { # below the work folder; a node that does not tell is taken as it is
    local blocks='' size='' free
    [[ ${PARISANA_DISK_MB-} == [1-9]*([0-9]) ]] || return
    read -r blocks size < <(stat -f -c '%a %S' -- "$WORK" 2>/dev/null)
    [[ -n $size ]] || return
    free=$((blocks * size / 1000000))
    ((free >= PARISANA_DISK_MB)) || unfit "$free MB are free below ${WORK%/*}, and it asks for $PARISANA_DISK_MB MB"
}

check_memory() { # what is free on the node, and what its control group may hold
    local free
    [[ ${PARISANA_FREE_MB-} == [1-9]*([0-9]) ]] || return
    free_memory
    free=$REPLY
    [[ -z $free ]] || ((free >= PARISANA_FREE_MB)) ||
        unfit "$free MB of memory are free, and it asks for $PARISANA_FREE_MB MB"
    memory_limit
    [[ -z $REPLY ]] || ((REPLY >= PARISANA_FREE_MB)) ||
        unfit "it may use $REPLY MB of memory here, and asks for $PARISANA_FREE_MB MB"
}

free_memory() { # REPLY: MB that programs can get, swap included; empty where the kernel does not tell
    local name kilobytes total='' file=${PARISANA_MEMINFO:-/proc/meminfo}
    REPLY=''
    [[ -r $file ]] || return
    while read -r name kilobytes _; do
        case $name in
            MemAvailable:) total=$((kilobytes + ${total:-0})) ;;
            SwapFree:) [[ -z $total ]] || total=$((total + kilobytes)) ;;
        esac
    done <"$file"
    [[ -z $total ]] || REPLY=$((total / 1024))
}

memory_limit() { # REPLY: MB that this control group may hold; empty without a limit
    local line file bytes
    REPLY=''
    [[ -r /proc/self/cgroup ]] || return
    while IFS= read -r line; do
        for file in "/sys/fs/cgroup${line#0::}/memory.max" "/sys/fs/cgroup/memory${line#*:memory:}/memory.limit_in_bytes"; do
            bytes=''
            if [[ -r $file ]]; then read -r bytes <"$file"; fi
            if [[ $bytes == +([0-9]) && ${#bytes} -lt 16 ]]; then REPLY=$((bytes / 1048576)); fi
        done
    done </proc/self/cgroup
}

check_program() { # does it start here, in its environment?
    local COMMAND OUTPUT_FOLDER=$WORK/output
    payload_command
    if [[ $ENVIRONMENT_KIND == apptainer ]]; then
        starts "${PREFIX[@]}" "$ENVIRONMENT_PATH" true
    elif ((USES_PYTHON)); then
        starts "$PYTHON" -c ''
    else
        type -P "${COMMAND[0]}" >/dev/null || unfit "there is no program ${COMMAND[0]}"
    fi
}

starts() { # COMMAND...
    within 45 "$@" </dev/null >"$WORK/said" 2>&1 || unfit "$1 does not start, $(last_said $?)"
}

last_said() { # EXIT_CODE: what there is to say of a command that did not start
    local said
    said=$(tail -n 1 -- "$WORK/said" | tr -d '\0\r')
    if [[ $1 == 124 ]]; then said='no answer within 45 s'; fi
    printf '%s' "${said:-exit code $1}"
}

check_client() { # of the storage that takes the output
    local way
    [[ $PROTOCOL != disk ]] && ! takes_away "$FINAL" || return 0
    ways_to WRITE "$PROTOCOL" "$FINAL"
    for way in "${WAYS[@]}"; do
        if protocol_of "$way" && has_client "$REPLY"; then return; fi
    done
    unfit "there is no command ${PROGRAM_OF[$PROTOCOL]}, which ${PROTOCOL^^} needs"
}
