"""Calling the queue of the other machine: its script is put there once, and called by its verbs."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

REMOTE = Path(__file__).parent / "remote"
PARTS = ("common.sh", "launcher.sh", "queue.sh", "verbs.sh")
#: Exit codes of the script, and of the words around it.
REFUSED = 65
GONE = 71
NO_ROOM = 75

#: Makes the spool, puts the script there unless it is there, and prints the spool's path.
INSTALL = r"""
spool=${1:-${XDG_DATA_HOME:-$HOME/.local/share}/parisana/ssh/$HOSTNAME}
[ "${BASH_VERSINFO[0]}${BASH_VERSINFO[1]}" -ge 44 ] || { echo "its bash is older than 4.4" >&2; exit 64; }
for program in setsid flock grep nice mktemp sync; do
    command -v "$program" >/dev/null || { printf 'there is no program %s\n' "$program" >&2; exit 64; }
done
mkdir -p -m 700 -- "$spool" "$spool/living" "$spool/submissions" && cd -- "$spool" || exit 75
if [ ! -e "$2" ]; then
    draft=$(mktemp .draft-XXXXXX) && cat >"$draft" && [ "$(wc -c <"$draft")" -eq "$3" ] || exit 75
    mv -f -- "$draft" "$2" || exit 75
fi
pwd
"""
CALL = 'script=$1/$2; [ -r "$script" ] || exit 71; exec bash "$script" "$3" "$1" "${@:4}"'


@functools.cache
def script() -> str:
    """Return the whole queue."""
    return "".join((REMOTE / part).read_text("utf-8") for part in PARTS)


@functools.cache
def script_name() -> str:
    """Return a name that changes with the script: what runs there goes on with its own."""
    return f"queue-{hashlib.sha256(script().encode()).hexdigest()[:16]}.sh"


def install_command(spool: str | None) -> list[str]:
    """Return what puts the script, given on standard input, into the spool; without one, into that of the home."""
    return ["bash", "-c", INSTALL, "bash", spool or "", script_name(), str(len(script().encode()))]


def call_command(spool: str, verb: str, *words: str) -> list[str]:
    """Return the call of one verb."""
    return ["bash", "-c", CALL, "bash", spool, script_name(), verb, *words]
