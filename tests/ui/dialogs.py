"""Every dialog of the window, opened as it comes up at work: for pictures, and for tests that look at all of them."""

from __future__ import annotations

import importlib
import pkgutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from shiboken6 import isValid

from parisana.app.credentials.wallet import Life
from parisana.app.driving.retrying import RetryGroup, RetryPreview
from parisana.app.ground.command_line import command_line
from parisana.app.profiles.shelf import Deleted
from parisana.app.results.outcomes import Origin, Plots, Progress
from parisana.app.session import Session
from parisana.app.simulations.productions import SimulationRecord
from parisana.app.ssh.asked import Asked
from parisana.app.ssh.host_keys import HostKey
from parisana.core.documents.address import Address
from parisana.core.jobs.resources import Resources
from parisana.core.jobs.states import Failure, ProductionState
from parisana.core.results.spectra import spectrum_of
from parisana.core.texts.document import read
from parisana.errors import NoAnswer
from parisana.plugins.held import Held
from parisana.ui import desktop
from parisana.ui.desktop import menu
from parisana.ui.desktop.dialogs.browse import BrowseDialog
from parisana.ui.desktop.dialogs.chosen_productions import ChosenProductions
from parisana.ui.desktop.dialogs.command_line import Commands
from parisana.ui.desktop.dialogs.credential import CredentialDialog
from parisana.ui.desktop.dialogs.differences import Differences
from parisana.ui.desktop.dialogs.elements import ElementsDialog, ServersDialog
from parisana.ui.desktop.dialogs.enlarged import Enlarged
from parisana.ui.desktop.dialogs.extend import ExtendDialog
from parisana.ui.desktop.dialogs.inventory import InventoryDialog
from parisana.ui.desktop.dialogs.log import LogDialog
from parisana.ui.desktop.dialogs.login import dialog_for
from parisana.ui.desktop.dialogs.messages import confirm, confirm_leaving, say_error
from parisana.ui.desktop.dialogs.productions import Productions
from parisana.ui.desktop.dialogs.provenance import ProvenanceDialog
from parisana.ui.desktop.dialogs.report import ReportDialog
from parisana.ui.desktop.dialogs.retry import retry_dialog
from parisana.ui.desktop.dialogs.send import SendDialog
from parisana.ui.desktop.dialogs.site_change import ask_about_overrides
from parisana.ui.desktop.dialogs.site_file import SiteFile
from parisana.ui.desktop.dialogs.trash import Trash
from parisana.ui.desktop.dialogs.written import WrittenDialog
from parisana.ui.desktop.palette import Palette
from parisana.ui.desktop.settings import SiteValues
from parisana.ui.desktop.window import Window
from tests.core import sample_results

SITE = """\
parisana: site/1
name: lyon-like
title: Distributed Grid
backend: fake
settings: {{site: {root}}}
environment: {{kind: none}}
areas:
  working: {{storage: disk, path: {root}/work}}
  results: {{storage: disk, path: {root}/results}}
"""
LYON = Address("cca.in2p3.fr", "hofmann")
FINGERPRINT = "SHA256:8Hq1q0qyKXyKq3u9Qyu2LW1v2ZsR5l0m3vJb4YpXnWk"
LATE = 1_100_000_000.0


@dataclass(frozen=True)
class Scene:
    """What the dialogs are about."""

    window: Window
    session: Session
    folder: Path
    production: int
    job: int
    """A job that has ended, with a log and a report."""
    profile: str | Path

    @property
    def site(self) -> SiteValues:
        """A site with elements and servers, beside the profile."""
        file = self.folder / "lyon-like.yaml"
        file.write_text(SITE.format(root=self.folder))
        return SiteValues(self.window.desk.editor, read(file.read_text(), str(file)))

    @property
    def picture(self) -> QImage:
        """A picture that a stage made, else one of the window."""
        paths = [Path(each.path) for each in self.session.results(self.production)]
        found = next((path for path in paths if path.suffix == ".png" and path.is_file()), None)
        return QImage(str(found)) if found else self.window.grab().toImage()


Opener = Callable[[Scene], QDialog | object]


def asked(key: bool = False, *, replaced: bool = False) -> Asked:
    """Return a question of a host."""
    shown = HostKey(LYON.host, "ssh-ed25519", FINGERPRINT, False, Path("known_hosts"), replaced) if key else None
    return Asked(LYON, "Lyon", f"({LYON}) Verification code: ", shown)


