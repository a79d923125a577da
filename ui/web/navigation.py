"""The side of every page: groups, titles, addresses."""

from __future__ import annotations

GROUPS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("Data", (("Run information", "/runs"), ("Storage of files", "/files"))),
    (
        "Analysis",
        (("Productions", "/productions"), ("Run lists", "/run-lists"), ("DST status", "/dst"), ("Results", "/results")),
    ),
    ("Simulation", (("Shower productions", "/simulation/shower"), ("Detector productions", "/simulation/detector"))),
    ("Astro", (("Target info", "/targets"), ("Source catalogue", "/sources"))),
    (
        "Sites",
        (
            ("Elements", "/sites"),
            ("Statistics per user", "/statistics/users"),
            ("Statistics per site", "/statistics/sites"),
        ),
    ),
)
