"""What WebDAV servers say of names: lists of properties in XML, and checksums in a header."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import NamedTuple
from urllib.parse import unquote_to_bytes, urlsplit
from xml.etree import ElementTree

from parisana.core.jobs.states import Answer
from parisana.plugins.storage import Checksum, Space, Stat

#: What is asked for: no more than is used, for some servers look each property up.
STAT = b"""<?xml version="1.0" encoding="utf-8"?>
<propfind xmlns="DAV:"><prop><resourcetype/><getcontentlength/><getlastmodified/></prop></propfind>"""
ROOM = b"""<?xml version="1.0" encoding="utf-8"?>
<propfind xmlns="DAV:"><prop><quota-available-bytes/><quota-used-bytes/></prop></propfind>"""
#: The header in which a server tells a checksum that it was asked for (RFC 3230).
DIGEST = re.compile(r"(?i)(?:^|,)\s*adler32=([0-9a-f]{1,8})\s*(?:,|$)")
DAV = "{DAV:}"


class Found(NamedTuple):
    """One name of an answer."""

    path: str
    properties: Mapping[str, ElementTree.Element]


def found(body: bytes) -> Iterator[Found]:
    """Yield the names of an answer, each with the properties that it has; ``ValueError`` for what is none."""
    try:
        answers = ElementTree.fromstring(body).findall(f"{DAV}response")
    except ElementTree.ParseError as error:
        raise ValueError(str(error)) from error
    for answer in answers:
        parts = [part for part in answer.findall(f"{DAV}propstat") if _is_good(part)]
        properties = {each.tag.removeprefix(DAV): each for part in parts for each in part.findall(f"{DAV}prop/*")}
        yield Found(path_of(answer.findtext(f"{DAV}href", "")), properties)


def path_of(href: str) -> str:
    """Return the path that a server means, with or without the server before it."""
    raw = urlsplit(href).path if "://" in href.partition("?")[0] else href
    path = os.fsdecode(unquote_to_bytes(raw.strip("\r\n\t ")))
    return "/" + os.path.normpath(path).strip("/") if path.strip("/") else "/"


def known(properties: Mapping[str, ElementTree.Element]) -> Stat:
    """Return what is known of a name."""
    kind = properties.get("resourcetype")
    is_dir = kind is not None and kind.find(f"{DAV}collection") is not None
    size = None if is_dir else number(properties, "getcontentlength")
    return Stat(Answer.YES, size, is_dir, _time(_text(properties, "getlastmodified")))


def room(properties: Mapping[str, ElementTree.Element]) -> Space:
    """Return what a server says of the room at a place."""
    free, used = (number(properties, f"quota-{each}-bytes") for each in ("available", "used"))
    return Space(free + used if free is not None and used is not None else None, free)


def number(properties: Mapping[str, ElementTree.Element], name: str) -> int | None:
    """Return a property that is a number."""
    text = _text(properties, name)
    return int(text) if text.isdigit() else None


def digest(headers: Mapping[str, str]) -> Checksum | None:
    """Return the checksum that a server tells."""
    told = DIGEST.search(headers.get("digest", ""))
    return Checksum("adler32", told[1].lower().zfill(8)) if told else None


def _is_good(part: ElementTree.Element) -> bool:
    return " 200 " in f"{part.findtext(f'{DAV}status', '')} "


def _text(properties: Mapping[str, ElementTree.Element], name: str) -> str:
    element = properties.get(name)
    return (element.text or "").strip() if element is not None else ""


def _time(text: str) -> float | None:
    try:
        return parsedate_to_datetime(text).timestamp() if text else None
    except ValueError:
        return None
