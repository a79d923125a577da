"""Templates in the texts of a site: ``{user}``, ``{profile}`` and so on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, Field

from .document import Wrong
from .hints import did_you_mean

TEMPLATES = ("user", "home", "host", "profile", "production", "analysis_environment")
TEMPLATE = re.compile(r"\{([^{}]*)\}")


def template(text: str) -> str:
    """Check the templates of a text."""
    for name in TEMPLATE.findall(text):
        if name not in TEMPLATES:
            raise Wrong(f"There is no template {{{name}}}.", did_you_mean(name, TEMPLATES))
    rest = TEMPLATE.sub("", text)
    if "{" in rest or "}" in rest:
        raise Wrong("A brace is left open here.", "Templates are written {user}.")
    return text


def fill(text: str, values: Mapping[str, str]) -> str:
    """Replace the templates of a text; one without a value stays."""
    return TEMPLATE.sub(lambda found: values.get(found.group(1), found.group(0)), text)


Template = Annotated[str, Field(min_length=1), AfterValidator(template)]
