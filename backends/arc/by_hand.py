"""Submitting a stage by hand: bash functions for ``submit.sh``, which need ARC's own client and no parisana."""

from __future__ import annotations

from parisana.backends.grid.by_hand import CARRIED
from parisana.backends.grid.sandbox import LAY_OUT
from parisana.core.texts.shell import assign, assign_array, quote

from .settings import ArcSettings
from .xrsl import text

FUNCTIONS = r"""
@settings@
JOBS=${HERE:-$HOME}/arc-jobs.xml # what ARC's client knows of these jobs: beside submit.sh

@carried@

submit_row() { # SCRIPT TABLE TAG ROW: one job; its id
    local script=$1 table=$2 tag=$3 row=$4 folder names=() path inputs='' answer service
    folder=${table%.tsv}.sandbox/$row
    carry "$script" "$table" "$tag" "$row" "$folder" || return
    mapfile -t names <"$folder/files"
    for path in "${names[@]}"; do inputs+="(\"${path##*/}\" \"$path\")"; done
    printf '&(executable="start.sh")(jobName="%s")(inputFiles=%s)(outputFiles=("output.txt" ""))%s%s\n' \
        "$tag" "$inputs" "(environment=(\"PARISANA_TAG\" \"$tag\"))" "$QUEUE$RUNTIMES" >"$folder/job.xrsl"
    service=${SERVICES[(row - 1) % ${#SERVICES[@]}]}
    answer=$(arcsub -C "$service" -T "$INTERFACE" -Q NONE -j "$JOBS" -f "$folder/job.xrsl" </dev/null)
    if ! grep -Eo 'https://[^[:space:]]+' <<<"$answer"; then
        printf '%s: row %s was not taken: %s\n' "$tag" "$row" "$answer" >&2
        return 1
    fi
}

still_queued() { # NATIVE_IDS...: print those of which a job is not over
    local ids id said
    for id; do
        IFS=, read -r -a ids <<<"$id"
        said=$(arcstat -j "$JOBS" "${ids[@]}") || return
        if grep -E '^ *State:' <<<"$said" | grep -Evq 'Finished|Failed|Killed|Deleted'; then printf '%s\n' "$id"; fi
    done
}
""".lstrip()


def functions(settings: ArcSettings) -> str:
    """Return the functions for one site."""
    known = [
        assign_array("SERVICES", settings.services),
        assign("INTERFACE", "emies" if settings.interface == "commands" else "arcrest"),
        assign("QUEUE", f'(queue="{settings.queue}")' if settings.queue else ""),
        assign("RUNTIMES", "".join(f"(runTimeEnvironment={text(each)})" for each in settings.runtimes)),
        f"START={quote(LAY_OUT)}",
    ]
    return FUNCTIONS.replace("@settings@", "\n".join(known)).replace("@carried@", CARRIED)
