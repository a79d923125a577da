# ---- inputs that the computing element itself has put beside the job ----

brought() { # INDEX URL: REPLY becomes the copy, if it is there and whole; one that is not is fetched as any other
    local copy=$WORKING/brought/$TAG.$ROW/$1/${2##*/}
    [[ -d $copy ]] && is_whole "$copy" "$2" && REPLY=$copy
}
