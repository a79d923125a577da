"""A host that is not known yet, met at a login: its key is shown to the user, and taken by the user's word alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from parisana.core.documents.address import Address
from parisana.errors import SiteError

from .host_keys import HostKey, StrangeKey
from .showing import shown_keys, take

Value = TypeVar("Value")


def introduced(address: Address, log_in: Callable[[], Value], trusts: Callable[[HostKey], bool] | None) -> Value:
    """Log in; a host on the way that is a stranger is shown to the user, then tried again if it is trusted."""
    while True:
        try:
            return log_in()
        except StrangeKey:
            if trusts is None or not _taken(address, trusts):
                raise


def _taken(address: Address, trusts: Callable[[HostKey], bool]) -> bool:
    """Whether the user took the key; of one that replaces another the user is told, and no word makes it good."""
    try:
        key = shown_keys(address)[-1]
        if key.known or not trusts(key) or key.replaced:
            return False
        take(address, key.fingerprint)
    except SiteError:
        return False
    return True
