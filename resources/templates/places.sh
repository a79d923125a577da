# ---- places: storages that this node reaches only through the client of their protocol ----
# Such a protocol brings six functions. Each ends with 0 (done), 1 (the server said no), or else (nobody knows):
#   NAME_see URL            is the folder there?
#   NAME_fetch URL FOLDER   copy a folder to here; FOLDER is new
#   NAME_send FOLDER URL    copy a folder to there, making those above it; both have the same last name
#   NAME_check FOLDER URL   is there what was sent?
#   NAME_move URL NEW       give a folder its name, which nobody has yet
#   NAME_drop FOLDER URL    remove what was sent from FOLDER

declare -A SPEAKS=()     # scheme of a URL, or :/FOLDER of HOST:/FOLDER/... -> protocol
declare -A PROGRAM_OF=() # protocol -> its client
declare -A ATTEMPTS_BELOW=() # protocol that cannot rename -> yes: its NAME_move puts the list of what was sent, no more

protocol_of() { # PATH_OR_URL: REPLY becomes its protocol; fails for one that this script does not speak
    local folder=${1#*:/}
    if local_path "$1"; then REPLY=disk; else REPLY=${SPEAKS[${1%%:/*}]-${SPEAKS[:/${folder%%/*}]-}}; fi
    [[ -n $REPLY ]]
}

ways_to() { # READ|WRITE PROTOCOL URL: fill WAYS with the URL as the site's ways to the same place have it, the best first
    local list=${2^^}_$1 root=${2^^}_ROOT way ways=()
    WAYS=()
    if [[ -n ${!list-} && -n ${!root-} && $3 == "${!root%/}"/* ]]; then
        read -ra ways <<<"${!list}"
        for way in "${ways[@]}"; do
            if protocol_of "$way" && has_client "$REPLY"; then WAYS+=("${way%/}/${3#"${!root%/}/"}"); fi
        done
    fi
    ((${#WAYS[@]})) || WAYS=("$3")
}

has_client() { # PROTOCOL
    type -P "${PROGRAM_OF[$1]-true}" >/dev/null
}

need_client() { # PROTOCOL
    has_client "$1" || missing "there is no command ${PROGRAM_OF[$1]}, which ${1^^} needs"
    if declare -F "$1_client" >/dev/null; then "$1_client"; fi
}

insist() { # COMMAND...: what got no answer is tried again, later each time; SAID: the last words
    local pause code
    for pause in ${PARISANA_PAUSES-3 15 60} ''; do
        in_background "$@"
        code=$?
        SAID=$(tail -n 1 -- "$WORK/said" | tr -d '\0\r')
        stop_if_signalled
        [[ $code -gt 1 && -n $pause ]] || return "$code"
        printf '%s: %s got no answer (%s); it is tried again in %s s.\n' "$STAGE" "$1" "$SAID" "$pause" >&2
        in_background sleep "$pause"
        stop_if_signalled
    done
}

in_background() { # COMMAND...: in a process group of its own, which ends with a signal, and with this script
    local code pid
    set -m
    as_transfer "$@" </dev/null >"$WORK/said" 2>&1 &
    pid=$!
    set +m
    start_watching "$pid"
    wait "$pid"
    code=$?
    [[ -z $SIGNALLED ]] || stop_loop "$pid"
    stop_loop "$WATCH_PID"
    return "$code"
}

as_transfer() { # COMMAND...
    trap - EXIT TERM INT HUP XCPU USR1 USR2 PIPE
    "$@"
}

within() { # SECONDS COMMAND...: the time limit of one try
    timeout --foreground -k 5 "$@"
}

bring() { # PROTOCOL URL FOLDER: anew at each try
    rm -rf -- "$3" && "$1_fetch" "$2" "$3"
}

same_there() { # PROTOCOL FOLDER URL: read it back, and compare all sums with the list in FOLDER
    bring "$1" "$3" "$WORK/back" || return
    [[ $(<"$2/.parisana.json") == "$(<"$WORK/back/.parisana.json")" ]] &&
        read_list "$WORK/back" && sizes_hold && sums_hold
}
