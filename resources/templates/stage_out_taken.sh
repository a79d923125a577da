# ---- stage-out by the computing element: it takes the outputs away when the job is over, under a temporary name; ----
# ---- who follows the job compares them there, and gives them their name. PARISANA_TAKEN names the schemes of URLs ----

takes_away() { # URL: does the element do that?
    [[ $PROTOCOL != disk && " ${PARISANA_TAKEN-} " == *" ${1%%:/*} "* ]]
}

hand_over() { # FOLDER: write down what is to go where; fails for names that the element would read as something else
    local below=taken/$TAG.$ROW path told=''
    for path in "${LISTED_PATHS[@]}" "$1/.parisana.json"; do
        path=${path#"$1/"}
        [[ $PART/$path != *[^A-Za-z0-9._~/:?=+,-]* ]] || return
        told+="work/$below/$path $PART/$path"$'\n'
    done
    [[ $CHECKSUM_KIND == adler32 ]] && mkdir -p -- "$WORKING/taken" && mv -T -- "$1" "$WORKING/$below" || return
    printf '%s' "$told" >"$WORKING/taken/list" || fail 50 stage-out "The list of outputs could not be written: is the disk full?"
    PART='' TAKEN=yes STATE='done'
}
