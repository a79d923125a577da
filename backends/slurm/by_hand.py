"""Submitting a stage by hand: bash functions for ``submit.sh``."""

from __future__ import annotations

import shlex

from .answers import on_cluster
from .settings import SlurmSettings

#: The script's own lines say what it needs; here stand the array, its name, its logs and what it waits for.
FUNCTIONS = r"""
# Sends one stage as an array that starts when all before it have ended well.
submit_stage() { # SCRIPT TABLE TAG ROWS NATIVE_IDS...
    local script=$1 table=$2 tag=$3 rows=$4 logs answer after=() IFS=:
    shift 4
    logs=${table%/*/*}/logs
    mkdir -p -- "$logs" || return
    (($# == 0)) || after=(--kill-on-invalid-dep=yes "--dependency=afterok:$*")
    answer=$(sbatch --parsable --export=ALL --no-requeue --job-name="$tag" --array="1-$rows@limit@" \
        --output="${logs//%/%%}/$tag.%a.log" ${after[@]+"${after[@]}"} "$script" "$table" "$tag") || return
    answer=${answer%%;*}
    if [[ -z $answer || $answer == *[!0-9]* ]]; then
        printf '%s: sbatch ended well and named no job.\n' "$tag" >&2
        return 1
    fi
    printf '%s\n' "$answer"
}

still_queued() { # NATIVE_IDS...: print those that Slurm holds; its answer begins with a title
    local answer id
    answer=$(env -u SQUEUE_STATES -u SQUEUE_PARTITION squeue --me --all --format=%F @cluster@) || return
    [[ $answer == *ARRAY_JOB_ID* ]] || return
    for id; do
        [[ $'\n'$answer$'\n' != *$'\n'"$id"$'\n'* ]] || printf '%s\n' "$id"
    done
}
""".lstrip()


def functions(settings: SlurmSettings) -> str:
    """Return the functions for one site."""
    limit = f"%{settings.task_limit}" if settings.task_limit else ""
    cluster = shlex.join(on_cluster(settings.cluster))
    return FUNCTIONS.replace("@limit@", limit).replace(" @cluster@", f" {cluster}" if cluster else "")
