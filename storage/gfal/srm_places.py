"""How places behind SRM are spelled, and how soon what lies there can be read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from parisana.errors import StorageError
from parisana.plugins.storage import Locality
from parisana.storage.shared.words import shown

SPELLING = re.compile(r"srm://[^/?]+(/[^?]*\?SFN=)?/.*", re.DOTALL)
#: From a question mark or a number sign on a name is something else; the library falls over what is not ASCII.
REFUSED = re.compile("[^\x20-\x7e]|[?#%]")
#: What SRM says of a file -> what it means.
LOCALITIES = {
    "ONLINE": Locality.ONLINE,
    "ONLINE_AND_NEARLINE": Locality.ONLINE,
    "NEARLINE": Locality.NEARLINE,
}


def checked(url: str) -> str:
    """Return a URL that the library can keep, without a slash at its end."""
    if SPELLING.fullmatch(url) is None:
        raise StorageError(f"{shown(url)} is no SRM URL.", hint="Write srm://HOST:PORT/srm/managerv2?SFN=/PATH.")
    if REFUSED.search(url.partition("?SFN=")[2] or url):
        message = f"SRM cannot keep the name {shown(url)}: only ASCII without ? # % can be in it."
        raise StorageError(message, hint="Give the file another name.")
    return url.rstrip("/")


def locality_of(said: Mapping[str, Any]) -> Locality:
    """Say how soon a file can be read."""
    return LOCALITIES.get(str(said.get("ok", "")).strip(), Locality.UNKNOWN)
