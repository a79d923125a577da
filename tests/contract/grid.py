"""The Grid on stand-ins, for the contract tests and those of its backends."""

from __future__ import annotations

import os
from pathlib import Path

from parisana.backends.arc import ArcBackend, ArcSettings
from parisana.backends.arcclient import ArcClientBackend
from parisana.backends.cream import CreamBackend, CreamSettings
from parisana.backends.htcondorce import HTCondorCEBackend, HTCondorCESettings
from parisana.plugins.backend import Backend
from parisana.plugins.runner import LocalRunner
from tests.servers.arc import shared_arc
from tests.servers.runner import PreparedRunner
from tests.standins.batch.engine import Engine
from tests.standins.batch.face import install
from tests.standins.grid.htcondorce import COMMANDS as CONDOR_COMMANDS
from tests.standins.grid.in_process import InProcess

from .described import StandinRunner

SERVERS = ("https://wms1.standin:7443/glite_wms_wmproxy_server", "https://wms2.standin:7443/glite_wms_wmproxy_server")
ELEMENTS = ("ce1.standin:8443/cream-pbs-hess", "ce2.standin:8443/cream-slurm-long")
CONDORS = ("ce1.standin", "ce2.standin:9620/schedd2")


def cream(folder: Path, **settings: object) -> CreamBackend:
    """Make the backend on the stand-in of this folder."""
    known = {"vo": "vo.hess-experiment.eu", "elements": ELEMENTS, **settings}
    return CreamBackend(CreamSettings.model_validate(known), StandinRunner(folder / "standin", "cream"))


def wms(folder: Path, **settings: object) -> Backend:
    """Make the backend on the stand-in of this folder, which a site chooses that ticks Use WMS."""
    known = CreamSettings.model_validate(
        {"vo": "vo.hess-experiment.eu", "use_wms": True, "wms_servers": SERVERS, **settings}
    )
    return CreamBackend.chosen_by(known)(known, StandinRunner(folder / "standin", "wms"))


def htcondorce(folder: Path, **settings: object) -> HTCondorCEBackend:
    """Make the backend on the stand-in of this folder."""
    known = HTCondorCESettings.model_validate({"elements": CONDORS, **settings})
    return HTCondorCEBackend(known, InProcess(folder / "standin" / "state", CONDOR_COMMANDS))


def engine(backend: Backend) -> Engine:
    """Return the stand-in that a backend speaks to."""
    assert isinstance(backend.runner, StandinRunner)
    return backend.runner.engine


def arc(folder: Path) -> ArcBackend:
    """Make the backend on the real computing element."""
    element = shared_arc()
    element.open_door()
    made = ArcBackend(ArcSettings(services=(element.url,)), LocalRunner())
    made.environment = {**os.environ, **element.people.environment}
    return made


def arc_commands(folder: Path) -> Backend:
    """Make the backend that gives the commands of ARC's client, on the same element."""
    element = shared_arc()
    element.open_door()
    known = ArcSettings(services=(element.url,), interface="commands")
    made = ArcBackend.chosen_by(known)(known, PreparedRunner(arc_shell(folder)))
    assert isinstance(made, ArcClientBackend)
    made.environment = {**os.environ, **element.people.environment}
    return made


def silence_arc(backend: Backend) -> None:
    """Let nobody listen there."""
    shared_arc().close_door()


def silence(backend: Backend) -> None:
    """Let no element answer."""
    be_silent(engine(backend), *ELEMENTS)


def silence_wms(backend: Backend) -> None:
    """Let the bookkeeping of the WMS not answer."""
    with engine(backend).state() as state:
        state["silent"] = True


def silence_htcondorce(backend: Backend) -> None:
    """Let no collector answer."""
    assert isinstance(backend.runner, InProcess)
    with backend.runner.engine.state() as state:
        state["silent_elements"] = ["ce1.standin:9619", "ce2.standin:9620"]


def be_silent(stand_in: Engine, *elements: str) -> None:
    """Let these elements not answer, and all others."""
    with stand_in.state() as state:
        state["silent_elements"] = [element.partition("/")[0] for element in elements]


def close(stand_in: Engine, *elements: str) -> None:
    """Let these elements take no jobs."""
    with stand_in.state() as state:
        state["closed_elements"] = [element.partition("/")[0] for element in elements]


def shell(folder: Path) -> dict[str, str]:
    """Return what somebody has in the shell who submits by hand on the stand-in of this folder."""
    install(folder / "standin", "cream")
    return {"PATH": f"{folder / 'standin' / 'bin'}:/usr/bin:/bin"}


def wms_shell(folder: Path) -> dict[str, str]:
    """Return what somebody has in the shell who submits by hand on the stand-in of this folder."""
    install(folder / "standin", "wms")
    return {"PATH": f"{folder / 'standin' / 'bin'}:/usr/bin:/bin"}


def htcondorce_shell(folder: Path) -> dict[str, str]:
    """Return what somebody has in the shell who submits by hand on the stand-in of this folder."""
    install(folder / "standin", "htcondorce")
    return {"PATH": f"{folder / 'standin' / 'bin'}:/usr/bin:/bin"}


def arc_shell(folder: Path) -> dict[str, str]:
    """Return what somebody has in the shell who submits by hand to the real computing element."""
    return {**shared_arc().people.environment, "HOME": str(folder)}
