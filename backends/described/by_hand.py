"""The bash functions of ``submit.sh``: the submit command of the description, filled in by bash."""

from __future__ import annotations

import re
from collections.abc import Iterable

from parisana.core.sites.batch import BatchSystem
from parisana.core.texts.shell import assign, quote

from .job import row_line

FUNCTIONS = r"""
#@settings

job_of() { # SCRIPT TABLE TAG: what the batch system runs for each row
    local logs=${2%/*/*}/logs words
    printf -v words '%q ' "$1" "$2" "$3"
    [[ -z ${PARISANA_MEMORY_MB-} ]] || printf 'export PARISANA_MEMORY_MB=%q\n' "$PARISANA_MEMORY_MB"
    printf '%s\n' "$ROW_LINE"
    printf 'mkdir -p -- %q\n' "$logs"
    printf 'exec >>%q."$row".log 2>&1 </dev/null\n' "$logs/$3"
    printf 'exec bash -- %s"$row"\n' "$words"
}

input_of() { # SCRIPT TABLE TAG ROWS: what the submit command reads; the directives are those of the script
    local text=$INPUT directives lines job
    directives=$(sed -n "/^$DIRECTIVE /p" -- "$1")
    lines=$(sed -n "s/^$DIRECTIVE //p" -- "$1")
    job=$(job_of "$1" "$2" "$3")
    text=${text//'{directives}'/"$directives"}
    text=${text//'{lines}'/"$lines"}
    text=${text//'{job_base64}'/"$(base64 -w 0 <<<"$job")"}
    text=${text//'{job}'/"$job"}
    text=${text//'{tag}'/"$3"}
    printf '%s\n' "${text//'{rows}'/"$4"}"
}

held_numbers() { # one line for each job that the queue holds: its number
    local listed
    listed=$(#@queued) || return
    sed -nE 's/^[[:space:]]*([0-9]+).*/\1/p' <<<"$listed" | sort -u
}

still_queued() { # NATIVE_IDS...: print those that the queue holds
    local held id
    held=$(held_numbers) || return
    for id; do
        if grep -qx -- "${id//[!0-9]/}" <<<"$held"; then printf '%s\n' "$id"; fi
    done
}

#@wait

# Sends one stage, after the native ids given at the end, and prints its own.
submit_stage() {
    local script=$1 table=$2 tag=$3 rows=$4 said id='' after=() array=()
    shift 4
    #@after
    if ((rows >= ARRAY_FROM)); then array=(#@array); fi
    said=$(input_of "$script" "$table" "$tag" "$rows" | #@command) || return
    if [[ $said =~ $ACCEPTED ]]; then id=${BASH_REMATCH[NUMBER]}; fi
    [[ -n $id ]] || { printf '%s: no number in the answer: %s\n' "$tag" "$said" >&2; return 1; }
    if ((rows >= ARRAY_FROM)); then #@array_id; else #@single_id; fi
}
""".lstrip()

WAIT = r"""
wait_for() { # NATIVE_IDS...: this batch system cannot make a job wait for others, so we wait here
    local left
    (($# > 0)) || return 0
    printf 'waiting until the stages before are done\n' >&2
    while left=$(still_queued "$@") && [[ -n $left ]]; do sleep "${PARISANA_PAUSE:-20}"; done
}
""".strip()

AFTER = r"""if (($# > 0)); then
        local joined='' one
        for one; do joined+=${joined:+$BETWEEN}#@each; done
        after=(#@after_words)
    fi"""


def submit_function(system: BatchSystem) -> str:
    """Return the functions of one batch system."""
    blocks = {
        "#@settings": "\n".join(settings(system)),
        "#@queued": in_bash(system.by_hand.queued, {"user": '"$(id -un)"'}),
        "#@wait\n\n": "" if system.by_hand.after else f"{WAIT}\n\n",
        "#@after\n": f"{after(system)}\n",
        "#@array)": f"{in_bash(system.rows.array, ROWS)})",
        "#@command": in_bash(system.submit.command, ROWS | LISTS),
        "#@array_id": id_line(system, array=True),
        "#@single_id": id_line(system, array=False),
    }
    text = FUNCTIONS
    for mark, block in blocks.items():
        text = text.replace(mark, block)
    return text


#: What placeholders are in bash.
ROWS = {"rows": '"$rows"', "tag": '"$tag"'}
LISTS = {"array": '"${array[@]}"', "after": '"${after[@]}"'}


def settings(system: BatchSystem) -> list[str]:
    """Return the assignments above the functions."""
    accepted, group = in_ere(system.submit.accepted)
    return [
        assign("DIRECTIVE", system.directive),
        assign("INPUT", system.submit.input.rstrip("\n")),
        assign("ROW_LINE", row_line(system)),
        assign("ARRAY_FROM", system.rows.array_from),
        assign("ACCEPTED", accepted),
        assign("NUMBER", group),
        assign("BETWEEN", system.by_hand.between),
    ]


def in_ere(pattern: str) -> tuple[str, int]:
    """Return the pattern of an accepted submission as bash reads it, and which group is the number."""
    group = re.compile(pattern).groupindex["number"]
    plain = re.sub(r"\(\?P<\w+>", "(", pattern).replace("(?:", "(")
    return plain.replace(r"\d", "[0-9]").replace(r"\S", "[^[:space:]]").replace(r"\s", "[[:space:]]"), group


def in_bash(words: Iterable[str], values: dict[str, str]) -> str:
    """Return words of a description as bash words."""
    return " ".join(word_in_bash(word, values) for word in words)


def word_in_bash(word: str, values: dict[str, str]) -> str:
    """Return one word, its placeholders as variables."""
    parts = re.split(r"\{(\w+)\}", word)
    return "".join(values[part] if odd % 2 else (quote(part) if part else "") for odd, part in enumerate(parts)) or "''"


def after(system: BatchSystem) -> str:
    """Return the lines by which a stage waits for others."""
    if not system.by_hand.after:
        return 'wait_for "$@"'
    each = word_in_bash(system.by_hand.each, {"id": "$one"})
    words = in_bash(system.by_hand.after, {"ids": '"$joined"'})
    return AFTER.replace("#@each", each).replace("#@after_words", words)


def id_line(system: BatchSystem, *, array: bool) -> str:
    """Return the line that prints a native id."""
    form = next((ids for ids in system.ids if ids.has_rows == array), system.ids[0])
    word = word_in_bash(form.submission, {"number": '"$id"'})
    return f"printf '%s\\n' {word}"
