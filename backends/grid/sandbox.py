"""What travels with a job of the Grid: the stage's script, its programs, its parameters, and its own row.

A node of the Grid sees no Working area. The start script lays out a small one in the job's own folder, runs the
stage in it, and leaves one file behind: all that the job said, with its report between two lines.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from parisana.core.texts.shell import assign, quote
from parisana.core.texts.table import format_row, parse_row
from parisana.errors import InputError
from parisana.plugins.backend import Submission
from parisana.plugins.files import Files

#: Words that need no quoting by any of the shells and parsers that they pass.
PLAIN = re.compile(r"[A-Za-z0-9_./=:,+@%-]*")
START, SCRIPT, OUTPUT = "start.sh", "stage.sh", "output.txt"

LAY_OUT = r"""#!/bin/bash
# Lays out a Working area of its own for one job of the Grid, and runs the job in it; its row stands at its place.
row=${1:-@row@}
table=$PWD/work/submissions/@tag@.tsv
mkdir -p work/program work/parameters work/submissions || exit 20
{ for ((line = 1; line < row; line++)); do echo; done && cat row*.tsv; } >"$table" || exit 20
for name in @programs@; do mv -- "$name" work/program/ || exit 20; done
for name in @parameters@; do mv -- "$name" work/parameters/ || exit 20; done
@environment@
bash work/program/@script@ "$table" @tag@ "$row" >output.txt 2>&1 </dev/null
"""


def pack(submission: Submission, files: Files) -> tuple[str, ...]:
    """Write what one job needs beside its table; return the paths of all that travels, the start script first."""
    start, *others = pack_rows(submission, files)
    return (start, f"{os.path.dirname(start)}/{row_file(1)}", *others)


def pack_rows(submission: Submission, files: Files) -> tuple[str, ...]:
    """Write what many jobs need; return what travels with each, the start script first, and beside it a row file."""
    folder = os.path.splitext(submission.table)[0] + ".sandbox"
    _need_plain(folder)
    rows = [parse_row(line) for line in (files.text(submission.table) or "").splitlines()]
    script = _plainly_named(submission.script, folder, files)
    payload = os.path.join(os.path.dirname(submission.script), "payload.pyz")
    wanted = list(dict.fromkeys([payload, *(row.parameters for row in rows)]))
    there = files.stat(wanted)
    beside = [path for path in wanted if path in there]
    parameters = [os.path.basename(path) for path in beside if path != payload]
    programs = [os.path.basename(path) for path in (script, payload) if path in (script, *beside)]
    for number, row in enumerate(rows, 1):
        carried = replace(row, parameters=f"parameters/{os.path.basename(row.parameters)}")
        files.write(f"{folder}/{row_file(number)}", f"{format_row(carried)}\n".encode())
    start = start_script(submission.tag, submission.environment, programs, parameters)
    files.write(f"{folder}/{START}", start.encode("utf-8", "surrogateescape"), 0o755)
    return (f"{folder}/{START}", script, *beside)


def row_file(number: object) -> str:
    """Return the name of the file that holds one row."""
    return f"row-{number}.tsv"


def start_script(tag: str, environment: Mapping[str, str], programs: Sequence[str], parameters: Sequence[str]) -> str:
    """Return what the Grid starts; the stage's script is the first of the programs."""
    words = {
        "@tag@": quote(tag),
        "@row@": "1",
        "@script@": quote(programs[0]),
        "@programs@": " ".join(map(quote, programs)),
        "@parameters@": " ".join(map(quote, parameters)),
        "@environment@": "\n".join(f"export {assign(name, value)}" for name, value in environment.items()),
    }
    text = LAY_OUT
    for mark, word in words.items():
        text = text.replace(mark, word)
    return text


def _plainly_named(script: str, folder: str, files: Files) -> str:
    """Return the script's path, or that of a copy where its own name would not survive the way."""
    if PLAIN.fullmatch(script):
        return script
    files.write(f"{folder}/{SCRIPT}", files.read(script) or b"")
    return f"{folder}/{SCRIPT}"


def _need_plain(folder: str) -> None:
    if not PLAIN.fullmatch(folder):
        raise InputError(
            f"The Grid cannot take files from {folder!r}: its name has other characters than letters, digits, - and _.",
            field="areas.working.path",
            hint="Put the Working area into a folder with a plain name.",
        )
