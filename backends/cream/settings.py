"""The ``settings:`` of a site file for the European Grid."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, JsonValue, field_validator, model_validator

from parisana.backends.grid import limits
from parisana.backends.grid.limits import ElementLimits
from parisana.backends.grid.weights import HELP, TITLE, Weights
from parisana.core.documents.settings import PATH, Settings
from parisana.core.texts.document import Wrong

#: For settings that count only when a WMS chooses the elements.
WITH_WMS: dict[str, JsonValue] = {"when": {"use_wms": [True]}}


class CreamSettings(Settings):
    """The virtual organisation, the elements that jobs go to, and the proxy that they carry."""

    vo: str = Field(min_length=1, title="Virtual organisation", description="In whose name jobs run.")
    elements: tuple[str, ...] = Field(
        (), title="List of Computing Elements", description="Elements that jobs may be sent to, in order of preference."
    )
    bdii: str | None = Field(
        None,
        title="Information system",
        description="Server that lists the elements, as HOST:2170; empty: that of LCG_GFAL_INFOSYS.",
    )
    longest_wait_s: float = Field(
        86_400.0,
        ge=1,
        title="Longest wait",
        description="Elements that let jobs wait for so long get none; the sooner one answers, the more it gets.",
        json_schema_extra={"unit": "s"},
    )
    weights: Weights = Field((), title=TITLE, description=HELP)
    element_limits: ElementLimits = Field((), title=limits.TITLE, description=limits.HELP)
    use_wms: bool = Field(
        False, title="Use WMS", description="Let a WMS choose the element; otherwise jobs go straight to one."
    )
    wms_servers: tuple[str, ...] = Field(
        (),
        title="List of WMS Servers",
        description="WMS servers, each by its URL; jobs are shared among those that answer.",
        json_schema_extra=WITH_WMS,
    )
    requirements: str = Field(
        'other.GlueCEStateStatus == "Production"',
        title="Requirements",
        description="What an element must offer, as an expression of the WMS; what jobs need is added to it.",
        json_schema_extra=WITH_WMS,
    )
    rank: str = Field(
        "-other.GlueCEStateEstimatedResponseTime",
        title="Rank",
        description="Of the elements that fit, the WMS takes the one for which this expression is the highest.",
        json_schema_extra=WITH_WMS,
    )
    bulk: Literal["parametric", "collection"] = Field(
        "parametric",
        title="Many jobs at once",
        description="How the WMS is told of many jobs: one description with a number in it, or one for each.",
        json_schema_extra=WITH_WMS,
    )
    jobs_at_once: int = Field(
        100,
        ge=1,
        le=2000,
        title="Jobs at once",
        description="So many jobs are sent to the WMS in one call.",
        json_schema_extra=WITH_WMS,
    )
    use_myproxy: bool = Field(
        False, title="Use myproxy", description="Let a MyProxy server renew the proxy of jobs that wait long."
    )
    myproxy_server: str | None = Field(
        None,
        title="MyProxy server",
        description="Name of the MyProxy server.",
        json_schema_extra={"when": {"use_myproxy": [True]}},
    )
    use_proxy_delegation: bool = Field(
        True, title="Use proxy delegation", description="Delegate the proxy once for all jobs instead of with each one."
    )
    proxy_management: str | None = Field(
        None,
        title="Proxy management",
        description="Folder of the site's own tools that keep a proxy alive; empty: voms-proxy-init.",
        json_schema_extra=PATH,
    )
    use_sandbox_server: bool = Field(
        False, title="Use SandBox GFTP server", description="Keep sandboxes on a GridFTP server instead of the element."
    )
    sandbox_server: str | None = Field(
        None,
        title="SandBox GFTP server",
        description="Folder for the sandboxes, as gsiftp://HOST:PORT/FOLDER.",
        json_schema_extra={"when": {"use_sandbox_server": [True]}},
    )

    @model_validator(mode="after")
    def _complete(self) -> Self:
        for wanted, needed in (
            ("use_wms", "wms_servers"),
            ("use_myproxy", "myproxy_server"),
            ("use_sandbox_server", "sandbox_server"),
        ):
            if getattr(self, wanted) and not getattr(self, needed):
                title = type(self).model_fields[wanted].title
                raise Wrong(f"'{title}' is on, and {needed} is missing.", path=(wanted,))
        return self

    @field_validator("requirements", "rank")
    @classmethod
    def _one_expression(cls, value: str) -> str:
        if "\n" in value or ";" in value:
            raise Wrong("An expression of the WMS stands on one line, and has no ';'.")
        return value.strip()
