"""Storages behind stand-ins of retired commands, for the contract tests and their own."""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from threading import Lock
from unittest.mock import patch

from parisana.plugins.runner import Outcome
from parisana.plugins.storage import Storage, Watch
from parisana.storage.gfal.gridftp import GridFTPSettings, GridFTPStorage
from parisana.storage.gfal.srm import LCGSettings, SRMStorage
from parisana.storage.hpss.storage import HPSSSettings, HPSSStorage
from parisana.storage.lfc.storage import LFCSettings, LFCStorage
from parisana.storage.shared.commanded import CommandedStorage
from parisana.storage.shared.commands import Commands
from tests.servers import gridftp as gridftp_server
from tests.servers.srm import endpoint
from tests.standins.store import hsi as hsi_face
from tests.standins.store import lcg, rfio
from tests.standins.store.store import Store, install, run

FACES = {"rfio": rfio.COMMANDS, "hsi": hsi_face.COMMANDS, "lcg": lcg.COMMANDS}


#: A copy that is done in no time.
SMALL = 10_000_000
ONE_AT_A_TIME = Lock()


class AtHand(Commands):
    """Speaks to the stand-in in this very process, which spares the start of another; large copies are commands."""

    def __init__(self, made: Commands, folder: Path, face: str) -> None:
        path = {"PATH": f"{folder / 'bin'}:{os.environ['PATH']}"}
        super().__init__(made.patience, made.standstill, {**made.surroundings, **path})
        self.folder, self.face = folder, face

    def ask(self, argv: Sequence[str], stdin: str = "") -> Outcome:
        """Run a command that is soon done; one in a folder of its own is a process."""
        if argv[0] == "env":
            return super().ask(argv, stdin)
        out, err = io.StringIO(), io.StringIO()
        with ONE_AT_A_TIME, redirect_stdout(out), redirect_stderr(err), patch("sys.stdin", io.StringIO(stdin)):
            code = run(str(self.folder), FACES[self.face], argv[0], list(argv[1:]))
        return Outcome(code, out.getvalue(), err.getvalue())

    def copy(
        self, argv: Sequence[str], watch: Watch, total: int, grows: Path | None = None, stdin: str = ""
    ) -> Outcome:
        """Run a command that copies."""
        if total < SMALL and not watch.cancelled:
            return self.ask(argv, stdin)
        return super().copy(argv, watch, total, grows, stdin)


class OnStandin(CommandedStorage):
    """Speaks to the store of a test."""

    store: Store
    face: str

    @property
    def commands(self) -> Commands:
        """Return the stand-in's commands."""
        return AtHand(super().commands, self.store.folder, self.face)


class StandinHPSS(OnStandin, HPSSStorage):
    """HPSS on a stand-in."""


class StandinLFC(OnStandin, LFCStorage):
    """The catalogue on a stand-in."""


def stand(storage: OnStandin, face: str, folder: Path) -> Store:
    """Give a storage a store of its own."""
    install(folder, face, FACES[face])
    storage.store, storage.face = Store(folder), face
    return storage.store


def hpss(folder: Path) -> tuple[Storage, str]:
    """Return HPSS behind RFIO."""
    return _hpss("rfio", folder), "cchpsshess:/hpss/in2p3.fr/group/hess"


def hpss_by_hsi(folder: Path) -> tuple[Storage, str]:
    """Return HPSS behind HSI."""
    return _hpss("hsi", folder), "cchpsshess:/hpss/in2p3.fr/group/hess"


def _hpss(commands: str, folder: Path) -> StandinHPSS:
    storage = StandinHPSS(HPSSSettings.model_validate({"commands": commands}))
    stand(storage, commands, folder / "store").path("/hpss/in2p3.fr/group/hess").mkdir(parents=True)
    return storage


def lfc(folder: Path) -> tuple[Storage, str]:
    """Return the catalogue."""
    storage = StandinLFC(LFCSettings())
    stand(storage, "lcg", folder / "store").path("/grid/hess/area").mkdir(parents=True)
    return storage, "lfn:/grid/hess/area"


def srm(folder: Path) -> tuple[Storage, str]:
    """Return a storage element, and an empty folder there."""
    storage, url = SRMStorage(LCGSettings()), endpoint().url(str(folder))
    storage.make(url)
    return storage, url


def gridftp(folder: Path) -> tuple[Storage, str]:
    """Return a GridFTP server, and an empty folder there."""
    storage, url = GridFTPStorage(GridFTPSettings()), gridftp_server.server().url(str(folder))
    storage.make(url)
    return storage, url
