"""A Grid proxy as its file has it: whom it stands for, until when, and what an organisation says of that person."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .der import LONG_TIME, NUMBERED, OBJECT, OCTETS, SEQUENCE, Value, read

CERTIFICATE = re.compile(r"-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----", re.DOTALL)
#: The extension with what VOMS signed, and the attribute in it with the groups and roles.
VOMS, GROUPS = "1.3.6.1.4.1.8005.100.100.5", "1.3.6.1.4.1.8005.100.100.4"
NAMES = {
    "2.5.4.3": "CN",
    "2.5.4.6": "C",
    "2.5.4.7": "L",
    "2.5.4.8": "ST",
    "2.5.4.10": "O",
    "2.5.4.11": "OU",
    "0.9.2342.19200300.100.1.1": "UID",
    "0.9.2342.19200300.100.1.25": "DC",
    "1.2.840.113549.1.9.1": "emailAddress",
}


@dataclass(frozen=True, slots=True)
class Membership:
    """What a virtual organisation has signed."""

    organisation: str
    groups: tuple[str, ...]
    """Groups and roles, the first one counts most: ``/vo/Role=production``."""
    ends: float

    @property
    def asked(self) -> str:
        """Return what to ask its server for, to get the same again: ``vo:/vo/Role=production``."""
        first = next(iter(self.groups), "")
        return self.organisation if first in ("", f"/{self.organisation}") else f"{self.organisation}:{first}"


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy."""

    identity: str
    """The person's own name, without what proxies add to it."""
    ends: float
    """When the first certificate of its chain ends."""
    memberships: tuple[Membership, ...] = ()

    @property
    def usable_until(self) -> float:
        """Return when the first part of it ends: the proxy itself, or what the organisation signed."""
        return min(self.ends, *(each.ends for each in self.memberships), self.ends)


@dataclass(frozen=True, slots=True)
class _Certificate:
    subject: str
    issuer: str
    ends: float
    memberships: tuple[Membership, ...]


def parse_proxy(text: str) -> Proxy:
    """Read the certificates of a file; keys that stand between them are not looked at."""
    try:
        chain = [_certificate(base64.b64decode(body)) for body in CERTIFICATE.findall(text)]
    except (ValueError, IndexError, binascii.Error) as error:
        raise ValueError("it holds a certificate that is damaged") from error
    if not chain:
        raise ValueError("it holds no certificate")
    memberships = tuple(each for certificate in chain for each in certificate.memberships)
    return Proxy(_identity(chain), min(each.ends for each in chain), memberships)


def _identity(chain: Sequence[_Certificate]) -> str:
    """Return whose proxy it is: a proxy has the name of who issued it, and one part more."""
    name = chain[0].subject
    for certificate in chain:
        if certificate.subject == name and name.startswith(f"{certificate.issuer}/CN="):
            name = certificate.issuer
    return name


def _certificate(data: bytes) -> _Certificate:
    body = read(data)[0].inside[0].inside
    if body[0].tag == NUMBERED:  # the version
        body = body[1:]
    _, _, issuer, validity, subject, *rest = body
    extensions = next((each.inside[0].inside for each in rest if each.tag == NUMBERED + 3), [])
    signed = [each.inside[-1].data for each in extensions if each.inside[0].object == VOMS]
    memberships = tuple(_membership(each) for data in signed for each in _attribute_certificates(read(data)))
    return _Certificate(_name(subject), _name(issuer), validity.inside[1].time, memberships)


def _name(value: Value) -> str:
    parts = [pair.inside for each in value.inside for pair in each.inside]
    return "".join(f"/{NAMES.get(kind.object, kind.object)}={text.text}" for kind, text in parts)


def _attribute_certificates(values: Sequence[Value]) -> Iterator[Value]:
    """Yield the bodies of attribute certificates, however deep they lie: a body begins with its version."""
    for value in values:
        if value.tag != SEQUENCE or not (inner := value.inside):
            continue
        if inner[0].tag == SEQUENCE and (body := inner[0].inside) and body[0].tag == 0x02:
            yield inner[0]
        else:
            yield from _attribute_certificates(inner)


def _membership(body: Value) -> Membership:
    (span, *_) = [each for each in body.inside if each.tag == SEQUENCE and _is_span(each)]
    said = [each for part in body.inside[4:] if part.tag == SEQUENCE for each in part.inside if _is_groups(each)]
    sources = [value for each in said for value in each.inside[1].inside]
    groups = tuple(_plain(each.text) for source in sources for each in _octets(source))
    return Membership(_organisation(sources, groups), groups, span.inside[1].time)


def _is_span(value: Value) -> bool:
    return bool(value.data) and value.data[0] == LONG_TIME


def _is_groups(value: Value) -> bool:
    return value.tag == SEQUENCE and value.data[:1] == bytes([OBJECT]) and value.inside[0].object == GROUPS


def _octets(source: Value) -> Iterator[Value]:
    """Yield the texts of one list of groups."""
    for part in source.inside:
        if part.tag == SEQUENCE:
            yield from (each for each in part.inside if each.tag == OCTETS)


def _organisation(sources: Sequence[Value], groups: Sequence[str]) -> str:
    """Return its name: from where the groups come (``vo://host:port``), or else from the first group."""
    places = [each.text for source in sources for part in source.inside if part.tag == NUMBERED for each in part.inside]
    named = [place.partition("://")[0] for place in places if "://" in place]
    return next(iter(named), next(iter(groups), "/").split("/")[1])


def _plain(group: str) -> str:
    """Leave out of a group what says that there is nothing: ``/vo/Role=NULL/Capability=NULL``."""
    return group.replace("/Capability=NULL", "").replace("/Role=NULL", "")
