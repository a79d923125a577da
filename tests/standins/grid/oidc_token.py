#!/usr/bin/env python3
"""A stand-in for ``oidc-token``: the accounts it knows lie beside it as files, each with the life of its tokens (s)."""

from __future__ import annotations

import base64
import json
import sys
import time
from pathlib import Path


def main(words: list[str]) -> int:
    """Print the token of an account that lasts as long as it is asked to, and count that it was asked."""
    (least,) = [int(word.removeprefix("--time=")) for word in words if word.startswith("--time=")]
    (account,) = [word for word in words if not word.startswith("-")]
    here = Path(sys.argv[0]).parent
    file = here / f"{account}.account"
    if not file.exists():
        print(f"Error: No account configured with that short name: {account}", file=sys.stderr)
        return 1
    with (here / "asked").open("a") as asked:
        asked.write(f"{account} {least}\n")
    said = json.dumps({"sub": account, "exp": time.time() + float(file.read_text())}).encode()
    print(f"e30.{base64.urlsafe_b64encode(said).decode().rstrip('=')}.x")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
