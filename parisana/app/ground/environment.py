"""The analysis environment: a Python of its own for the analysis programs, apart from the program's.

What counts is what is found: the versions that the environment's own Python names, and whether the
analysis package imports there. An environment that somebody else made is as good as ours.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

import parisana
from parisana.errors import ParisanaError, SiteError
from parisana.plugins.runner import LocalRunner

from . import venv
from .pins import Pin, parse_pins, pins_text
from .places import home
from .venv import Say

#: Run by the environment's own Python: the versions of the packages named, and whether the first one imports.
_PROBE = """
import importlib, json, sys
from importlib.metadata import PackageNotFoundError, version
found, trouble = {}, None
for name in sys.argv[1:]:
    try: found[name] = version(name)
    except PackageNotFoundError: found[name] = None
try: importlib.import_module(sys.argv[1])
except Exception as error: trouble = f"{type(error).__name__}: {error}"
print(json.dumps({"python": sys.version.split()[0], "found": found, "trouble": trouble}))
"""


class Condition(StrEnum):
    """How an analysis environment is."""

    READY = "ready"
    MISSING = "missing"
    HALF_BUILT = "half-built"
    DIFFERENT = "different"
    """Packages are missing, or of other versions than the pins ask for."""
    BROKEN = "broken"
    """The versions fit, but the analysis package does not import."""


@dataclass(frozen=True, slots=True)
class Package:
    """One pinned package, and the version that was found."""

    name: str
    wanted: str
    found: str | None
    fits: bool


@dataclass(frozen=True, slots=True)
class Environment:
    """What is known of an analysis environment."""

    name: str
    path: str
    condition: Condition
    python: str | None = None
    packages: list[Package] = field(default_factory=list)
    trouble: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return it as ``parisana env check --json`` prints it."""
        return asdict(self)


def place(name: str = "gammapy") -> Path:
    """Say where an environment belongs: in the checkout, or in the user's data folder."""
    top = Path(parisana.__file__).resolve().parents[1]
    if (top / "Makefile").is_file() and (top / "setup.cfg").is_file():
        return top / (".venv-analysis" if name == "gammapy" else f".venv-{name}")
    return home() / "environments" / name


def check(name: str = "gammapy", path: Path | None = None) -> Environment:
    """Look at an environment: whether it is whole, its versions fit the pins, and it imports."""
    where = (path or place(name)).absolute()
    pins = parse_pins(pins_text(name))
    if not venv.python_of(where).exists():
        return Environment(name, str(where), Condition.MISSING if venv.marker(where) is None else Condition.HALF_BUILT)
    try:
        answer = _probe(where, pins)
    except (ParisanaError, ValueError):
        return Environment(
            name, str(where), _condition(where, [], trouble := "its Python does not run"), trouble=trouble
        )
    found: dict[str, str | None] = answer["found"]
    packages = [Package(pin.name, pin.bounds, found[pin.name], pin.fits(found[pin.name])) for pin in pins]
    condition = _condition(where, packages, answer["trouble"])
    return Environment(name, str(where), condition, answer["python"], packages, answer["trouble"])


def create(name: str = "gammapy", path: Path | None = None, say: Say = print) -> Environment:
    """Build an environment, or bring it up to date; a glance when there is nothing to do."""
    where = (path or place(name)).absolute()
    pins = pins_text(name)
    digest = hashlib.sha256(pins.encode()).hexdigest()
    known = venv.marker(where) or {}
    if known.get("finished") and known.get("pins") == digest and venv.python_of(where).exists():
        return Environment(name, str(where), Condition.READY, known.get("python"))
    state = check(name, where)
    if state.condition is not Condition.READY:
        state = _mend(state, where, pins, say)
    venv.mark(where, {"finished": True, "environment": name, "pins": digest, "python": state.python})
    return state


def _mend(state: Environment, where: Path, pins: str, say: Say) -> Environment:
    if state.condition is not Condition.DIFFERENT:
        venv.build(where, say)
    venv.install(where, pins, say)
    say("trying it")
    after = check(state.name, where)
    if after.condition is not Condition.READY:
        trouble = after.trouble or "the versions do not fit the pins"
        hint = "Removing the folder and running parisana env create again starts afresh."
        raise SiteError(f"The analysis environment in {where} was built, but cannot be used: {trouble}.", hint=hint)
    return after


def _probe(where: Path, pins: list[Pin]) -> dict[str, Any]:
    argv = [str(venv.python_of(where)), "-I", "-c", _PROBE, *(pin.name for pin in pins)]
    lines = LocalRunner().run(argv, timeout=300).stdout.strip().splitlines() or [""]
    answer: dict[str, Any] = json.loads(lines[-1])
    return answer


def _condition(where: Path, packages: list[Package], trouble: str | None) -> Condition:
    """Judge what was found; an unfinished environment that does all the same is as good as any."""
    fit = all(package.fits for package in packages)
    if fit and not trouble:
        return Condition.READY
    if venv.marker(where) == venv.UNFINISHED:
        return Condition.HALF_BUILT
    return Condition.BROKEN if fit else Condition.DIFFERENT
