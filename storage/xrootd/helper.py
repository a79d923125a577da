"""The helper itself: a small program that speaks XRootD. It imports nothing of parisana, and may be killed at any time.

Each line of standard input is a request, each line of standard output its answer: ``{"ok": …}``, ``{"no": …}`` with
the server's words, or while a copy runs ``{"moved": [done, total]}``.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from importlib import import_module
from threading import BoundedSemaphore, Lock
from typing import Any

try:
    from zlib_ng.zlib_ng import adler32
except ImportError:
    from zlib import adler32

Request = Mapping[str, Any]

#: Copies at a time, and the shortest pause (s) between two words on how far they are.
PARALLEL, PAUSE = 4, 0.05
#: Files up to this size are sent whole.
SMALL = 2**22
#: So many sums are asked for at a time: a server that has too many of them to do lets us wait for half a minute.
SUMS = BoundedSemaphore(2)
#: The server's number for "no such name".
ABSENT = 3011
#: Our own number for what waiting does not change.
REFUSED = 1


class No(Exception):
    """What the client library says of a request that came to nothing."""

    def __init__(self, status: Any) -> None:
        super().__init__(str(status.message).strip())
        self.number = status.errno


class Moved:
    """Tells how far all copies are as one, not too often."""

    def __init__(self, say: Callable[[Mapping[str, Any]], None]) -> None:
        self._say = say
        self._seen: dict[Any, tuple[int, int]] = {}
        self._told = 0.0
        self._lock = Lock()

    def tell(self, copy: Any, done: int, total: int) -> None:
        """Hear how far one of them is; perhaps in another thread."""
        with self._lock:
            self._seen[copy] = done, total
            if time.monotonic() - self._told > PAUSE or done == total:
                self._told = time.monotonic()
                self._say({"moved": [sum(each) for each in zip(*self._seen.values(), strict=True)]})


def main() -> None:
    """Answer requests until there are no more; the library's own end may hang, and is not waited for."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what the library prints is no answer

    def say(answer: Mapping[str, Any]) -> None:
        answers.write(json.dumps(answer) + "\n")
        answers.flush()

    for line in sys.stdin:
        say(answered(json.loads(line), say))
    os._exit(0)


def answered(request: Request, say: Callable[[Mapping[str, Any]], None]) -> dict[str, Any]:
    """Do what is asked for."""
    try:
        if request["do"] == "copies":
            return {"ok": copies(request, say)}
        client = import_module("XRootD.client")
        return {"ok": QUESTIONS[request["do"]](client.FileSystem(request["server"]), request)}
    except No as error:
        return {"no": {"number": error.number, "words": str(error)}}
    except ImportError as error:
        return {"missing": error.name}


def flags() -> Any:
    """Return the library's words for its flags."""
    return import_module("XRootD.client.flags")


def good(answer: tuple[Any, Any]) -> Any:
    """Return what was asked for, or raise what the server said."""
    status, value = answer
    if not status.ok:
        raise No(status)
    return value


def facts(found: Any) -> dict[str, Any]:
    """Return what is known of a name."""
    return {"size": found.size, "flags": found.flags, "mtime": found.modtime}


def stat(system: Any, request: Request) -> Any:
    """Ask for several names; each has its own answer."""
    found = {path: system.stat(path) for path in request["paths"]}
    return {
        path: facts(value) if status.ok else {"number": status.errno, "words": str(status.message).strip()}
        for path, (status, value) in found.items()
    }


def listing(system: Any, request: Request) -> Any:
    """List a folder."""
    return [
        [each.name, facts(each.statinfo)] for each in good(system.dirlist(request["path"], flags().DirListFlags.STAT))
    ]


def make(system: Any, request: Request) -> Any:
    """Make a folder and its parents; readable for the group, as a new folder of a shell is."""
    mode = flags().AccessMode
    mine, others = mode.UR | mode.UW | mode.UX, mode.GR | mode.GX | mode.OR | mode.OX
    return good(system.mkdir(request["path"], flags().MkDirFlags.MAKEPATH, mine | others))


def rename(system: Any, request: Request) -> Any:
    """Give another name; whoever asks has seen that it is free."""
    return good(system.mv(request["path"], request["new"]))


def remove(system: Any, request: Request) -> Any:
    """Remove a file, or an empty folder."""
    return good((system.rmdir if request["folder"] else system.rm)(request["path"]))


