"""The files of another machine, through the commands that every machine has: sh, cat, find, tar, mv.

Many files cost one command. The little scripts get paths as arguments, or one after a NUL on standard input,
so that any name arrives as it is.
"""

from __future__ import annotations

import io
import os
import tarfile
import uuid
from collections.abc import Sequence

from parisana.errors import NoAnswer

from .files import Entry, Files, refused
from .runner import ByteRunner, Raw

#: How a command says that there is no such thing: the file system answered.
ABSENT = ("No such file", "No such file or directory", "Not a directory")
#: Exit code of our scripts for "the name is taken".
TAKEN = 45
#: Exit codes of tar when a file went while it was read; the archive is whole all the same.
VANISHED = (1, 2)
#: How long one of these may take (s); more for much data.
PATIENCE = 60.0
BYTES_PER_S = 100_000

WRITE = """
mkdir -p -- "$1" || exit 1
trap 'rm -f -- "$2"' EXIT
cat >"$2" && chmod "$4" "$2" && [ "$(wc -c <"$2")" -eq "$5" ] && { sync "$2" 2>/dev/null || :; } && mv -f -- "$2" "$3"
"""
READ = """
exec 3<"$1" || exit 1
[ "$3" -lt 0 ] && exec tail -c "+$2" <&3
tail -c "+$2" <&3 | head -c "$3"
"""
READ_MANY = """
stat -L -- "$1/" >/dev/null && cd -- "$1" || exit 1
xargs -0 sh -c 'for name; do [ ! -f "$name" ] || printf "%s\\\\0" "$name"; done' sh |
    tar --create --null --files-from=- --no-recursion --dereference --file=- 2>/dev/null
"""
LIST = 'exec find "$1/" -mindepth 1 -maxdepth 1 -printf "%s %T@ %Y %f\\0"'
STAT = "exec xargs -0 -r stat -L --printf '%s %.Y %F\\t%n\\0' --"
RENAME = """
stat -- "$1" >/dev/null || exit 1
[ -e "$2" ] || [ -L "$2" ] && exit 45
if [ -d "$1" ]; then said=$(mv -T -- "$1" "$2" 2>&1); else said=$(ln -- "$1" "$2" 2>&1) && rm -f -- "$1"; fi && exit 0
[ -e "$2" ] && exit 45
printf '%s\\n' "$said" >&2
exit 1
"""
WEIGH = "find \"$1\" ! -type d -printf '%s\\n' | awk '{ n += $1 } END { printf \"%d\", n }'"


class CommandFiles(Files):
    """Asks with commands, given by a runner."""

    def __init__(self, runner: ByteRunner, host: str) -> None:
        self.runner, self.host = runner, host

    def make_folders(self, *folders: str) -> None:
        """Make all of them with one command."""
        self._do(["mkdir", "-p", "--", *folders], folders[0])

    def write(self, path: str, data: bytes, mode: int = 0o644) -> None:
        """Send the bytes to a name beside it, count them there, make them durable, rename."""
        folder, name = os.path.split(path)
        part = os.path.join(folder, f".{name}.part-{uuid.uuid4().hex[:8]}")
        self._script(WRITE, folder, part, path, f"{mode:o}", str(len(data)), of=path, stdin=data)

    def read(self, path: str, start: int = 0, size: int | None = None) -> bytes | None:
        """Read with ``tail`` and ``head``."""
        done = self._script(READ, path, str(start + 1), str(-1 if size is None else size), of=path, absent=True)
        return None if done.code else done.stdout

    def read_many(self, folder: str, names: Sequence[str]) -> dict[str, bytes]:
        """Get one archive of those that are there."""
        if not names:
            return {}
        done = self._script(READ_MANY, folder, of=folder, stdin=_zeroed(names), may=VANISHED, absent=True)
        return _unpacked(done.stdout, folder) if done.stdout else {}

    def list(self, folder: str) -> list[Entry] | None:
        """List with ``find``."""
        done = self._script(LIST, folder, of=folder, absent=True)
        return None if done.code else sorted((_listed(line) for line in _lines(done)), key=lambda entry: entry.name)

    def stat(self, paths: Sequence[str]) -> dict[str, Entry]:
        """Ask for all with one ``stat``."""
        if not paths:
            return {}
        done = self._script(STAT, of=paths[0], stdin=_zeroed(paths), absent=True)
        return {entry.name: entry for entry in map(_stated, _lines(done))}

    def rename(self, old: str, new: str) -> bool:
        """Claim the new name first."""
        return self._script(RENAME, old, new, of=old, may=(TAKEN,)).code != TAKEN

    def remove(self, *paths: str) -> None:
        """Remove all with one command."""
        self._do(["rm", "-rf", "--", *paths], paths[0])

    def set_mode(self, mode: int, *paths: str) -> None:
        """Set all with one command."""
        self._do(["chmod", f"{mode:o}", "--", *paths], paths[0])

    def weigh(self, path: str) -> int:
        """Add up there."""
        return int(self._script(WEIGH, path, of=path).stdout or b"0")

    def _do(self, argv: Sequence[str], of: str) -> None:
        self._checked(argv, of)

    def _script(
        self, script: str, *words: str, of: str, stdin: bytes = b"", may: Sequence[int] = (), absent: bool = False
    ) -> Raw:
        return self._checked(["sh", "-c", f"LC_ALL=C; export LC_ALL; {script}", "sh", *words], of, stdin, may, absent)

    def _checked(
        self, argv: Sequence[str], of: str, stdin: bytes = b"", may: Sequence[int] = (), absent: bool = False
    ) -> Raw:
        """Run; turn what the machine refuses into a sentence with the path. ``absent``: being gone is an answer."""
        done = self.runner.exchange(argv, stdin=stdin, timeout=PATIENCE + len(stdin) / BYTES_PER_S)
        if done.code == 0 or (done.code in may and done.stdout) or (done.code == TAKEN and TAKEN in may):
            return done
        for why in _reasons(done):
            if not (absent and why in ABSENT):
                refused(of, why, self.host)
        return done


def _zeroed(names: Sequence[str]) -> bytes:
    return b"".join(name.encode("utf-8", "surrogateescape") + b"\0" for name in names)


def _reasons(done: Raw) -> list[str]:
    """Return the reasons at the ends of what commands complained: ``mkdir: …: Permission denied``."""
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return [line.rpartition(": ")[2].rstrip(".") for line in lines] or [f"A command ended with {done.code}"]


def _lines(done: Raw) -> list[str]:
    return done.stdout.decode("utf-8", "surrogateescape").split("\0")[:-1]


def _listed(line: str) -> Entry:
    size, mtime, kind, name = line.split(" ", 3)
    return Entry(name, int(size), float(mtime), kind == "d")


def _stated(line: str) -> Entry:
    facts, _, path = line.partition("\t")
    size, mtime, kind = facts.split(" ", 2)
    return Entry(path, int(size), float(mtime), kind == "directory")


def _unpacked(archive: bytes, folder: str) -> dict[str, bytes]:
    try:
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            return {member.name: _content(tar, member) for member in tar}
    except tarfile.TarError as error:
        raise NoAnswer(f"The archive of {folder} did not arrive whole.") from error


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    held = tar.extractfile(member)
    return b"" if held is None else held.read()
