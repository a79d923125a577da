"""What S3 servers say: lists of keys, and refusals with a code."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from urllib.parse import unquote_plus
from xml.etree import ElementTree

from parisana.core.jobs.states import Answer
from parisana.errors import StorageError
from parisana.plugins.storage import Checksum, Stat
from parisana.storage.http.client import Reply
from parisana.storage.http.words import meaning, unread

#: Where we note the checksum of what we wrote, and the kind of it.
SUM = "x-amz-meta-adler32"
#: Code of a refusal -> what it means, and what to do.
CODES: dict[str, tuple[str, str | None]] = {
    "NoSuchBucket": ("There is no such bucket.", "Make it, or ask its owner; this program makes none."),
    "NoSuchKey": ("It is not there.", None),
    "AccessDenied": ("You have no permission.", "Are these the right keys (AWS_ACCESS_KEY_ID, ~/.aws/credentials)?"),
    "InvalidAccessKeyId": ("The server does not know your key.", "Is this the right group of ~/.aws/credentials?"),
    "SignatureDoesNotMatch": ("The server does not know you.", "Is the secret key the right one?"),
    "ExpiredToken": ("Your session has expired.", "Get new keys for it."),
    "RequestTimeTooSkewed": ("The clocks here and there differ too much.", "Set this machine's clock."),
    "PreconditionFailed": ("There is something of that name already.", None),
    "QuotaExceeded": ("The quota there is used up.", "Make room, or choose another place."),
    "EntityTooLarge": ("The file is too large for the server.", None),
    "BadDigest": ("Other bytes arrived than were sent.", None),
}
PASSING = frozenset({"BadDigest", "ConditionalRequestConflict", "OperationAborted", "RequestTimeout", "SlowDown"})


class Listed(NamedTuple):
    """A page of a list: keys and what is known of them, folders, and where the next page begins."""

    keys: list[tuple[str, Stat]]
    folders: list[str]
    after: str


def need(reply: Reply) -> Reply:
    """Return the answer when it says yes; else raise what its code means. A copy may fail after it said yes."""
    if 200 <= reply.status < 300 and not _has_failed(reply):
        return reply
    code, words = refusal(reply)
    if region := reply.headers.get("x-amz-bucket-region", "") if reply.status in (301, 307, 400) else "":
        raise StorageError(f"The bucket lies in the region {region}.", hint="Say so in the storage's settings.")
    if code in CODES or code in PASSING:
        sentence, hint = CODES.get(code, (f"The server says {code}.", None))
        raise StorageError(sentence, hint=hint, transient=code in PASSING)
    usual = meaning(reply)
    raise StorageError(words or usual.message, hint=usual.hint, transient=usual.transient)


def refusal(reply: Reply) -> tuple[str, str]:
    """Return the code and the words of a refusal; empty where the server gives none."""
    try:
        root = ElementTree.fromstring(reply.body)
    except ElementTree.ParseError:
        return "", ""
    code, words = (root.findtext(name) or "" for name in ("{*}Code", "{*}Message"))
    return code, f"The server says {code}: {words.rstrip('.')}." if code else ""


def listed(body: bytes, server: object) -> Listed:
    """Read a page of a list whose names are encoded."""
    try:
        root = ElementTree.fromstring(body)
        keys = [(_name(each, "Key"), _stat(each)) for each in root.findall("{*}Contents")]
    except (ElementTree.ParseError, ValueError) as error:
        raise unread(server) from error
    folders = [_name(each, "Prefix") for each in root.findall("{*}CommonPrefixes")]
    return Listed(keys, folders, root.findtext("{*}NextContinuationToken") or "")


def told_sum(reply: Reply) -> Checksum | None:
    """Return the checksum that was noted when the object was written."""
    value = reply.headers.get(SUM, "")
    return Checksum("adler32", value) if value else None


def parts_of(body: bytes, name: str) -> Iterator[str]:
    """Yield the texts of this name in a short answer."""
    yield from (each.text or "" for each in ElementTree.fromstring(body).iter() if each.tag.rpartition("}")[2] == name)


def _has_failed(reply: Reply) -> bool:
    return reply.body.rstrip().endswith(b"</Error>")


def _name(element: ElementTree.Element, name: str) -> str:
    return unquote_plus(element.findtext(f"{{*}}{name}") or "")


def _stat(element: ElementTree.Element) -> Stat:
    moment = datetime.fromisoformat(element.findtext("{*}LastModified") or "")
    return Stat(Answer.YES, int(element.findtext("{*}Size") or ""), False, moment.timestamp())
