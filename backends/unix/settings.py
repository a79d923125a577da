"""The ``settings:`` of a site file for this backend."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from pydantic import Field

from parisana.core.documents.settings import PATH, Settings

from . import machine

TerminalType = Literal["xterm", "konsole", "gnome-terminal", "xfce4-terminal"]

#: Words before the command that a terminal shall run.
TERMINALS: dict[TerminalType, list[str]] = {
    "xterm": ["xterm", "-e"],
    "konsole": ["konsole", "-e"],
    "gnome-terminal": ["gnome-terminal", "--"],
    "xfce4-terminal": ["xfce4-terminal", "-x"],
}
#: Variables of the submitting program that a job finds again: its proxy and the catalogue, too, but no secret.
KEPT = ("HOME", "USER", "LOGNAME", "SHELL", "PATH", "LANG", "TMPDIR", "TZ", "GAMMAPY_DATA")
KEPT_FAMILIES = ("LC_", "PARISANA_", "X509_", "LFC_", "LCG_")
#: Variables by which a terminal finds the display.
DISPLAY = ("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS")


class UnixSettings(Settings):
    """How much of this machine jobs may use, and how they are shown."""

    cores: int | None = Field(None, ge=1, title="Cores", description="Cores that jobs may use at once; empty: all.")
    memory_mb: int | None = Field(
        None,
        ge=1,
        title="Memory",
        description="Memory that jobs may use at once; empty: 90 % of the machine's.",
        json_schema_extra={"unit": "MB"},
    )
    priority: int = Field(0, title="Priority", description="Higher starts earlier.")
    nice: int = Field(0, ge=0, le=19, title="Nice", description="How much jobs give way to other programs, 0 to 19.")
    spool: str | None = Field(
        None,
        title="Spool folder",
        description="Folder of the queue's records; empty: with the user's data.",
        json_schema_extra=PATH,
    )
    open_in_terminal: bool = Field(
        False, title="Open in Terminal", description="Show each job's output in a terminal window."
    )
    terminal_type: TerminalType = Field(
        "xterm",
        title="Terminal Type",
        description="The terminal to open.",
        json_schema_extra={"when": {"open_in_terminal": [True]}},
    )
    grace_s: float = Field(
        10.0,
        ge=0,
        title="Time to end",
        description="Time between asking a job to end and killing it.",
        json_schema_extra={"unit": "s"},
    )
    idle_s: float = Field(
        10.0,
        ge=0,
        title="Idle time",
        description="Time without work after which the queue process leaves.",
        json_schema_extra={"unit": "s"},
    )

    def offered_cores(self) -> int:
        """Return the cores that jobs may use."""
        return self.cores or machine.cores()

    def offered_memory_mb(self) -> int:
        """Return the memory that jobs may use."""
        return self.memory_mb or machine.memory_mb()

    def spool_folder(self) -> Path:
        """Return where the queue keeps its records."""
        return Path(self.spool) if self.spool else machine.default_spool()

    def terminal(self) -> list[str]:
        """Return what opens a terminal; empty when none is wanted or there is no display."""
        shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
        return TERMINALS[self.terminal_type] if self.open_in_terminal and shown else []


def kept_environment() -> dict[str, str]:
    """Return what a job sees of the submitting program's environment."""
    return {name: value for name, value in os.environ.items() if name in KEPT or name.startswith(KEPT_FAMILIES)}


def display_environment() -> dict[str, str]:
    """Return what a terminal needs to find the display."""
    return {name: os.environ[name] for name in DISPLAY if name in os.environ}