def checksum(system: Any, request: Request) -> Any:
    """Ask the server for its own adler32."""
    text = good(system.query(flags().QueryCode.CHECKSUM, f"{request['path']}?cks.type=adler32"))
    return text.decode().strip("\0 \n").split()


def prepare(system: Any, request: Request) -> Any:
    """Ask for files on tape, in one request, and wait for none."""
    return good(system.prepare(request["paths"], flags().PrepareFlags.STAGE)).decode().strip("\0 \n")


def evict(system: Any, request: Request) -> list[str]:
    """Have files dropped from the server's cache; return those of which it still has a copy after a while."""
    paths, until = list(request["paths"]), time.monotonic() + request["seconds"]
    good(system.prepare(paths, flags().PrepareFlags.EVICT))
    while (paths := [path for path in paths if _is_online(system, path)]) and time.monotonic() < until:
        time.sleep(PAUSE)
    return paths


def _is_online(system: Any, path: str) -> bool:
    status, found = system.stat(path)
    return bool(status.ok and not found.flags & flags().StatInfoFlags.OFFLINE)


def room(system: Any, request: Request) -> Any:
    """Return the megabytes that are free, and how full it is in percent."""
    found = good(system.statvfs(request["path"]))
    return [found.nodes_rw, found.free_rw, found.utilization_rw]


def copies(request: Request, say: Callable[[Mapping[str, Any]], None]) -> list[dict[str, Any]]:
    """Copy files, some at a time, with adler32 compared at both ends; say of each its sum, or what went wrong.

    A copy has a source, a target, and perhaps the final path that the target gets when it is whole.
    """
    system = import_module("XRootD.client").FileSystem(request["server"])
    wanted = request["copies"]
    found = _refused(system, wanted)
    moved = Moved(say)
    small = [number for number, each in enumerate(wanted) if number not in found and is_small(each)]
    with ThreadPoolExecutor(PARALLEL) as pool:
        found.update(zip(small, pool.map(lambda number: sent(system, wanted[number], moved), small), strict=True))
    large = [number for number in range(len(wanted)) if number not in found]
    found.update(zip(large, _copied(system, [wanted[number] for number in large], progress(moved)), strict=True))
    return [found[number] for number in range(len(wanted))]


def is_small(wanted: Any) -> bool:
    """Whether a file of this machine is sent whole: the library's own copying costs such twice the work."""
    source, _, final = wanted
    with suppress(OSError):  # one that has gone since it was looked at
        return bool(source.startswith("/") and final and os.path.getsize(source) <= SMALL)
    return True


def sent(system: Any, wanted: Any, moved: Moved) -> dict[str, Any]:
    """Send a small file, compare its sum with that of the server, and give it its final name."""
    source, target, final = wanted
    path = place_in(target)
    try:
        with open(source, "rb") as reader:
            data = reader.read()
        write(target, data)
        moved.tell(source, len(data), len(data))
        written = f"{adler32(data):08x}"
        words = _other_bytes(system, path, written) or _named(system, path, final)
    except OSError as error:
        words = {"number": REFUSED, "words": f"{source} cannot be read: {error.strerror}."}
    except No as error:
        words = {"number": error.number, "words": str(error)}
    if words:
        system.rm(path)
    return {"no": words} if words else {"sum": written}


def write(target: str, data: bytes) -> None:
    """Write a new file, in one piece."""
    client, mode = import_module("XRootD.client"), flags().AccessMode
    file = client.File()
    good(file.open(target, flags().OpenFlags.NEW, mode.UR | mode.UW | mode.GR | mode.OR))
    try:
        good(file.write(data))
    finally:
        closed = file.close()
    good(closed)


def _other_bytes(system: Any, path: str, written: str) -> dict[str, Any] | None:
    """Return what speaks against a file there: that it holds other bytes than were written."""
    with SUMS:
        held = checksum(system, {"path": path})[1].zfill(8)
    return None if held == written else {"number": 0, "words": f"It holds other bytes: checksum {held}, not {written}."}


def _copied(system: Any, wanted: list[Any], handler: Any) -> list[dict[str, Any]]:
    """Copy those that may begin. What is here is known by the number of its open file: that needs no quoting."""
    process = import_module("XRootD.client").CopyProcess()
    handles: list[int] = []
    process.parallel(PARALLEL)
    try:
        for source, target, _ in wanted:
            ends = local(source, os.O_RDONLY, handles), local(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, handles)
            direct = "none" if "/" in (source[0], target[0]) else "first"
            process.add_job(*ends, force=True, thirdparty=direct, checksummode="end2end", checksumtype="adler32")
        if wanted:
            good((process.prepare(), None))
        results = process.run(handler)[1] if wanted else []
    finally:
        for handle in handles:
            os.close(handle)
    return [_ended(system, *pair) for pair in zip(wanted, results, strict=True)]