def retry(scene: Scene) -> QDialog:
    """Open the question before a retry."""
    before, after = Resources(2000, 7200, 1000, 1), Resources(4000, 7200, 1000, 1)
    groups = (
        RetryGroup("microdst", Failure.MEMORY, 21, before, after),
        RetryGroup("microdst", Failure.STAGE_IN, 6, before, before),
    )
    return retry_dialog(scene.window, RetryPreview(groups, command_line("retry", scene.production)))


def commands(scene: Scene) -> QDialog:
    """Open the commands of a page."""
    words = (("How it stands", "status"), ("Follow it to its end", "follow"), ("Pause", "pause"), ("Resume", "resume"))
    return Commands(scene.window, [(what, command_line(verb, scene.production)) for what, verb in words])


def differences(scene: Scene) -> QDialog:
    """Open what two profiles do not share."""
    names = ("crab-mini", "crab-local")
    return Differences(scene.window, names, scene.session.profiles.diff(*names), command_line("profile diff", *names))


def written(scene: Scene) -> QDialog:
    """Write the scripts, and open what is said then."""
    folder = Path(tempfile.mkdtemp(dir=scene.folder), "scripts")
    return WrittenDialog(scene.window, scene.session.write(scene.session.plan(scene.profile, again=True), folder))


def log(scene: Scene) -> QDialog:
    """Open the log of a job."""
    detail = scene.session.job(scene.production, scene.job)
    return LogDialog(scene.window, scene.window.desk, detail, f"{detail.job.stage}, {detail.job.unit}")


def trash(scene: Scene) -> QDialog:
    """Open what was deleted."""
    names = ("crab-2004", "crab-wobble-07", "pks2155-flare")
    where = Path("/home/hofmann/profiles")
    return Trash(
        scene.window, [Deleted(name, where / f"{name}.yaml", LATE + 86_400 * n) for n, name in enumerate(names)]
    )


def leaving(scene: Scene) -> None:
    """Close the window with unsaved work."""
    scene.window.desk.editor.set_value(("seed",), 7)
    confirm_leaving(scene.window)
    scene.window.desk.editor.stack.undo()


def reset(scene: Scene) -> object:
    """Ask before settings are reset."""
    text = "They will be as the site file Lyon says. One undo brings them back."
    return confirm(scene.window, "Reset 4 settings?", text, "Reset 4")


def trouble(scene: Scene) -> None:
    """Say what went wrong."""
    say_error(scene.window, NoAnswer("Lyon gave no answer within 20 s.", hint="Is the network (or the VPN) up?"))


#: What opens each dialog: returns it, or comes back when it was closed.
def origin() -> Origin:
    """Return where a spectrum comes from."""
    microdst = Origin("Input", "microdst · slice-001, slice-002", (Origin("Input", "mc · slice-001, slice-002"),))
    made = Origin("Made by", "spectrum all, job 1.12", (Origin("Took", "11 s"),))
    below = (Origin("Size", "9.2 kB"), made, Origin("Input", "merging · all", (microdst,)))
    return Origin("File", "spectrum.json", (*below, Origin("Profile", "crab-mini, revision 1"), Origin("Site", "Unix")))


def proxy() -> Life:
    """Return a proxy that ends before the jobs, and that a server may renew."""
    held = Held(
        "proxy", "/tmp/x509up_u1000", "/O=GRID-FR/C=FR/O=CNRS/OU=LLR/CN=Ada Hofmann", time.time() + 5400, "proxy"
    )
    return Life("proxy or token", held, 36_000, "Distributed-Grid", "", "vo.hess-experiment.eu", "myproxy.cern.ch")


def simulation(scene: Scene) -> SimulationRecord:
    """Return a Monte-Carlo production that is under way."""
    about = ("PRODUCTION", "collaboration", "Massive gammas", "analytic_showers", "2026.1", 1, "Default", "Namibia")
    recorded = (scene.production, "gSpectrum", "hofmann", "Lyon", ProductionState.RUNNING)
    return SimulationRecord(*about, "HESSPhase2", "0" * 64, *recorded)


