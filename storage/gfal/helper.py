"""The helper itself: a small program that speaks gfal2, run by whichever Python has it. It imports nothing of parisana.

Each line of standard input is a request, each line of standard output its answer: ``{"ok": …}``, ``{"no": …}`` with
the library's number and words, ``{"missing": …}``, or while a copy runs ``{"moved": [done, total]}``. What the library
keeps open to a server is used again for a while: to log in takes GridFTP twenty times as long as to look at a file.
"""

from __future__ import annotations

import errno
import json
import os
import stat as modes
import sys
import time
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

#: Protocols by which a file may be read.
DOORS = ["root", "gsiftp", "https"]
#: For so long (s) something that is not used stays open; servers close it after a minute or more.
OPEN = 20.0
#: What a server says of a name, as numbers of errors; after any other one its connection is not trusted any more.
PLAIN = frozenset({errno.ENOENT, errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ENOTEMPTY, errno.EACCES})
#: So GridFTP's client complains of a proxy that is not there, with the number of a file that is not there.
NO_PROXY = "Could not open the user"
#: Questions that change nothing, so that they may be put twice.
LOOKS = frozenset({"stat", "status", "list", "checksum", "replicas"})
Request = Mapping[str, Any]
Say = Callable[[Mapping[str, Any]], None]


def main() -> None:
    """Answer requests until there are no more."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what the library prints is no answer

    def say(answer: Mapping[str, Any]) -> None:
        answers.write(json.dumps(answer) + "\n")
        answers.flush()

    for line in sys.stdin:
        say(answered(json.loads(line), say))
    os._exit(0)


class Kept:
    """What the library has open."""

    def __init__(self) -> None:
        self._context: Any = None
        self._used = 0.0

    def take(self, library: Any) -> tuple[Any, bool]:
        """Return it, and whether it was open before."""
        open_before = self._context is not None and time.monotonic() - self._used < OPEN
        if not open_before:
            self._context = library.creat_context()
        return self._context, open_before

    def done(self, answer: Mapping[str, Any]) -> None:
        """Note that it was used; what a server said may tell that it is not good any more."""
        self._used = time.monotonic()
        if doubtful(answer):
            self._context = None


KEPT = Kept()


def answered(request: Request, say: Say) -> dict[str, Any]:
    """Do what is asked for; a question whose connection may have been closed meanwhile is put again."""
    try:
        library = import_module("gfal2")
    except ImportError as error:
        return {"missing": error.name or "gfal2"}
    context, open_before = KEPT.take(library)
    answer = asked_once(library, context, request, say)
    KEPT.done(answer)
    if open_before and request["do"] in LOOKS and doubtful(answer):
        return answered(request, say)
    return answer


def asked_once(library: Any, context: Any, request: Request, say: Say) -> dict[str, Any]:
    """Put one question to the library."""
    try:
        return {"ok": QUESTIONS[request["do"]](context, request, say)}
    except library.GError as error:
        return {"no": refused(error)}


def doubtful(answer: Mapping[str, Any]) -> bool:
    """Whether an answer, or a part of it, is not about a name."""
    said = answer.get("ok")
    parts = said.values() if isinstance(said, dict) else ()
    refusals = [each["no"] for each in (answer, *parts) if isinstance(each, dict) and "no" in each]
    return any(each["number"] not in PLAIN for each in refusals)


def refused(error: Any) -> dict[str, Any]:
    """Return number and words of a refusal; that there is no proxy says nothing about the name that was asked for."""
    words = str(error.message)
    return {"number": errno.ECOMM if NO_PROXY in words else error.code, "words": words}


def hello(context: Any, request: Request, say: Say) -> Any:
    """Say that the library is there, and what it speaks."""
    return list(context.get_plugin_names())


def facts(found: Any) -> dict[str, Any]:
    """Return what is known of a name."""
    return {"size": found.st_size, "folder": modes.S_ISDIR(found.st_mode), "mtime": found.st_mtime}


def each(context: Any, request: Request, ask: Callable[[str], Any]) -> dict[str, Any]:
    """Ask for several names; each has its own answer."""
    library = import_module("gfal2")
    found: dict[str, Any] = {}
    for url in request["urls"]:
        try:
            found[url] = {"ok": ask(url)}
        except library.GError as error:
            found[url] = {"no": refused(error)}
    return found


def stat(context: Any, request: Request, say: Say) -> Any:
    """Ask for several names."""
    return each(context, request, lambda url: facts(context.stat(url)))


def status(context: Any, request: Request, say: Say) -> Any:
    """Ask where the bytes of several files are: ``ONLINE``, ``NEARLINE`` and the like."""
    return each(context, request, lambda url: context.getxattr(url, "user.status").strip("\0 "))


def listing(context: Any, request: Request, say: Say) -> Any:
    """List a folder."""
    folder = context.opendir(request["url"])
    found: list[Any] = []
    while True:
        entry, known = folder.readpp()
        if entry is None or not entry.d_name:
            return found
        if entry.d_name not in (".", ".."):
            found.append([entry.d_name, facts(known)])


def make(context: Any, request: Request, say: Say) -> Any:
    """Make a folder and its parents."""
    context.mkdir_rec(request["url"], 0o775)


def rename(context: Any, request: Request, say: Say) -> Any:
    """Give another name; whoever asks has seen that it is free."""
    context.rename(request["url"], request["new"])


def remove(context: Any, request: Request, say: Say) -> Any:
    """Remove a file, or an empty folder."""
    (context.rmdir if request["folder"] else context.unlink)(request["url"])


def checksum(context: Any, request: Request, say: Say) -> Any:
    """Ask the server for its own adler32."""
    return context.checksum(request["url"], "ADLER32")


def bring(context: Any, request: Request, say: Say) -> Any:
    """Ask for files on tape, in one request, and wait for none; return what it is called."""
    library = import_module("gfal2")
    errors, token = context.bring_online(request["urls"], request["pinned"], request["patience"], True)
    said = [error for error in errors if isinstance(error, library.GError)]
    if said and len(said) == len(request["urls"]):
        raise said[0]
    return token


def replicas(context: Any, request: Request, say: Say) -> Any:
    """Ask where the bytes lie."""
    context.set_opt_string_list("SRM PLUGIN", "TURL_PROTOCOLS", DOORS)
    return context.getxattr(request["url"], "user.replicas").strip("\0").split()


def copy(context: Any, request: Request, say: Say) -> Any:
    """Copy a file, with its adler32 compared at both ends."""
    library = import_module("gfal2")
    asked = context.transfer_parameters()
    asked.set_checksum(library.checksum_mode.both, "ADLER32", "")
    asked.timeout = request["patience"]
    if request["space_token"]:
        asked.dst_spacetoken = request["space_token"]
    if request["streams"]:
        asked.nbstreams = request["streams"]
    asked.monitor_callback = lambda source, target, average, now, done, seconds: say(
        {"moved": [min(done, request["size"]), request["size"]]}
    )
    context.filecopy(asked, request["source"], request["target"])


QUESTIONS: dict[str, Callable[[Any, Request, Say], Any]] = {
    "hello": hello,
    "stat": stat,
    "status": status,
    "list": listing,
    "make": make,
    "rename": rename,
    "remove": remove,
    "checksum": checksum,
    "bring": bring,
    "replicas": replicas,
    "copy": copy,
}

if __name__ == "__main__":
    main()
