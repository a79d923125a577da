"""What commands say when they fail, read the same way for all of them."""

from __future__ import annotations

import re

from parisana.errors import StorageError
from parisana.plugins.runner import Outcome

ROOM, ELSEWHERE = "Make room, or choose another place.", "Choose another place, or ask its owner."
#: The store answered, and there is no such name.
ABSENT = re.compile(r"no such file|not a directory|no such path|does not exist", re.IGNORECASE)
#: A pattern -> sentence, what to do, whether it may pass. The first that fits counts.
WORDS: tuple[tuple[re.Pattern[str], str, str | None, bool], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), sentence, hint, transient)
    for pattern, sentence, hint, transient in (
        ("no space left", "The store is full.", ROOM, False),
        ("quota", "The quota is used up.", ROOM, False),
        (
            "permission denied|not permitted",
            "You have no permission.",
            "Choose another place, or ask its owner.",
            False,
        ),
        ("proxy|credential", "Your proxy is not accepted.", "Is it still valid? (voms-proxy-info)", False),
        (ABSENT.pattern, "It is not there, or its folder is not.", None, False),
        ("file exists", "There is something of that name already.", None, False),
        ("not empty", "The folder is not empty.", None, False),
    )
)


def is_absent(said: Outcome) -> bool:
    """Whether the store answered that it has no such name."""
    return said.code != 0 and ABSENT.search(said.stderr + said.stdout) is not None


def refusal(said: Outcome) -> StorageError:
    """Put a failure into words; what nobody has a word for may pass, and is told as it was said."""
    text = f"{said.stderr}\n{said.stdout}"
    for pattern, sentence, hint, transient in WORDS:
        if pattern.search(text):
            return StorageError(sentence, hint=hint, transient=transient)
    last = next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "")
    words = last.rstrip(".") or f"The command ended with code {said.code}"
    return StorageError(f"{words}.", transient=True)
