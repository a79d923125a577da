"""What a storage element answers to SRM v2.2: a folder as its name space, and a tape that somebody has to mount."""

from __future__ import annotations

import os
import shutil
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from xml.sax.saxutils import escape

#: The words of a request by name; those that come several times are lists.
Words = Mapping[str, Sequence[str]]
WHO = (
    "<ownerPermission><userID>test</userID><mode>RWX</mode></ownerPermission>"
    "<groupPermission><groupID>test</groupID><mode>RX</mode></groupPermission><otherPermission>RX</otherPermission>"
)


def tag(name: str, content: str) -> str:
    """Return an element."""
    return f"<{name}>{content}</{name}>"


def status(code: str, words: str = "", name: str = "returnStatus") -> str:
    """Return how a request, or one file of it, stands."""
    return tag(name, tag("statusCode", f"SRM_{code}") + tag("explanation", escape(words)))


class Element:
    """A storage element: files below ``root``, read and written through another door (``turl``)."""

    def __init__(self, root: Path, turl: str, owner: str | None) -> None:
        self.root, self.turl, self.owner = root, turl, owner
        self.tape: set[str] = set()
        """Paths that are on tape only."""
        self.asked: set[str] = set()
        """Those that somebody has asked for."""
        self.calls: list[tuple[str, int]] = []
        """Each request, and how many files it named."""
        self.no_space = False
        self._requests: dict[str, Sequence[str]] = {}
        self._lock = Lock()

    def mount(self) -> None:
        """Bring from tape what was asked for."""
        self.tape -= self.asked
        self.asked.clear()

    def answer(self, name: str, words: Words) -> str:
        """Answer one request."""
        with self._lock:
            self.calls.append((name, max((len(words[each]) for each in FILES if each in words), default=0)))
            return ANSWERS[name](self, words) if name in ANSWERS else status("NOT_SUPPORTED")

    def path(self, surl: str) -> str:
        """Return the path of a SURL."""
        rest = surl.partition("SFN=")[2] or "/" + surl.partition("//")[2].partition("/")[2]
        return os.path.normpath(rest)

    def file(self, surl: str) -> Path:
        """Return where it lies on this machine."""
        return self.root / self.path(surl).lstrip("/")

    def detail(self, path: str, depth: int) -> str:
        """Say what is known of a name, and of those below it."""
        file = self.root / path.lstrip("/")
        try:
            found = file.stat()
        except OSError as error:
            return tag("pathDetailArray", tag("path", escape(path)) + status("INVALID_PATH", str(error), "status"))
        when = f"{datetime.fromtimestamp(found.st_mtime, UTC):%Y-%m-%dT%H:%M:%SZ}"
        facts = {"size": "0" if file.is_dir() else str(found.st_size), "createdAtTime": when}
        facts |= {"lastModificationTime": when, "fileStorageType": "PERMANENT"}
        facts |= {"fileLocality": "NEARLINE" if path in self.tape else "ONLINE_AND_NEARLINE"}
        facts |= {"type": "DIRECTORY" if file.is_dir() else "FILE", "lifetimeLeft": "-1"}
        said = tag("path", escape(path)) + status("SUCCESS", name="status")
        said += "".join(tag(name, value) for name, value in facts.items()) + WHO
        return tag("pathDetailArray", said + self._more(file, path, depth))

    def _more(self, file: Path, path: str, depth: int) -> str:
        if not file.is_dir():
            return tag("checkSumType", "ADLER32") + tag("checkSumValue", f"{zlib.adler32(file.read_bytes()):08x}")
        if not depth:
            return ""
        return tag(
            "arrayOfSubPaths", "".join(self.detail(f"{path}/{name}", depth - 1) for name in sorted(os.listdir(file)))
        )

    def of_files(self, surls: Iterable[str], name: str, say: Callable[[str], tuple[str, str]]) -> str:
        """Say how each file of a request stands, and how the whole."""
        files, codes = "", set()
        for surl in surls:
            code, more = say(surl)
            codes.add(code)
            files += tag("statusArray", tag(name, escape(surl)) + status(code, name="status") + more)
        whole = "REQUEST_QUEUED" if "REQUEST_QUEUED" in codes else "FAILURE" if codes & BAD else "SUCCESS"
        return status(whole) + tag("arrayOfFileStatuses", files)

    def begun(self, kind: str, surls: Sequence[str]) -> str:
        """Take a request down; return its name."""
        token = f"{kind}-{len(self._requests)}"
        self._requests[token] = surls
        return token

    def named(self, words: Words) -> Sequence[str]:
        """Return the files of a request by its name."""
        return self._requests[words["requestToken"][0]]

    def own(self, path: Path) -> None:
        """Give a new folder to the server that serves it."""
        if self.owner:
            shutil.chown(path, self.owner, self.owner)


BAD = {"INVALID_PATH", "NO_FREE_SPACE", "DUPLICATION_ERROR", "FAILURE"}
FILES = ("urlArray", "sourceSURL", "targetSURL")


