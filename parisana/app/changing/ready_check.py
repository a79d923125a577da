"""What is looked at before something is declared ready: that it is there and whole, and what its stage asks besides."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial

from parisana.app.working.committed import LIST, Committed, look
from parisana.core.jobs.states import Answer
from parisana.core.suites.readiness import Check, filled
from parisana.core.texts.words import counted, size
from parisana.errors import ParisanaError
from parisana.plugins.runner import Runner
from parisana.plugins.storage import Storage

#: Seconds that the command of a check may take.
PATIENCE = 600.0
#: Files by their paths below a folder, with their sizes.
Files = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    answer: Answer
    text: str


@dataclass(frozen=True, slots=True)
class Eye:
    """What is looked with."""

    storage: Storage
    runner: Runner
    words: Mapping[str, str]
    """What ``{python}`` and ``{payload}`` stand for."""


def findings(eye: Eye, path: str, check: Check) -> list[Finding]:
    """Look at a file or a folder; whoever gives no answer makes a finding unknown. What is not there is not asked."""
    path = path.rstrip("/")
    try:
        there, files, place = _contents(eye.storage, path)
    except ParisanaError as error:
        return [Finding("exists", Answer.UNKNOWN, error.message)]
    if there.answer is not Answer.YES:
        return [there]
    found = [there, *(_fitting(files, pattern) for pattern in check.files)]
    for name, wanted in check.versions.items():
        found.append(_answered("version", partial(_version, eye.storage, place, name, wanted)))
    if check.command:
        found.append(_answered("valid", partial(_valid, eye, path, check.command)))
    return found


def _answered(what: str, ask: Callable[[], Finding]) -> Finding:
    try:
        return ask()
    except ParisanaError as error:
        return Finding(what, Answer.UNKNOWN, error.message)


def _contents(storage: Storage, path: str) -> tuple[Finding, Files, str]:
    """Say whether it is there and whole; return its files, and the folder in which they lie."""
    stat = storage.stat(path)
    if stat.exists is not Answer.YES:
        return Finding("exists", stat.exists, stat.reason or "it is not there"), {}, path
    if not stat.is_dir:
        folder, _, name = path.rpartition("/")
        return _there(f"a file of {size(stat.size or 0)}", {name: stat.size or 0}), {name: stat.size or 0}, folder
    found = _listed(storage, path)
    if found is not None:
        return _whole(storage, path, found), {each.path: each.size for each in found.outputs}, found.place(path)
    files = {name: each.size or 0 for name, each in storage.list(path) if not each.is_dir}
    return _there(counted(len(files), "a folder of 1 file", "a folder of {0} files"), files), files, path


def _there(said: str, files: Files) -> Finding:
    """Say that something is there; what is empty is as good as missing."""
    return Finding("exists", Answer.YES if any(files.values()) else Answer.NO, said)


def _listed(storage: Storage, path: str) -> Committed | None:
    """Return what the list says that a job left in a folder; nothing where there is none."""
    if storage.stat(f"{path}/{LIST}").exists is not Answer.YES:
        return None
    try:
        key = str(json.loads(storage.read(f"{path}/{LIST}"))["key"])
    except (ValueError, KeyError, TypeError):
        return Committed(Answer.NO, reason=f"the list in {path} is damaged")
    return look(storage, path, key)


def _whole(storage: Storage, path: str, found: Committed) -> Finding:
    """Compare the files with the list: their sizes were, their checksums are now."""
    if found.answer is not Answer.YES:
        return Finding("complete", found.answer, found.reason)
    for each in found.outputs:
        url = f"{found.place(path)}/{each.path}"
        kind, value = storage.checksum(url)
        if kind == each.checksum[0] and value != each.checksum[1]:
            return Finding("complete", Answer.NO, f"{each.path} has another checksum than recorded")
    files = counted(len(found.outputs), "1 file", "{0} files")
    return Finding("complete", Answer.YES, f"{files}, {size(sum(each.size for each in found.outputs))}, as recorded")


def _fitting(files: Files, pattern: str) -> Finding:
    number = sum(fnmatchcase(path, pattern) for path, there in files.items() if there)
    said = counted(number, "1 file is", "{0} files are") if number else "no file is"
    return Finding("files", Answer.YES if number else Answer.NO, f"{said} called {pattern}")


def _version(storage: Storage, place: str, name: str, wanted: str) -> Finding:
    try:
        found = json.loads(storage.read(f"{place}/versions.json")).get(name)
    except (ValueError, AttributeError):
        return Finding("version", Answer.NO, "its versions.json cannot be read")
    said = f"{name} {found}" if found is not None else f"it does not say which {name} made it"
    answer = Answer.YES if str(found) == wanted else Answer.NO
    return Finding("version", answer, said if answer is Answer.YES else f"{said}, and {wanted} is asked for")


def _valid(eye: Eye, path: str, command: tuple[str, ...]) -> Finding:
    """Let the check's own program look."""
    done = eye.runner.run(filled(command, {**eye.words, "input": path}), timeout=PATIENCE)
    lines = ((done.stderr.strip() if done.code else "") or done.stdout.strip()).splitlines()
    said = lines[-1].strip() if lines else f"the check ended with exit code {done.code}"
    return Finding("valid", Answer.NO if done.code else Answer.YES, said[:500])
