"""HSI: one command line for everything, with the quoting of its own."""

from __future__ import annotations

import os
from collections.abc import Sequence

from parisana.core.jobs.states import Answer
from parisana.errors import StorageError
from parisana.plugins.runner import Outcome
from parisana.plugins.storage import Locality, Stat
from parisana.storage.shared.longlist import lines
from parisana.storage.shared.refusals import is_absent, refusal
from parisana.storage.shared.tongue import Call, Tongue

from .places import checked, quoted

#: Exit codes, as sysexits has them: no such name; out of reach, or to be tried again.
NOT_THERE, LATER = 72, frozenset({68, 69, 70, 71, 75, 76})
PLACES = {"DISK": Locality.ONLINE, "TAPE": Locality.NEARLINE}


class HSI(Tongue):
    """The commands of HSI, which says whether a file is on disk or on tape."""

    def path(self, url: str) -> str:
        """Return the path in HPSS, quoted; the host is that of the user's own HSI."""
        return quoted(checked(url).partition(":")[2])

    def see(self, path: str) -> Call:
        """Ask for one name."""
        return _hsi(f"ls -ldU {path}")

    def seen(self, said: Outcome) -> Stat:
        """Read the line of one name."""
        if said.code == 0:
            for _, found, _ in lines(_both(said)):
                return found
        if said.code == NOT_THERE or is_absent(said):
            return Stat(Answer.NO)
        return Stat(Answer.UNKNOWN, reason=self.no(said).message)

    def look_into(self, path: str) -> Call:
        """List a folder."""
        return _hsi(f"ls -lU {path}")

    def listed(self, said: Outcome) -> dict[str, Stat]:
        """Read the lines of a folder."""
        return {os.path.basename(name): found for name, found, _ in lines(_both(said))}

    def ask_places(self, paths: Sequence[str]) -> Call:
        """Ask where the bytes of files are."""
        return _hsi(f"ls -ldU {' '.join(paths)}")

    def places(self, said: Outcome) -> dict[str, Locality]:
        """Read where the bytes of files are, by path."""
        return {name: PLACES.get(place, Locality.UNKNOWN) for name, _, place in lines(_both(said))}

    def stage(self, paths: Sequence[str]) -> Call:
        """Ask for files on tape, and wait for none."""
        return _hsi(f"stage {' '.join(paths)}")

    def make(self, path: str) -> Call:
        """Make a folder and its parents."""
        return _hsi(f"mkdir -p {path}")

    def rename(self, path: str, new: str) -> Call:
        """Give another name."""
        return _hsi(f"mv {path} {new}")

    def drop(self, path: str) -> Call:
        """Remove a file."""
        return _hsi(f"rm {path}")

    def drop_folder(self, path: str) -> Call:
        """Remove an empty folder."""
        return _hsi(f"rmdir {path}")

    def fetch(self, path: str, here: str) -> Call:
        """Copy a file to here."""
        return _hsi(f"get {quoted(here)} : {path}")

    def send(self, here: str, path: str) -> Call:
        """Copy a file to there."""
        return _hsi(f"put {quoted(here)} : {path}")

    def no(self, said: Outcome) -> StorageError:
        """Put what was said into words."""
        found = refusal(said)
        return StorageError(found.message, hint=found.hint, transient=found.transient or said.code in LATER)


def _hsi(command: str) -> Call:
    """Hand a command over by standard input: a list of files may be longer than a command line."""
    return Call(["hsi", "-q", "-P"], f"{command}\n")


def _both(said: Outcome) -> str:
    """Return both streams: where a list goes depends on the version."""
    return f"{said.stdout}\n{said.stderr}"