def ls(at: Element, words: Words) -> str:
    """Tell of names, and of those below them."""
    depth = int(words.get("numOfLevels", ["0"])[0] or 0)
    details = [at.detail(at.path(surl), depth) for surl in words["urlArray"]]
    whole = "FAILURE" if any("INVALID_PATH" in each for each in details) else "SUCCESS"
    return status(whole) + tag("details", "".join(details))


def mkdir(at: Element, words: Words) -> str:
    """Make one folder."""
    place = at.file(words["SURL"][0])
    try:
        place.mkdir()
    except FileExistsError:
        return status("DUPLICATION_ERROR")
    except OSError as error:
        return status("INVALID_PATH", str(error))
    at.own(place)
    return status("SUCCESS")


def rmdir(at: Element, words: Words) -> str:
    """Remove an empty folder."""
    try:
        at.file(words["SURL"][0]).rmdir()
    except FileNotFoundError:
        return status("INVALID_PATH")
    except OSError:
        return status("NON_EMPTY_DIRECTORY")
    return status("SUCCESS")


def rm(at: Element, words: Words) -> str:
    """Remove files."""

    def remove(surl: str) -> tuple[str, str]:
        try:
            at.file(surl).unlink()
        except OSError:
            return "INVALID_PATH", ""
        return "SUCCESS", ""

    return at.of_files(words["urlArray"], "surl", remove)


def mv(at: Element, words: Words) -> str:
    """Give another name; a file that is there is replaced."""
    try:
        os.rename(at.file(words["fromSURL"][0]), at.file(words["toSURL"][0]))
    except OSError as error:
        return status("INVALID_PATH", str(error))
    return status("SUCCESS")


def online(at: Element, surl: str) -> tuple[str, str]:
    """Say whether a file is on disk; one on tape is asked for."""
    path = at.path(surl)
    if not at.file(surl).exists():
        return "INVALID_PATH", ""
    if path in at.tape:
        at.asked.add(path)
        return "REQUEST_QUEUED", ""
    return "SUCCESS", ""


def readable(at: Element, surl: str) -> tuple[str, str]:
    """Say where a file can be read."""
    code, _ = online(at, surl)
    where = tag("transferURL", escape(at.turl + at.path(surl)))
    return ("FILE_PINNED", where) if code == "SUCCESS" else (code, "")


def writable(at: Element, surl: str) -> tuple[str, str]:
    """Say where a file can be written."""
    if at.no_space:
        return "NO_FREE_SPACE", ""
    return "SPACE_AVAILABLE", tag("transferURL", escape(at.turl + at.path(surl)))


def begin(kind: str, files: str, name: str, say: Callable[[Element, str], tuple[str, str]]) -> Answer:
    """Return what answers the first call of a request."""

    def answer(at: Element, words: Words) -> str:
        token = tag("requestToken", at.begun(kind, words[files]))
        return at.of_files(words[files], name, lambda surl: say(at, surl)) + token

    return answer


def again(name: str, say: Callable[[Element, str], tuple[str, str]]) -> Answer:
    """Return what answers the later calls of a request."""
    return lambda at, words: at.of_files(at.named(words), name, lambda surl: say(at, surl))


def done(at: Element, words: Words) -> str:
    """Take note."""
    return at.of_files(words.get("urlArray", ()), "surl", lambda surl: ("SUCCESS", ""))


def ping(at: Element, words: Words) -> str:
    """Be there."""
    return tag("versionInfo", "v2.2")


def permission(at: Element, words: Words) -> str:
    """Allow everything that is there."""
    said = ""
    for surl in words["urlArray"]:
        code = "SUCCESS" if at.file(surl).exists() else "INVALID_PATH"
        said += tag(
            "surlPermissionArray", tag("surl", escape(surl)) + status(code, name="status") + tag("permission", "RWX")
        )
    return status("SUCCESS") + tag("arrayOfPermissions", said)


Answer = Callable[[Element, Words], str]
ANSWERS: dict[str, Answer] = {
    "srmPing": ping,
    "srmLs": ls,
    "srmMkdir": mkdir,
    "srmRmdir": rmdir,
    "srmRm": rm,
    "srmMv": mv,
    "srmPrepareToGet": begin("get", "sourceSURL", "sourceSURL", readable),
    "srmStatusOfGetRequest": again("sourceSURL", readable),
    "srmBringOnline": begin("bring", "sourceSURL", "sourceSURL", online),
    "srmStatusOfBringOnlineRequest": again("sourceSURL", online),
    "srmPrepareToPut": begin("put", "targetSURL", "SURL", writable),
    "srmStatusOfPutRequest": again("SURL", writable),
    "srmPutDone": done,
    "srmReleaseFiles": done,
    "srmAbortFiles": done,
    "srmAbortRequest": lambda at, words: status("SUCCESS"),
    "srmCheckPermission": permission,
}
