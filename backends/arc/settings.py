"""The ``settings:`` of a site file for ARC."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from parisana.backends.grid import limits
from parisana.backends.grid.limits import ElementLimits
from parisana.backends.grid.weights import HELP, TITLE, Weights
from parisana.core.documents.settings import PATH, Settings
from parisana.core.texts.document import Wrong


class ArcSettings(Settings):
    """The computing elements that jobs go to. Proxy and token are found where the Grid keeps them."""

    services: tuple[str, ...] = Field(
        (), title="ARC services", description="Computing elements, each by its URL, as https://HOST/arex."
    )
    interface: Literal["rest", "commands"] = Field(
        "rest",
        title="Interface",
        description="REST, or the arc* commands of ARC's client: for elements that have EMI-ES only.",
    )
    language: Literal["xrsl", "adl"] = Field(
        "xrsl",
        title="Job description",
        description="In ARC's own language, or in that of EMI, over REST; ARC's client makes the latter by itself.",
    )
    weights: Weights = Field((), title=TITLE, description=HELP)
    element_limits: ElementLimits = Field((), title=limits.TITLE, description=limits.HELP)
    credential: Literal["proxy", "token"] | None = Field(
        None, title="Credential", description="What services are shown; empty: both, where they are there."
    )
    oidc_account: str | None = Field(
        None,
        title="Account of oidc-agent",
        description="Its tokens are shown, and asked for anew before they end; empty: a token found the WLCG way.",
    )
    proxy_for_jobs: bool = Field(
        True,
        title="Proxy for jobs",
        description="Your proxy is handed to the jobs, for storages that ask them for one, where the element can.",
    )
    data_staging: Literal["job", "in", "in and out"] = Field(
        "job",
        title="Files are brought by",
        description="The job itself, by its node's clients; or the element: what jobs read, or also what they made.",
    )
    runtimes: tuple[str, ...] = Field(
        (),
        title="Runtime environments",
        description="Software and surroundings that jobs ask for, by the names that the element gives them.",
    )
    queue: str | None = Field(None, title="Queue", description="Queue of the batch system there; empty: its default.")
    ca: str | None = Field(
        None,
        title="Authorities",
        description="Folder or file of certificates to trust; empty: X509_CERT_DIR and what this machine trusts.",
        json_schema_extra=PATH,
    )

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.data_staging != "job" and (not self.proxy_for_jobs or self.credential == "token"):
            raise Wrong("The element stages data with your proxy, and gets none.", path=("data_staging",))
        if self.data_staging == "in and out" and self.interface == "commands":
            raise Wrong("By commands, elements bring what jobs read, but take nothing away.", path=("data_staging",))
        return self
