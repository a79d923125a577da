"""What each storage can do, tried one by one: the table in ``docs/storages.md``.

``python -m tests.contract.operations`` starts the servers and writes it anew; ``test_operations.py`` holds it true.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path

from parisana.app.working.scripts import templates
from parisana.core.jobs.states import Answer
from parisana.errors import Cancelled, StorageError
from parisana.plugins.storage import Checksum, Locality, Storage, Watch
from tests.waiting import until

PAGE = Path(__file__).resolve().parents[2] / "docs" / "storages.md"
BEGIN, END = "<!-- tried by tests/contract/operations.py -->\n", "<!-- end of what was tried -->"
COLUMNS = ("disk", "sftp", "xrootd", "webdav", "s3", "hpss", "hpss:hsi", "lfc", "srm", "gridftp")

#: A storage, the URL of an empty folder in it, an empty folder here.
Try = Callable[[Storage, str, Path], bool]


def _put(storage: Storage, url: str, here: Path, watch: Watch | None = None) -> Checksum:
    source = here / "source"
    source.write_bytes(b"photons")
    return storage.put(source, url, watch or Watch())


def _stat(storage: Storage, url: str, here: Path) -> bool:
    _put(storage, f"{url}/a", here)
    return (storage.stat(f"{url}/a").exists, storage.stat(f"{url}/b").exists) == (Answer.YES, Answer.NO)


def _list(storage: Storage, url: str, here: Path) -> bool:
    _put(storage, f"{url}/a", here)
    return [(name, found.size) for name, found in storage.list(url)] == [("a", 7)]


def _make(storage: Storage, url: str, here: Path) -> bool:
    storage.make(f"{url}/a/b")
    storage.remove(f"{url}/a/b")
    return [name for name, _ in storage.list(url)] == ["a"]


def _copy(storage: Storage, url: str, here: Path) -> bool:
    return _put(storage, f"{url}/a", here) == storage.get(f"{url}/a", here / "back") == storage.checksum(f"{url}/a")


class _Stop(Watch):
    @property
    def cancelled(self) -> bool:
        return True


def _cancel(storage: Storage, url: str, here: Path) -> bool:
    try:
        _put(storage, f"{url}/a", here, _Stop())
    except Cancelled:  # what is there goes as soon as the server lets us: whoever cancelled does not wait for that
        until(lambda: list(storage.list(url)) == [], complaint="What a cancelled copy brought there stays.")
        return True
    return False


def _rename(storage: Storage, url: str, here: Path) -> bool:
    """Give a folder another name, but not that of one that is there."""
    for name in ("a", "b"):
        storage.make(f"{url}/{name}")
        _put(storage, f"{url}/{name}/{name}", here)
    storage.rename(f"{url}/a", f"{url}/c")
    try:
        storage.rename(f"{url}/c", f"{url}/b")
    except StorageError:
        return storage.stat(f"{url}/c/a").exists is storage.stat(f"{url}/b/b").exists is Answer.YES
    return False


def _space(storage: Storage, url: str, here: Path) -> bool:
    return (storage.space(url).free or 0) > 0


def _writable(storage: Storage, url: str, here: Path) -> bool:
    return storage.writable(f"{url}/not/yet")[0] is Answer.YES


def _locality(storage: Storage, url: str, here: Path) -> bool:
    _put(storage, f"{url}/a", here)
    return storage.locality(f"{url}/a") is Locality.ONLINE


def _name(name: str) -> Try:
    return lambda storage, url, here: bool(_put(storage, f"{url}/{name}", here)) and _only(storage, url, name)


def _only(storage: Storage, url: str, name: str) -> bool:
    return [found for found, _ in storage.list(url)] == [name]


def _in_jobs(storage: Storage, url: str, here: Path) -> bool:
    return storage.name == "disk" or f"storage_{storage.name}" in templates()


OPERATIONS: Mapping[str, Try] = {
    "say whether a file is there: yes, no, unknown": _stat,
    "list a folder": _list,
    "make and remove folders": _make,
    "copy there and back, adler32 compared": _copy,
    "a cancelled copy leaves nothing": _cancel,
    "rename a folder, never onto another": _rename,
    "free space": _space,
    "say whether one may write": _writable,
    "say whether a file is at hand or on tape": _locality,
    "inputs and outputs of jobs": _in_jobs,
    "names with a space or a quote": _name("a 'b\""),
    "names in UTF-8": _name("Überschuß-γ"),
    "names with a question mark": _name("a?b"),
    "names with a line end": _name("line\nend"),
    "names that are no UTF-8": _name("bytes-\udcff"),
}


def tried(storage: Storage, url: str, here: Path) -> dict[str, str]:
    """Try everything, each in a folder of its own."""
    found = {}
    for number, (operation, attempt) in enumerate(OPERATIONS.items()):
        place, mine = f"{url}/{number}", here / f"here-{number}"
        storage.make(place)
        mine.mkdir()
        try:
            found[operation] = "yes" if attempt(storage, place, mine) else "no"
        except StorageError:
            found[operation] = "no"
    return found


def written() -> dict[str, dict[str, str]]:
    """Return what the page says: of each storage, each operation."""
    lines = PAGE.read_text().partition(BEGIN)[2].partition(END)[0].splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    titles = [title.lower() for title in rows[0][1:]]
    return {title: {row[0]: row[1 + column] for row in rows[2:]} for column, title in enumerate(titles)}


def table(columns: Mapping[str, Mapping[str, str]]) -> str:
    """Return the table as the page has it."""
    titles = " | ".join(name.upper() for name in columns)
    lines = [f"| | {titles} |", f"|---|{'---|' * len(columns)}"]
    lines += [f"| {each} | {' | '.join(found[each] for found in columns.values())} |" for each in OPERATIONS]
    return "".join(f"{line}\n" for line in lines)


def main() -> None:
    """Start the servers, try everything, write the table."""
    from tests.contract.rigs import STORAGES
    from tests.servers import gridftp, s3, srm, sshd, xrootd
    from tests.servers.authority import authority

    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        os.environ["HOME"] = str(stack.enter_context(sshd.running(folder / "ssh")).home)
        people = authority(folder / "people")
        os.environ |= people.environment
        stack.enter_context(srm.known(stack.enter_context(xrootd.known()), people))
        stack.enter_context(gridftp.known(people))
        os.environ |= stack.enter_context(s3.known()).environment
        columns = {}
        for name in COLUMNS:
            there, here = (folder / f"{name}-{end}".replace(":", "-") for end in ("there", "here"))
            there.mkdir()
            here.mkdir()
            columns[name] = tried(*STORAGES[name].make(there), here)
    before, _, rest = PAGE.read_text().partition(BEGIN)
    PAGE.write_text(before + BEGIN + table(columns) + END + rest.partition(END)[2])


if __name__ == "__main__":
    main()
