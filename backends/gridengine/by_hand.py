"""Submitting a stage by hand: bash, and the scheduler's own commands."""

from __future__ import annotations

#: The script's own ``#$`` lines go along with a text like the one that the program sends; the log lies where those of
#: its own jobs lie.
SUBMIT_STAGE = r"""
# Submits one stage as an array, after the jobs given; prints the number of the array.
submit_stage() { # SCRIPT TABLE TAG ROWS DEPENDENCIES...
    local script=$1 table=$2 tag=$3 rows=$4 logs options said
    shift 4
    logs=${table%/*/*}/logs
    options=(-terse -N "$tag" -t "1-$rows" -r n -j y -o /dev/null -S /bin/bash)
    (($# == 0)) || options+=(-hold_jid "$(IFS=, && printf %s "$*")")
    said=$(stage_text | qsub "${options[@]}") || return
    [[ $said =~ (^|$'\n')([1-9][0-9]*)(\.[0-9:-]+)?($|$'\n') ]] || {
        printf 'qsub gave no job number: %s\n' "$said" >&2
        return 1
    }
    printf '%s\n' "${BASH_REMATCH[2]}"
}

stage_text() { # what each task runs, from the variables of submit_stage
    printf '#!/bin/bash\n'
    grep '^#\$ ' -- "$script"
    printf 'mkdir -p -- %q\n' "$logs"
    printf 'exec >>%q."$SGE_TASK_ID".log 2>&1\n' "$logs/$tag"
    [[ -z ${PARISANA_MEMORY_MB-} ]] || printf 'export PARISANA_MEMORY_MB=%q\n' "$PARISANA_MEMORY_MB"
    printf 'exec bash -- %q %q %q "$SGE_TASK_ID"\n' "$script" "$table" "$tag"
}

still_queued() { # NATIVE_IDS...
    local answer
    answer=$(qstat -u "$(id -un)" -xml) || return
    [[ $answer == *'</job_info>'*'</job_info>' ]] || return
    for id; do
        [[ $answer != *"<JB_job_number>$id</JB_job_number>"* ]] || printf '%s\n' "$id"
    done
}
""".lstrip()
