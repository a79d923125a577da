
# ---- beside one running row: claims it, runs its script, keeps its limits, records its end

PAGE_KB=$(($(getconf PAGESIZE 2>/dev/null || echo 4096) / 1024))
GRACE_S=10

clock() { # hundredths of a second since the machine started, in REPLY
    read -r REPLY _ </proc/uptime
    REPLY=$((10#${REPLY/./}))
}

launch() { # TAG ROW
    local tag=$1 row=$2 folder=$SPOOL/submissions/$1 job tick began peak_kb=0 stop='' kill_at=0 code
    ticks "$BASHPID" && publish "$folder/$row.start" "$BASHPID $REPLY $BOOT" || return
    # shellcheck source=/dev/null
    . "$folder/order.sh"
    clock && began=$REPLY
    if ! { mkdir -p -- "$log_dir" && cd -- "$log_dir" && : >>"$tag.$row.log"; }; then
        insist "$folder/$row.end" "-:node:-:-:-:The log of the job cannot be written on $HOST."
        return
    fi
    become_job >>"$tag.$row.log" 2>&1 </dev/null &
    job=$!
    while kill -0 "$job" 2>/dev/null; do
        keep_limits
        sleep 0.5 &
        tick=$!
        wait -n
        kill "$tick" 2>/dev/null
    done
    wait "$job"
    code=$?
    clear_up
    insist "$folder/$row.end" "$(used "$code")"
}

become_job() { # what the script finds: the environment of a login, and what the submission gives
    job_environment
    export PARISANA_SSH_ATTEMPT=$SPOOL:$tag.$row
    unset SSH_CLIENT SSH_CONNECTION SSH_TTY
    { echo 500 >/proc/self/oom_score_adj; } 2>/dev/null
    exec setsid nice -n "$nice" bash "$script" "$table" "$tag" "$row"
}

keep_limits() {
    local pids=() kb
    below "$BASHPID"
    clock
    if [[ -n $stop ]]; then
        ((REPLY < kill_at)) || signal KILL
        return
    fi
    resident
    if { read -r stop <"$folder/$row.stop"; } 2>/dev/null; then :; elif ((kb > memory_mb * 1024)); then
        stop="memory:The job used $((kb / 1024)) MB of memory; it had asked for $memory_mb MB."
    elif ((REPLY - began > time_s * 100)); then
        stop="time:The job ran longer than the $time_s s it had asked for."
    fi
    if [[ -n $stop ]]; then
        kill_at=$((REPLY + GRACE_S * 100))
        signal TERM
        signal CONT
    fi
}

resident() { # memory of pids, in kb; shared pages are counted once when it comes near the limit
    local pid pages key value sum=0
    kb=0
    for pid in "${pids[@]}"; do
        { read -r _ pages _ <"/proc/$pid/statm"; } 2>/dev/null && kb=$((kb + pages * PAGE_KB))
    done
    if ((kb > memory_mb * 1024)); then
        for pid in "${pids[@]}"; do
            while read -r key value _; do
                [[ $key == Pss: ]] && sum=$((sum + value))
            done < <(cat "/proc/$pid/smaps_rollup" 2>/dev/null)
        done
        ((sum == 0)) || kb=$sum
    fi
    ((kb <= peak_kb)) || peak_kb=$kb
}

signal() { # NAME: to all that belongs to the row
    local pids=()
    below "$BASHPID"
    marked "$tag" "$row"
    ((${#pids[@]} == 0)) || kill "-$1" "${pids[@]}" 2>/dev/null
}

clear_up() { # a job is over when its script is
    local pids
    while
        pids=()
        below "$BASHPID"
        marked "$tag" "$row"
        ((${#pids[@]} > 0))
    do
        kill -KILL "${pids[@]}" 2>/dev/null
        sleep 0.1
    done
}

used() { # CODE: the line of the end
    local cpu memory=- line reason=${stop#*:}
    if [[ -z $stop ]] && (($1 > 128)) && line=$(kill -l "$(($1 - 128))" 2>/dev/null); then
        reason="The job was ended by SIG$line, or says so."
    fi
    clock
    cpu=$(children_s)
    # A job that was over before the first look at it has used some memory: how much is not known.
    ((peak_kb == 0)) || memory=$(hundredths $((peak_kb * 100 / 1024)))
    printf '%s:%s:%s:%s:%s:%s' "$1" "${stop%%:*}" "$cpu" "$(hundredths $((REPLY - began)))" "$memory" "$reason"
}

children_s() { # the CPU time of all that ended below this process
    local line fields
    { read -r line <"/proc/$$/stat"; } 2>/dev/null || return
    read -r -a fields <<<"${line##*) }"
    hundredths $(((fields[13] + fields[14]) * 100 / $(getconf CLK_TCK 2>/dev/null || echo 100)))
}

hundredths() { # NUMBER
    printf '%d.%02d' "$(($1 / 100))" "$(($1 % 100))"
}
