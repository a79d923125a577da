# ---- stage-out: copy, verify, list, and one rename that never replaces a result ----

stage_out() {
    local parent=${FINAL%/*} path
    choose_checksum
    PART=$parent/.${FINAL##*/}.part-$TAG.$ROW
    mkdir -p -- "$parent" 2>/dev/null
    mkdir -- "$PART" 2>/dev/null || { PART='' && fail 50 stage-out "$parent cannot be written on $HOSTNAME."; }
    for path in "${OUTPUTS[@]}"; do
        put_file "$path"
        stop_if_signalled
    done
    write_list
    crash_point during-rename
    commit
}

put_file() { # PATH below the output folder
    local size copied sum name target=$PART/$1
    [[ $1 != */* ]] || mkdir -p -- "${target%/*}"
    cp -- "$1" "$target" || fail 50 stage-out "$1 could not be copied to $PART: is the disk full?"
    size=$(stat -L -c %s -- "$1") && copied=$(stat -c %s -- "$target")
    checksum "$PWD/$1" || fail 50 stage-out "The checksum of $1 could not be computed."
    sum=$REPLY
    checksum "$target"
    [[ $size == "$copied" && $sum == "$REPLY" ]] || fail 50 stage-out "The copy of $1 in $PART differs from the original."
    json_string "$1" && name=$REPLY
    OUTPUTS_JSON+="${OUTPUTS_JSON:+$',\n'}{\"path\": $name, \"size\": $size, \"checksum\": [\"$CHECKSUM_KIND\", \"$sum\"]}"
}

write_list() { # one line a file, so that bash can read it too
    local unit
    json_string "$UNIT" && unit=$REPLY
    printf -v LIST '{"parisana": "output/1", "key": "%s", "stage": "%s", "unit": %s, "tag": "%s", "row": %s, "outputs": [\n%s\n]}' \
        "$KEY" "$STAGE" "$unit" "$TAG" "$ROW" "$OUTPUTS_JSON"
    printf '%s\n' "$LIST" >"$PART/.parisana.json" || fail 50 stage-out "$PART/.parisana.json could not be written: is the disk full?"
    [[ $(<"$PART/.parisana.json") == "$LIST" ]] || fail 50 stage-out "$PART/.parisana.json was not written whole."
    OUTPUTS_JSON=${OUTPUTS_JSON//$'\n'/ }
}

commit() { # the first valid result wins; what counts is whose list is there afterwards
    local words
    words=$(mv -T -f -- "$PART" "$FINAL" 2>&1)
    if [[ -r $FINAL/.parisana.json && $(<"$FINAL/.parisana.json") == "$LIST" ]]; then
        PART='' STATE='done'
    elif result_is_valid "$FINAL"; then
        STATE=surplus
    else
        fail 50 stage-out "The result could not be moved to $FINAL. ${words:-Something else is there.}"
    fi
}

PYTHON_ADLER='import sys, zlib
sum = 1
for block in iter(lambda: sys.stdin.buffer.read(1 << 20), b""):
    sum = zlib.adler32(block, sum)
print("%08x" % (sum & 0xffffffff))'
# shellcheck disable=SC2016  # the dollars are Perl's
PERL_ADLER='my ($a, $b, $block) = (1, 0);
binmode STDIN;
while (read STDIN, $block, 5552) {
    for (unpack "C*", $block) { $a += $_; $b += $a }
    $a %= 65521; $b %= 65521;
}
printf "%04x%04x\n", $b, $a;'

choose_checksum() { # the first tool that is there and works
    local probe=$WORK/probe
    printf a >"$probe"
    for CHECKSUM_TOOL in python3 perl xrdadler32 gfal-sum cksum; do
        CHECKSUM_KIND=adler32
        if type -P "$CHECKSUM_TOOL" >/dev/null && checksum "$probe" && [[ $REPLY == 00620062 ]]; then return; fi
    done
    CHECKSUM_KIND='cksum'
}

checksum() { # ABSOLUTE_PATH
    local answer
    case $CHECKSUM_TOOL in
        python3) answer=$(python3 -c "$PYTHON_ADLER" <"$1" 2>/dev/null) ;;
        perl) answer=$(perl -e "$PERL_ADLER" <"$1" 2>/dev/null) ;;
        xrdadler32) answer=$(xrdadler32 "$1" 2>/dev/null) && answer=${answer%% *} ;;
        gfal-sum) answer=$(gfal-sum "file://$1" ADLER32 2>/dev/null) && answer=${answer##* } ;;
        cksum) answer=$(cksum <"$1") && answer=${answer%% *} ;;
    esac
    REPLY=$answer
    [[ -n $answer ]]
}
