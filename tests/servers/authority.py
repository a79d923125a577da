"""A certificate authority of the tests: a host certificate for localhost, and one for a user."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

SUBJECT = "/DC=test/O=Parisana"
POLICY = """access_id_CA X509 '{subject}/CN=Test CA'
pos_rights globus CA:sign
cond_subjects globus '"{subject}/*"'
"""


@dataclass(frozen=True)
class Authority:
    """What it has signed lies in one folder."""

    folder: Path

    @property
    def certificates(self) -> Path:
        """Return the folder that clients know as ``X509_CERT_DIR``."""
        return self.folder / "certificates"

    @property
    def environment(self) -> dict[str, str]:
        """Return what a user of the Grid has in the shell."""
        return {"X509_CERT_DIR": str(self.certificates), "X509_USER_PROXY": str(self.folder / "user.both")}


def authority(folder: Path) -> Authority:
    """Make one."""
    made = Authority(folder)
    made.certificates.mkdir(parents=True)
    name = ["-subj", f"{SUBJECT}/CN=Test CA", "-keyout", "ca.key", "-out", "ca.pem"]
    openssl(folder, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", *name)
    for option in ("-hash", "-subject_hash_old"):
        place = made.certificates / openssl(folder, "x509", option, "-noout", "-in", "ca.pem").strip()
        place.with_suffix(".0").write_bytes((folder / "ca.pem").read_bytes())
        place.with_suffix(".signing_policy").write_text(POLICY.format(subject=SUBJECT))
    _sign(folder, "host", "localhost", "subjectAltName=DNS:localhost\nextendedKeyUsage=serverAuth,clientAuth\n")
    _sign(folder, "user", "Test User", "keyUsage=digitalSignature,keyEncipherment\nextendedKeyUsage=clientAuth\n")
    return made


def _sign(folder: Path, file: str, name: str, extensions: str) -> None:
    (folder / f"{file}.ext").write_text(extensions)
    asked = ["-newkey", "rsa:2048", "-nodes", "-subj", f"{SUBJECT}/CN={name}", "-keyout", f"{file}.key"]
    openssl(folder, "req", *asked, "-out", f"{file}.csr")
    signed = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "30", "-extfile", f"{file}.ext"]
    openssl(folder, "x509", "-req", "-in", f"{file}.csr", *signed, "-out", f"{file}.pem")
    both = folder / f"{file}.both"
    both.write_text((folder / f"{file}.pem").read_text() + (folder / f"{file}.key").read_text())
    for each in (both, folder / f"{file}.key"):
        each.chmod(0o600)


def openssl(folder: Path, *words: str) -> str:
    """Run openssl in a folder."""
    return subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True, text=True).stdout
