# ---- XROOTD: root://HOST:PORT//PATH, by xrdcp, which compares adler32 at both ends, and xrdfs ----

SPEAKS+=([root]=xrootd [xroot]=xrootd [roots]=xrootd [xroots]=xrootd)
PROGRAM_OF[xrootd]=xrdcp

xrootd_see() { # URL
    xrootd_ask 120 "$1" stat && return
    [[ $(<"$WORK/said") =~ \[3011\]|'not a directory' ]] && return 1
    return 2
}

xrootd_fetch() { # URL FOLDER; its list holds the sums
    [[ $XROOTD_CLEAR != True ]] || xrootd_clear "$1"
    mkdir -p -- "$2.d" && xrootd_copy "$1" "$2.d" && mv -T -- "$2.d/${1##*/}" "$2" && rmdir -- "$2.d"
}

xrootd_clear() { # URL: have the server drop its copies of what is on tape; one without a tape keeps its files
    local path paths=() server=${1#*://}
    xrootd_ask 120 "$1" ls -R || return
    while IFS= read -r path; do [[ $path != /* ]] || paths+=("$path"); done <"$WORK/said"
    ((${#paths[@]} == 0)) || xrootd_do 120 xrdfs "${1%%://*}://${server%%/*}" prepare -e "${paths[@]}"
}

xrootd_send() { # FOLDER URL
    xrootd_ask 120 "${2%/*}" mkdir -p && xrootd_copy "$1" "${2%/*}/" --cksum adler32
}

xrootd_check() { # the copy itself has compared the sums
    :
}

xrootd_move() { # URL NEW
    xrootd_ask 120 "$2" mv "$(xrootd_path "$1")"
}

xrootd_drop() { # FOLDER URL
    local path folders=()
    shopt -s globstar dotglob nullglob
    for path in "$1" "$1"/**; do
        if [[ -d $path ]]; then folders=("$path" "${folders[@]}"); else xrootd_ask 10 "$2${path#"$1"}" rm; fi
    done
    for path in "${folders[@]}"; do xrootd_ask 10 "$2${path#"$1"}" rmdir; done
}

xrootd_path() { # URL: print the path on its server
    local path=${1#*://*/}
    printf '/%s' "${path##+(/)}"
}

xrootd_ask() { # SECONDS URL WORD...: put a question to the URL's server, with its path as the last word
    local seconds=$1 url=$2 scheme=${2%%://*} rest=${2#*://}
    shift 2
    xrootd_do "$seconds" xrdfs "$scheme://${rest%%/*}" "$@" "$(xrootd_path "$url")"
}

xrootd_copy() { # SOURCE TARGET OPTION...: folders, with all that is in them
    xrootd_do "${PARISANA_COPY_S:-7200}" xrdcp --recursive --force --nopbar \
        --streams "${XROOTD_STREAMS:-1}" "${@:3}" "$1" "$2"
}

xrootd_do() { # SECONDS COMMAND...: 50 and more is what a server said; what the client says of itself may pass
    within "$1" env XRD_CONNECTIONWINDOW="${XRD_CONNECTIONWINDOW:-15}" XRD_CONNECTIONRETRY="${XRD_CONNECTIONRETRY:-2}" "${@:2}"
    case $? in
        0) return 0 ;;
        54) return 1 ;;
        *) return 2 ;;
    esac
}
