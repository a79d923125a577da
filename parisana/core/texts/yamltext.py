"""Plain values into YAML that reads back the same."""

from __future__ import annotations

from typing import Any

import yaml

from .document import plain


class _Dumper(yaml.SafeDumper):
    """Quotes whatever our reader would not take for text, and repeats values instead of using anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = None if isinstance(plain(text), str) else "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def write(data: Any) -> str:
    """Write plain values as YAML; short mappings and lists of plain values in one line."""
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, default_flow_style=None, width=110)


def inline(value: Any) -> str:
    """Write one value in one line."""
    text = yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, default_flow_style=True, width=10**9)
    return text.removesuffix("\n").removesuffix("\n...").strip()
