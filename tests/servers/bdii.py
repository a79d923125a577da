"""A real information system: slapd with the schemas of GLUE, and entries that a test writes and changes."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.trying import cannot_try
from tests.waiting import until

from .ports import listens
from .sshd import free_port

SCHEMAS = (
    "/etc/ldap/schema/core.schema",
    "/etc/bdii/BDII.schema",
    *(f"/etc/ldap/schema/Glue-{part}.schema" for part in ("CORE", "CE", "CESEBind", "SE", "MDS")),
    "/etc/ldap/schema/GLUE20.schema",
)
CONFIG = """{includes}
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile {folder}/pid
sizelimit unlimited
access to * by * read
database mdb
suffix "o=grid"
rootdn "cn=admin,o=grid"
rootpw secret
directory {folder}/grid
maxsize 67108864
database mdb
suffix "o=glue"
rootdn "cn=admin,o=glue"
rootpw secret
directory {folder}/glue
maxsize 67108864
"""
CLASSES = (
    *("GlueCETop", "GlueCE", "GlueSchemaVersion", "GlueCEAccessControlBase", "GlueCEInfo", "GlueCEPolicy"),
    *("GlueCEState", "GlueInformationService", "GlueKey"),
)
SITE = "Mds-Vo-name=SITE,Mds-Vo-name=local,o=grid"
ROOTS = f"""dn: o=grid
objectClass: organization
o: grid

dn: Mds-Vo-name=local,o=grid
objectClass: Mds
Mds-Vo-name: local

dn: {SITE}
objectClass: Mds
Mds-Vo-name: SITE
"""


@dataclass
class Bdii:
    """The server in one folder."""

    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def place(self) -> str:
        """Return how it is named in settings."""
        return f"127.0.0.1:{self.port}"

    def start(self, entries: str = "") -> None:
        """Start it with these entries, instead of any others."""
        for name in ("grid", "glue"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
            (self.folder / name).mkdir()
        includes = "\n".join(f"include {schema}" for schema in SCHEMAS)
        (self.folder / "slapd.conf").write_text(CONFIG.format(folder=self.folder, includes=includes))
        (self.folder / "entries.ldif").write_text(f"{ROOTS}\n{entries}")
        load = ["/usr/sbin/slapadd", "-q", "-f", "slapd.conf", "-l", "entries.ldif"]
        done = subprocess.run(load, cwd=self.folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        words = ["/usr/sbin/slapd", "-f", "slapd.conf", "-h", f"ldap://{self.place}", "-d", "0"]
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(words, cwd=self.folder, stdin=quiet, stdout=quiet, stderr=quiet)
        until(lambda: listens(self.port))

    def change(self, element: str, **values: object) -> None:
        """Let an element publish other numbers."""
        lines = [f"replace: {name}\n{name}: {value}\n-\n" for name, value in values.items()]
        text = f"dn: GlueCEUniqueID={element},{SITE}\nchangetype: modify\n{''.join(lines)}"
        words = ["ldapmodify", "-x", "-D", "cn=admin,o=grid", "-w", "secret", "-H", f"ldap://{self.place}"]
        subprocess.run(words, input=text, text=True, check=True, capture_output=True)

    def stop(self) -> None:
        """Stop it."""
        if self.process is not None:
            os.kill(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None


def computing_element(name: str, vo: str, status: str = "Production", **values: object) -> str:
    """Return the entry of an element that lets an organisation in."""
    known: Mapping[str, object] = {
        "GlueCEUniqueID": name,
        "GlueCEHostingCluster": name.partition(":")[0],
        "GlueCEInfoHostName": name.partition(":")[0],
        "GlueCEStateStatus": status,
        "GlueCEInfoTotalCPUs": 400,
        "GlueCEStateFreeCPUs": 120,
        "GlueCEStateRunningJobs": 250,
        "GlueCEStateWaitingJobs": 30,
        "GlueCEStateEstimatedResponseTime": 600,
        "GlueCEAccessControlBaseRule": f"VO:{vo}",
        "GlueForeignKey": f"GlueClusterUniqueID={name.partition(':')[0]}",
        "GlueSchemaVersionMajor": 1,
        "GlueSchemaVersionMinor": 3,
        **values,
    }
    lines = [f"dn: GlueCEUniqueID={name},{SITE}", *(f"objectClass: {each}" for each in CLASSES)]
    return "\n".join([*lines, *(f"{key}: {value}" for key, value in known.items()), "", ""])


@pytest.fixture
def bdii() -> Iterator[Bdii]:
    """Return an information system that a test starts with its own entries."""
    if not all(Path(schema).exists() for schema in SCHEMAS):
        cannot_try("The information system needs slapd, bdii and glue-schema.")
    folder = Path(tempfile.mkdtemp(prefix="parisana-bdii-"))
    made = Bdii(folder)
    yield made
    made.stop()
    shutil.rmtree(folder)
