"""Batch systems by description on stand-ins, for the contract tests and those of the backend."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from parisana.backends.described.backend import DescribedBackend
from parisana.backends.described.settings import DescribedSettings
from parisana.plugins.backend import Backend
from parisana.plugins.runner import LocalRunner, Outcome
from tests.standins.batch.engine import Engine
from tests.standins.batch.face import install

#: A description that a lab might have written, of a batch system that is there for real.
OWN = Path(__file__).parents[1] / "backends" / "described" / "slurm.yaml"
#: Description -> the face of the stand-in that answers to it.
FACES = {"pbs": "pbs", "htcondor": "condor", "lsf": "lsf"}


class StandinRunner(LocalRunner):
    """Runs the commands of a stand-in where there is one, and others as they are."""

    def __init__(self, folder: Path, face: str) -> None:
        self.bin = install(folder, face)
        self.engine = Engine(folder / "state")
        self.patience = 60.0

    def run(
        self,
        argv: Sequence[str],
        *,
        stdin: str = "",
        timeout: float = 60.0,
        environment: Mapping[str, str] | None = None,
    ) -> Outcome:
        """Run to the end, no longer than the test has patience."""
        words = [str(self.bin / word) if (self.bin / word).exists() else word for word in argv[:4]] + list(argv[4:])
        return super().run(words, stdin=stdin, timeout=min(timeout, self.patience), environment=environment)


def make(description: str, folder: Path, **settings: object) -> DescribedBackend:
    """Make the backend on the stand-in of this folder."""
    checked = DescribedSettings.model_validate({"description": description, **settings})
    return DescribedBackend(checked, StandinRunner(folder / "standin", FACES[description]))


def maker(description: str) -> Callable[[Path], Backend]:
    """Return what makes the backend in a folder."""
    return functools.partial(make, description)


def engine(backend: Backend) -> Engine:
    """Return the stand-in that a backend speaks to."""
    assert isinstance(backend.runner, StandinRunner)
    return backend.runner.engine


def shell(folder: Path) -> dict[str, str]:
    """Return what somebody has in the shell who submits by hand on the stand-in of this folder."""
    return {"PATH": f"{folder / 'standin' / 'bin'}:/usr/bin:/bin"}


def silence(backend: Backend) -> None:
    """Let the stand-in be out of reach."""
    engine(backend).down()
