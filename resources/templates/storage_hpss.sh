#@include by_file
#@include hpss_rfio
#@include hpss_hsi
#@include hpss_htar
# ---- HPSS: HOST:/hpss/PATH, by the commands of RFIO, or by HSI where the site says so ----

SPEAKS+=([:/hpss]=hpss)
PROGRAM_OF[hpss]=rfcp
if [[ $HPSS_COMMANDS == hsi ]]; then PROGRAM_OF[hpss]=hsi; fi

hpss_client() { # what else a site needs that packs its results
    [[ $HPSS_PACK != htar ]] || type -P htar >/dev/null || missing "there is no command htar, which packs results for HPSS"
}

hpss_by() { # WORD ARGUMENT...: in the tongue of this site
    "${HPSS_COMMANDS:-rfio}_$1" "${@:2}"
}

hpss_see() { # URL
    hpss_by see "$1" && return
    said_absent
}

hpss_fetch() { # URL FOLDER: a file on tape is waited for
    if [[ $HPSS_PACK == htar ]]; then htar_fetch "$1" "$2"; else fetch_listed hpss "$1" "$2"; fi
}

hpss_send() { # FOLDER URL
    if [[ $HPSS_PACK == htar ]]; then htar_send "$1" "$2"; else send_listed hpss "$1" "$2"; fi
}

hpss_check() { # FOLDER URL: the commands know no checksums
    same_there hpss "$1" "$2"
}

hpss_move() { # URL NEW: the commands would replace what is there
    hpss_see "$2"
    case $? in
        0) echo "There is something named $2 already." && return 1 ;;
        1) hpss_by move "$1" "$2" || return 2 ;;
        *) return 2 ;;
    esac
}

hpss_drop() { # FOLDER URL
    if [[ $HPSS_PACK == htar ]]; then htar_drop "$2"; else drop_listed hpss "$1" "$2"; fi
}

hpss_get() { hpss_by get "$@" || said_absent; }
hpss_put() { hpss_by put "$@" || said_absent; }
hpss_mkdir() { hpss_by mkdir "$@" || said_absent; }
hpss_forget() { hpss_by forget "$@"; }
hpss_forget_folder() { hpss_by forget_folder "$@"; }
