"""The web application: addresses, pages, pictures, files of our own, figures for a dashboard."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from parisana.app.visit import Visit
from parisana.errors import Bug, InputError, ParisanaError

from .answer import FOLDER, Writer, tagged
from .asked import Asked
from .guard import PICTURE_POLICY, Guard
from .metrics import CONTENT_TYPE, metrics
from .pages.jobs import picture
from .routes import HOME, PAGES, PICTURE, View
from .style import colours

#: Files of ours: name -> what it is.
STATIC = {
    "web.css": "text/css; charset=utf-8",
    "web.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


class Pages:
    """Answers questions with what a visit sees."""

    def __init__(self, visit: Visit) -> None:
        self._visit, self._writer = visit, Writer(visit.viewer)

    def routes(self) -> list[BaseRoute]:
        """Return all addresses; that of JSON comes before that of a page, whose last part may be anything."""
        found: list[BaseRoute] = [Route("/", lambda request: RedirectResponse(HOME))]
        found += [
            Route("/metrics", self._metrics),
            Route(PICTURE, self._picture),
            Route("/static/{name}", self._static),
        ]
        for path, view in PAGES.items():
            found += [Route(path + suffix, self._page(view)) for suffix in (".json", "")]
        return found

    def _page(self, view: View) -> Callable[[Request], Response]:
        def answer(request: Request) -> Response:
            began = time.perf_counter()
            try:
                made = self._writer.page(request, view(self._visit, _asked(request)))
            except ParisanaError as error:
                made = self._writer.error(request, error)
            made.headers["Server-Timing"] = f"page;dur={1e3 * (time.perf_counter() - began):.1f}"
            return made

        return answer

    def _picture(self, request: Request) -> Response:
        try:
            data, kind = picture(self._visit, _asked(request))
        except ParisanaError as error:
            return self._writer.error(request, error)
        return tagged(request, data, kind, **{"Content-Security-Policy": PICTURE_POLICY})

    def _metrics(self, request: Request) -> Response:
        try:
            return tagged(request, metrics(self._visit).encode("utf-8", "replace"), CONTENT_TYPE)
        except ParisanaError as error:
            return self._writer.error(request, error)

    def _static(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name == "colours.css":
            return tagged(request, colours().encode(), STATIC["web.css"])
        if name not in STATIC:
            return self.lost(request, HTTPException(404))
        return tagged(request, (FOLDER / "static" / name).read_bytes(), STATIC[name])

    def lost(self, request: Request, error: Exception) -> Response:
        """Answer to an address that is none."""
        status = error.status_code if isinstance(error, HTTPException) else 404
        if status == 405:
            return Response("These pages are only read.\n", 405, {"Allow": "GET, HEAD"}, "text/plain")
        return self._writer.error(request, InputError("There is no such page.", hint="The side lists those there are."))

    def broken(self, request: Request, error: Exception) -> Response:
        """Say that it is our bug; the server goes on to write what happened into its log."""
        said = Bug("This page has a bug, which is not a mistake of yours.", hint="The server's log says more.")
        made = self._writer.error(request, said)
        made.status_code = 500
        return made


def make(visit: Visit, hosts: Collection[str] = ()) -> Starlette:
    """Return the application; ``hosts`` are the names by which it may be called besides those of this machine."""
    pages = Pages(visit)
    handlers = {HTTPException: pages.lost, 500: pages.broken}
    return Starlette(routes=pages.routes(), middleware=[Middleware(Guard, hosts)], exception_handlers=handlers)


def _asked(request: Request) -> Asked:
    return Asked(request.url.path.removesuffix(".json"), request.path_params, dict(request.query_params))
