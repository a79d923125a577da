"""The pages served on a port of this machine, and a real browser that looks at them."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from threading import Thread
from typing import Any

import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from parisana.app.visit import Visit
from parisana.ui.web.application import make
from tests.waiting import until

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
#: No traffic of its own, and no sandbox where the tests run as root.
WORDS = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]


@contextmanager
def serving(visit: Visit) -> Iterator[str]:
    """Serve the pages; the address has no slash at its end."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(make(visit), log_level="warning", access_log=False))
    thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    until(lambda: server.started)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()


def chromium() -> str | None:
    """Return the system's Chromium."""
    return next((found for name in CHROMIUM if (found := which(name))), None)


@contextmanager
def browser(program: str) -> Iterator[Browser]:
    """Start the system's Chromium."""
    words = [*WORDS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=program, args=words)
        yield made
        made.close()


class Watched:
    """A page of the browser that remembers what was complained of, and which other hosts were asked."""

    def __init__(self, made: Browser, address: str, **context: Any) -> None:
        self.address, self.complaints, self.strangers = address, list[str](), list[str]()
        self.page: Page = made.new_context(**context).new_page()
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self._ask(request.url))

    def _ask(self, url: str) -> None:
        if not url.startswith((self.address, "data:")):
            self.strangers.append(url)

    def go(self, path: str) -> Page:
        """Open a page of ours."""
        self.page.goto(self.address + path)
        return self.page

    @property
    def too_wide(self) -> int:
        """By how many pixels the page is wider than the window."""
        wide: int = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return wide

    def picture(self, file: Path, whole: bool = True) -> None:
        """Keep what is seen, to the page's end or to that of the screen."""
        self.page.screenshot(path=file, full_page=whole)
