#!/bin/bash
# Submits all stages in order:   bash submit.sh [--again]
# What was sent is noted in submitted.tsv: tag, native id, when. `parisana adopt` reads it.
unset CDPATH
FOLDER=.
[[ ${BASH_SOURCE[0]} != */* ]] || FOLDER=${BASH_SOURCE[0]%/*}
HERE=$(cd -- "$FOLDER/" && printf '%s.' "$PWD") || exit 2
HERE=${HERE%.}
NOTES=$HERE/submitted.tsv
SUFFIX=''
declare -A NATIVE_IDS
#@settings

#@submit_function

stop() { # EXIT_CODE SENTENCE
    printf 'submit.sh: %s\n' "$2" >&2
    exit "$1"
}

begin() { # [--again]: the first run makes the notes; a later one needs the word, and has tags of its own
    [[ $# == 0 || ($# == 1 && $1 == --again) ]] || stop 2 'usage: bash submit.sh [--again]'
    if (set -o noclobber && : >"$NOTES") 2>/dev/null; then return; fi
    [[ -f $NOTES && -w $NOTES ]] || stop 3 "$NOTES cannot be written."
    [[ $# == 1 ]] || stop 2 "This was submitted before, see $NOTES. When none of those jobs is left in the queue, \
'bash submit.sh --again' submits what is not finished."
    [[ -z $FIRST ]] || number_again
}

number_again() { # SUFFIX becomes -2, -3, …: the first whose table nobody has made
    local number=2
    until (set -o noclobber && : >"$HERE/submissions/$FIRST-$number.tsv") 2>/dev/null; do
        [[ -e $HERE/submissions/$FIRST-$number.tsv ]] || stop 3 "$HERE/submissions cannot be written."
        number=$((number + 1))
    done
    SUFFIX=-$number
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
