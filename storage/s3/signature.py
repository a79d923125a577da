"""The signature of S3's questions (AWS Signature Version 4): who asks, what, and when. Pure."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit

from .credentials import Credentials

KIND = "AWS4-HMAC-SHA256"
#: Stands for the sum of a body that is checked in another way (``Content-MD5``).
UNSIGNED = "UNSIGNED-PAYLOAD"


def signed(
    method: str, url: str, headers: Mapping[str, str], credentials: Credentials, region: str, now: datetime
) -> dict[str, str]:
    """Return the headers with the signature; among them there is ``x-amz-content-sha256``. The URL is encoded."""
    parts = urlsplit(url)
    moment = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    session = {"x-amz-security-token": credentials.session} if credentials.session else {}
    said = {**headers, "host": parts.netloc, "x-amz-date": moment, **session}
    names = sorted((name.lower(), name) for name in said)
    spoken = "".join(f"{low}:{' '.join(said[name].split())}\n" for low, name in names)
    listed = ";".join(low for low, _ in names)
    question = "\n".join(
        [method, parts.path or "/", _sorted(parts.query), spoken, listed, said["x-amz-content-sha256"]]
    )
    scope = f"{moment[:8]}/{region}/s3/aws4_request"
    text = "\n".join([KIND, moment, scope, hashlib.sha256(question.encode()).hexdigest()])
    signature = hmac.new(_key(credentials.secret, scope), text.encode(), hashlib.sha256).hexdigest()
    words = f"{KIND} Credential={credentials.key}/{scope}, SignedHeaders={listed}, Signature={signature}"
    return {**{name: value for name, value in said.items() if name != "host"}, "Authorization": words}


def _key(secret: str, scope: str) -> bytes:
    key = f"AWS4{secret}".encode()
    for word in scope.split("/"):
        key = hmac.new(key, word.encode(), hashlib.sha256).digest()
    return key


def _sorted(query: str) -> str:
    """Return the parts of a query in order, each with its sign of equality."""
    return "&".join(sorted(part if "=" in part else f"{part}=" for part in query.split("&") if part))
