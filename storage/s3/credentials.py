"""Who asks an S3 server: keys of the environment, or a group of ``~/.aws/credentials``. Nothing of it is kept."""

from __future__ import annotations

import configparser
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from parisana.errors import StorageError
from parisana.storage.shared.words import shown

#: A part of the credentials -> its name in the environment, and in lower case in the file.
NAMES = {"key": "AWS_ACCESS_KEY_ID", "secret": "AWS_SECRET_ACCESS_KEY", "session": "AWS_SESSION_TOKEN"}


@dataclass(frozen=True, slots=True)
class Credentials:
    """A key, its secret, and the token of a session that ends."""

    key: str
    secret: str
    session: str = ""


def credentials(group: str | None, environment: Mapping[str, str] = os.environ) -> Credentials | None:
    """Return what there is, read anew each time: sessions end, and are renewed. Nothing: anybody is asking."""
    group = group or environment.get("AWS_PROFILE")
    if not group and (found := _made({part: environment.get(name, "") for part, name in NAMES.items()})):
        return found
    place = Path(environment.get("AWS_SHARED_CREDENTIALS_FILE") or Path.home() / ".aws" / "credentials")
    groups = _read(place)
    if group and group not in groups:
        hint = f"Write it there, or name another group; there are: {', '.join(groups.sections()) or 'none'}."
        raise StorageError(f"There is no group [{group}] in {shown(str(place))}.", hint=hint)
    known = dict(groups[group or "default"]) if (group or "default") in groups else {}
    return _made({part: known.get(name.lower(), "") for part, name in NAMES.items()})


def _made(parts: Mapping[str, str]) -> Credentials | None:
    return Credentials(**parts) if parts["key"] and parts["secret"] else None


def _read(place: Path) -> configparser.ConfigParser:
    groups = configparser.ConfigParser(interpolation=None, default_section="")
    try:
        groups.read(place, "utf-8")
    except (OSError, UnicodeError, configparser.Error) as error:
        raise StorageError(f"{shown(str(place))} cannot be read.", hint="See the AWS manual for its format.") from error
    return groups
