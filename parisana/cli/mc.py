"""``parisana mc …``: Monte-Carlo productions."""

from __future__ import annotations

from .spread import spread

VERBS = {
    "schedule": ("mc_schedule", "make the rows of a production from zenith angles; nothing is recorded"),
    "create": ("mc_made", "record a production after a look at what it takes; it waits until it is started"),
    "new": ("mc_made", "the same as create"),
    "list": ("mc_shown", "list the productions that have rows"),
    "show": ("mc_shown", "show a production with the table of its rows"),
    "start": ("mc_driven", "let a production go on, whether it is new, stopped or failed"),
    "stop": ("mc_driven", "cancel what is living, send nothing more"),
    "extend": ("mc_driven", "ask for more showers, or further zenith angles"),
    "close": ("mc_driven", "close a production for good"),
    "clean": ("mc_driven", "count what died attempts left, and remove it with --yes"),
}

configure, run = spread(VERBS)
