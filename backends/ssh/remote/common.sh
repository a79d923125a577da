#!/bin/bash
# The queue of one user on one machine, with bash, coreutils, grep, and setsid and flock of util-linux.
#
#   SPOOL/queue.lock          held by the process that starts rows; its number is in queue.pid
#   SPOOL/living/TAG          empty; there while the submission may have rows to run
#   SPOOL/submissions/TAG/    appears by one rename, stays for ever
#       order.sh              what was submitted
#       ROW.start             who claimed the row: PID TICKS BOOT, or nobody when it was cancelled before
#       ROW.stop              why it is to end early: CLASS:REASON
#       ROW.end               how it ended: CODE:CLASS:CPU_S:WALL_S:MEMORY_MB:REASON, where - is not known
#
# A row's files are linked into place, so each is whole and is written once: whoever links ROW.start owns the row.
set -u
shopt -s nullglob
read -r BOOT </proc/sys/kernel/random/boot_id
HOST=${HOSTNAME:-$(hostname)}
CANCELLED='cancelled:The job was cancelled.'
NOT_STARTED='-:cancelled:-:-:-:The job was cancelled before it started.'

fail() { # CODE WORDS
    printf '%s\n' "$2" >&2
    exit "$1"
}

publish() { # FILE TEXT: fails when the file is there, or cannot be written
    local draft=$1.draft-$BASHPID done=1
    { printf '%s\n' "$2" >"$draft"; } 2>/dev/null && sync -- "$draft" && ln -- "$draft" "$1" 2>/dev/null && done=0
    rm -f -- "$draft"
    return "$done"
}

insist() { # FILE TEXT: until it is there; while the disk is full or away the row counts as running
    until publish "$1" "$2" || [[ -e $1 ]]; do sleep 5; done
}

ticks() { # PID: when it started, in REPLY; a zombie is nobody
    local line fields
    { read -r line <"/proc/$1/stat"; } 2>/dev/null || return
    read -r -a fields <<<"${line##*) }"
    REPLY=${fields[19]}
    [[ ${fields[0]} != [ZX] ]]
}

alive() { # FOLDER ROW: whether exactly the process that claimed the row still runs
    local pid started boot
    { read -r pid started boot <"$1/$2.start"; } 2>/dev/null || return
    [[ $boot == "$BOOT" ]] && ticks "$pid" && [[ $REPLY == "$started" ]]
}

below() { # PID: adds its descendants to the array pids
    local file children child
    for file in /proc/"$1"/task/*/children; do
        children=()
        { read -r -a children <"$file"; } 2>/dev/null || :
        for child in "${children[@]}"; do
            pids+=("$child")
            below "$child"
        done
    done
}

marked() { # TAG ROW: adds to the array pids what carries the row's mark in its environment
    local file
    while IFS= read -r file; do
        file=${file#/proc/}
        pids+=("${file%%/*}")
    done < <(grep -lzxF -- "PARISANA_SSH_ATTEMPT=$SPOOL:$1.$2" /proc/[0-9]*/environ 2>/dev/null)
}

settle() { # TAG ROW: record the end of a claimed row whose launcher is gone
    local folder=$SPOOL/submissions/$1 started stop boot pids
    { read -r _ started boot <"$folder/$2.start"; } 2>/dev/null || return 0
    [[ ! -e $folder/$2.end ]] || return 0
    if [[ -z ${started:-} ]]; then
        insist "$folder/$2.end" "$NOT_STARTED"
    elif [[ $boot != "$BOOT" ]]; then
        insist "$folder/$2.end" "-:lost:-:-:-:$HOST was restarted while the job ran."
    else
        while
            pids=()
            marked "$1" "$2"
            ((${#pids[@]} > 0))
        do
            kill -KILL "${pids[@]}" 2>/dev/null
            sleep 0.1
        done
        stop="lost:The process that watched the job on $HOST was killed."
        { read -r stop <"$folder/$2.stop"; } 2>/dev/null
        insist "$folder/$2.end" "-:${stop%%:*}:-:-:-:${stop#*:}"
    fi
}
