"""A node of the Grid on which a job costs little: nothing there starts slowly, and checksums are those of cksum."""

from __future__ import annotations

from pathlib import Path

COMMANDS, LEFT_OUT = Path("/usr/bin"), ("python", "perl", "xrd", "gfal")


def plain_node(folder: Path, ledger: str) -> dict[str, str]:
    """Return what jobs find in their environment there."""
    folder.mkdir()
    for command in COMMANDS.iterdir():
        if not command.name.startswith(LEFT_OUT):
            (folder / command.name).symlink_to(command)
    return {"PARISANA_LEDGER": ledger, "PATH": str(folder)}