def results() -> Plots:
    """Return a spectrum that can be sent."""
    spectrum = spectrum_of(sample_results.SPECTRUM, sample_results.CURVE)
    return Plots(1, "crab-mini", "Crab Nebula", Progress(0, 2, 0.0), spectrum=spectrum)


DIALOGS: dict[str, Opener] = {
    "palette": lambda scene: Palette(menu.finds(scene.window), scene.window),
    "new-profile": lambda scene: scene.window.profile_actions.new(),
    "leaving": leaving,
    "reset": reset,
    "error": trouble,
    "site-change": lambda scene: ask_about_overrides(scene.window, "Lyon", "Slurm", 4),
    "commands": commands,
    "retry": retry,
    "chosen-productions": lambda scene: ChosenProductions(
        scene.window, scene.session.watch.snapshot(None).productions, [scene.production]
    ),
    "productions": lambda scene: Productions(scene.window, scene.session.watch.snapshot(None).productions),
    "report": lambda scene: ReportDialog(scene.window, scene.session.job(scene.production, scene.job)),
    "log": log,
    "differences": differences,
    "trash": trash,
    "written": written,
    "site-file": lambda scene: SiteFile(scene.window.desk, scene.session.sites.document("Unix"), scene.window),
    "elements": lambda scene: ElementsDialog(scene.window.desk, scene.site, scene.window, writable=True),
    "servers": lambda scene: ServersDialog(scene.window.desk, scene.site, scene.window, writable=True),
    "picture": lambda scene: Enlarged(scene.window, [("spectrum.png", scene.picture)], 0, lambda at: None),
    "provenance": lambda scene: ProvenanceDialog(scene.window, origin()),
    "send": lambda scene: SendDialog(scene.window, scene.window.desk, results()),
    "browse": lambda scene: BrowseDialog(
        scene.window, scene.window.desk, "Results", [scene.session.browser.place(str(scene.session.home))]
    ),
    "inventory": lambda scene: InventoryDialog(scene.window, scene.window.desk),
    "extend": lambda scene: ExtendDialog(scene.window, scene.window.desk, [simulation(scene)], scene.production),
    "credential": lambda scene: CredentialDialog(scene.window, scene.window.desk, proxy()),
    "login": lambda scene: dialog_for(asked(), scene.window),
    "host-key": lambda scene: dialog_for(asked(key=True), scene.window),
    "key-changed": lambda scene: dialog_for(asked(key=True, replaced=True), scene.window),
}


@contextmanager
def scene_of(window: Window, production: int, job: int, profile: str | Path) -> Iterator[Scene]:
    """Yield what the dialogs are about, for a window with a production."""
    session = Session()
    with tempfile.TemporaryDirectory(prefix="parisana-dialogs-") as folder:
        yield Scene(window, session, Path(folder), production, job, profile)
    session.close()


def look_at(scene: Scene, name: str, use: Callable[[QDialog], None]) -> None:
    """Open a dialog, use it when it has its answers, close it."""
    before = set(open_dialogs())
    timer = QTimer(interval=50)

    def look() -> None:
        found = [each for each in open_dialogs() if each not in before]
        if not found:
            return
        timer.stop()
        for _ in range(2):
            QTest.qWait(150)
            while not scene.window.desk.bridge.idle:
                QTest.qWait(20)
        use(found[0])
        found[0].close()

    timer.timeout.connect(look)
    timer.start()
    made = DIALOGS[name](scene)
    if isinstance(made, QDialog):
        made.show()
    while timer.isActive() or set(open_dialogs()) - before:
        QTest.qWait(20)
    if isinstance(made, QDialog) and isValid(made):
        made.deleteLater()


def open_dialogs() -> list[QDialog]:
    """Return the dialogs that are open."""
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]


def dialog_classes() -> set[type[QDialog]]:
    """Return all kinds of dialogs that the window has; those that only others are made from are none."""
    for module in pkgutil.walk_packages(desktop.__path__, "parisana.ui.desktop."):
        importlib.import_module(module.name)
    return set(kinds(QDialog))


def kinds(base: type[QDialog]) -> Iterator[type[QDialog]]:
    """Yield the ends of the tree of classes of ours, and those in between that are opened as they are."""
    for each in base.__subclasses__():
        ours = each.__module__.startswith("parisana.ui.desktop")
        below = list(kinds(each))
        yield from below
        if ours and (not below or each.__name__ in ("Message", "Action")):
            yield each
