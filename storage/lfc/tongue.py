"""The LFC and its tools: ``lcg-cr lcg-cp lcg-rep lcg-lr lcg-la lcg-del lfc-ls lfc-mkdir lfc-rm lfc-rename``."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

from parisana.core.jobs.states import Answer
from parisana.errors import StorageError
from parisana.plugins.runner import Outcome
from parisana.plugins.storage import Stat
from parisana.storage.shared.longlist import lines
from parisana.storage.shared.refusals import is_absent, refusal
from parisana.storage.shared.tongue import Call, Tongue, listable
from parisana.storage.shared.words import shown

SPELLING = re.compile(r"lfn:/grid(/.*)?", re.DOTALL)
#: What ``lcg-cr -v`` says of where the bytes go.
SURL = re.compile(r"Destination SURL\s*:\s*(srm://\S+)")
GUID = re.compile(r"^guid:[0-9a-fA-F-]{36}$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class LCG(Tongue):
    """The commands; ``lcg-*`` take ``lfn:/grid/…``, ``lfc-*`` the same without ``lfn:``."""

    element: str | None = None
    """Where new files go; ``None``: the closest."""

    def path(self, url: str) -> str:
        """Take it as it is."""
        if SPELLING.fullmatch(url) is None:
            raise StorageError(f"{shown(url)} is no name in the catalogue.", hint="Write lfn:/grid/VO/PATH.")
        return listable(url)

    def see(self, path: str) -> Call:
        """Ask the catalogue for one name."""
        return Call(["lfc-ls", "-ld", _bare(path)])

    def seen(self, said: Outcome) -> Stat:
        """Read the line of one name."""
        if said.code == 0:
            for _, found, _ in lines(said.stdout):
                return found
        return Stat(Answer.NO) if is_absent(said) else Stat(Answer.UNKNOWN, reason=refusal(said).message)

    def look_into(self, path: str) -> Call:
        """List a folder of names."""
        return Call(["lfc-ls", "-l", _bare(path)])

    def listed(self, said: Outcome) -> dict[str, Stat]:
        """Read the lines of a folder."""
        return {os.path.basename(name): found for name, found, _ in lines(said.stdout)}

    def make(self, path: str) -> Call:
        """Make a folder of names, and its parents."""
        return Call(["lfc-mkdir", "-p", _bare(path)])

    def rename(self, path: str, new: str) -> Call:
        """Give another name; the bytes stay where they are."""
        return Call(["lfc-rename", _bare(path), _bare(new)])

    def drop(self, path: str) -> Call:
        """Remove all replicas of a file, then its name."""
        return Call(["lcg-del", "-a", path])

    def drop_folder(self, path: str) -> Call:
        """Remove a folder, which has been seen to be empty."""
        return Call(["lfc-rm", "-r", _bare(path)])

    def fetch(self, path: str, here: str) -> Call:
        """Bring one of the replicas."""
        return Call(["lcg-cp", path, _local(here)])

    def send(self, here: str, path: str) -> Call:
        """Copy to an element and register it."""
        to = ["-d", self.element] if self.element else []
        return Call(["lcg-cr", "-v", *to, "-l", path, _local(here)])

    def guid(self, said: Outcome) -> str | None:
        """Read the name that the bytes got; it is printed also where registering them failed."""
        found = GUID.search(said.stdout)
        return found[0] if found else None

    def surl(self, said: Outcome) -> str | None:
        """Read where the bytes were to go."""
        found = SURL.search(said.stdout + said.stderr)
        return found[1] if found else None

    def undo(self, said: Outcome) -> list[Call]:
        """Remove what came of sending: what the catalogue knows by its GUID, and the bytes themselves."""
        guid, surl = self.guid(said), self.surl(said)
        known = [Call(["lcg-del", "-a", guid])] if guid else []
        return [*known, Call(["lcg-del", "--nolfc", surl])] if surl else known

    def where(self, path: str) -> Call:
        """Ask for the replicas."""
        return Call(["lcg-lr", path])

    def wheres(self, said: Outcome) -> list[str]:
        """Read the replicas."""
        return said.stdout.split()

    def copy_to(self, path: str, element: str) -> Call:
        """Make another replica, and register it."""
        return Call(["lcg-rep", "-d", element, path])

    def names(self, guid: str) -> Call:
        """Ask what names a GUID has."""
        return Call(["lcg-la", guid])

    def no(self, said: Outcome) -> StorageError:
        """Put what was said into words."""
        return refusal(said)


def _bare(path: str) -> str:
    return path.removeprefix("lfn:")


def _local(path: str) -> str:
    return f"file:{path}"
