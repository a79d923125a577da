# ---- run: the payload in a process group of its own ----

run_payload() {
    local oom_before began
    OUTPUT_FOLDER=$WORK/output
    payload_command
    finish_prefix
    oom_kills && oom_before=$REPLY
    cpu_milliseconds && began=$REPLY
    start_payload
    wait_for_payload
    cpu_milliseconds
    if [[ -n $REPLY && -n $began ]]; then CPU_MS=$((REPLY - began)); fi
    [[ -r $WORK/peak ]] && read -r PEAK_KB <"$WORK/peak"
    judge_payload "$oom_before"
}

start_payload() {
    local into from
    if [[ -n ${PARISANA_LEDGER-} ]]; then printf '%s %s %s\n' "$KEY" "$TAG" "$ROW" >>"$PARISANA_LEDGER"; fi
    exec 4>&1
    set -m
    coproc KEEP { keep_output; }
    TEE_PID=$KEEP_PID into=${KEEP[1]} from=${KEEP[0]}
    exec 3>&"$into"
    as_payload "${PREFIX[@]}" "${COMMAND[@]}" </dev/null >&3 3>&- 4>&- &
    PAYLOAD_PID=$!
    set +m
    exec 3>&- {into}>&- {from}<&-
    start_watching "$PAYLOAD_PID"
    # A signal that came before the payload had a name here is passed on now.
    if [[ -n $SIGNALLED && -z $PASSED_ON ]]; then on_signal "$SIGNALLED"; fi
}

keep_output() { # standard input goes on to the log; a copy is kept for its last line
    trap '' TERM INT HUP XCPU USR1 USR2
    trap - EXIT
    exec tee -- "$WORK/stdout" >&4 4>&-
}

as_payload() { # COMMAND...
    trap - EXIT TERM INT HUP XCPU USR1 USR2 PIPE
    if [[ -n $CALLER_LOCALE ]]; then export LC_ALL=$CALLER_LOCALE; else unset LC_ALL; fi
    cd -- "$WORK/run" && exec "$@"
}

wait_for_payload() {
    local code earlier=''
    INTERRUPTED=yes
    while [[ -n $INTERRUPTED ]]; do
        INTERRUPTED=''
        wait "$PAYLOAD_PID"
        code=$?
        if [[ $code == 127 && -n $earlier ]]; then code=$earlier; fi
        earlier=$code
    done
    PAYLOAD_CODE=$code
    kill -KILL -- "-$PAYLOAD_PID" 2>/dev/null
    stop_loop "$WATCH_PID"
    stop_loop "$GRACE_PID"
    PAYLOAD_PID=''
    last_line
}

last_line() { # of the payload's standard output, when all of it has been passed on
    local count=0
    while kill -0 "$TEE_PID" 2>/dev/null && ((count++ < 100)); do sleep 0.02; done
    stop_loop "$TEE_PID"
    exec 4>&-
    LAST_LINE=$(tail -n 1 -- "$WORK/stdout" 2>/dev/null | tail -c 8000 | tr -d '\0')
}

cpu_milliseconds() { # of the children that have ended; the builtin writes 1m2.345s
    local user system word total=0
    REPLY=''
    { times >"$WORK/times"; } 2>/dev/null
    { read -r _ _ && read -r user system; } <"$WORK/times" || return
    for word in "$user" "$system"; do
        word=${word//[s.,]/}
        total=$((total + ${word%m*} * 60000 + 10#${word#*m}))
    done
    REPLY=$total
}

judge_payload() { # OOM_KILLS_BEFORE
    local code=$PAYLOAD_CODE
    if ((code > 128)); then PAYLOAD_SIGNAL=$(kill -l "$code" 2>/dev/null); fi
    if ((code == 0)); then
        SIGNALLED='' # the payload took the hint and ended well
        return
    fi
    if [[ -n $SIGNALLED ]]; then
        fail 42 time "The batch system ended the job with SIG$SIGNALLED."
    elif [[ $PAYLOAD_SIGNAL == KILL ]]; then
        judge_kill "$1"
    elif [[ $PAYLOAD_SIGNAL == @(TERM|XCPU|USR1|USR2) ]]; then
        fail 42 time "The payload was ended by SIG$PAYLOAD_SIGNAL."
    elif ((code == 3)); then
        fail 31 inputs "The payload says that its inputs are bad (exit code 3); see its log."
    elif [[ $(stat -f -c %a -- "$WORK" 2>/dev/null) == 0 ]]; then
        fail 40 node "The payload ended with exit code $code, and the disk that holds $WORK on $HOSTNAME is full."
    elif [[ -n $PAYLOAD_SIGNAL ]]; then
        fail 40 software "The payload crashed with SIG$PAYLOAD_SIGNAL."
    fi
    fail 40 software "The payload ended with exit code $code; see its log."
}

judge_kill() { # OOM_KILLS_BEFORE
    oom_kills
    if ((REPLY > $1)); then
        fail 41 memory "The payload was killed because the job's memory was used up."
    elif [[ -n ${PARISANA_MEMORY_MB-} && -n $PEAK_KB ]] && ((PEAK_KB * 100 > PARISANA_MEMORY_MB * 1024 * 95)); then
        fail 41 memory "The payload was killed when it held $((PEAK_KB / 1024)) MB of $PARISANA_MEMORY_MB MB."
    fi
    fail 40 node "The payload was killed with SIGKILL, and the node does not say why."
}
