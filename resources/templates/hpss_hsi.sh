# ---- HSI: one command for everything; a name is the path, in double quotes ----

hsi_see() { hsi_do 120 "$1" 'ls -ldU %s'; }
hsi_get() { hsi_do "${PARISANA_COPY_S:-86400}" "$1" 'get "'"$2"'" : %s'; }
hsi_put() { hsi_do "${PARISANA_COPY_S:-86400}" "$2" 'put "'"$1"'" : %s'; }
hsi_mkdir() { hsi_do 120 "$1" 'mkdir -p %s'; }
hsi_move() { hsi_do 120 "$2" 'mv "'"${1#*:}"'" %s'; }
hsi_forget() { hsi_do 30 "$1" 'rm %s'; }
hsi_forget_folder() { hsi_do 30 "$1" 'rmdir %s'; }

hsi_do() { # SECONDS URL COMMAND: %s stands for the path; what HSI cannot quote is refused
    if [[ $2$3 == *[\;\\]* || $2 == *'"'* ]]; then
        echo "HSI cannot keep the name $2: a double quote, a backslash or a semicolon is in it."
        return 1
    fi
    printf '%s\n' "${3/'%s'/\"${2#*:}\"}" | within "$1" hsi -q -P
}
