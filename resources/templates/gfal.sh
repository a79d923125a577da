# ---- gfal2's commands, which compare adler32 at both ends; its protocols differ in little ----

gfal_see() { # URL
    gfal_do gfal-stat -t 120 "$1"
}

gfal_fetch() { # PROTOCOL URL FOLDER: by one command, whose exit code tells nothing of single files; the list does
    "$1_copy" "$2" "file://$3" -r || return
    read_list "$3" && sizes_hold "$3" && return
    gfal_see "$2/.parisana.json"
    [[ $? != 1 ]] || return 1
    return 2
}

gfal_move() { # URL NEW: some servers would replace what is there
    gfal_see "$2"
    case $? in
        0) echo "There is something named $2 already." && return 1 ;;
        1) gfal_do gfal-rename -t 120 "$1" "$2" || return 2 ;;
        *) return 2 ;;
    esac
}

gfal_drop() { # URL
    gfal_do gfal-rm -t 60 -r "$1"
}

gfal_mkdir() { # URL
    gfal_do gfal-mkdir -t 120 -p "$1"
}

gfal_bring() { # SECONDS SOURCE TARGET OPTION...
    gfal_do gfal-copy -t "$1" -T "$1" -f -K ADLER32 --checksum-mode both "${@:4}" "$2" "$3"
}

gfal_do() { # COMMAND...: it ends with the number of the error; 2, 13, 17 and 20 stay as they are
    local code
    for _ in 1 2 3; do # a client that falls over, as globus does now and then on busy nodes, says nothing of the storage
        within "${PARISANA_COPY_S:-7200}" "$@"
        code=$?
        [[ $code == 134 || $code == 139 ]] || break
    done
    case $code in
        0) return 0 ;;
        2 | 13 | 17 | 20) gfal_said_no ;;
        *) return 2 ;;
    esac
}

gfal_said_no() { # a proxy that is not there has the number of a file that is not there
    ! grep -q 'Could not open the user' -- "$WORK/said" && return 1
    return 2
}

gfal_client() { # the commands look for their library by the name "python", which may be the payload's
    if [[ -z ${GFAL_PYTHONBIN-} ]] && /usr/bin/python3 -c 'import gfal2_util' 2>/dev/null; then
        export GFAL_PYTHONBIN=/usr/bin/python3
    fi
}
