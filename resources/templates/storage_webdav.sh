#@include curl
# ---- WebDAV: davs://HOST:PORT/PATH, by curl; with the token, proxy or ~/.netrc that this account has ----

SPEAKS+=([davs]=webdav [https]=webdav [dav]=webdav [http]=webdav)
PROGRAM_OF[webdav]=curl

webdav_see() { # URL
    webdav_ask "$1" | curl_lines 120 && return
    [[ $(<"$WORK/said") =~ 'error: 404'|'error: 410' ]] && return 1
    return 2
}

webdav_fetch() { # URL FOLDER; its list says which files there are; of a folder without one all that is there
    local path code
    mkdir -p -- "$2"
    webdav_get "$1" "$2" .parisana.json | curl_lines 120
    code=$?
    if ((code == 0)); then
        read_list "$2" || return 1
        THERE=("${LISTED_PATHS[@]#"$2"/}")
    else
        [[ $(tail -n 2 -- "$WORK/said") =~ 'error: 404' ]] || return "$code"
        THERE=()
        webdav_walk "$1" '' || return
        ((${#THERE[@]})) || return 0
    fi
    for path in "${THERE[@]}"; do webdav_get "$1" "$2" "$path"; done | curl_lines "${PARISANA_COPY_S:-7200}"
}

webdav_walk() { # URL BELOW: add all files below a folder to THERE
    local line name here=/${1#*://*/}/$2 lines=() folders=()
    { webdav_lines "$1/$2" && printf 'request = "PROPFIND"\nheader = "Depth: 1"\n'; } | curl_lines 120 >"$WORK/listing" || return
    mapfile -t lines < <(xml_lines response <"$WORK/listing")
    for line in "${lines[@]}"; do
        [[ $line =~ \<([A-Za-z0-9]+:)?href\>([^\<]*)\< ]] || continue
        plain_name "${BASH_REMATCH[2]%/}"
        [[ $REPLY != *://* ]] || REPLY=/${REPLY#*://*/}
        name=${REPLY##*/}
        if [[ ${REPLY//\/} == "${here//\/}" ]]; then continue; fi # the folder itself
        if [[ $line =~ [:\<]collection[[:space:]]*/?\> ]]; then folders+=("$2$name/"); else THERE+=("$2$name"); fi
    done
    for name in "${folders[@]}"; do webdav_walk "$1" "$name" || return; done
}

webdav_send() { # FOLDER URL
    local path
    sent_files "$1"
    {
        webdav_make "$2" 1
        for path in "${SENT_FOLDERS[@]}"; do webdav_make "$2/$path" 0; done
    } | curl_lines 120 >/dev/null
    for path in "${SENT_FILES[@]}"; do
        webdav_lines "$2/$path"
        curl_word upload-file "$1/$path"
    done | curl_lines "${PARISANA_COPY_S:-7200}"
}

webdav_check() { # FOLDER URL: by the sums that the server tells, else by those of what is read back
    local path
    read_list "$1" || return
    for path in "${LISTED_PATHS[@]}"; do
        webdav_lines "$2${path#"$1"}"
        printf 'head\nheader = "Want-Digest: adler32"\nwrite-out = "@@\\n"\n'
    done | curl_lines 120 >"$WORK/told" || return
    hold_sums adler32 LISTED_SIZES LISTED_SUMS <"$WORK/told"
    case $? in
        1) echo 'The server holds other bytes than were sent.' && return 1 ;;
        2) same_there webdav "$1" "$2" ;;
    esac
}

webdav_move() { # URL NEW
    local new
    webdav_new_name "$1" "$2"
    new=$REPLY
    {
        webdav_lines "$1"
        curl_word request MOVE
        curl_word header "Destination: $new"
        printf 'header = "Overwrite: F"\noutput = "/dev/null"\n'
    } | curl_lines 300
}

webdav_drop() { # FOLDER URL
    local path folders=("$2") gone=()
    sent_files "$1"
    for path in "${SENT_FOLDERS[@]}"; do folders=("$2/$path" "${folders[@]}"); done
    for path in "${SENT_FILES[@]}"; do gone+=("$2/$path"); done
    for path in "${gone[@]}" "${folders[@]}"; do
        webdav_lines "$path"
        curl_word request DELETE
    done | sed '/^fail$/d' | curl_lines 60
}

webdav_ask() { # URL: what is known of it
    webdav_lines "$1"
    printf 'request = "PROPFIND"\nheader = "Depth: 0"\noutput = "/dev/null"\n'
}

webdav_get() { # URL FOLDER PATH
    webdav_lines "$1/$3"
    curl_word output "$2/$3"
    printf 'create-dirs\n'
}

webdav_make() { # URL PARENTS: a folder, with those above it; what is there already stays
    local rest=${1#*://*/} made=${1%"${1#*://*/}"}
    while [[ $rest == */* ]]; do
        made+=${rest%%/*}/ rest=${rest#*/}
        (($2)) && webdav_make_one "$made"
    done
    webdav_make_one "$made$rest/"
}

webdav_make_one() { # URL
    webdav_lines "$1" | sed '/^fail$/d'
    printf 'request = "MKCOL"\noutput = "/dev/null"\n'
}

webdav_new_name() { # OLD NEW: REPLY: the new one as the server reads it; XRootD takes it as it stands, up to a question mark
    webdav_url "$2"
    local encoded=$REPLY plain
    plain=${encoded%%://*}://${2#*://}
    if [[ $encoded != "$plain" ]] && { webdav_lines "$1" && printf 'head\n'; } | curl_lines 60 2>&1 | grep -a -i -q '^server: *xrootd'; then
        encoded=$plain'?'
    fi
    REPLY=$encoded
}

webdav_url() { # URL: REPLY: as it is asked for
    local scheme=http host=${1#*://}
    [[ $1 != @(davs|https)://* ]] || scheme=https
    url_encode "/${host#*/}"
    REPLY=$scheme://${host%%/*}$REPLY
}

webdav_lines() { # URL: the first lines of a question; who asks is told where nobody listens
    webdav_url "$1"
    curl_begin "$REPLY"
    printf 'location\n'
    [[ $REPLY == https://* ]] || return 0
    webdav_login
    webdav_trust
}

webdav_login() { # by a token, found as the Grid's services agreed; by a proxy; by a password of ~/.netrc
    local token=${BEARER_TOKEN-} place=${X509_USER_PROXY:-/tmp/x509up_u$EUID}
    [[ ${WEBDAV_CREDENTIAL-} != token ]] || place=
    if [[ -O $place && -r $place ]]; then curl_word cert "$place" && curl_word key "$place"; fi
    if [[ -z $token && -n ${BEARER_TOKEN_FILE-} ]]; then token=$(<"$BEARER_TOKEN_FILE"); fi
    for place in "${XDG_RUNTIME_DIR:-/tmp}/bt_u$EUID" "/tmp/bt_u$EUID"; do
        if [[ -z $token && -O $place && -r $place ]]; then token=$(<"$place"); fi
    done
    place=${NETRC:-$HOME/.netrc}
    if [[ -n $token ]]; then
        curl_word header "Authorization: Bearer ${token//[$' \t\r\n']/}"
    elif [[ ${WEBDAV_CREDENTIAL-} != token && -r $place ]]; then
        curl_word netrc-file "$place"
    fi
}

webdav_trust() { # authorities beside those of the system
    local place
    for place in "${WEBDAV_CA/#\~\//$HOME/}" "${X509_CERT_DIR-}" /etc/grid-security/certificates; do
        if [[ -d $place ]]; then curl_word capath "$place" && return; fi
        if [[ -f $place ]]; then curl_word cacert "$place" && return; fi
    done
}
