"""A stand-in for FTS: the part of its REST interface that one user needs, with real copies between real servers.

It answers as the documented service does: numbers made from a given word, proxies that are handed over, files that are
compared at both ends and never replaced, a list of the user's own jobs. A test can spoil an answer or a copy.
"""

from __future__ import annotations

import json
import ssl
import threading
import uuid
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.servers.authority import Authority
from tests.servers.webdav import ALLOW_PROXIES

VO = uuid.uuid5(uuid.NAMESPACE_DNS, "gamma")
OVER = frozenset({"FINISHED", "FAILED", "CANCELED"})
Json = dict[str, Any]
Answer = tuple[int, object]


@dataclass
class Copy:
    """A job with its one file, as the service tells of it."""

    number: str
    owner: str
    file: Json
    metadata: object
    state: str = "SUBMITTED"
    reason: str = ""
    moved: int = 0

    def told(self, with_file: bool = True) -> Json:
        """Return what is said of it."""
        said: Json = {"job_id": self.number, "job_state": self.state, "job_metadata": self.metadata, "reason": ""}
        if with_file:
            file = {"file_state": self.state, "reason": self.reason or None, "transferred": self.moved}
            said |= {"http_status": "200 Ok", "files": [file]}
        return said


@dataclass
class FTS:
    """The service, and what a test does to it."""

    authority: Authority
    url: str = ""
    jobs: dict[str, Copy] = field(default_factory=dict)
    posted: list[str] = field(default_factory=list)
    """The tickets of all orders that came in."""
    proxies: dict[str, bytes] = field(default_factory=dict)
    """What users handed over."""
    may_copy: threading.Event = field(default_factory=threading.Event)
    spoil: Callable[[str, str], str | None] = lambda method, path: None
    """What becomes of an answer: ``500``, ``silence`` (not done), ``lost`` (done, no answer), ``garbled``."""
    bytes_of: Callable[[bytes], bytes] = lambda data: data
    """What of a file arrives."""
    needs_proxy: bool = False
    _keys: dict[str, rsa.RSAPrivateKey] = field(default_factory=dict)

    def answer(self, method: str, path: str, owner: str, body: bytes) -> Answer:
        """Answer one question of a user."""
        parts = urlsplit(path)
        words = parts.path.strip("/").split("/")
        if words[0] == "whoami":
            return 200, {"delegation_id": owner[:16], "vos": ["gamma"]}
        if words[0] == "delegation":
            return self._delegated(method, owner, body, words[2:])
        if method == "POST":
            return self._submitted(owner, json.loads(body))
        if len(words) == 1:
            return self._listed(owner, parse_qs(parts.query))
        return self._known(method, words[1].split(","))

    def _submitted(self, owner: str, order: Json) -> Answer:
        params, (file,) = order["params"], order["files"]
        if self.needs_proxy and owner not in self.proxies:
            return 419, {"status": "419", "message": f'No delegation found for "{owner}"'}
        assert params["overwrite"] is False and params["id_generator"] == "deterministic"
        number = str(uuid.uuid5(VO, params["sid"]))
        if number in self.jobs:
            return 409, {"status": "409", "message": "The sid provided by the user is duplicated"}
        self.posted.append(params["sid"])
        self.jobs[number] = Copy(number, owner, file, params["job_metadata"])
        threading.Thread(target=self._copied, args=(self.jobs[number],), daemon=True).start()
        return 200, {"job_id": number}

    def _listed(self, owner: str, query: dict[str, list[str]]) -> Answer:
        states = set(query.get("state_in", [""])[0].split(","))
        wanted = [each for each in self.jobs.values() if (each.state in OVER) == bool(states & OVER)]
        return 200, [each.told(with_file=False) for each in wanted if each.owner == owner]

    def _known(self, method: str, numbers: list[str]) -> Answer:
        found = [self._one(method, number) for number in numbers]
        if len(found) > 1:
            return 207, found
        return (200 if "job_state" in found[0] else 404), found[0]

    def _one(self, method: str, number: str) -> Json:
        if number not in self.jobs:
            return {"job_id": number, "http_status": "404 Not Found", "http_message": "No job with that id"}
        job = self.jobs[number]
        if method == "DELETE" and job.state not in OVER:
            job.state, job.reason = "CANCELED", "Job canceled by the user"
        return job.told()

    def _delegated(self, method: str, owner: str, body: bytes, words: list[str]) -> Answer:
        if not words:
            ends = x509.load_pem_x509_certificate(self.proxies[owner]).not_valid_after_utc if self.proxies else None
            return 200, ends and {"termination_time": ends.strftime("%Y-%m-%dT%H:%M:%S")}
        if method == "GET":
            self._keys[owner] = key = rsa.generate_private_key(65537, 2048)
            name = x509.Name([x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, "Dummy")])
            asked = x509.CertificateSigningRequestBuilder(name).sign(key, hashes.SHA256())
            return 200, asked.public_bytes(serialization.Encoding.PEM)
        made, signer = x509.load_pem_x509_certificates(body)[:2]
        made.verify_directly_issued_by(signer)
        assert made.public_key() == self._keys[owner].public_key()
        self.proxies[owner] = body
        return 201, b""

    def _copied(self, job: Copy) -> None:
        """Copy a file, in the end; what goes wrong is the job's reason."""
        job.state = "ACTIVE"
        self.may_copy.wait(60)
        try:
            self._carry(job)
        except Exception as error:  # whatever it is, the service tells of it
            if job.state != "CANCELED":
                job.state, job.reason = "FAILED", str(error)

    def _carry(self, job: Copy) -> None:
        source, target = (job.file[name][0].replace("davs://", "https://") for name in ("sources", "destinations"))
        token = (job.file.get("source_tokens") or [None])[0]
        data = self._asked("GET", source, token, "SOURCE [2] No such file or directory")
        assert job.file["checksum"] == f"ADLER32:{zlib.adler32(data):08x}", "SOURCE CHECKSUM MISMATCH"
        assert not self._is_there(target, token), (
            "DESTINATION OVERWRITE Destination file exists and overwrite is not enabled"
        )
        if job.state == "ACTIVE":
            self._asked("PUT", target, token, "DESTINATION No space left on device", self.bytes_of(data))
            job.moved, job.state = len(data), "FINISHED"

    def _is_there(self, url: str, token: str | None) -> bool:
        try:
            self._asked("HEAD", url, token, "")
        except OSError:
            return False
        return True

    def _asked(self, method: str, url: str, token: str | None, trouble: str, data: bytes | None = None) -> bytes:
        trusts = ssl.create_default_context(cafile=str(self.authority.folder / "ca.pem"))
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        try:
            with urlopen(Request(url, data, headers, method=method), context=trusts, timeout=30) as reply:
                return bytes(reply.read())
        except HTTPError as error:
            words = "The proxy has expired" if error.code == 401 else trouble
            raise OSError(f"{words} (HTTP {error.code})") from error


