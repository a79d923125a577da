"""The ``settings:`` of a site file for HTCondor-CE."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field, field_validator

from parisana.backends.grid import limits
from parisana.backends.grid.limits import ElementLimits
from parisana.backends.grid.weights import HELP, TITLE, Weights
from parisana.core.documents.settings import Settings
from parisana.core.texts.document import Wrong

from .names import Endpoint

#: One more line of the submit file.
LINE = re.compile(r"\+?[A-Za-z_]\w*\s*=\s*\S[^\n\r]*")


class HTCondorCESettings(Settings):
    """The computing elements that jobs go to. Proxy and token are found where the Grid keeps them."""

    elements: tuple[str, ...] = Field(
        (),
        title="List of Computing Elements",
        description="Each as HOST, HOST:PORT (9619) or, where its schedd has another name, HOST:PORT/SCHEDD.",
    )
    weights: Weights = Field((), title=TITLE, description=HELP)
    element_limits: ElementLimits = Field((), title=limits.TITLE, description=limits.HELP)
    credential: Literal["proxy", "token"] | None = Field(
        None, title="Credential", description="What elements are shown; empty: what HTCondor's tools choose."
    )
    oidc_account: str | None = Field(
        None,
        title="Account of oidc-agent",
        description="Its tokens are shown, and asked for anew before they end; empty: a token found the WLCG way.",
    )
    queue: str | None = Field(
        None,
        title="Queue",
        description="Queue of the batch system behind the element; empty: its default.",
        pattern=r"[A-Za-z0-9_.@-]+",
    )
    jobs_at_once: int = Field(
        100, ge=1, le=5000, title="Jobs at once", description="So many jobs are one cluster, sent in one call."
    )
    attributes: tuple[str, ...] = Field(
        (), title="More lines", description="Other lines of the submit file, each NAME = VALUE or +NAME = VALUE."
    )

    @field_validator("elements")
    @classmethod
    def _named(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for each in value:
            if Endpoint.read(each) is None:
                raise Wrong(f"{each!r} is no computing element: write HOST, HOST:PORT or HOST:PORT/SCHEDD.")
        return value

    @field_validator("attributes")
    @classmethod
    def _lines(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for each in value:
            if not LINE.fullmatch(each):
                raise Wrong(f"{each!r} is no line of a submit file: write NAME = VALUE or +NAME = VALUE.")
        return value
