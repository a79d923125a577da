# ---- file by file: for clients that copy one file at a time; the list in a folder says which files there are ----
# Such a protocol brings NAME_get URL FILE, NAME_put FILE URL (over what a try before has left) and NAME_mkdir URL.

fetch_listed() { # PROTOCOL URL FOLDER
    local path
    mkdir -p -- "$3"
    "$1_get" "$2/.parisana.json" "$3/.parisana.json" || return
    read_list "$3" || return 1
    for path in "${LISTED_PATHS[@]}"; do
        mkdir -p -- "${path%/*}" && "$1_get" "$2${path#"$3"}" "$path" || return
    done
}

send_listed() { # PROTOCOL FOLDER URL: the list goes last
    local path folder made="|$2|"
    read_list "$2" || return 1
    "$1_mkdir" "$3" || return
    for path in "${LISTED_PATHS[@]}" "$2/.parisana.json"; do
        folder=${path%/*}
        if [[ $made != *"|$folder|"* ]]; then
            "$1_mkdir" "$3${folder#"$2"}" || return
            made+="$folder|"
        fi
        "$1_put" "$path" "$3${path#"$2"}" || return
    done
}

drop_listed() { # PROTOCOL FOLDER URL: by NAME_forget, files first
    local path
    shopt -s globstar dotglob nullglob
    local folders=() all=("$2" "$2"/**)
    for path in "${all[@]}"; do
        if [[ -d $path ]]; then folders=("$path" "${folders[@]}"); else "$1_forget" "$3${path#"$2"}"; fi
    done
    for path in "${folders[@]}"; do "$1_forget_folder" "$3${path#"$2"}"; done
}

said_absent() { # [FILE]: after a command that failed: the store answered, and there is no such name (1), or nobody knows (2)
    grep -a -q -i -e 'no such file' -e 'not a directory' -e 'no such path' -- "${1:-$WORK/said}" && return 1
    return 2
}
