"""Stands before a command of a batch system, and spoils its answer as often as it was told.

Called as ``spoiler.py ORDERS REAL ARGUMENTS...``: the file ``ORDERS`` holds ``FAULT TIMES``; once these are used up,
or without such a file, the real command answers. It is a program of its own, and imports nothing of the project.
"""

import fcntl
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

#: What the two families of commands say when nobody is there, by their first letter.
AWAY = {
    "q": "error: unable to send message to qmaster using port 6444 on host: got send error\n",
    "s": "error: Unable to contact slurm controller (connect failure)\n",
}
CHATTER = "Warnung: Die Anlage wird am 12. Oktober gewartet.\nYour quota is 80 % used.\n"


def order(path: Path) -> str:
    """Take one spoiled answer out of the orders."""
    if not path.exists():
        return "true"
    with path.open("r+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        fault, times = file.read().split()
        file.seek(0)
        file.truncate()
        file.write(f"{fault} {max(int(times) - 1, 0)}")
    return fault if int(times) else "true"


def answered(argv: list[str]) -> str:
    """Ask the real command."""
    return subprocess.run(argv, stdout=subprocess.PIPE, text=True, check=True).stdout


def down(argv: list[str]) -> int:
    """Be out of reach."""
    sys.stderr.write(AWAY[Path(argv[0]).name[0]])
    return 1


def expired(argv: list[str]) -> int:
    """Not know the user any more."""
    sys.stderr.write("error: commlib error: ssl error (certificate expired)\n")
    return 1


def lost(argv: list[str]) -> int:
    """Do it, and be cut off before the answer."""
    answered(argv)
    return down(argv)


def silent(argv: list[str]) -> int:
    """Do it, and say nothing."""
    answered(argv)
    return 0


def hang(argv: list[str]) -> int:
    """Do it, and never come back."""
    answered(argv)
    time.sleep(600)
    return 0


def chatter(argv: list[str]) -> int:
    """Talk about something else first."""
    sys.stdout.write(CHATTER + answered(argv))
    return 0


def nothing(argv: list[str]) -> int:
    """Give a whole answer in which no job is."""
    return half(argv, keep=lambda number: False)


def half(argv: list[str], keep: Callable[[int], bool] = lambda number: number % 2 == 0) -> int:
    """Give a whole answer in which every second job is missing."""
    text = answered(argv)
    entries = r"<job_list.*?</job_list>\s*" if "<job_info" in text else r"(?<=\n)[^\n]+\n"
    kept = iter(range(len(text)))
    sys.stdout.write(re.sub(entries, lambda found: found[0] if keep(next(kept)) else "", text, flags=re.DOTALL))
    return 0


def truncated(argv: list[str]) -> int:
    """Stop in the middle of a word."""
    text = answered(argv)
    sys.stdout.write(text[: len(text) // 2])
    return 0


def strange(argv: list[str]) -> int:
    """Say of each job a word that nobody knows."""
    text = re.sub(r"<state>\w+</state>", "<state>Zu</state>", answered(argv))
    sys.stdout.write(re.sub(r"\|[A-Z_]+\|", "|DREAMING|", text))
    return 0


def true(argv: list[str]) -> int:
    """Give the real answer."""
    return subprocess.run(argv, check=False).returncode


FAULTS = {
    each.__name__: each
    for each in (down, expired, lost, silent, hang, chatter, nothing, half, truncated, strange, true)
}

if __name__ == "__main__":
    sys.exit(FAULTS[order(Path(sys.argv[1]))](sys.argv[2:]))
