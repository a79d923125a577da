"""The ``settings:`` of a site file for another machine that is reached with ssh."""

from __future__ import annotations

from pydantic import Field

from parisana.core.documents.settings import PATH, Settings


class SSHSettings(Settings):
    """Which machine it is, how to log in, and how much of it jobs may use. Passwords are never kept."""

    host: str = Field(min_length=1, title="Host", description="Name or address of the machine.")
    user: str | None = Field(None, title="User", description="Your name there; empty: as in your ssh configuration.")
    port: int | None = Field(
        None, ge=1, le=65535, title="Port", description="Where its ssh server listens; empty: as in your configuration."
    )
    key: str | None = Field(
        None, title="Key file", description="Private key; empty: the agent's keys.", json_schema_extra=PATH
    )
    jump_host: str | None = Field(
        None, title="Jump host", description="Machine to go through when this one is not reached directly."
    )
    timeout: int = Field(
        30,
        ge=1,
        le=600,
        title="Patience",
        description="How long to wait for an answer.",
        json_schema_extra={"unit": "s"},
    )
    cores: int | None = Field(None, ge=1, title="Cores", description="Cores that jobs may use at once; empty: all.")
    memory: int | None = Field(
        None,
        ge=1,
        title="Memory",
        description="Memory that jobs may use at once; empty: 90 % of the machine's.",
        json_schema_extra={"unit": "MB"},
    )
    nice: int = Field(0, ge=0, le=19, title="Nice", description="How much jobs give way to other programs, 0 to 19.")
    spool: str | None = Field(
        None, title="Spool folder", description="Folder there for the queue's records; empty: below your home."
    )
