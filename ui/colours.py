"""The colours of the two themes, by what they are for: the window and the web pages share them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Name = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by what they are for."""

    name: Name
    bg: str
    panel: str
    side: str
    alt: str
    code: str
    line: str
    hair: str
    field: str
    fieldline: str
    text: str
    dim: str
    faint: str
    accent: str
    on_accent: str
    accent_bg: str
    ok: str
    running: str
    waiting: str
    unset: str
    warn: str
    warn_text: str
    warn_bg: str
    warn_line: str
    bad: str
    bad_bg: str
    track: str
    idle: str
    keyword: str
    string: str
    number: str
    variable: str
    comment: str


LIGHT = Theme(
    name="light", bg="#F6F7F9", panel="#FFFFFF", side="#EEF0F3", alt="#FAFBFC", code="#F8F9FB", line="#DDE1E7",
    hair="#EBEEF2", field="#FFFFFF", fieldline="#C9D0DA", text="#1B2430", dim="#5B667A", faint="#7A8595",
    accent="#2457C5", on_accent="#FFFFFF", accent_bg="#E6EDFB", ok="#1E8E5A", running="#2457C5", waiting="#7F8CA0",
    unset="#8793A4", warn="#B7791F", warn_text="#7D5109", warn_bg="#FDF6E7", warn_line="#EAD9B0", bad="#C23838",
    bad_bg="#FCEDED", track="#E6E9EE", idle="#AEB7C4", keyword="#2457C5", string="#1B7A4E", number="#9A5B00",
    variable="#7A3FA8", comment="#667082",
)  # fmt: skip

DARK = Theme(
    name="dark", bg="#15181D", panel="#1D2127", side="#191C22", alt="#20242B", code="#171A20", line="#31373F",
    hair="#272C34", field="#171A20", fieldline="#3C434D", text="#DDE1E7", dim="#9CA6B4", faint="#7D8793",
    accent="#7AA2F7", on_accent="#10131A", accent_bg="#26324A", ok="#4CC38A", running="#7AA2F7", waiting="#738093",
    unset="#6B7684", warn="#E2B04A", warn_text="#EBC677", warn_bg="#2B2619", warn_line="#4D422A", bad="#F07878",
    bad_bg="#33211F", track="#2C323A", idle="#57606C", keyword="#7AA2F7", string="#7FCFA4", number="#E2B04A",
    variable="#C39AF0", comment="#7C8695",
)  # fmt: skip

THEMES: dict[Name, Theme] = {"light": LIGHT, "dark": DARK}
