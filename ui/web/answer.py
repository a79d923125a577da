"""A page becomes an answer: HTML or JSON as it was asked for, with a tag by which the same need not be sent twice."""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response

from parisana import __version__
from parisana.core.jobs.states import JobState
from parisana.errors import BookkeepingError, InputError, ParisanaError

from . import charts, drawings
from .asked import BadQuestion
from .navigation import GROUPS
from .page import Page
from .words import FILTERS

FOLDER = Path(__file__).parent
HTML, JSON = "text/html; charset=utf-8", "application/json"


@cache
def environment() -> Environment:
    """Return what draws the templates: everything that is filled in is escaped."""
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(FILTERS)
    made.globals.update(groups=GROUPS, charts=charts, drawings=drawings, version=__version__, JobState=JobState)
    return made


class Writer:
    """Writes answers."""

    def __init__(self, viewer: str) -> None:
        self._viewer, self._environment = viewer, environment()

    def page(self, request: Request, page: Page) -> Response:
        """Answer with a page."""
        if wants_json(request):
            text = json.dumps(page.document(), ensure_ascii=False)
            return tagged(request, text.encode("utf-8", "backslashreplace"), JSON)
        return tagged(request, self._html(request, page), HTML)

    def error(self, request: Request, error: ParisanaError) -> Response:
        """Answer with a sentence."""
        status = status_of(error)
        if wants_json(request):
            text = json.dumps({"error": {"kind": error.kind, "message": error.message, "hint": error.hint}})
            return Response(text, status, media_type=JSON)
        page = Page("This page cannot be shown", "error.html", {"error": error}, "")
        return Response(self._html(request, page), status, media_type=HTML)

    def _html(self, request: Request, page: Page) -> bytes:
        path = request.url.path
        as_json = request.url.replace(path=f"{path}.json", scheme="", netloc="", fragment="")
        said: dict[str, Any] = {"page": page, "viewer": self._viewer, "q": "", "as_json": str(as_json), **page.data}
        return self._environment.get_template(page.template).render(said).encode("utf-8", "replace")


def wants_json(request: Request) -> bool:
    """Whether a program asks: by the address, or by what it accepts."""
    accepted = request.headers.get("accept", "")
    return request.url.path.endswith(".json") or ("application/json" in accepted and "text/html" not in accepted)


def status_of(error: ParisanaError) -> int:
    """Return the number that says what kind of trouble it is."""
    if isinstance(error, BadQuestion):
        return 400
    if isinstance(error, InputError):
        return 404
    return 503 if isinstance(error, BookkeepingError) else 502


def tagged(request: Request, body: bytes, media_type: str, **headers: str) -> Response:
    """Return the body, or only the word that it is the same as before."""
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    named = {"ETag": tag, "Vary": "Accept", **headers}
    known = {each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")}
    if tag in known or "*" in known:
        return Response(status_code=304, headers=named)
    return Response(body, media_type=media_type, headers=named)