def _refused(system: Any, wanted: list[Any]) -> dict[int, dict[str, Any]]:
    """Say of copies that cannot begin why not: what is here cannot be opened, what is there is taken or away.

    Whether the name of a small file is taken is asked once, when it is to get it: sending it costs little more.
    """
    folders = {os.path.dirname(final) for _, _, final in wanted if final}
    bad = {folder: words for folder in folders if (words := _no_folder(system, folder))}

    def against(each: Any) -> dict[str, Any] | None:
        source, target, final = each
        words = _not_here(source, target) or bad.get(os.path.dirname(final or ""))
        return words if words or not final or is_small(each) else _taken(system, final)

    with ThreadPoolExecutor(PARALLEL) as pool:  # many answers cost no more than the slowest of each few
        return {number: {"no": words} for number, words in enumerate(pool.map(against, wanted)) if words}


def _not_here(source: str, target: str) -> dict[str, Any] | None:
    """Return what speaks against the end that is here."""
    if source.startswith("/") and not (os.path.isfile(source) and os.access(source, os.R_OK)):
        return {"number": REFUSED, "words": f"{source} is no file, or cannot be read."}
    if target.startswith("/") and not os.access(os.path.dirname(target), os.W_OK | os.X_OK):
        return {"number": REFUSED, "words": f"{os.path.dirname(target)} cannot be written."}
    return None


def _no_folder(system: Any, path: str) -> dict[str, Any] | None:
    status, found = system.stat(path)
    if status.ok:
        isdir = found.flags & flags().StatInfoFlags.IS_DIR
        return None if isdir else {"number": REFUSED, "words": f"{path} is not a folder."}
    return {
        "number": status.errno,
        "words": f"There is no folder {path}." if status.errno == ABSENT else status.message,
    }


def _taken(system: Any, path: str) -> dict[str, Any] | None:
    """Return what speaks against a name: that it is taken, or that nobody can say."""
    status, _ = system.stat(path)
    if status.ok:
        return {"number": REFUSED, "words": f"There is something named {path} already."}
    return None if status.errno == ABSENT else {"number": status.errno, "words": status.message}


def _ended(system: Any, wanted: Any, result: Mapping[str, Any]) -> dict[str, Any]:
    """Give a whole copy its final name; remove what is left of another."""
    _, target, final = wanted
    status, path = result["status"], place_in(target)
    words = None if status.ok else {"number": status.errno, "words": status.message.strip()}
    if not words and final:
        words = _named(system, path, final)
    if words and final:
        system.rm(path)
    return {"no": words} if words else {"sum": result["targetCheckSum"].rpartition(":")[2]}


def _named(system: Any, path: str, final: str) -> dict[str, Any] | None:
    """Give a file its final name, or return what speaks against that."""
    if words := _taken(system, final):
        return words
    moved, _ = system.mv(path, final)
    return None if moved.ok else {"number": moved.errno, "words": moved.message}


def place_in(url: str) -> str:
    """Return the path on its server."""
    return url.partition("://")[2].partition("/")[2]


def local(name: str, mode: int, handles: list[int]) -> str:
    """Return an URL as it is, and a path here as the number of the file, which is opened."""
    if not name.startswith("/"):
        return name
    handles.append(os.open(os.fsencode(name), mode, 0o666))
    return f"/proc/self/fd/{handles[-1]}"


def progress(moved: Moved) -> Any:
    """Return what the library calls after each few megabytes of a copy."""
    base = import_module("XRootD.client.utils").CopyProgressHandler

    def update(self: Any, job: int, done: int, total: int) -> None:
        moved.tell(job, done, total)

    return type("Progress", (base,), {"update": update})()


QUESTIONS: dict[str, Callable[[Any, Request], Any]] = {
    "stat": stat,
    "list": listing,
    "make": make,
    "rename": rename,
    "remove": remove,
    "checksum": checksum,
    "evict": evict,
    "prepare": prepare,
    "room": room,
}

if __name__ == "__main__":
    main()
