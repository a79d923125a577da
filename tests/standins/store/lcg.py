"""The LFC and its tools: a catalogue of names, and a storage element in which the bytes lie under names of their own.

``lcg-cr lcg-cp lcg-rep lcg-lr lcg-la lcg-del lfc-ls lfc-mkdir lfc-rm lfc-rename``. The catalogue's names are files in
the tree, whose content is the GUID; what a GUID stands for is in the state.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from pathlib import Path

from tests.standins.store.store import Store, options, remove, rename

ELEMENT = "se.example.org"
LCG_FLAGS, LCG_VALUES = "v b a nolfc", "d l g P n D T U vo t sendreceive-timeout connect-timeout s st"


def new_guid() -> str:
    """Return a name that nobody has had."""
    digits = os.urandom(16).hex()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def name_of(lfn: str) -> str:
    """Return the name in the catalogue."""
    return lfn.removeprefix("lfn:")


def bytes_of(store: Store, surl: str) -> Path:
    """Return where a replica lies."""
    return store.folder / "elements" / surl.removeprefix("srm://")


def guid_of(store: Store, name: str) -> str:
    """Return what a name or GUID stands for."""
    return name.removeprefix("guid:") if name.startswith("guid:") else store.path(name_of(name)).read_text()


def replicas_of(store: Store, name: str) -> list[str]:
    """Return the replicas that the catalogue knows."""
    with store.state() as state:
        return list(state["entries"][guid_of(store, name)]["replicas"])


def failed(command: str, name: str, words: str) -> int:
    """Say what the tools say."""
    print(f"[LFC][{command}][] {name}: {words}", file=sys.stderr)
    print(f"{command}: {words}", file=sys.stderr)
    return 1


def here(url: str) -> Path:
    """Return a file of this machine."""
    return Path(url.removeprefix("file:"))


def new_replica(store: Store, element: str, source: Path) -> str:
    """Copy bytes to an element; return where they are."""
    surl = f"srm://{element}/hess/generated/{new_guid()}"
    print(f"Using grid catalog type: lfc\nDestination SURL : {surl}", file=sys.stderr)
    bytes_of(store, surl).parent.mkdir(parents=True, exist_ok=True)
    store.copy(source, bytes_of(store, surl))
    return surl


def lcg_cr(store: Store, words: list[str]) -> int:
    """Copy and register; with a fault, print the GUID though registration failed."""
    given, (source,) = options(words, LCG_FLAGS, LCG_VALUES)
    entry = store.path(name_of(given["l"]))
    if os.path.lexists(entry):
        return failed("lcg_cr", given["l"], "File exists")
    try:
        surl = new_replica(store, given.get("d") or ELEMENT, here(source))
    except OSError as error:
        return failed("lcg_cr", source, str(error.strerror))
    guid = new_guid()
    print(f"guid:{guid}")
    if store.fault == "register":
        return failed("lcg_cr", given["l"], "Communication error on send: the name could not be registered")
    if store.fault == "unsaid":
        return 0
    if not entry.parent.is_dir():
        return failed("lcg_cr", given["l"], "No such file or directory")
    with store.state() as state:
        size = bytes_of(store, surl).stat().st_size
        state["entries"][guid] = {"size": size, "replicas": [surl]}
    entry.write_text(guid)
    return 1 if store.fault == "late" else 0


def lcg_cp(store: Store, words: list[str]) -> int:
    """Bring one of the replicas here."""
    _, (source, target) = options(words, LCG_FLAGS, LCG_VALUES)
    try:
        surls = [source] if source.startswith("srm:") else replicas_of(store, source)
    except (OSError, KeyError):
        return failed("lcg_cp", source, "No such file or directory")
    for surl in surls:
        try:
            store.copy(bytes_of(store, surl), here(target))
            return 0
        except OSError as error:
            print(f"[SE][Get][SRM_INVALID_PATH] {surl}: {error.strerror}", file=sys.stderr)
    return failed("lcg_cp", source, "Invalid argument")


def lcg_rep(store: Store, words: list[str]) -> int:
    """Make another replica, and register it."""
    given, (source,) = options(words, LCG_FLAGS, LCG_VALUES)
    try:
        surl = new_replica(store, given["d"], bytes_of(store, replicas_of(store, source)[0]))
    except (OSError, KeyError):
        return failed("lcg_rep", source, "No such file or directory")
    with store.state() as state:
        state["entries"][guid_of(store, source)]["replicas"].append(surl)
    return 0


def lcg_lr(store: Store, words: list[str]) -> int:
    """List replicas."""
    _, (name,) = options(words, LCG_FLAGS, LCG_VALUES)
    try:
        print("\n".join(replicas_of(store, name)))
    except (OSError, KeyError):
        return failed("lcg_lr", name, "No such file or directory")
    return 0


def lcg_la(store: Store, words: list[str]) -> int:
    """List the names of what a name stands for."""
    _, (name,) = options(words, LCG_FLAGS, LCG_VALUES)
    try:
        guid = guid_of(store, name)
    except OSError:
        return failed("lcg_la", name, "No such file or directory")
    top = store.path("/")
    names = [path for path in top.rglob("*") if path.is_file() and path.read_text() == guid]
    if not names:
        return failed("lcg_la", name, "No such file or directory")
    print("\n".join(f"lfn:/{path.relative_to(top)}" for path in names))
    return 0


def lcg_del(store: Store, words: list[str]) -> int:
    """Remove all replicas, and then the name."""
    given, (name,) = options(words, LCG_FLAGS, LCG_VALUES)
    if name.startswith("srm:"):
        bytes_of(store, name).unlink(missing_ok=True)
        return 0 if "nolfc" in given else failed("lcg_del", name, "No such file or directory")
    try:
        surls = replicas_of(store, name)
    except (OSError, KeyError):
        return failed("lcg_del", name, "No such file or directory")
    for surl in surls if "a" in given else ():
        bytes_of(store, surl).unlink(missing_ok=True)
    with store.state() as state:
        del state["entries"][guid_of(store, name)]
    store.path(name_of(name)).unlink()
    return 0


def lfc_ls(store: Store, words: list[str]) -> int:
    """List names; sizes are those that were registered."""
    given, (name,) = options(words, "l d ld")
    if store.fault == "timeout":
        return failed("lfc-ls", name, "Timed out")
    place = store.path(name)
    folder = place.is_dir() and not {"d", "ld"} & given.keys()
    try:
        names = sorted(os.listdir(place)) if folder else [""]
        print("".join(f"{line(store, place / each, each or name)}\n" for each in names), end="")
    except OSError as error:
        print(f"{name}: {error.strerror}", file=sys.stderr)
        return 1
    return 0


def line(store: Store, path: Path, name: str) -> str:
    """Return a line of a listing."""
    found = path.stat()
    size = 0
    if not path.is_dir():
        with store.state() as state:
            size = state["entries"][path.read_text()]["size"]
    when = time.strftime("%b %d %H:%M", time.localtime(found.st_mtime))
    return f"{stat.filemode(found.st_mode)} {found.st_nlink:3d} 30125    3010 {size:17d} {when} {name}"


def lfc_mkdir(store: Store, words: list[str]) -> int:
    """Make a folder of names."""
    given, (name,) = options(words, "p", "m")
    try:
        store.path(name).mkdir(parents="p" in given, exist_ok="p" in given)
    except OSError as error:
        print(f"cannot create {name}: {error.strerror}", file=sys.stderr)
        return 1
    return 0


def lfc_rm(store: Store, words: list[str]) -> int:
    """Remove an empty folder of names; a name that has replicas is refused."""
    given, (name,) = options(words, "f r")
    path = store.path(name)
    if path.is_file():
        print(f"{name}: File exists", file=sys.stderr)
        return 1
    try:
        remove(path, "r" in given and not any(each.is_file() for each in path.rglob("*")))
    except OSError as error:
        print(f"{name}: {error.strerror}", file=sys.stderr)
        return 1
    return 0


def lfc_rename(store: Store, words: list[str]) -> int:
    """Give another name."""
    try:
        rename(store.path(words[0]), store.path(words[1]))
    except OSError as error:
        print(f"cannot rename {words[0]}: {error.strerror}", file=sys.stderr)
        return 1
    return 0


COMMANDS = {
    "lcg-cr": lcg_cr,
    "lcg-cp": lcg_cp,
    "lcg-rep": lcg_rep,
    "lcg-lr": lcg_lr,
    "lcg-la": lcg_la,
    "lcg-del": lcg_del,
    "lfc-ls": lfc_ls,
    "lfc-mkdir": lfc_mkdir,
    "lfc-rm": lfc_rm,
    "lfc-rename": lfc_rename,
}
