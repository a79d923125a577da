"""``parisana book …``: the database itself, whether it tells the truth, who is in it, and what it adds up to."""

from __future__ import annotations

from .spread import spread

VERBS = {
    "init": ("book_made", "make the database where there is none, on a server with its accounts"),
    "upgrade": ("book_made", "bring it to this version of the program; a copy is kept"),
    "check": ("book_check", "compare counters with jobs, and recorded files with what is there"),
    "export": ("book_copied", "copy everything into a new file, or an empty database"),
    "import": ("book_copied", "copy another bookkeeping into this one, which is empty"),
    "history": ("book_people", "who did what to productions"),
    "share": ("book_people", "say to whom a production is shown"),
    "group": ("book_people", "list groups, or change who is in one"),
    "accounting": ("book_accounting", "jobs and hours by person, site and month"),
}

configure, run = spread(VERBS)
