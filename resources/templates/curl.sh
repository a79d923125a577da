# ---- curl: for storages that speak HTTP; it is told what to do by lines that nobody else can read ----

URL_PLAIN='a-zA-Z0-9._~/-'

url_encode() { # TEXT
    local text=$1 run code
    REPLY=''
    while [[ -n $text ]]; do
        # shellcheck disable=SC2295  # URL_PLAIN is a pattern
        run=${text%%[!$URL_PLAIN]*}
        REPLY+=$run text=${text:${#run}}
        [[ -n $text ]] || break
        printf -v code %d "'${text:0:1}"
        printf -v code '%%%02X' $((code & 255))
        REPLY+=$code text=${text:1}
    done
}

curl_word() { # NAME TEXT: a line for curl, quoted
    local text=${2//\\/\\\\}
    text=${text//\"/\\\"}
    printf '%s = "%s"\n' "$1" "${text//$'\n'/\\n}"
}

curl_begin() { # URL: the first lines of a question; nothing of the one before counts any more
    printf 'next\nfail\ngloboff\npath-as-is\nsilent\nshow-error\nconnect-timeout = 15\nspeed-limit = 1\n'
    printf 'speed-time = %s\n' "${PARISANA_SILENCE_S:-60}"
    curl_word url "$1"
}

curl_lines() { # SECONDS: ask what the lines of standard input say, up to the first that fails: 0, 1 (it said no) or 2
    local code status
    sed '1{/^next$/d}' | within "$1" curl --disable --fail-early --silent --show-error --config -
    code=$?
    ((code)) || return 0
    if ((code != 22)); then curl_means "$code" >&2 && return 2 || return 1; fi
    status=$(grep -a -o 'returned error: [0-9]*' -- "$WORK/said" | tail -n 1)
    status_means "${status##* }" >&2
}

status_means() { # STATUS: 1 when it stays so, 2 when it may pass
    case $1 in
        401) echo 'The server does not know you (401): is your token, proxy or key there, and still valid?' ;;
        403) echo 'You have no permission there (403), or your token, proxy or key has expired.' ;;
        404) echo 'It is not there (404), or its folder is not.' ;;
        409) echo 'Its folder is not there, or something is in the way (409).' ;;
        412) echo 'There is something of that name already (412).' ;;
        507) echo 'The disk there is full, or the quota is used up (507).' ;;
        408 | 425 | 429 | 5??) echo "The server says $1." && return 2 ;;
        *) echo "The server says $1." ;;
    esac
    return 1
}

curl_means() { # EXIT_CODE: fails when waiting does not help
    case $1 in
        28 | 124 | 137) echo 'The server did not answer in time.' ;;
        23 | 26) echo 'A file on this node could not be read or written: is the disk full?' && return 1 ;;
        58 | 60 | 77 | 83) echo "The certificate of the server, or your own, is not trusted." && return 1 ;;
    esac
}

plain_name() { # TEXT of an answer in XML, encoded as in a URL: REPLY: the name that it means
    local text=${1//'&lt;'/<}
    text=${text//'&gt;'/>} text=${text//'&quot;'/\"} text=${text//'&apos;'/\'} text=${text//'&amp;'/'&'}
    decode "${text//\\/\\\\}"
}

xml_lines() { # NAME: standard input with a line for each element of this name
    tr -d '\r\n' | sed "s/<\([A-Za-z0-9]*:\)\{0,1\}$1[ >]/\n&/g"
}

sent_files() { # FOLDER: fill SENT_FILES with all that lies below, and SENT_FOLDERS, the deepest last
    local path
    SENT_FILES=() SENT_FOLDERS=()
    shopt -s globstar dotglob nullglob
    for path in "$1"/**; do
        path=${path#"$1"/}
        if [[ -d $1/$path ]]; then SENT_FOLDERS+=("$path"); else SENT_FILES+=("$path"); fi
    done
    shopt -u globstar dotglob nullglob
    if [[ ${SENT_FOLDERS-} == '' ]]; then SENT_FOLDERS=("${SENT_FOLDERS[@]:1}"); fi
}

hold_sums() { # KIND SIZES SUMS: do the headers of standard input, one answer a file, tell these? 1: others; 2: not all are told
    local -n wanted_sizes=$2 wanted_sums=$3
    local line index=0 size='' sum='' told=0
    while IFS= read -r line; do
        line=${line%$'\r'}
        case ${line,,} in
            http/*) size='' sum='' ;;
            content-length:*) size=${line##*[: ]} ;;
            etag:*) [[ $1 != md5 || $sum == encrypted ]] || sum=${line#*:} ;;
            digest:*adler32=*) [[ $1 != adler32 ]] || sum=${line,,} ;;
            x-amz-server-side-encryption*) sum=encrypted ;;
            @@)
                [[ $size == "${wanted_sizes[index]}" ]] || return 1
                told_sum "$1" "$sum"
                [[ -n $REPLY ]] || told=2
                [[ -z $REPLY || $REPLY == "${wanted_sums[index]}" ]] || return 1
                ((++index))
                ;;
        esac
    done
    ((index == ${#wanted_sizes[@]})) || return 2
    return "$told"
}

told_sum() { # KIND TEXT: REPLY: the sum in what a header says, or nothing
    REPLY=''
    if [[ $1 == adler32 && $2 =~ adler32=([0-9a-f]{1,8})([^0-9a-f]|$) ]]; then printf -v REPLY %08x "0x${BASH_REMATCH[1]}"; fi
    if [[ $1 == md5 && ${2,,} =~ ^[\ \"]*([0-9a-f]{32})[\"\ ]*$ ]]; then REPLY=${BASH_REMATCH[1]}; fi
}
