# ---- HTAR: the files of a result as one archive beside its list, with an index that HTAR makes itself ----

HTAR_ARCHIVE=.parisana.tar

htar_holds() { # URL: is there an archive? that there is none is kept apart: it says nothing of what fails later
    hpss_by see "$1/$HTAR_ARCHIVE" >"$WORK/archive" 2>&1 && return
    said_absent "$WORK/archive"
    case $? in
        1) return 1 ;;
        *) cat -- "$WORK/archive" && return 2 ;;
    esac
}

htar_fetch() { # URL FOLDER; what was sent before the site packed is there file by file
    htar_holds "$1"
    case $? in
        0) htar_take "$1" "$2" ;;
        1) fetch_listed hpss "$1" "$2" ;;
        *) return 2 ;;
    esac
}

htar_take() { # URL FOLDER
    mkdir -p -- "$2" && hpss_get "$1/.parisana.json" "$2/.parisana.json" || return
    (cd -- "$2" && htar_do "${PARISANA_COPY_S:-86400}" -xf "${1#*:}/$HTAR_ARCHIVE")
}

htar_send() { # FOLDER URL: the list goes last
    read_list "$1" || return 1
    printf '%s\n' "${LISTED_PATHS[@]#"$1/"}" >"$WORK/members"
    hpss_mkdir "$2" || return
    (cd -- "$1" && htar_do "${PARISANA_COPY_S:-86400}" -cf "${2#*:}/$HTAR_ARCHIVE" -L "$WORK/members") || return
    hpss_put "$1/.parisana.json" "$2/.parisana.json"
}

htar_drop() { # URL
    local name
    for name in "$HTAR_ARCHIVE" "$HTAR_ARCHIVE.idx" .parisana.json; do hpss_forget "$1/$name"; done
    hpss_forget_folder "$1"
}

htar_do() { # SECONDS OPTION...: what counts is its last word
    within "$1" htar "${@:2}" >"$WORK/htar" 2>&1
    local code=$?
    cat -- "$WORK/htar"
    if [[ $code == 0 ]] && grep -a -q -i -e 'htar successful' -- "$WORK/htar"; then return; fi
    said_absent "$WORK/htar"
}
