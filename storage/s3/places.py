"""Where an ``s3://BUCKET/KEY`` URL leads: which bucket and key, and how its server is asked for them."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, urlencode, urlsplit

from parisana.errors import StorageError
from parisana.storage.shared.words import shown

PLACE = re.compile(r"s3://(?P<bucket>[A-Za-z0-9][A-Za-z0-9._-]{1,62})(?:/(?P<key>.*))?", re.DOTALL)
#: Longest key that S3 keeps, in bytes.
LONGEST = 1024


class Place(NamedTuple):
    """A key in a bucket; a folder's ends without a slash, and that of the bucket itself is empty."""

    bucket: str
    key: str

    @property
    def prefix(self) -> str:
        """Return what the keys below it begin with; an empty object of this key is a folder that may be empty."""
        return f"{self.key}/" if self.key else ""

    @property
    def folder(self) -> Place:
        """Return the folder in which it lies."""
        return self.beside(self.key.rpartition("/")[0])

    def beside(self, key: str) -> Place:
        """Return another key of the same bucket."""
        return Place(self.bucket, key)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A server of S3, and how it wants buckets to be named."""

    url: str
    region: str
    path_style: bool

    def address(self, bucket: str, key: str = "", query: Mapping[str, str] | None = None) -> str:
        """Return what is asked for: ``https://bucket.host/key``, or ``https://host/bucket/key``."""
        parts = urlsplit(self.url)
        by_path = self.path_style or ("." in bucket and parts.scheme == "https")
        base = f"{self.url}/{bucket}" if by_path else f"{parts.scheme}://{bucket}.{parts.netloc}{parts.path}"
        asked = urlencode(query, quote_via=quote, safe="") if query else ""
        return f"{base}/{quote(key, safe='/~')}{f'?{asked}' if asked else ''}"


def endpoint_of(
    url: str | None, region: str | None, path_style: bool | None, environment: Mapping[str, str] = os.environ
) -> Endpoint:
    """Return the server that the settings name, else the environment, else that of AWS; others want plain paths."""
    told = environment.get("AWS_ENDPOINT_URL_S3") or environment.get("AWS_ENDPOINT_URL")
    where = region or environment.get("AWS_REGION") or environment.get("AWS_DEFAULT_REGION") or "us-east-1"
    found = (url or told or f"https://s3.{where}.amazonaws.com").rstrip("/")
    if urlsplit(found).scheme not in ("http", "https") or not urlsplit(found).hostname or "@" in found:
        raise StorageError(f"{shown(found)} is no address of an S3 server.", hint="Write https://HOST:PORT.")
    own = not (urlsplit(found).hostname or "").endswith(".amazonaws.com")
    return Endpoint(found, where, own if path_style is None else path_style)


def place_of(url: str) -> Place:
    """Read a URL."""
    found = PLACE.fullmatch(url)
    if found is None or "\0" in url:
        raise StorageError(f"{shown(url)} is no S3 URL.", hint="Write s3://BUCKET/PATH.")
    key = os.path.normpath(f"/{found['key'] or ''}").lstrip("/")
    try:
        if len(key.encode()) <= LONGEST:
            return Place(found["bucket"], key)
    except UnicodeEncodeError:
        pass
    raise StorageError(f"S3 cannot keep the name {shown(url)}: it is no UTF-8, or longer than {LONGEST} bytes.")
