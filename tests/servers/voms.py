"""Grid proxies as their tools write them: certificates of the tests, with what a virtual organisation signs in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

PERSON = (("DC", "org"), ("O", "Test"), ("CN", "A User"))
KINDS = {"DC": NameOID.DOMAIN_COMPONENT, "O": NameOID.ORGANIZATION_NAME, "CN": NameOID.COMMON_NAME}
VOMS = x509.ObjectIdentifier("1.3.6.1.4.1.8005.100.100.5")
GROUPS = bytes.fromhex("060a2b06010401be45646404")
KEY = ec.generate_private_key(ec.SECP256R1())


def write_proxy(path: Path, hours: float = 12, member_hours: float | None = None, groups: Sequence[str] = ()) -> Path:
    """Write a proxy that lasts so long; with ``member_hours`` an organisation (vo.test) has signed it for that time."""
    groups = groups or ("/vo.test/Role=production/Capability=NULL", "/vo.test/Role=NULL/Capability=NULL")
    signed = None if member_hours is None else _membership(_end(member_hours), groups)
    proxy = _certificate((*PERSON, ("CN", "123456")), PERSON, _end(hours), signed)
    person = _certificate(PERSON, (("DC", "org"), ("CN", "Test CA")), _end(24 * 300), None)
    key = KEY.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
    )
    path.write_bytes(proxy + key + person)
    path.chmod(0o600)
    return path


def _end(hours: float) -> datetime:
    return (datetime.now(UTC) + timedelta(hours=hours)).replace(microsecond=0)


def _name(parts: Sequence[tuple[str, str]]) -> x509.Name:
    return x509.Name([x509.NameAttribute(KINDS[kind], text) for kind, text in parts])


def _certificate(
    subject: Sequence[tuple[str, str]], issuer: Sequence[tuple[str, str]], ends: datetime, signed: bytes | None
) -> bytes:
    made = x509.CertificateBuilder().subject_name(_name(subject)).issuer_name(_name(issuer)).serial_number(123456)
    made = made.public_key(KEY.public_key()).not_valid_before(_end(-24 * 400)).not_valid_after(ends)
    if signed is not None:
        made = made.add_extension(x509.UnrecognizedExtension(VOMS, signed), critical=False)
    return made.sign(KEY, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def _membership(ends: datetime, groups: Sequence[str]) -> bytes:
    """Return an attribute certificate, in the two lists in which proxies carry it; nobody checks its signature here."""
    texts = _value(0x30, *(_value(0x04, group.encode()) for group in groups))
    source = _value(0xA0, _value(0x86, b"vo.test://voms.test:15000"))
    said = _value(0x30, GROUPS, _value(0x31, _value(0x30, source, texts)))
    span = _value(0x30, *(_value(0x18, f"{moment:%Y%m%d%H%M%SZ}".encode()) for moment in (_end(-1), ends)))
    number, algorithm = _value(0x02, b"\x01"), _value(0x30, bytes.fromhex("06082a8648ce3d040302"))
    holder, issuer = _value(0x30, _value(0xA0, number)), _value(0xA0, _value(0x30, number))
    body = _value(0x30, number, holder, issuer, algorithm, number, span, _value(0x30, said))
    certificate = _value(0x30, body, algorithm, _value(0x03, b"\x00signature"))
    return _value(0x30, _value(0x30, certificate))


def _value(tag: int, *parts: bytes) -> bytes:
    data = b"".join(parts)
    length = len(data)
    size = b"" if length < 0x80 else length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([tag, len(size) | 0x80 if size else length]) + size + data
