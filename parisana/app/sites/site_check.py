"""What can be seen of a site before anything is sent: its batch system's settings, its areas, its software."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from parisana.app.ground import places
from parisana.app.ground.environment import place as environment_place
from parisana.app.ground.patience import PATIENCE, Patience
from parisana.app.ground.plugin_settings import backend_faults, kinds_of_storage, storage_faults
from parisana.core.jobs.states import Answer
from parisana.core.sites.overrides import Configured
from parisana.core.sites.site import Site
from parisana.errors import InputError, SiteError, StorageError
from parisana.plugins.registry import backend_class, storage_class

from .area_check import look_at
from .equipment import area_storage
from .reach import address_of, files_away, need_mounts, runner_of, with_plain_areas

#: Kinds of software environment whose path is a folder that can be seen from here.
FOLDERS = ("venv", "conda", "hessroot")


@dataclass(frozen=True, slots=True)
class Remark:
    """One answer about a site."""

    what: str
    answer: Answer
    text: str

    def as_json(self) -> dict[str, str]:
        """Return it as plain values."""
        return {"what": self.what, "answer": self.answer.value, "text": self.text}


def look(configured: Configured) -> list[Remark]:
    """Look at everything, one after the other."""
    site = with_plain_areas(configured.filled(templates()))
    return [batch_system(configured), *reach(site), *storages(configured), *areas(site), software(site)]


def templates() -> dict[str, str]:
    """Return what templates stand for, with stand-ins for profile and production."""
    names = {"user": places.user(), "home": str(Path.home()), "host": places.host()}
    environment = str(environment_place("gammapy"))
    return {**names, "profile": "PROFILE", "production": "PRODUCTION", "analysis_environment": environment}


def batch_system(configured: Configured) -> Remark:
    """Check the settings with the backend's own class, then whether its program is there."""
    name = configured.site.backend
    what = f"batch system {name}"
    try:
        faults = backend_faults(configured)
        title = backend_class(name).title if not faults else ""
    except (InputError, SiteError) as error:
        return Remark(what, Answer.NO, str(error) if error.file else error.message)
    return Remark(what, Answer.NO, in_words(faults)) if faults else Remark(what, Answer.YES, title)


def reach(site: Site) -> Iterator[Remark]:
    """Log in at the submit host, if there is one, and say how long an answer takes."""
    try:
        address = address_of(site)
        if address is None:
            return
        runner, began = runner_of(site), time.monotonic()
        runner.run(["true"], timeout=PATIENCE)
        first, began = time.monotonic() - began, time.monotonic()
        runner.run(["true"], timeout=PATIENCE)
    except (SiteError, InputError) as error:
        yield Remark("submit host", Answer.UNKNOWN if error.transient else Answer.NO, str(error))
    else:
        yield from mounts(site)
        again = time.monotonic() - began
        yield Remark("submit host", Answer.YES, f"{address} lets you in ({first:.1f} s, then {again:.1f} s a command).")


def mounts(site: Site) -> Iterator[Remark]:
    """Mount the areas, if the site wants that, or say why that cannot be done here."""
    if site.reach.sshfs:
        try:
            need_mounts(site, templates())
        except SiteError as error:
            yield Remark("sshfs", Answer.NO, str(error))
        else:
            yield Remark("sshfs", Answer.YES, "The areas of the submit host are mounted here under the same names.")


def storages(configured: Configured) -> Iterator[Remark]:
    """Check the settings of each storage in use, then whether its program is there."""
    for name in kinds_of_storage(configured.site):
        what = f"storage {name}"
        try:
            faults = storage_faults(configured, name)
            title = storage_class(name).title if not faults else ""
        except (InputError, StorageError) as error:
            yield Remark(what, Answer.NO, error.message)
        else:
            yield Remark(what, Answer.NO, in_words(faults)) if faults else Remark(what, Answer.YES, title)


def in_words(faults: list[InputError]) -> str:
    """Say all faults in one text, each with its field."""
    return " ".join(f"{fault.field}: {fault.message}" for fault in faults)


def areas(site: Site) -> Iterator[Remark]:
    """Say of each area whether files could be written there."""
    patience = Patience()
    for name, place in site.places:
        found = look_at(name, place, time.time(), None, patience, partial(area_storage, site, place.storage))
        yield Remark(f"area {name}", found.answer, f"{found.path}: {found.text}")


def software(site: Site) -> Remark:
    """Say whether the software environment is there, as far as it can be seen."""
    kind, path = site.environment.kind, site.environment.path
    what = f"environment {kind}"
    if files_away(site):
        return Remark(what, Answer.UNKNOWN, f"{path or 'It'} is looked at on {address_of(site)}, when jobs run.")
    if kind in FOLDERS and path is not None:
        there = Path(path).is_dir()
        return Remark(what, Answer.YES if there else Answer.UNKNOWN, path if there else f"There is no {path} here.")
    return Remark(what, Answer.UNKNOWN, path or "It is looked at on the nodes.")
