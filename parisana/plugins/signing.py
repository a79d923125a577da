"""A proxy made for a service that asks for one: it keeps the key, and we sign that it may act for us."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from parisana.core.credentials.der import read

if TYPE_CHECKING:
    from cryptography import x509

#: For so long it is made at most, and it began so long ago, for clocks that are slow.
LONGEST, SLACK = timedelta(hours=24), timedelta(minutes=5)
#: How a certificate says that it is a proxy with all the rights of who signed it (RFC 3820).
PROXY_INFO, ALL_RIGHTS = "1.3.6.1.5.5.7.1.14", bytes.fromhex("300c300a06082b06010505071501")
REQUEST = re.compile(rb"-----BEGIN (?:NEW )?CERTIFICATE REQUEST-----(.*?)-----END", re.DOTALL)
_USES = (
    *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement"),
    *("key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
)


def sign(asked: bytes, proxy_text: bytes, now: datetime, longest: timedelta = LONGEST) -> bytes:
    """Return a certificate for the key that was asked for, signed by a proxy and followed by its chain.

    Raises ``ImportError`` without the library cryptography, ``ValueError`` where a text is not what it should be.
    """
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization

    chain = x509.load_pem_x509_certificates(proxy_text)
    key = serialization.load_pem_private_key(proxy_text, None)
    draft = _draft(public_key(asked), chain[0], now, longest)
    made = draft.sign(key, hashes.SHA256())  # type: ignore[arg-type]  # keys of proxies are of kinds that sign
    return b"".join(each.public_bytes(serialization.Encoding.PEM) for each in (made, *chain))


def public_key(asked: bytes) -> bytes:
    """Return the key of a request, in DER; nothing else counts, and services of the Grid number its form wrongly."""
    found = REQUEST.search(asked)
    try:
        return read(base64.b64decode(found[1] if found else b""))[0].inside[0].inside[2].whole
    except (IndexError, ValueError, binascii.Error) as error:
        raise ValueError("it asks with something that is no request for a certificate") from error


def _draft(key: bytes, signer: x509.Certificate, now: datetime, longest: timedelta) -> x509.CertificateBuilder:
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    number = int.from_bytes(hashlib.sha256(key).digest()[:4], "big") >> 1 | 1
    own = x509.RelativeDistinguishedName([x509.NameAttribute(x509.NameOID.COMMON_NAME, str(number))])
    uses = dict.fromkeys(_USES, False) | {"digital_signature": True, "key_encipherment": True}
    info = x509.UnrecognizedExtension(x509.ObjectIdentifier(PROXY_INFO), ALL_RIGHTS)
    subject = x509.Name([*signer.subject.rdns, own])
    public = load_der_public_key(key)
    return (
        x509.CertificateBuilder(signer.subject, subject, public, number)  # type: ignore[arg-type]  # of kinds that sign
        .not_valid_before(max(now - SLACK, signer.not_valid_before_utc))
        .not_valid_after(min(now + longest, signer.not_valid_after_utc))
        .add_extension(info, critical=True)
        .add_extension(x509.KeyUsage(**uses), critical=True)
    )
