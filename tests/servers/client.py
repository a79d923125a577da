"""The system's sftp as a user has it who knows ``submit``: OpenSSH looks for its files by the account, not by HOME."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

from .sshd import Sshd


def client_of(server: Sshd, folder: Path) -> Path:
    """Put an ``sftp`` that knows the server into a folder for PATH; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    words = shlex.join([shutil.which("sftp") or "sftp", "-F", str(server.home / ".ssh/config")])
    (folder / "sftp").write_text(f'#!/bin/sh\nexec {words} "$@"\n')
    (folder / "sftp").chmod(0o755)
    return folder
