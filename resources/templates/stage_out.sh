# ---- stage-out: copy, verify, list, and one rename that never replaces a result ----

stage_out() {
    if [[ $PROTOCOL == disk ]]; then stage_out_here; else stage_out_there; fi
}

stage_out_here() {
    local parent=${FINAL%/*} path index
    PART=$parent/.${FINAL##*/}.part-$TAG.$ROW
    mkdir -p -- "$parent" 2>/dev/null
    mkdir -- "$PART" 2>/dev/null || { PART='' && fail 50 stage-out "$parent cannot be written on $HOSTNAME."; }
    for path in "${OUTPUTS[@]}"; do
        copy_file "$path"
        stop_if_signalled
    done
    for ((index = 0; index < ${#OUTPUTS[@]}; index += 500)); do
        verify_files "${OUTPUTS[@]:index:500}"
        stop_if_signalled
    done
    write_list "$PART"
    crash_point during-rename
    commit
}

copy_file() { # PATH below the output folder
    [[ $1 != */* ]] || mkdir -p -- "$PART/${1%/*}"
    cp -- "$1" "$PART/$1" || fail 50 stage-out "$1 could not be copied to $PART: is the disk full?"
}

verify_files() { # PATH...: originals and copies agree; note size and checksum
    local path sizes sums index=0
    checksums "${@/#/$PWD/}" || fail 50 stage-out "The checksums of the outputs could not be computed."
    sums=("${SUMS[@]}")
    # shellcheck disable=SC2207  # numbers
    sizes=($(stat -L -c %s -- "$@"))
    checksums "${@/#/$PART/}" || fail 50 stage-out "The checksums of the copies could not be computed."
    for path; do
        [[ ${sums[index]} == "${SUMS[index]}" ]] || fail 50 stage-out "The copy of $path in $PART differs from the original."
        note_output "$path" "${sizes[index]}" "${sums[index]}"
        ((++index))
    done
}

note_output() { # PATH SIZE SUM
    json_string "$1"
    OUTPUTS_JSON+="${OUTPUTS_JSON:+$',\n'}{\"path\": $REPLY, \"size\": $2, \"checksum\": [\"$CHECKSUM_KIND\", \"$3\"]}"
}

write_list() { # FOLDER: one line a file, so that bash can read it too
    local unit
    json_string "$UNIT" && unit=$REPLY
    printf -v LIST '{"parisana": "output/1", "key": "%s", "stage": "%s", "unit": %s, "tag": "%s", "row": %s, %s"outputs": [\n%s\n]}' \
        "$KEY" "$STAGE" "$unit" "$TAG" "$ROW" "${BELOW:+\"folder\": \"$BELOW\", }" "$OUTPUTS_JSON"
    printf '%s\n' "$LIST" >"$1/.parisana.json" || fail 50 stage-out "$1/.parisana.json could not be written: is the disk full?"
    [[ $(<"$1/.parisana.json") == "$LIST" ]] || fail 50 stage-out "$1/.parisana.json was not written whole."
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
for path in sys.argv[1:]:
    sum = 1
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            sum = zlib.adler32(block, sum)
    print("%08x" % (sum & 0xffffffff))'
# shellcheck disable=SC2016  # the dollars are Perl's
PERL_ADLER='for my $path (@ARGV) {
    my ($a, $b, $block) = (1, 0);
    open(my $file, "<", $path) or exit 1;
    binmode $file;
    while (read $file, $block, 5552) {
        for (unpack "C*", $block) { $a += $_; $b += $a }
        $a %= 65521; $b %= 65521;
    }
    printf "%04x%04x\n", $b, $a;
}'

checksums() { # ABSOLUTE_PATH...: fill SUMS by the first tool that is there and works
    local tool
    for tool in ${CHECKSUM_TOOL:-python3 perl xrdadler32 gfal-sum cksum}; do
        type -P "$tool" >/dev/null || continue
        # shellcheck disable=SC2207  # hexadecimal words
        SUMS=($(sum_with "$tool" "$@" 2>/dev/null))
        ((${#SUMS[@]} == $#)) || continue
        CHECKSUM_TOOL=$tool CHECKSUM_KIND=adler32
        [[ $tool != cksum ]] || CHECKSUM_KIND='cksum'
        return 0
    done
    return 1
}

sum_with() { # TOOL ABSOLUTE_PATH...: print one word a file
    local tool=$1 path answer
    shift
    case $tool in
        python3) python3 -I -S -c "$PYTHON_ADLER" "$@" ;;
        perl) perl -e "$PERL_ADLER" -- "$@" ;;
        *)
            for path; do
                case $tool in
                    xrdadler32) answer=$(xrdadler32 "$path") && printf '%s\n' "${answer%% *}" ;;
                    gfal-sum) answer=$(gfal-sum "file://$path" ADLER32) && printf '%s\n' "${answer##* }" ;;
                    cksum) answer=$(cksum <"$path") && printf '%s\n' "${answer%% *}" ;;
                esac
            done
            ;;
    esac
}
