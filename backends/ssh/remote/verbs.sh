
# ---- what the program asks; each answer ends with a line that says so

submit() { # TAG, the order on standard input: a tag that is known is not taken twice
    local folder=$SPOOL/submissions/$1 draft
    if [[ ! -e $folder/order.sh ]]; then
        draft=$(mktemp -d "$SPOOL/submissions/.draft-XXXXXX") || fail 75 "there is no room for it on $HOST"
        { cat >"$draft/order.sh" && sync -- "$draft/order.sh"; } || fail 75 "there is no room for it on $HOST"
        [[ $(tail -n 1 -- "$draft/order.sh") == '# whole' ]] || fail 70 'the order was cut on its way'
        offer "$draft"
        : >>"$SPOOL/living/$1"
        mv -T -- "$draft" "$folder" 2>/dev/null || rm -rf -- "$draft"
        sync -- "$SPOOL/submissions"
        [[ -e $folder/order.sh ]] || fail 70 'it could not be put into its place'
    fi
    keep_queue
    printf 'taken %s\n' "$1"
}

offer() { # DRAFT: refuse what the machine will never have, and note what it has
    local cores memory_mb most_cores most_memory_mb
    # shellcheck source=/dev/null
    . "$1/order.sh"
    most_cores=${most_cores:-$(nproc)} most_memory_mb=${most_memory_mb:-$(machine_mb)}
    if ((cores > most_cores || memory_mb > most_memory_mb)); then
        rm -rf -- "$1"
        fail 65 "A job needs $cores cores and $memory_mb MB of memory; $HOST offers $most_cores and $most_memory_mb MB."
    fi
    printf 'most_cores=%d most_memory_mb=%d\n' "$most_cores" "$most_memory_mb" >>"$1/order.sh" ||
        fail 75 "there is no room for it on $HOST"
}

machine_mb() { # nine tenths of the machine's memory
    local key value
    while read -r key value _; do
        [[ $key != MemTotal: ]] || printf '%d' "$((value * 9 / 10240))"
    done </proc/meminfo
}

find_tag() { # TAG
    if [[ -e $SPOOL/submissions/$1/order.sh ]]; then echo yes; else ls -- "$SPOOL/submissions" >/dev/null && echo no; fi
}

rows() { # TAG
    local rows=0
    # shellcheck source=/dev/null
    . "$SPOOL/submissions/$1/order.sh"
    printf '%d' "$rows"
}

living() { # TAG: one line for each row that has not ended
    local folder=$SPOOL/submissions/$1 row last
    last=$(rows "$1")
    for ((row = 1; row <= last; row++)); do
        if [[ -e $folder/$row.end ]]; then
            continue
        elif [[ ! -e $folder/$row.start ]]; then
            printf '%s.%d queued\n' "$1" "$row"
        elif alive "$folder" "$row"; then
            printf '%s.%d running\n' "$1" "$row"
        else
            settle "$1" "$row"
        fi
    done
}

poll() { # tags on standard input
    local tag
    while read -r tag; do
        [[ ! -e $SPOOL/submissions/$tag/order.sh ]] || living "$tag"
    done
    keep_queue
    echo whole
}

endings() { # TAG ROW, a line each, on standard input
    local tag row end
    while read -r tag row; do
        if { read -r end <"$SPOOL/submissions/$tag/$row.end"; } 2>/dev/null; then
            printf '%s.%s:%s\n' "$tag" "$row" "$end"
        fi
    done
    echo whole
}

cancel() { # TAG ROW, a line each, on standard input
    local tag row rows
    local -A wanted=()
    while read -r tag row; do
        wanted[$tag]+=" $row"
    done
    for tag in "${!wanted[@]}"; do
        read -r -a rows <<<"${wanted[$tag]}"
        [[ ! -e $SPOOL/submissions/$tag/order.sh ]] || cancel_rows "$tag" "${rows[@]}"
    done
    echo whole
}

cancel_rows() { # TAG ROWS...: claim those that wait, stop those that run
    local tag=$1 folder=$SPOOL/submissions/$1 row who left=() waiting=()
    shift
    for row; do
        [[ -e $folder/$row.end ]] || left+=("$row")
    done
    publish_many "$folder" start nobody "${left[@]}"
    for row in "${left[@]}"; do
        who='' && { read -r who <"$folder/$row.start"; } 2>/dev/null
        if [[ $who == nobody ]]; then
            waiting+=("$row")
        else
            insist "$folder/$row.stop" "$CANCELLED"
            alive "$folder" "$row" || settle "$tag" "$row"
        fi
    done
    publish_many "$folder" end "$NOT_STARTED" "${waiting[@]}"
}

publish_many() { # FOLDER KIND TEXT ROWS...: in one go, where nothing is there yet
    local folder=$1 kind=$2 text=$3 drafts row
    shift 3
    (($# > 0)) || return 0
    drafts=$(mktemp -d "$SPOOL/.drafts-XXXXXX") || fail 75 "there is no room for it on $HOST"
    for row; do
        printf '%s\n' "$text" >"$drafts/$row.$kind" || fail 75 "there is no room for it on $HOST"
    done
    (cd -- "$drafts" && ln -t "$folder" -- *."$kind") 2>/dev/null
    rm -rf -- "$drafts"
    sync -- "$folder"
}

machine() { # name, load, cores, cores used, rows running, rows queued
    local load tag state busy=0 queued=0 used=0 cores
    read -r load _ </proc/loadavg
    for tag in "$SPOOL"/living/*; do
        tag=${tag##*/}
        [[ -e $SPOOL/submissions/$tag/order.sh ]] || continue
        # shellcheck source=/dev/null
        . "$SPOOL/submissions/$tag/order.sh"
        while read -r _ state; do
            if [[ $state == running ]]; then busy=$((busy + 1)) used=$((used + cores)); else queued=$((queued + 1)); fi
        done < <(living "$tag")
    done
    printf '%s %s %d %d %d %d\nwhole\n' "$HOST" "$load" "$(nproc)" "$used" "$busy" "$queued"
}

VERB=$1 SPOOL=$2
shift 2
case $VERB in
submit | find_tag | poll | endings | cancel | machine | queue | launch) "$VERB" "$@" ;;
*) fail 64 "There is no verb $VERB." ;;
esac
