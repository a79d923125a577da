"""The pages in a real Chromium: nothing is complained of, nothing comes from elsewhere, nothing is cut off."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from parisana.app.visit import Visit
from parisana.ui.colours import DARK, LIGHT
from tests.trying import cannot_try
from tests.waiting import until

from .served import Watched, browser, chromium, serving
from .test_pages import PATHS

pytestmark = [pytest.mark.server, pytest.mark.slow, pytest.mark.xdist_group("chromium")]
DESK, PHONE = {"width": 1320, "height": 860}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def address(visit: Visit) -> Iterator[str]:
    """Return where the pages are served."""
    with serving(visit) as found:
        yield found


@pytest.fixture(scope="module")
def eyes() -> Iterator[Browser]:
    """Return the system's Chromium."""
    program = chromium()
    if program is None:
        cannot_try("the web pages in a browser: there is no chromium (apt install chromium)")
    with browser(program) as made:
        yield made


def colour(name: str) -> str:
    """Return a colour as a browser writes it."""
    return f"rgb({int(name[1:3], 16)}, {int(name[3:5], 16)}, {int(name[5:7], 16)})"


def ground(watched: Watched) -> str:
    """Return the colour of the page."""
    found: str = watched.page.evaluate("getComputedStyle(document.body).backgroundColor")
    return found


def test_no_page_is_complained_of_or_asks_another_host_or_is_cut_off(eyes: Browser, address: str) -> None:
    wide, narrow = Watched(eyes, address, viewport=DESK), Watched(eyes, address, viewport=PHONE)
    for path in [*PATHS, "/search?q=crab", "/files?production=1"]:
        for watched in (wide, narrow):
            watched.go(path)
            assert watched.too_wide == 0, path
            assert watched.page.locator("main h1").inner_text()
        assert (wide.complaints, wide.strangers, narrow.complaints) == ([], [], []), path


def test_a_picture_that_a_job_made_is_seen(eyes: Browser, address: str) -> None:
    watched = Watched(eyes, address, viewport=DESK)
    page = watched.go("/productions/1")
    page.locator("figure img").scroll_into_view_if_needed()
    until(lambda: page.evaluate("[...document.images].map(image => image.naturalWidth > 0)") == [True])
    assert watched.complaints == []


def test_the_systems_theme_is_followed_until_another_is_chosen(eyes: Browser, address: str) -> None:
    watched = Watched(eyes, address, viewport=DESK, color_scheme="dark")
    page = watched.go("/productions")
    assert ground(watched) == colour(DARK.bg)
    page.get_by_role("button", name="Light or dark").click()
    assert ground(watched) == colour(LIGHT.bg)
    page.get_by_role("link", name="Run lists").click()
    page.wait_for_url("**/run-lists")
    assert ground(watched) == colour(LIGHT.bg) and watched.complaints == []


def test_without_script_all_is_there(eyes: Browser, address: str) -> None:
    watched = Watched(eyes, address, viewport=PHONE, java_script_enabled=False)
    page = watched.go("/productions")
    page.get_by_role("link", name="Menu").click()
    page.get_by_role("link", name="Source catalogue").click()
    assert page.locator("h1").inner_text() == "Source catalogue"


def test_jobs_are_found_by_the_keyboard_alone(eyes: Browser, address: str) -> None:
    watched = Watched(eyes, address, viewport=DESK)
    page = watched.go("/productions")
    page.get_by_role("searchbox").focus()
    page.keyboard.type("1.3")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="1.3").press("Enter")
    page.wait_for_url("**/productions/1/jobs/3")
    assert page.locator("h1").inner_text() == "dst run-023526"
