"""Running a stage by hand, with bash and coreutils alone."""

from __future__ import annotations

#: The rows run in the foreground; the logs lie where those of the program's own jobs lie.
SUBMIT_STAGE = r"""
# Runs the rows of one stage here, as many at a time as there are cores (or PARISANA_CORES).
submit_stage() {
    local script=$1 table=$2 tag=$3 rows=$4 cores logs row failed
    cores=${PARISANA_CORES:-$(nproc)}
    logs=${table%/*/*}/logs
    mkdir -p -- "$logs" || return
    failed=$(
        for ((row = 1; row <= rows; row++)); do
            ((row > cores)) && wait -n
            {
                bash -- "$script" "$table" "$tag" "$row" >"$logs/$tag.$row.log" 2>&1 </dev/null ||
                    printf ' %s' "$row"
            } &
        done
        wait
    )
    if [[ -n $failed ]]; then
        printf '%s: rows that failed:%s; see %s\n' "$tag" "$failed" "$logs" >&2
        return 1
    fi
    printf '%s\n' "$tag"
}
""".lstrip()