class Door(BaseHTTPRequestHandler):
    """How it is asked: over TLS, by a token or a certificate."""

    protocol_version = "HTTP/1.1"
    fts: FTS

    def _answered(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        fate = self.fts.spoil(self.command, self.path)
        if fate in ("500", "401", "silence"):
            status, said = int(fate) if fate.isdigit() else 0, None
        else:
            status, said = self.fts.answer(self.command, self.path, self._owner(), body)
        if fate == "garbled":
            said = {"surprise": [1]}
        if fate in ("silence", "lost"):
            self.close_connection = True
            return
        data = said if isinstance(said, bytes) else json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _owner(self) -> str:
        token = self.headers.get("Authorization")
        assert isinstance(self.connection, ssl.SSLSocket)
        return (token or str(self.connection.getpeercert())).encode().hex()

    do_GET = do_POST = do_PUT = do_DELETE = _answered

    def log_message(self, format: str, *args: object) -> None:  # the name is the library's
        """Say nothing."""


@contextmanager
def running(authority: Authority) -> Iterator[FTS]:
    """Run one for as long as it is needed."""
    fts = FTS(authority)
    fts.may_copy.set()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("FTSDoor", (Door,), {"fts": fts}))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(authority.folder / "host.pem", authority.folder / "host.key")
    context.load_verify_locations(authority.folder / "ca.pem")
    context.verify_mode, context.verify_flags = ssl.CERT_OPTIONAL, context.verify_flags | ssl.VerifyFlags(ALLOW_PROXIES)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    fts.url = f"https://localhost:{server.server_port}"
    serving = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    serving.start()
    try:
        yield fts
    finally:
        server.shutdown()
        server.server_close()
        serving.join()
