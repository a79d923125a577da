"""HTAR: ``htar -cf|-tf|-xf ARCHIVE [-L LIST] [FILE...]``: real archives, not read without the index beside them."""

from __future__ import annotations

import io
import json
import os
import sys
import tarfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.standins.store.store import NUMBERS, Store, half_copy

NO_INPUT, FAILED = 66, 70


def index_of(archive: Path) -> Path:
    """Return the index beside an archive."""
    return archive.with_name(f"{archive.name}.idx")


def create(store: Store, archive: str, names: list[str]) -> int:
    """Pack files of this folder; an archive that is there is replaced without a word."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for name in names:
            tar.add(name)
            print(f"HTAR: a   {name}")
    target = store.path(archive)
    target.write_bytes(packed.getvalue())
    if store.fault in NUMBERS or store.fault == "short":
        half_copy(target, target)
    if store.fault in NUMBERS:
        return failed(os.strerror(NUMBERS[store.fault]))
    if store.fault == "wrong":
        target.write_bytes(packed.getvalue().replace(b"spectrum of", b"spectrum if"))
    if store.fault != "no-index":
        index_of(target).write_text(json.dumps(names))
    if store.fault == "unsaid":
        return 0
    print(f"HTAR: Create complete for {archive}. {len(packed.getvalue())} bytes written")
    return 0


def show(store: Store, archive: str, names: list[str]) -> int:
    """List the index."""
    with tarfile.open(store.path(archive)) as tar:
        for each in tar.getmembers():
            when = time.strftime("%Y-%m-%d %H:%M", time.localtime(each.mtime))
            print(f"HTAR: -rw-r--r--  hess/hess {each.size:10d} {when}  {each.name}")
    return 0


def extract(store: Store, archive: str, names: list[str]) -> int:
    """Write files into this folder; what is on tape is waited for."""
    while store.is_asleep(archive):
        store.ask(archive)
        time.sleep(0.05)
    with tarfile.open(store.path(archive)) as tar:
        for each in tar.getmembers():
            if not names or each.name in names:
                tar.extract(each, filter="data")
                print(f"HTAR: x {each.name}, {each.size} bytes")
    return 0


VERBS: dict[str, Callable[[Store, str, list[str]], int]] = {"-cf": create, "-tf": show, "-xf": extract}


def failed(words: str, code: int = FAILED) -> int:
    """Say that it did not work, as HTAR ends."""
    print(f"ERROR: {words}", file=sys.stderr)
    print("HTAR: HTAR FAILED", file=sys.stderr)
    return code


def htar(store: Store, words: list[str]) -> int:
    """Do what is asked for; what it says last is whether all went well."""
    verb, archive, *names = words
    if names[:1] == ["-L"]:
        names = Path(names[1]).read_text().splitlines()
    if store.fault == "down":
        return failed("unable to connect to the HPSS server", 69)
    try:
        if verb != "-cf" and not index_of(store.path(archive)).exists():
            return failed(f"[FATAL] no such file {archive}.idx", NO_INPUT)
        code = VERBS[verb](store, archive, names)
    except OSError as error:
        return failed(f"{str(error.strerror).lower()}: {archive}")
    except tarfile.TarError as error:
        return failed(f"the archive is damaged: {error}")
    if code == 0 and store.fault != "unsaid":
        print("HTAR: HTAR SUCCESSFUL")
    return code
