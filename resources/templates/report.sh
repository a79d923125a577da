# ---- report and clean-up ----

write_report() { # STATE EXIT_CODE
    local text folder=$WORKING/reports written=0
    make_report "$1" "$2"
    text=$REPLY
    if ! { printf '%s\n' "$text" >"$folder/.$TAG.$ROW.tmp" && mv -f -T -- "$folder/.$TAG.$ROW.tmp" "$folder/$TAG.$ROW.json"; } 2>/dev/null; then
        printf '%s: the report could not be written to %s; it follows here.\n' "$STAGE" "$folder" >&2
        written=1
    fi
    printf '%s\n' '-----BEGIN PARISANA REPORT-----' "$text" '-----END PARISANA REPORT-----'
    return "$written"
}

member() { # NAME VALUE, as JSON already
    REPORT+="${REPORT:+, }\"$1\": $2"
}

text_member() { # NAME TEXT: a string, or null for nothing
    json_or_null "$2"
    member "$1" "$REPLY"
}

make_report() { # STATE EXIT_CODE
    REPORT=''
    member parisana '"report/1"'
    text_member tag "$TAG"
    member row "$ROW"
    text_member key "$KEY"
    text_member stage "$STAGE"
    text_member unit "$UNIT"
    text_member state "$1"
    member found "$FOUND"
    text_member failure "${FAILURE-}"
    text_member reason "${REASON-}"
    text_member step "$STEP"
    member exit_code "$2"
    member payload_exit_code "$PAYLOAD_CODE"
    text_member signal "${PAYLOAD_SIGNAL:-$SIGNALLED}"
    describe_run
    describe_files
    REPLY="{$REPORT}"
}

describe_run() {
    text_member host "$HOSTNAME"
    json_seconds "$STARTED" && member started "$REPLY"
    milliseconds && json_seconds "$REPLY" && member ended "$REPLY"
    member steps "[$STEPS]"
    if [[ -n $PEAK_KB ]]; then printf -v REPLY '%d.%d' $((PEAK_KB / 1024)) $((PEAK_KB % 1024 * 10 / 1024)); else REPLY=null; fi
    member peak_memory_mb "$REPLY"
    json_seconds "$CPU_MS" && member cpu_s "$REPLY"
    text_member last_line "$LAST_LINE"
    member versions "$VERSIONS"
}

describe_files() {
    member inputs "[$INPUTS_JSON]"
    member outputs "[$OUTPUTS_JSON]"
    text_member output "$OUTPUT"
    if [[ -n $ASIDE ]]; then text_member aside "$ASIDE"; fi
    if [[ -n $TAKEN ]]; then member taken true; fi
    text_member checksum_tool "$CHECKSUM_TOOL"
}

clean_up() {
    stop_loop "$HEARTBEAT_PID"
    cd /
    clean_up_part
    if [[ -n $WORK ]] && ((CLEAN)); then rm -rf -- "$WORK"; fi
}

clean_up_part() { # what was not committed
    [[ -n $PART ]] || return
    if [[ -z $SENT ]]; then
        rm -rf -- "$PART"
    elif ! in_background "${PROTOCOL}_drop" "$SENT" "$PART"; then
        printf '%s: %s could not be removed.\n' "$STAGE" "$PART" >&2
    fi
}
