"""The table of commands: name, what it does, in the order of the help page.

Each command is a module of this folder (``mc list`` is ``mc.py``) with ``configure(parser)`` and
``run(arguments, show)``; it is imported only when it is asked for, so that help costs nothing.
"""

from __future__ import annotations

COMMANDS: dict[str, str] = {
    "demo": "simulate the Crab, analyse it in slices on this machine, compare with what was injected",
    "profile": "list, show, make, check, compare, copy, rename and delete profiles",
    "suite": "list, show and check analysis suites",
    "site": "list, show, make and check sites; list their elements",
    "env": "create and check the analysis environment",
    "runs": "find, import and export run lists",
    "regions": "import and export excluded regions",
    "plan": "show what would be sent: jobs, scripts, bytes, resources, digest",
    "write": "write the scripts only, to be submitted by hand",
    "adopt": "take what written scripts produced into the bookkeeping",
    "submit": "record a plan and send it",
    "run": "submit, and follow to the end",
    "follow": "drive what is pending",
    "status": "states and counts of productions",
    "jobs": "the jobs of a production",
    "log": "the log of a job",
    "failures": "failed jobs, in groups that failed alike",
    "statistics": "jobs in time, their memory and duration by stage and site",
    "retry": "send failed jobs again",
    "stop": "cancel what is living, send nothing more",
    "pause": "send nothing more; what runs goes on",
    "resume": "go on with what was stopped or paused",
    "extend": "add what a changed profile asks for",
    "merge": "merge what is there now",
    "clean": "remove leftovers of a production",
    "ready": "tables and classifiers that jobs wait for: list, check, declare them ready, withdraw",
    "results": "the files that a production made",
    "proxy": "your Grid proxy and token: show them, make a proxy, renew it",
    "storage": "look at files wherever they are",
    "transfers": "the queue of copies: look at it, carry it out, pause, resume, cancel",
    "mc": "Monte-Carlo productions: make the rows from zenith angles",
    "book": "the database itself: accounts, upgrade, check, copies, who did what, accounting",
}

#: Commands that other folders of the house bring (entry-point group ``parisana.commands``).
GUESTS: dict[str, str] = {
    "window": "open the window (so does parisana alone)",
    "web": "serve the bookkeeping pages",
}
