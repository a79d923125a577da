# ---- input cache: results from afar that this machine has had before, where PARISANA_CACHE names a folder for them ----
# An entry is a whole result under the digest of its URL, which ends with the key of what made it. It appears by a rename,
# and goes by one; each use holds it against its own list.

cache_entry() { # URL: REPLY becomes where its copy belongs; fails where there is no cache, or the name holds no key
    local sum
    [[ -n ${PARISANA_CACHE-} && ${1%/} =~ -[0-9a-f]{12}$ ]] || return
    sum=$(printf '%s' "${1%/}" | sha256sum) && REPLY=$PARISANA_CACHE/${sum%% *}
}

from_cache() { # URL COPY: put the copy there; one that is not whole any more goes
    local entry
    cache_entry "$1" && [[ -d $REPLY ]] || return
    entry=$REPLY
    if in_background cp -R --reflink=auto -- "$entry" "$2" && is_whole "$2" "$1"; then
        touch -c -- "$entry" 2>/dev/null
        return 0
    fi
    stop_if_signalled
    rm -rf -- "$2"
    [[ ! -d $entry ]] || drop_entry "$entry"
    return 1
}

is_whole() { # COPY URL: is it what its list says, and of the key in the name?
    read_list "$1" && [[ ${2%/} == *-"${LISTED_KEY:0:12}" ]] && sizes_hold "$1" && sums_hold
}

into_cache() { # URL COPY: keep a result that is whole; what cannot be kept is no fault
    local entry part
    cache_entry "$1" || return 0
    entry=$REPLY part=$PARISANA_CACHE/.part-$TAG.$ROW.$$
    is_whole "$2" "$1" && mkdir -p -- "$PARISANA_CACHE" 2>/dev/null || return 0
    if in_background cp -R --reflink=auto -- "$2" "$part" && mv -T -- "$part" "$entry" 2>/dev/null; then
        touch -c -- "$entry"
        make_room "$entry"
    fi
    rm -rf -- "$part"
    stop_if_signalled
}

drop_entry() { # ENTRY: somebody may be copying it; by another name nobody finds it
    local gone=$PARISANA_CACHE/.gone-$TAG.$ROW.$$
    mv -T -- "$1" "$gone" 2>/dev/null && rm -rf -- "$gone"
}

make_room() { # LATEST: drop what was not used for longest, until the rest is no more than PARISANA_CACHE_MB (10000)
    local name size total=0 most=$((${PARISANA_CACHE_MB:-10000} * 1024)) old now
    while read -r name; do
        size=$(du -sk -- "$PARISANA_CACHE/$name" 2>/dev/null) || continue
        ((total += ${size%%[[:space:]]*}))
        ((total <= most)) || [[ $PARISANA_CACHE/$name == "$1" ]] || drop_entry "$PARISANA_CACHE/$name"
    done < <(cd -- "$PARISANA_CACHE" && ls -t)
    now=$(date +%s)
    for old in "$PARISANA_CACHE"/.part-* "$PARISANA_CACHE"/.gone-*; do # of jobs that were killed
        size=$(stat -c %Y -- "$old" 2>/dev/null) || continue
        ((now - size < 86400)) || rm -rf -- "$old"
    done
}

