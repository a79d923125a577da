# ---- steps: each is timed, and ends well or with a code, a class and a sentence ----

step() { # NAME FUNCTION
    STEP=$1
    milliseconds
    STEP_BEGAN=$REPLY
    stop_if_signalled
    "$2"
    end_step 0
}

end_step() { # EXIT_CODE: note the step's time
    local now name began seconds
    milliseconds
    now=$REPLY
    json_string "$STEP" && name=$REPLY
    json_seconds "$STEP_BEGAN" && began=$REPLY
    json_seconds $((now - STEP_BEGAN)) && seconds=$REPLY
    STEPS+="${STEPS:+, }{\"step\": $name, \"started\": $began, \"seconds\": $seconds, \"exit_code\": $1}"
    [[ $1 == 0 ]] && STEP=''
}

fail() { # EXIT_CODE CLASS SENTENCE
    FAILURE=$2 REASON=$3
    printf '%s: %s\n' "$STAGE" "$3" >&2
    end_step "$1"
    finish failed "$1"
}

finish() { # STATE EXIT_CODE
    local code=$2
    trap '' TERM INT HUP XCPU USR1 USR2
    REPORTED=yes
    crash_point before-report
    write_report "$1" "$code" || code=$((code ? code : 60))
    clean_up
    exit "$code"
}

catch_signals() {
    local name
    trap '' PIPE
    for name in TERM INT HUP XCPU USR1 USR2; do
        # shellcheck disable=SC2064  # the name is meant as it is now
        trap "on_signal $name" "$name"
    done
    trap 'on_exit $?' EXIT
}

on_signal() { # NAME: pass it on, and see to it that the payload ends
    SIGNALLED=${SIGNALLED:-$1} INTERRUPTED=yes
    [[ -n $PAYLOAD_PID ]] || return
    PASSED_ON=yes
    kill -s "$1" -- "-$PAYLOAD_PID" 2>/dev/null
    [[ -n $GRACE_PID ]] || start_grace "$PAYLOAD_PID"
}

stop_if_signalled() {
    [[ -z $SIGNALLED ]] || fail 42 time "The batch system sent SIG$SIGNALLED during $STEP."
}

on_exit() { # EXIT_CODE: a set-up script that says exit must not swallow the report
    [[ -z $REPORTED ]] || return
    fail 20 node "The step $STEP ended the script with exit code $1."
}

crash_point() { # NAME: where the tests pull the plug
    if [[ ${PARISANA_CRASH_AT-} == "$1" ]]; then kill -KILL $$; fi
}
