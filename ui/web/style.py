"""The colours of both themes as the style sheet takes them: those of the system, unless the reader chose."""

from __future__ import annotations

from dataclasses import fields
from functools import cache

from parisana.ui.colours import DARK, LIGHT, Theme


@cache
def colours() -> str:
    """Return the style sheet that names the colours."""
    dark = f"color-scheme: dark; {_named(DARK)}"
    return "\n".join(
        [
            f':root, :root[data-theme="light"] {{ color-scheme: light; {_named(LIGHT)} }}',
            f'@media (prefers-color-scheme: dark) {{ :root:not([data-theme="light"]) {{ {dark} }} }}',
            f':root[data-theme="dark"] {{ {dark} }}',
        ]
    )


def _named(theme: Theme) -> str:
    names = (each.name for each in fields(theme) if each.name != "name")
    return " ".join(f"--{name.replace('_', '-')}: {getattr(theme, name)};" for name in names)
