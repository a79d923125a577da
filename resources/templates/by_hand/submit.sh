#!/bin/bash
# Submits all stages in order:   bash submit.sh [--again]
# What was sent is noted in submitted.tsv: tag, native id, when. `parisana adopt` reads it.
unset CDPATH
FOLDER=.
[[ ${BASH_SOURCE[0]} != */* ]] || FOLDER=${BASH_SOURCE[0]%/*}
HERE=$(cd -- "$FOLDER/" && printf '%s.' "$PWD") || exit 2
HERE=${HERE%.}
NOTES=$HERE/submitted.tsv
HOLDER=$HERE/.submitting
SUFFIX=''
declare -A NATIVE_IDS
#@settings

still_queued() { # NATIVE_IDS...: print those that the queue holds; a batch system with a queue has its own
    :
}

#@submit_function

stop() { # EXIT_CODE SENTENCE
    printf 'submit.sh: %s\n' "$2" >&2
    exit "$1"
}

begin() { # [--again]: the first run makes the notes; a later one needs the word, and has tags of its own
    [[ $# == 0 || ($# == 1 && $1 == --again) ]] || stop 2 'usage: bash submit.sh [--again]'
    if (set -o noclobber && : >"$NOTES") 2>/dev/null; then
        hold_folder
        return
    fi
    [[ -f $NOTES && -w $NOTES ]] || stop 3 "$NOTES cannot be written."
    [[ $# == 1 ]] || stop 2 "This was submitted before, see $NOTES. When none of those jobs is left in the queue, \
'bash submit.sh --again' submits what is not finished."
    hold_folder
    refuse_queued
    refuse_running
    [[ -z $FIRST ]] || number_again
}

hold_folder() { # one submit.sh at a time
    if ! (set -o noclobber && printf '%s %s\n' "$HOSTNAME" $$ >"$HOLDER") 2>/dev/null; then
        if lives "$HOLDER" submit.sh; then stop 2 "The process $PID submits this folder just now; wait until it ends."; fi
        printf '%s %s\n' "$HOSTNAME" $$ >"$HOLDER" || stop 3 "$HOLDER cannot be written."
    fi
    trap 'rm -f -- "$HOLDER"' EXIT
}

refuse_queued() { # what waits in the queue will still do its work
    local ids queued
    mapfile -t ids < <(cut -f 2 -- "$NOTES")
    queued=$(still_queued "${ids[@]}") ||
        stop 3 'The batch system does not say what its queue holds; nothing was submitted. Try again when it answers.'
    [[ -z $queued ]] || stop 2 "Still in the queue: ${queued//$'\n'/ }. Nothing was submitted, since this work would be \
done twice. Wait until they end, or cancel them, then: bash submit.sh --again"
}

refuse_running() { # so does what was started, has left no report, and is alive
    local claim name
    for claim in "$HERE"/claims/*/; do
        claim=${claim%/}
        name=${claim##*/}
        [[ -d $claim && ! -e $HERE/reports/$name.json ]] || continue
        lives "$claim/holder" "${name%.*}" "$HERE/heartbeats/$name" || continue
        stop 2 "Still running: $name (process ${PID:-unknown} on ${HOST:-a machine that is not noted}). Nothing was submitted, \
since its work would be done twice. Wait until it ends, or end it; on a machine that has died it counts as running for \
$((BEATS / 60)) minutes. Then: bash submit.sh --again"
    done
}

lives() { # HOLDER WORD [HEARTBEAT]: a process of this machine is looked for; of another machine, its heartbeat tells
    local now beat
    HOST='' PID=''
    [[ ! -r $1 ]] || read -r HOST PID <"$1"
    if [[ $HOST == "$HOSTNAME" && -r /proc/self/cmdline ]]; then
        [[ $PID != "$$" && $(tr '\0' ' ' 2>/dev/null <"/proc/$PID/cmdline") == *"$2"* ]] 2>/dev/null
        return
    fi
    printf -v now '%(%s)T' -1
    beat=$(stat -c %Y -- "${3-}" 2>/dev/null) && ((now - beat < BEATS))
}

number_again() { # SUFFIX becomes -A2, -A3, … (stages have small letters only): the first whose table nobody has made
    local number=2
    until (set -o noclobber && : >"$HERE/submissions/$FIRST-A$number.tsv") 2>/dev/null; do
        [[ -e $HERE/submissions/$FIRST-A$number.tsv ]] || stop 3 "$HERE/submissions cannot be written."
        number=$((number + 1))
    done
    SUFFIX=-A$number
}

send() { # STAGE TAG ROWS MEMORY_MB TAGS_BEFORE...
    local stage=$1 tag=$2$SUFFIX name=$2 rows=$3 memory=$4 native before after=()
    shift 4
    for before; do after+=("${NATIVE_IDS[$before]}"); done
    if [[ -n $SUFFIX ]]; then
        cp -- "$HERE/submissions/$name.tsv" "$HERE/submissions/$tag.tsv" || stop 3 "The table of $stage cannot be copied."
    fi
    printf '%s: %s jobs\n' "$stage" "$rows" >&2
    native=$(PARISANA_MEMORY_MB=$memory submit_stage "$HERE/$PROGRAM/$stage.sh" "$HERE/submissions/$tag.tsv" \
        "$tag" "$rows" "${after[@]}") ||
        stop 1 "$stage did not go well, and nothing after it was submitted. Mend it, then: bash submit.sh --again"
    NATIVE_IDS[$name]=$native
    TZ=UTC printf '%s\t%s\t%(%Y-%m-%dT%H:%M:%SZ)T\n' "$tag" "$native" -1 >>"$NOTES" ||
        stop 3 "$NOTES cannot be written; $stage was submitted as $native."
}

main() {
    begin "$@"
#@stages
    printf 'All stages are submitted. parisana adopt takes what they make into the bookkeeping.\n' >&2
}

main "$@"
