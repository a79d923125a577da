# ---- SFTP: sftp://USER@HOST:PORT/PATH, by OpenSSH's client; keys and known hosts are those of this account ----

SPEAKS+=([sftp]=sftp)
PROGRAM_OF[sftp]=sftp

sftp_see() { # URL
    sftp_lines "$1" 120 "cd $(sftp_path "$1")" && return
    sftp_said_no 'No such file|not found|Not a directory'
}

sftp_fetch() { # URL FOLDER
    sftp_lines "$1" "${PARISANA_COPY_S:-7200}" "get -R $(sftp_path "$1") $(sftp_path "$2")" && [[ -d $2 ]]
}

sftp_send() { # FOLDER URL
    local path=${2#*://*/} part='' lines=()
    while [[ $path == */* ]]; do
        part+=/${path%%/*} path=${path#*/}
        lines+=("-mkdir $(sftp_path "$part")")
    done
    sftp_lines "$2" "${PARISANA_COPY_S:-7200}" "${lines[@]}" "put -fR $(sftp_path "$1") $(sftp_path "$2")"
}

sftp_check() { # FOLDER URL: the protocol knows no checksums
    same_there sftp "$1" "$2"
}

sftp_move() { # URL NEW: the old form of the request refuses a name that is taken
    sftp_lines "$1" 120 "rename -l $(sftp_path "$1") $(sftp_path "$2")"
}

sftp_drop() { # FOLDER URL
    local path lines=() folders=()
    shopt -s globstar dotglob nullglob
    for path in "$1" "$1"/**; do
        if [[ -d $path ]]; then
            folders=("-rmdir $(sftp_path "$2${path#"$1"}")" "${folders[@]}")
        else
            lines+=("-rm $(sftp_path "$2${path#"$1"}")")
        fi
    done
    sftp_lines "$2" 30 "${lines[@]}" "${folders[@]}"
}

sftp_lines() { # URL SECONDS LINE...: have them done, one after the other
    local host=${1#*://} seconds=$2 options
    shift 2
    host=${host%%/*}
    options=(-o ConnectTimeout=15 -o ServerAliveInterval=15 -o ServerAliveCountMax=4)
    if [[ -n $SFTP_KEY ]]; then options+=(-i "${SFTP_KEY/#\~\//$HOME/}"); fi
    if [[ $host == *:* ]]; then options+=(-P "${host##*:}"); elif [[ -n $SFTP_PORT ]]; then options+=(-P "$SFTP_PORT"); fi
    if [[ -n $SFTP_USER && $host != *@* ]]; then host=$SFTP_USER@$host; fi
    printf '%s\n' "$@" >"$WORK/lines"
    within "$seconds" sftp -q -b "$WORK/lines" "${options[@]}" "${host%:*}"
}

sftp_path() { # PATH_OR_URL: quoted; a line end, which no line can hold, becomes "any character"
    local path=$1
    if [[ $path == sftp://* ]]; then path=/${path#*://*/}; fi
    path=${path//\\/\\\\}
    path=${path//\"/\\\"}
    printf '"%s"' "${path//$'\n'/\"?\"}"
}

sftp_said_no() { # PATTERN: after a line that failed, whether the server answered, and so
    [[ $(tail -n 1 -- "$WORK/said") =~ $1 ]] && return 1
    return 2
}
