"""Where profiles, suites and sites are found on disk, and how they are read and saved."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import parisana
from parisana.core.documents.upgrade import upgraded
from parisana.core.profiles.profile import Profile, read_profile
from parisana.core.runs import run_list as run_lists
from parisana.core.runs.run_list import RunList
from parisana.core.sites.site import Site, read_site
from parisana.core.suites.suite import Suite, read_suite
from parisana.core.texts.document import Document, decode, read
from parisana.core.texts.hints import did_you_mean
from parisana.errors import InputError

from .plugin_settings import located

ENDINGS = (".yaml", ".yml")
HERE = Path(parisana.__file__).parent

#: Kind of file: where the shipped ones lie.
SHIPPED = {"profile": HERE / "profiles", "suite": HERE / "resources/suites", "site": HERE / "resources/sites"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that can be called by its name."""

    name: str
    origin: str
    path: Path


def folders(kind: str, first: Sequence[Path] = ()) -> list[tuple[str, Path]]:
    """Return the folders of a kind of file, in the order in which they are searched."""
    found = [("--site-path", path) for path in first]
    if kind == "profile":
        found.append(("this folder", Path.cwd()))
    if kind == "site":
        listed = os.environ.get("PARISANA_SITES", "")
        found += [("$PARISANA_SITES", Path(part)) for part in listed.split(":") if part]
    found.append(("your configuration", configuration() / f"{kind}s"))
    if kind != "profile":
        found.append(("/etc", Path("/etc/parisana") / f"{kind}s"))
    return [*found, ("shipped", SHIPPED[kind])]


def configuration() -> Path:
    """Return the user's configuration folder."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "parisana"


def entries(kind: str, first: Sequence[Path] = ()) -> list[Entry]:
    """List the files of a kind; of two with one name, the one that is found first."""
    found: dict[str, Entry] = {}
    for origin, folder in folders(kind, first):
        for path in yaml_files(folder):
            if origin != "this folder" or looks_like(path, kind):
                found.setdefault(path.stem, Entry(path.stem, origin, path))
    return sorted(found.values(), key=lambda entry: entry.name.lower())


def yaml_files(folder: Path) -> list[Path]:
    """List the YAML files of a folder; one that cannot be listed has none."""
    try:
        return sorted(path for path in folder.iterdir() if path.suffix in ENDINGS)
    except OSError:
        return []


def looks_like(path: Path, kind: str) -> bool:
    """Whether a file among the user's others says that it is one of ours."""
    try:
        with path.open("rb") as file:
            return f"parisana: {kind}/".encode() in file.read(4096)
    except OSError:
        return False


def find(kind: str, name: str | Path, first: Sequence[Path] = ()) -> Path:
    """Return the path of a file that was called by its path or its name."""
    text = str(name)
    if "/" in text or text.endswith(ENDINGS):
        return Path(text).expanduser()
    known = entries(kind, first)
    for same in (lambda entry: entry.name == text, lambda entry: spelled(entry.name) == spelled(text)):
        for entry in known:
            if same(entry):
                return entry.path
    hint = did_you_mean(text, (entry.name for entry in known))
    raise InputError(f"There is no {kind} {text}.", hint=hint or f"parisana {kind} list shows what there is.")


def spelled(name: str) -> str:
    """Return a name as one remembers it."""
    return name.lower().replace(" ", "-").replace("_", "-")


def content(path: Path) -> bytes:
    """Read a file; what stands in the way is said in words."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        near = did_you_mean(path.name, (other.name for other in yaml_files(path.parent)))
        raise InputError("There is no such file.", hint=near, file=str(path)) from error
    except IsADirectoryError as error:
        raise InputError("This is a folder, not a file.", file=str(path)) from error
    except PermissionError as error:
        raise InputError("You may not read this file.", hint="Ask its owner.", file=str(path)) from error
    except (OSError, ValueError) as error:
        raise InputError(f"This file cannot be read: {error}.", file=str(path)) from error


def document(kind: str, name: str | Path, first: Sequence[Path] = ()) -> Document:
    """Find and read a file, and bring it to the newest version of its format."""
    path = find(kind, name, first)
    return upgraded(read(content(path), str(path)), kind)


def load_profile(name: str | Path) -> tuple[Profile, Document]:
    """Return a profile and its text."""
    found = document("profile", name)
    return read_profile(found), found


def load_suite(name: str | Path) -> tuple[Suite, Document]:
    """Return a suite and its text."""
    found = document("suite", name)
    return read_suite(found), found


def load_site(name: str | Path, first: Sequence[Path] = ()) -> tuple[Site, Document]:
    """Return a site, as its file has it, and its text."""
    found = site_document(name, first)
    return read_site(found), found


def site_document(name: str | Path, first: Sequence[Path] = ()) -> Document:
    """Return the text of a site, to be configured with a profile's overrides."""
    return located(document("site", name, first))


def load_runs(path: Path) -> RunList:
    """Read a run list."""
    return run_lists.parse(decode(content(path), str(path)), str(path))


def profile_runs(profile: Profile, found: Document) -> RunList:
    """Return the runs of a profile, from its list file if it names one (beside the profile, unless absolute)."""
    if profile.runs is None:
        raise found.error(("production",), "A Monte-Carlo production has rows, and no runs.", key=True)
    if profile.runs.file is None:
        return profile.runs.run_list()
    return load_runs(beside(profile.runs.file, found))


def expanded(text: str | Path) -> Path:
    """Return a path that the user wrote, variables and ``~`` expanded."""
    return Path(os.path.expandvars(os.path.expanduser(text)))


def beside(text: str, found: Document) -> Path:
    """Return a path that the user wrote: variables and ``~`` expanded, relative to the folder of the file."""
    path = expanded(text)
    return path if path.is_absolute() else (Path(found.file).parent / path).absolute()


def save(path: Path, text: str, mode: int | None = None) -> None:
    """Write a file whole or not at all; what was there stays until then, and its mode after it."""
    target = path.resolve() if path.is_symlink() else path
    data = text.encode()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        replace(target, data, mode or mode_of(target))
    except OSError as error:
        message = f"This file cannot be written: {error.strerror}."
        raise InputError(message, hint="Choose another place.", file=str(path)) from error


def mode_of(target: Path) -> int:
    """Return the mode of a file, or that of a new one."""
    return target.stat().st_mode & 0o777 if target.exists() else 0o644


def replace(target: Path, data: bytes, mode: int) -> None:
    """Write beside the target, and rename over it."""
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name[:200]}.", delete=False) as file:
        temporary = Path(file.name)
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            temporary.chmod(mode)
            temporary.replace(target)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
