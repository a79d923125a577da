"""Another site is chosen while the profile has settings for the old one."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from parisana.ui.desktop.language import translate

from .messages import Message


def ask_about_overrides(parent: QWidget, old: str, new: str, count: int) -> bool | None:
    """Ask whether the overrides stay: yes, no, or nothing where the site is not to change after all."""
    keep, drop = translate("SiteChange", "Keep {0}").format(count), translate("SiteChange", "Drop {0}").format(count)
    heading = translate("SiteChange", "Change from {0} to {1}?").format(old, new)
    text = translate("SiteChange", "This profile changes {0} settings of {1}. They may not fit {2}.").format(
        count, old, new
    )
    answer = Message(parent, heading, text, [translate("SiteChange", "Cancel"), keep, drop]).ask()
    return {keep: True, drop: False}.get(answer)
