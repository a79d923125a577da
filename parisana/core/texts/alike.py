"""Messages that say the same of different jobs: without the numbers, paths, hosts and ids that differ from job to job.

>>> normalised("no space left in /scratch/17/tmp on ccwsge0711.in2p3.fr: 12.5 of 40 MB")
'no space left in PATH on HOST: N of N MB'
"""

from __future__ import annotations

import re

#: Longer messages are cut; of very long ones no more is looked at.
MOST, LOOKED_AT = 400, 4000
#: Endings of files: a name with dots that ends so is no host.
FILES = frozenset(("fits", "gz", "log", "out", "err", "txt", "dat", "root", "yaml", "yml", "json", "csv", "ecsv", "py"))

ADDRESS = re.compile(r"\b[A-Za-z][A-Za-z0-9+.-]*://[^\s'\"`<>()\[\],;]*")
FOLDER = re.compile(r"(?<![\w.])~?/[^\s'\"`<>()\[\],;:]+")
#: Hexadecimal digits with a letter and a figure among them: digests, parts of UUIDs, addresses in memory.
ID = re.compile(r"\b(?:0x[0-9a-fA-F]+|(?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{8,}(?:-[0-9a-f]{4,})*)\b")
NUMBER = re.compile(r"\d+(?:[.,:_]\d+)*(?:[eE][-+]?\d+)?")
DOTTED = re.compile(r"(?<![\w.-])[A-Za-z][\w-]*(?:\.[\w-]+)+\.([A-Za-z]{2,6})(?![\w-]|\.\w)")


def normalised(message: str) -> str:
    """Return a message in the words that are the same for all jobs that failed alike; again makes no difference."""
    text = message
    while (fewer := _once(text)) != text:
        text = fewer
    return text


def _once(text: str) -> str:
    text = " ".join(text[:LOOKED_AT].split())
    for pattern, word in ((ADDRESS, "PATH"), (FOLDER, "PATH"), (ID, "ID"), (NUMBER, "N")):
        text = pattern.sub(word, text)
    text = DOTTED.sub(lambda found: found[0] if found[1] in FILES else "HOST", text)
    return text if len(text) <= MOST else f"{text[: MOST - 1].rstrip()}…"
