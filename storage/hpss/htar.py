"""HTAR: the files of one result as one archive in HPSS, with an index beside it, so that one of them comes alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parisana.core.jobs.states import Answer
from parisana.errors import StorageError
from parisana.plugins.runner import Outcome
from parisana.plugins.storage import ARCHIVE as ARCHIVE
from parisana.plugins.storage import Stat
from parisana.storage.shared.refusals import refusal

INDEX = f"{ARCHIVE}.idx"
#: What HTAR says last when all went well, in small or large letters; its exit code alone does not tell.
WELL, ENDS = "htar successful", "htar failed"
#: Mode, owner, size, date, time, name; what begins with a slash or ends with one is no file of a result.
MEMBER = re.compile(r"HTAR: -[-rwxsStT]{9}\s+\S+\s+(?P<size>\d+) \d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?  ?(?P<name>.+)")


def index_of(archive: str) -> str:
    """Return where HTAR keeps the index of an archive."""
    return f"{archive}.idx"


def create_command(archive: str, folder: str, members: str) -> list[str]:
    """Return the command that packs files of a folder, whose names stand in another file, one a line."""
    return ["env", f"--chdir={folder}", "htar", "-cf", archive, "-L", members]


def list_command(archive: str) -> list[str]:
    """Return the command that lists an archive."""
    return ["htar", "-tf", archive]


def members(text: str) -> dict[str, Stat]:
    """Read the files in an archive."""
    found = map(MEMBER.fullmatch, text.splitlines())
    return {each["name"]: Stat(Answer.YES, int(each["size"])) for each in found if each is not None}


def take_command(archive: str, names: Sequence[str], folder: str) -> list[str]:
    """Return the command that takes files out of an archive: it writes into the folder that it is in."""
    return ["env", f"--chdir={folder}", "htar", "-xf", archive, *names]


def went_well(said: Outcome) -> bool:
    """Whether HTAR says that all is done."""
    return said.code == 0 and WELL in f"{said.stdout}\n{said.stderr}".lower()


def no(said: Outcome) -> StorageError:
    """Put what HTAR said that failed into words; that it failed, which it says last, is no reason."""
    lines = [line for line in f"{said.stdout}\n{said.stderr}".splitlines() if ENDS not in line.lower()]
    return refusal(Outcome(said.code or 1, "", "\n".join(lines)))
