"""What is asked of one ARC service, each as one question."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Sequence
from urllib.parse import quote

from parisana.errors import InputError, NoAnswer
from parisana.plugins.backend import Element
from parisana.plugins.files import Files

from . import answers
from .wire import Reply, Wire

#: So many jobs are named in one question.
CHUNK = 500
PEM = "application/x-pem-file"


class Service:
    """One computing element."""

    def __init__(self, wire: Wire, url: str) -> None:
        self._wire = wire
        self.url = url

    def create(self, description: str) -> str:
        """Register a job; asked once only, on a connection that is surely open."""
        self._wire.refresh(self.url)
        language = "application/xml" if description.startswith("<") else "application/rsl"
        data = description.encode()
        return answers.parse_created(self._wire.ask("POST", self.url, "/jobs?action=new", data, language, False))

    def send(self, job: str, paths: Iterable[str], files: Files) -> None:
        """Send the files that a job waits for; it starts with the last one."""
        for path in paths:
            data = files.read(path)
            if data is None:
                raise InputError(f"{path!r} is not there, and jobs need it.", hint="Submit the production again.")
            place = f"/jobs/{job}/session/{quote(os.path.basename(path))}"
            reply = self._wire.ask("PUT", self.url, place, data, "application/octet-stream")
            if reply.status not in (200, 201, 204):
                raise NoAnswer(f"{self.url} did not take {os.path.basename(path)}: it answers with {reply.status}.")

    def states(self) -> dict[str, str]:
        """Return the states of all jobs of this user, as they are this moment."""
        return answers.parse_states(self._wire.ask("GET", self.url, f"/jobs?state={','.join(answers.STATES)}"))

    def act(self, action: str, jobs: Sequence[str]) -> None:
        """Let jobs be killed or cleaned; what is gone already is fine."""
        for start in range(0, len(jobs), CHUNK):
            listed = {"job": [{"id": job} for job in jobs[start : start + CHUNK]]}
            answers.entries(self._ask("POST", f"/jobs?action={action}", json.dumps(listed).encode()))

    def name(self, job: str) -> str:
        """Return the name of a job: the tag of its submission."""
        return answers.parse_name(self._text(f"/jobs/{job}/diagnose/local"))

    def has_its_files(self, job: str) -> bool:
        """Whether all that a job waits for has been sent to it."""
        wanted = answers.parse_inputs(self._text(f"/jobs/{job}/diagnose/description"))
        return bool(wanted) and wanted <= answers.parse_files(self._ask("GET", f"/jobs/{job}/session/"))

    def why(self, job: str) -> str:
        """Return why a job failed."""
        return self._text(f"/jobs/{job}/diagnose/failed")

    def output(self, job: str, name: str) -> str | None:
        """Return a file that a job left; ``None`` when there is none."""
        reply = self._ask("GET", f"/jobs/{job}/session/{quote(name)}")
        return reply.body.decode("utf-8", "replace") if reply.status == 200 else None

    def runtimes(self) -> tuple[str, ...]:
        """Ask which software and surroundings jobs may ask for."""
        return answers.parse_runtimes(self._ask("GET", "/info"))

    def delegate(self, signed: Callable[[bytes], bytes], name: str = "") -> str:
        """Let it have a proxy, or a newer one under the name of an older; return its name there."""
        path = f"/delegations/{quote(name)}?action=renew" if name else "/delegations?action=new"
        asked = self._ask("POST", path)
        made = name or asked.location.rpartition("/")[2]
        if asked.status not in (200, 201) or not made:
            raise NoAnswer(f"{self.url} takes no proxy for jobs: it answers with {asked.status}.")
        reply = self._wire.ask("PUT", self.url, f"/delegations/{quote(made)}", signed(asked.body), PEM)
        if reply.status not in (200, 201, 204):
            raise NoAnswer(f"{self.url} did not take the proxy for jobs: it answers with {reply.status}.")
        return made

    def delegations_of(self, jobs: Sequence[str]) -> list[str]:
        """Return the names of the proxies with which jobs were sent, each once."""
        found: set[str] = set()
        for start in range(0, len(jobs), CHUNK):
            listed = {"job": [{"id": job} for job in jobs[start : start + CHUNK]]}
            found |= answers.parse_delegations(
                self._ask("POST", "/jobs?action=delegations", json.dumps(listed).encode())
            )
        return sorted(found)

    def element(self, share: float) -> Element:
        """Ask how it is."""
        start = time.monotonic()
        reply = self._ask("GET", "/info")
        if reply.status != 200:
            raise NoAnswer(f"{self.url} answers with {reply.status}.")
        return answers.parse_element(self.url, reply, time.monotonic() - start, share)

    def _text(self, path: str) -> str:
        reply = self._ask("GET", path)
        if reply.status not in (200, 404):
            raise NoAnswer(f"{self.url} answers with {reply.status}.")
        return reply.body.decode("utf-8", "replace") if reply.status == 200 else ""

    def _ask(self, method: str, path: str, body: bytes = b"") -> Reply:
        return self._wire.ask(method, self.url, path, body)
