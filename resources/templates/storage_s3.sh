#@include curl
# ---- S3: s3://BUCKET/PATH, by a curl that can sign (7.88 or newer); keys are those of the environment or of ~/.aws ----
# S3 cannot rename. A result is sent below its final name, as .attempt-TAG.ROW; the list that names this folder is put last.

SPEAKS+=([s3]=s3)
PROGRAM_OF[s3]=curl
ATTEMPTS_BELOW[s3]=yes

s3_client() { # is this curl new enough?
    local word version
    read -r word version _ < <(curl --version)
    version=${version%%[!0-9.]*}
    [[ $(printf '%s\n' 7.88 "$version" | sort -V | head -n 1) == 7.88 ]] || missing "S3 needs curl 7.88 or newer, and this is ${word:+curl }$version"
}

s3_see() { # URL: is a finished result there?
    { s3_lines "$1/.parisana.json" && printf 'head\noutput = "/dev/null"\n'; } | curl_lines 120 && return
    [[ $(<"$WORK/said") =~ 'error: 404' ]] && return 1
    return 2
}

s3_fetch() { # URL FOLDER: its list says which files there are, and in which folder
    local path code
    mkdir -p -- "$2"
    s3_get "$1/.parisana.json" "$2/.parisana.json" | curl_lines 120
    code=$?
    if ((code == 0)); then
        read_list "$2" || return 1
        THERE=("${LISTED_PATHS[@]#"$2"/}")
    else
        [[ $(tail -n 2 -- "$WORK/said") =~ 'error: 404' ]] || return "$code"
        s3_walk "$1" || return
    fi
    for path in "${THERE[@]}"; do
        s3_get "$1${LISTED_BELOW:+/$LISTED_BELOW}/$path" "$2/$path"
    done | curl_lines "${PARISANA_COPY_S:-7200}"
}

