"""RFIO: ``rfcp rfdir rfstat rfrm rfmkdir rfrename``, with names like ``cchpsshess:/hpss/…``."""

from __future__ import annotations

import re
import time
from contextlib import suppress

from parisana.core.jobs.states import Answer
from parisana.errors import StorageError
from parisana.plugins.runner import Outcome
from parisana.plugins.storage import Stat
from parisana.storage.shared.longlist import lines
from parisana.storage.shared.refusals import is_absent, refusal
from parisana.storage.shared.tongue import Call, Tongue

from .places import checked

FACT = re.compile(r"(Protection|Size \(bytes\)|Last modify)\s*: (.*)")


class RFIO(Tongue):
    """The commands of RFIO; whether a file is on disk or tape they do not tell."""

    def path(self, url: str) -> str:
        """Take it as it is."""
        return checked(url)

    def see(self, path: str) -> Call:
        """Ask for one name."""
        return Call(["rfstat", path])

    def seen(self, said: Outcome) -> Stat:
        """Read what ``rfstat`` prints."""
        facts = dict(FACT.findall(said.stdout))
        if said.code or "Size (bytes)" not in facts:
            return Stat(Answer.NO) if is_absent(said) else Stat(Answer.UNKNOWN, reason=refusal(said).message)
        is_dir = facts.get("Protection", "").startswith("d")
        return Stat(Answer.YES, None if is_dir else int(facts["Size (bytes)"]), is_dir, _when(facts.get("Last modify")))

    def look_into(self, path: str) -> Call:
        """List a folder."""
        return Call(["rfdir", path])

    def listed(self, said: Outcome) -> dict[str, Stat]:
        """Read what ``rfdir`` prints."""
        return {name: found for name, found, _ in lines(said.stdout)}

    def make(self, path: str) -> Call:
        """Make a folder and its parents."""
        return Call(["rfmkdir", "-p", path])

    def rename(self, path: str, new: str) -> Call:
        """Give another name."""
        return Call(["rfrename", path, new])

    def drop(self, path: str) -> Call:
        """Remove a file."""
        return Call(["rfrm", path])

    def drop_folder(self, path: str) -> Call:
        """Remove a folder, which has been seen to be empty."""
        return Call(["rfrm", "-r", path])

    def fetch(self, path: str, here: str) -> Call:
        """Copy a file to here."""
        return Call(["rfcp", path, here])

    def send(self, here: str, path: str) -> Call:
        """Copy a file to there."""
        return Call(["rfcp", here, path])

    def no(self, said: Outcome) -> StorageError:
        """Put what was said into words."""
        return refusal(said)


def _when(text: str | None) -> float | None:
    with suppress(ValueError):
        return time.mktime(time.strptime(text or "", "%a %b %d %H:%M:%S %Y"))
    return None
