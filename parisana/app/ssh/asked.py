"""What a host on the way asks the person who uses this program, and who passes it on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parisana.core.documents.address import Address

if TYPE_CHECKING:
    from .host_keys import HostKey


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a host: a secret in its own words, or whether its key is the right one."""

    address: Address
    site: str
    """The site that is reached through the host; empty when nobody said."""
    words: str
    key: HostKey | None = None
    """The key to be looked at; one that replaces another is shown only, whatever the answer is."""


#: Puts a question to the user, in whatever thread it comes up; ``None`` is no answer.
Ask = Callable[[Asked], str | None]
#: The answer to the question about a key.
TRUSTED = "yes"


def nobody(asked: Asked) -> None:
    """Answer nothing: there is nobody to ask."""


class Person:
    """The user, as one host sees it."""

    def __init__(self, address: Address, site: str, ask: Ask) -> None:
        self._address, self._site, self._ask = address, site, ask

    def answer(self, words: str) -> str | None:
        """Answer a question for a secret."""
        return self._ask(Asked(self._address, self._site, words))

    def trusts(self, key: HostKey) -> bool:
        """Look at a key that is not known here, and say whether it is the right one."""
        return self._ask(Asked(self._address, self._site, key.fingerprint, key)) == TRUSTED