s3_walk() { # URL: fill THERE with all that lies below a folder that is no result; nothing: there is no such folder
    local prefix=${1#s3://*/}/ after='' line lines=()
    url_encode "$prefix" && prefix=${REPLY//\//%2F}
    THERE=() LISTED_BELOW=''
    while :; do
        s3_lines "${1%"${1#s3://*/}"}" "${after:+continuation-token=$after&}encoding-type=url&list-type=2&prefix=$prefix" |
            curl_lines 120 >"$WORK/listing" || return
        mapfile -t lines < <(xml_lines '\(Key\|NextContinuationToken\)' <"$WORK/listing")
        after=''
        for line in "${lines[@]}"; do
            if [[ $line =~ ^\<Key\>([^\<]*)\< ]]; then
                plain_name "${BASH_REMATCH[1]//+/ }"
                REPLY=${REPLY#"${1#s3://*/}/"}
                [[ -z $REPLY || $REPLY == */ ]] || THERE+=("$REPLY")
            elif [[ $line =~ ^\<NextContinuationToken\>([^\<]*)\< ]]; then
                url_encode "${BASH_REMATCH[1]}" && after=${REPLY//\//%2F}
            fi
        done
        [[ -n $after ]] || break
    done
    if ! ((${#THERE[@]})); then echo "There is nothing in ${1}." && return 1; fi
}

s3_send() { # FOLDER URL: each file with its sum, by which the server knows that all of it has come
    local path index part=${PARISANA_S3_PART:-1073741824} large=()
    read_list "$1" || return
    s3_md5 "${LISTED_PATHS[@]}" || return 2
    for index in "${!LISTED_PATHS[@]}"; do
        if ((LISTED_SIZES[index] > part)); then large+=("$index"); fi
    done
    for index in "${large[@]}"; do
        path=${LISTED_PATHS[index]}
        s3_send_parts "$path" "$2${path#"$1"}" "$part" "$index" || return
    done
    ((${#large[@]} < ${#LISTED_PATHS[@]})) || return 0
    for index in "${!LISTED_PATHS[@]}"; do
        path=${LISTED_PATHS[index]}
        ((LISTED_SIZES[index] > part)) || { s3_put "$path" "$2${path#"$1"}" "${MD5[index]}" && s3_note "$index"; }
    done | curl_lines "${PARISANA_COPY_S:-7200}"
}

s3_note() { # INDEX: the sum of a file of the list, to be kept beside it
    if [[ ${LISTED_KINDS[$1]} == adler32 ]]; then curl_word header "x-amz-meta-adler32: ${LISTED_SUMS[$1]}"; fi
}

s3_send_parts() { # PATH URL BYTES INDEX: what is large; one part at a time lies on the node once more
    local number=0 upload tags='' seconds=${PARISANA_COPY_S:-7200} MD5
    { s3_lines "$2" uploads= && printf 'request = "POST"\n' && s3_note "$4"; } | curl_lines 120 >"$WORK/answer" || return
    [[ $(<"$WORK/answer") =~ \<UploadId\>([^\<]+)\< ]] || return 2
    url_encode "${BASH_REMATCH[1]}" && upload=uploadId=${REPLY//\//%2F}
    while ((number * $3 < LISTED_SIZES[$4])); do
        tail -c "+$((number * $3 + 1))" -- "$1" | head -c "$3" >"$WORK/piece"
        s3_md5 "$WORK/piece" && ((++number))
        { s3_put "$WORK/piece" "$2" "${MD5[0]}" "partNumber=$number&$upload" && printf 'dump-header = "-"\n'; } |
            curl_lines "$seconds" >"$WORK/answer" || { s3_give_up "$2" "$upload" $?; return; }
        [[ $(tr -d '\r' <"$WORK/answer") =~ [Ee][Tt]ag:\ *([^$'\n']+) ]] || return 2
        tags+="<Part><PartNumber>$number</PartNumber><ETag>${BASH_REMATCH[1]//\"/&quot;}</ETag></Part>"
    done
    printf '<CompleteMultipartUpload>%s</CompleteMultipartUpload>' "$tags" >"$WORK/piece"
    { s3_lines "$2" "$upload" && curl_word data-binary "@$WORK/piece" && curl_word header 'Content-Type: application/xml'; } |
        curl_lines 300 >"$WORK/answer" || return
    [[ $(<"$WORK/answer") != *'<Error>'* ]] || { echo 'The server could not put the parts together.' && return 2; }
}

s3_give_up() { # URL UPLOAD CODE: let the server forget the parts
    { s3_lines "$1" "$2" && printf 'request = "DELETE"\n'; } | curl_lines 60 >/dev/null 2>&1
    return "$3"
}

s3_check() { # FOLDER URL
    local path
    read_list "$1" && s3_md5 "${LISTED_PATHS[@]}" || return
    for path in "${LISTED_PATHS[@]}"; do
        s3_lines "$2${path#"$1"}"
        printf 'head\nwrite-out = "@@\\n"\n'
    done | curl_lines 120 >"$WORK/told" || return
    hold_sums md5 LISTED_SIZES MD5 <"$WORK/told"
    [[ $? != 1 ]] || { echo 'The server holds other bytes than were sent.' && return 1; }
}

s3_move() { # URL NEW: the list makes it the result, where there is none yet
    local list=$SENT/.parisana.json code
    s3_see "$2"
    code=$?
    if ((code != 1)); then return $((code ? code : 1)); fi
    s3_md5 "$list" || return 2
    { s3_put "$list" "$2/.parisana.json" "${MD5[0]}" && printf 'header = "If-None-Match: *"\n'; } | curl_lines 120
    code=$?
    if ((code == 1)) && [[ $(tail -n 2 -- "$WORK/said") =~ 'error: 501' ]]; then # it knows no conditions
        s3_put "$list" "$2/.parisana.json" "${MD5[0]}" | curl_lines 120
        code=$?
    elif ((code == 1)) && [[ $(tail -n 2 -- "$WORK/said") =~ 'error: 409' ]]; then # somebody is doing the same right now
        code=2
    fi
    return "$code"
}

s3_drop() { # FOLDER URL
    local path
    sent_files "$1"
    for path in "${SENT_FILES[@]}"; do
        s3_lines "$2/$path" && curl_word request DELETE
    done | sed '/^fail$/d' | curl_lines 60
}

s3_md5() { # PATH...: fill MD5
    local sum
    MD5=()
    while read -r sum _; do MD5+=("${sum#\\}"); done < <(md5sum -- "$@")
    ((${#MD5[@]} == $#))
}

s3_put() { # PATH URL MD5 QUERY
    local hex=$3 bytes=''
    while [[ -n $hex ]]; do bytes+="\\x${hex:0:2}" hex=${hex:2}; done
    s3_lines "$2" "${4-}"
    curl_word upload-file "$1"
    curl_word header "Content-MD5: $(printf %b "$bytes" | base64)"
}

s3_get() { # URL PATH
    s3_lines "$1"
    curl_word output "$2"
    printf 'create-dirs\n'
}

s3_lines() { # URL QUERY: the first lines of a question, signed if anybody is to be known
    local region=${S3_REGION:-${AWS_REGION:-${AWS_DEFAULT_REGION:-us-east-1}}}
    s3_url "$1" "$region"
    curl_begin "$REPLY${2:+?$2}"
    s3_keys
    if [[ -n $S3_KEY ]]; then
        curl_word user "$S3_KEY:$S3_SECRET"
        curl_word aws-sigv4 "aws:amz:$region:s3"
        printf 'header = "x-amz-content-sha256: UNSIGNED-PAYLOAD"\n' # what arrives is compared by its Content-MD5
        if [[ -n $S3_SESSION ]]; then curl_word header "x-amz-security-token: $S3_SESSION"; fi
    fi
    if [[ -d $S3_CA ]]; then curl_word capath "$S3_CA"; elif [[ -n $S3_CA ]]; then curl_word cacert "${S3_CA/#\~\//$HOME/}"; fi
}

s3_url() { # URL REGION: REPLY: as it is asked for; the bucket is a part of the path everywhere but at AWS
    local rest=${1#s3://} base=${S3_ENDPOINT:-${AWS_ENDPOINT_URL_S3:-${AWS_ENDPOINT_URL:-https://s3.$2.amazonaws.com}}} bucket by_path
    bucket=${rest%%/*} base=${base%/}
    by_path=${S3_PATH_STYLE,,}
    if [[ -z $by_path && ${base#*://} != *.amazonaws.com ]] || [[ $base == https://* && $bucket == *.* ]]; then by_path=true; fi
    url_encode "/${rest#*/}"
    if [[ $by_path == true ]]; then REPLY=$base/$bucket$REPLY; else REPLY=${base%%://*}://$bucket.${base#*://}$REPLY; fi
}

s3_keys() { # fill S3_KEY, S3_SECRET, S3_SESSION
    local group=${S3_GROUP:-${AWS_PROFILE-}} file=${AWS_SHARED_CREDENTIALS_FILE:-$HOME/.aws/credentials} line here=''
    S3_KEY=${AWS_ACCESS_KEY_ID-} S3_SECRET=${AWS_SECRET_ACCESS_KEY-} S3_SESSION=${AWS_SESSION_TOKEN-}
    [[ -n $group || -z $S3_KEY ]] && [[ -r $file ]] || return 0
    S3_KEY='' S3_SECRET='' S3_SESSION=''
    while IFS= read -r line || [[ -n $line ]]; do
        if [[ $line =~ ^\[[[:space:]]*([^]]*[^][:space:]])[[:space:]]*\] ]]; then here=${BASH_REMATCH[1]}; fi
        if [[ $here != "${group:-default}" ]]; then continue; fi
        if [[ $line =~ ^[[:space:]]*aws_access_key_id[[:space:]]*=[[:space:]]*([^[:space:]]+) ]]; then S3_KEY=${BASH_REMATCH[1]}; fi
        if [[ $line =~ ^[[:space:]]*aws_secret_access_key[[:space:]]*=[[:space:]]*([^[:space:]]+) ]]; then S3_SECRET=${BASH_REMATCH[1]}; fi
        if [[ $line =~ ^[[:space:]]*aws_session_token[[:space:]]*=[[:space:]]*([^[:space:]]+) ]]; then S3_SESSION=${BASH_REMATCH[1]}; fi
    done <"$file"
}
