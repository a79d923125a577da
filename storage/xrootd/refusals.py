"""What a server or the client library says when something is not done, as a sentence with a hint."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from parisana.errors import StorageError

#: A mark in the server's words -> what to do.
HINTS: dict[str, str] = {
    "no space left": "Make room, or choose another place.",
    "quota": "Make room, or choose another place.",
    "permission denied": "Choose another place, or ask its owner.",
    "auth": "Is your proxy (voms-proxy-info) or token still valid?",
}
#: What the client says when nobody was spoken to, as a sentence.
UNHEARD: dict[str, str] = {
    "[FATAL] Invalid address": "There is no server of that name",
    "[FATAL] Connection error": "The server does not answer",
    "[FATAL] Socket timeout": "The server does not answer",
    "[ERROR] Operation expired": "The server does not answer in time",
}


def said_no(no: Mapping[str, Any]) -> StorageError:
    """Put a refusal into words; what the client says of itself may pass, what the server says stays."""
    words = str(no["words"]).strip()
    words = UNHEARD.get(words, words).removeprefix("[ERROR] ").removeprefix("Server responded with an error: ")
    sentence = words.partition("] ")[2] if words.startswith("[3") else words
    hint = next((hint for mark, hint in HINTS.items() if mark in words.lower()), None)
    return StorageError(f"{sentence.rstrip('. ')}.", hint=hint, transient=not no["number"])
