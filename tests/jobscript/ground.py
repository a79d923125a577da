"""The ground on which the tests run a rendered job script: areas, a table, a small payload."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from parisana.app.working.scripts import render_script
from parisana.core.sites.jobscript import ScriptSpec
from parisana.core.texts.table import Row, format_table

KEY = "ab" * 32
BEGIN, END = "-----BEGIN PARISANA REPORT-----\n", "-----END PARISANA REPORT-----\n"
#: Seconds after which a script hangs: far more than it takes, on a machine that has much to do.
PATIENCE = 180
#: A payload that needs bash only. Its words arrive as $1…; it says what it got, and writes two files.
GOOD = """
parameters=$1 unit=$2 runs=$3 output=$4
printf 'unit %s, runs %s\\n' "$unit" "$runs"
printf 'spectrum of %s' "$unit" > "$output/spectrum.txt"
printf '{"gammapy": "2.1"}' > "$output/versions.json"
printf '{"events": 12}\\n'
"""


@dataclass(frozen=True)
class Ran:
    """What one run of the script left behind."""

    code: int
    stdout: str
    stderr: str

    @property
    def printed(self) -> Any:
        """The report as printed: the last block of standard output."""
        body = self.stdout[self.stdout.index(BEGIN) + len(BEGIN) :]
        assert body.endswith(END)
        return json.loads(body.removesuffix(END))


@dataclass
class Ground:
    """One Working area with one script; every place can be renamed to something awkward."""

    root: Path
    payload: str = GOOD
    working_name: str = "work/production-000012"
    unit: str = "slice-003"
    area_name: str = "results"
    inputs: tuple[tuple[str, str], ...] = ()
    environment: Mapping[str, Any] = field(default_factory=lambda: {"kind": "none"})
    spec: Mapping[str, Any] = field(default_factory=dict)
    output: str = ""
    """Where the result goes, when that is no path of this machine."""

    @property
    def working(self) -> Path:
        """The production's Working area."""
        return self.root / self.working_name

    @property
    def final(self) -> Path:
        """The folder that the job's result is to become."""
        return self.root / self.area_name / "micro" / f"{self.unit}-{KEY[:12]}"

    def script(self) -> Path:
        """Write script and payload; return the script's path."""
        command = ("bash", "{payload}", "{parameters}", "{unit}", "{runs}", "{output}", "{inputs}")
        values: dict[str, Any] = {"command": command, "outputs": (("*.txt", 1),)} | dict(self.spec)
        path = self.working / "program" / "0123456789abcdef" / "micro.sh"
        path.parent.mkdir(parents=True, exist_ok=True)
        put(path, render_script(ScriptSpec(stage="micro", environment=self.environment, **values)))
        put(path.with_name("payload.pyz"), self.payload)
        return path

    def table(self, tag: str) -> Path:
        """Write the table of a submission with this one job; return its path."""
        parameters = self.working / "parameters" / "micro-1.json"
        path = self.working / "submissions" / f"{tag}.tsv"
        for folder in (parameters.parent, path.parent, self.root / "tmp"):
            folder.mkdir(parents=True, exist_ok=True)
        put(parameters, "{}")
        row = Row(KEY, "micro", self.unit, (23523, 23526), str(parameters), self.output or str(self.final), self.inputs)
        put(path, format_table([row]))
        return path

    def surroundings(self, extra: Mapping[str, str]) -> dict[str, str]:
        """Return the environment that the script sees."""
        home = {"PATH": os.environ["PATH"], "TMPDIR": str(self.root / "tmp")}
        ledger = {"PARISANA_LEDGER": str(self.root / "ledger")}
        return home | ledger | dict(extra)

    def start(
        self, tag: str = "t1", *words: str, prefix: Sequence[str] = (), script: Path | None = None, **extra: str
    ) -> subprocess.Popen[str]:
        """Start the script as a batch system would, and return without waiting."""
        argv = ["bash", str(script or self.script()), str(self.table(tag)), tag, *(words or ("1",))]
        return subprocess.Popen(
            [*prefix, *argv],
            cwd=self.root,
            env=self.surroundings(extra),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="surrogateescape",
        )

    def run(self, tag: str = "t1", *words: str, prefix: Sequence[str] = (), **extra: str) -> Ran:
        """Run the script to its end."""
        return finish(self.start(tag, *words, prefix=prefix, script=None, **extra))

    def report(self, tag: str = "t1") -> Any:
        """Return the report that the attempt left in the Working area."""
        return json.loads((self.working / "reports" / f"{tag}.1.json").read_text("utf-8", "surrogateescape"))

    @property
    def ledger(self) -> list[str]:
        """What payloads noted when they started."""
        path = self.root / "ledger"
        return path.read_text().splitlines() if path.exists() else []

    def left_behind(self) -> list[str]:
        """Return what is left of work folders and unfinished results."""
        places = [self.root / "tmp", self.final.parent]
        names = [name for place in places if place.exists() for name in os.listdir(place)]
        return [name for name in names if name.startswith(("parisana.", "."))]


def give_up(process: subprocess.Popen[str]) -> None:
    """End a script that hangs; what its children still hold open is not waited for."""
    process.kill()
    process.wait()
    for stream in (process.stdout, process.stderr):
        if stream is not None:
            stream.close()


def put(path: Path, text: str) -> None:
    """Write a file in one step: a bash that reads the one before goes on reading it."""
    part = path.with_suffix(".part")
    part.write_text(text)
    part.chmod(0o755)
    part.replace(path)


def finish(process: subprocess.Popen[str]) -> Ran:
    """Wait for a script; a hang is a failure of the test, not of the machine."""
    try:
        stdout, stderr = process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        give_up(process)
        raise
    return Ran(process.returncode, stdout, stderr)
