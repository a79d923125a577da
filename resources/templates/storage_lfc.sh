#@include by_file
# ---- LFC: lfn:/grid/VO/PATH, by the tools lcg-* and lfc-*; what became of a registration is looked up, not believed ----

SPEAKS+=([lfn]=lfc)
PROGRAM_OF[lfc]=lcg-cp
if [[ -n $LFC_HOST ]]; then export LFC_HOST; else unset LFC_HOST; fi

lfc_see() { # URL
    within 120 lfc-ls -ld "${1#lfn:}" && return
    said_absent
}

lfc_fetch() { # URL FOLDER
    fetch_listed lfc "$1" "$2"
}

lfc_send() { # FOLDER URL
    send_listed lfc "$1" "$2"
}

lfc_check() { # FOLDER URL: the catalogue knows no checksums
    same_there lfc "$1" "$2"
}

lfc_move() { # URL NEW: only the name changes; one that is taken might be replaced
    lfc_see "$2"
    case $? in
        0) echo "There is something named $2 already." && return 1 ;;
        1) within 120 lfc-rename "${1#lfn:}" "${2#lfn:}" || return 2 ;;
        *) return 2 ;;
    esac
}

lfc_drop() { # FOLDER URL
    drop_listed lfc "$1" "$2"
}

lfc_get() { # URL FILE
    within "${PARISANA_COPY_S:-7200}" lcg-cp "$1" "file:$2" && return
    lfc_see "$1"
    [[ $? != 1 ]] || return 1
    return 2
}

lfc_put() { # FILE URL: bytes that got no name are removed again
    local said
    if lfc_see "$2"; then lfc_forget "$2"; fi
    said=$(within "${PARISANA_COPY_S:-7200}" lcg-cr -v ${LFC_ELEMENT:+-d "$LFC_ELEMENT"} -l "$2" "file:$1" 2>&1)
    printf '%s\n' "$said"
    if lfc_see "$2"; then return 0; fi
    if [[ $said =~ (^|$'\n')(guid:[0-9A-Fa-f-]+) ]]; then
        within 120 lcg-del -a "${BASH_REMATCH[2]}"
        said+=$'\n'"The bytes were sent, but $2 could not be registered, so they were removed again."
    fi
    if [[ $said =~ 'Destination SURL'[\ ]*:[\ ]*(srm://[^[:space:]]+) ]]; then within 120 lcg-del --nolfc "${BASH_REMATCH[1]}"; fi
    printf '%s\n' "${said##*$'\n'}"
    return 2
}

lfc_mkdir() { within 120 lfc-mkdir -p "${1#lfn:}" || said_absent; }
lfc_forget() { within 60 lcg-del -a "$1"; }
lfc_forget_folder() { within 60 lfc-rm -r "${1#lfn:}"; }
