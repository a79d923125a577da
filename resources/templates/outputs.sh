# ---- check-outputs: the files that the stage promises are there, and whole ----

check_outputs() {
    local index
    cd -- "$OUTPUT_FOLDER" || fail 45 output "The payload removed its output folder."
    shopt -s globstar dotglob nullglob
    list_outputs
    for index in "${!OUTPUT_PATTERNS[@]}"; do
        check_pattern "${OUTPUT_PATTERNS[index]}" "${OUTPUT_MINIMA[index]}"
    done
    ((${#OUTPUTS[@]})) || fail 45 output "The payload wrote no file."
    shopt -u globstar dotglob nullglob
    read_versions
}

list_outputs() { # every file that the payload left, in order
    local path
    OUTPUTS=()
    for path in **; do
        if [[ -L $path && -d $path ]]; then fail 45 output "The output $path is a link to a folder."; fi
        if [[ -f $path && $path != .parisana.json ]]; then OUTPUTS+=("$path"); fi
    done
}

check_pattern() { # PATTERN MINIMUM
    local IFS='' path found
    # shellcheck disable=SC2206  # a pattern, and IFS is empty
    found=($1)
    # A name without a wildcard stands for itself, whether it is there or not.
    [[ -e ${found-} ]] || found=()
    ((${#found[@]} >= $2)) ||
        fail 45 output "The payload wrote ${#found[@]} files like $1, and at least $2 are needed."
    for path in "${found[@]}"; do
        if [[ -f $path ]]; then check_file "$path"; fi
    done
}

check_file() { # PATH: not empty; FITS comes in blocks of 2880 bytes; a compressed file has its end
    [[ -s $1 ]] || fail 45 output "The output $1 is empty."
    if [[ $1 == *.fits ]] && (($(stat -L -c %s -- "$1") % 2880)); then fail 45 output "The output $1 is truncated: FITS comes in blocks of 2880 bytes."; fi
    if [[ $1 == *.gz ]] && type -P gzip >/dev/null; then
        gzip -t <"$1" 2>/dev/null || fail 45 output "The output $1 is truncated: it cannot be decompressed to its end."
    fi
}

JSON_PAIR='[[:space:]]*"[] !#-[^-~]*"[[:space:]]*:[[:space:]]*("[] !#-[^-~]*"|null)[[:space:]]*'
FLAT_OBJECT="^[[:space:]]*\\{$JSON_PAIR(,$JSON_PAIR)*\\}[[:space:]]*\$"

read_versions() { # versions.json goes into the report, if it is the plain list of words that it should be
    local text
    [[ -r versions.json ]] || return 0
    text=$(head -c 20000 -- versions.json | tr -d '\0\n\r')
    if [[ $text =~ $FLAT_OBJECT ]]; then VERSIONS=$text; fi
}
