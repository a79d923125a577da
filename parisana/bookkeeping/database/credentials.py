"""Who one is for a database server: said by the address, the environment, an option file or the keyring, in this order.

User, password, host and certificates may stand in ``~/.my.cnf``: in its group ``[parisana]`` if there is one, in
``[client]`` otherwise. The keyring is asked when nobody else knows a password, where the package ``keyring`` is there.
"""

from __future__ import annotations

import os
from configparser import Error, RawConfigParser
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import URL

OPTION_FILE = Path(".my.cnf")
GROUP = "parisana"
PASSWORD = "PARISANA_BOOK_PASSWORD"
#: Under which service a keyring keeps it; the name is USER@HOST/DATABASE.
SERVICE = "parisana"


def credentials(url: URL) -> dict[str, str]:
    """Return what the driver is to be told beside the address."""
    found = _option_file()
    if url.password is not None:
        return found
    if PASSWORD in os.environ:
        return found | {"password": os.environ[PASSWORD]}
    if found and "password" in _options(Path(found["read_default_file"]), found["read_default_group"]):
        return found
    password = _from_keyring(url)
    return found if password is None else found | {"password": password}


def _option_file() -> dict[str, str]:
    file = Path.home() / OPTION_FILE
    if not file.is_file():
        return {}
    named = f"[{GROUP}]" in file.read_text(errors="replace").split()
    return {"read_default_file": str(file), "read_default_group": GROUP if named else "client"}


def _options(file: Path, group: str) -> dict[str, str | None]:
    """Return the options of a group; a file that cannot be read is the driver's to complain about."""
    parser = RawConfigParser(allow_no_value=True, strict=False)
    try:
        parser.read_string(file.read_text(errors="replace"))
    except Error:
        return {}
    return dict(parser[group]) if parser.has_section(group) else {}


def _from_keyring(url: URL) -> str | None:
    """Ask the keyring; one that is locked, or has no place to keep anything, knows nothing."""
    if find_spec("keyring") is None or not url.username:
        return None
    keyring = import_module("keyring")
    try:
        password: str | None = keyring.get_password(SERVICE, f"{url.username}@{url.host or ''}/{url.database or ''}")
    except keyring.errors.KeyringError:
        return None
    return password
