"""What can be seen of a site before anything is sent: its batch system's settings, its areas, its software."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from parisana.app import places
from parisana.app.environment import place as environment_place
from parisana.core.overrides import Configured
from parisana.core.site import Area, Site
from parisana.core.states import Answer
from parisana.errors import InputError, SiteError
from parisana.plugins.registry import backend_class

#: Kinds of software environment whose path is a folder that can be seen from here.
FOLDERS = ("venv", "conda")


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
    site = configured.filled(templates())
    return [batch_system(site), *areas(site), software(site)]


def templates() -> dict[str, str]:
    """Return what templates stand for, with stand-ins for profile and production."""
    names = {"user": places.user(), "home": str(Path.home()), "host": places.host()}
    environment = str(environment_place("gammapy"))
    return {**names, "profile": "PROFILE", "production": "PRODUCTION", "analysis_environment": environment}


def batch_system(site: Site) -> Remark:
    """Check the settings with the backend's own class."""
    what = f"batch system {site.backend}"
    try:
        kind = backend_class(site.backend)
        kind.settings_class(**site.settings)
    except (InputError, SiteError) as error:
        return Remark(what, Answer.NO, f"{error.message} The site is described, but cannot be used yet.")
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        field = ".".join(("settings", *(str(part) for part in fault["loc"])))
        return Remark(what, Answer.NO, f"{field}: {fault['msg']}.")
    return Remark(what, Answer.YES, kind.title)


def areas(site: Site) -> Iterator[Remark]:
    """Say of each area whether files could be written there."""
    for name, area in site.areas.items():
        answer, text = writable(area)
        yield Remark(f"area {name}", answer, text)


def writable(area: Area) -> tuple[Answer, str]:
    """Look at the nearest folder that is there."""
    if area.storage != "disk":
        return Answer.UNKNOWN, f"{area.path} ({area.storage}) is looked at when it is used."
    path = Path(area.path)
    there = next(parent for parent in (path, *path.parents) if parent.exists())
    if not there.is_dir():
        return Answer.NO, f"{there} is a file."
    if not os.access(there, os.W_OK | os.X_OK):
        return Answer.NO, f"You may not write in {there}."
    return Answer.YES, area.path


def software(site: Site) -> Remark:
    """Say whether the software environment is there, as far as it can be seen."""
    kind, path = site.environment.kind, site.environment.path
    what = f"environment {kind}"
    if kind in FOLDERS and path is not None:
        there = Path(path).is_dir()
        return Remark(what, Answer.YES if there else Answer.UNKNOWN, path if there else f"There is no {path} here.")
    return Remark(what, Answer.UNKNOWN, path or "It is looked at on the nodes.")
