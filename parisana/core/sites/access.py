"""How a site is reached, and which storages its areas may lie on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Self

from pydantic import ConfigDict, Field, model_validator

from parisana.core.documents.address import Address, Transport, parse_address
from parisana.core.documents.model import Many, Model
from parisana.core.texts.document import Wrong
from parisana.core.texts.templates import Template, fill

#: What makes a path whole: it begins at the top, or names a protocol or a host.
WHOLE = re.compile(r"/|[A-Za-z][A-Za-z0-9+.-]*:")


class Reach(Model):
    """From where the commands of the batch system are given."""

    ssh: bool = Field(False, title="Use ssh", description="Give the batch system's commands on another host.")
    sshfs: bool = Field(
        False,
        title="Using sshfs",
        description="The submit host's folders are mounted here under the same names.",
        json_schema_extra={"when": {"ssh": [True]}},
    )
    host: str | None = Field(
        None,
        min_length=1,
        title="Submit Host",
        description="The host on which jobs are submitted, as HOST or USER@HOST.",
        json_schema_extra={"when": {"ssh": [True]}},
    )
    transport: Transport = Field(
        "program",
        title="Connection",
        description="The program's own ssh, with keys; or the system's, for Kerberos, passwords and one-time codes.",
        json_schema_extra={"when": {"ssh": [True]}},
    )

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.ssh and self.host is None:
            raise Wrong("Using ssh needs a submit host.", "Name it as 'host'.", ("ssh",))
        if self.sshfs and not self.ssh:
            raise Wrong("sshfs is of use only together with ssh.", "Set 'ssh: true', too.", ("sshfs",))
        if self.host is not None:
            parse_address(self.host)
        return self

    @property
    def address(self) -> Address | None:
        """The submit host, when there is one."""
        return parse_address(self.host, self.transport) if self.ssh and self.host else None


class StorageUse(Model):
    """A kind of storage at a site; other keys are the settings of its plug-in."""

    model_config = ConfigDict(extra="allow", strict=True, frozen=True)

    use: bool = Field(True, title="Use", description="Whether areas may lie on it.")
    root: Template | None = Field(None, title="Root Directory", description="Areas with a relative path lie below it.")
    read: Many[Template] = Field(
        (),
        title="Ways to read",
        description="Roots under which jobs find the same files, in the order in which they are tried.",
    )
    write: Many[Template] = Field(
        (),
        title="Ways to write",
        description="Roots by which jobs put files there, in the order in which they are tried.",
    )

    @model_validator(mode="after")
    def _ways_have_a_root(self) -> Self:
        for name in ("read", "write"):
            ways = getattr(self, name)
            if ways and self.root is None:
                raise Wrong(f"The ways to {name} stand for a root, and none is said.", "Add 'root'.", (name,))
            if any(" " in way or "\t" in way for way in ways):
                raise Wrong(f"A way to {name} cannot have a blank in it.", "Give the folder another name.", (name,))
        return self

    @property
    def ways(self) -> dict[str, str]:
        """What jobs are told of them; nothing when the root is the only way."""
        if not (self.read or self.write):
            return {}
        return {"root": self.root or "", "read": " ".join(self.read), "write": " ".join(self.write)}

    @property
    def settings(self) -> dict[str, Any]:
        """What the plug-in's own settings class is made from; a root that is not said is left to it."""
        own = {} if self.root is None else {"root": self.root}
        return {**own, **(self.model_extra or {})}

    def filled(self, values: Mapping[str, str]) -> Self:
        """Return it with its templates replaced."""
        if self.root is None:
            return self
        ways = {name: tuple(fill(way, values) for way in getattr(self, name)) for name in ("read", "write")}
        return self.model_copy(update={"root": fill(self.root, values), **ways})


def below(root: str | None, path: str) -> str:
    """Return a path below a root, unless it is whole already, or there is no root."""
    if root is None or WHOLE.match(path):
        return path
    return root + path if root.endswith("/") else f"{root}/{path}"
