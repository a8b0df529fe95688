"""A real browser on a real server: Debian's Chromium, at the width of a desk and of a phone."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect, sync_playwright

from gongkai.catalogue.actions import adopt_standard_catalogue
from gongkai.foundation.ledger import SYSTEM
from tests.disclosure import builders
from tests.journeys.handbook import Camera

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 375, "height": 800}}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The software renderer in a process of its own costs a fifth of the time of a walk.
    "--in-process-gpu",
    "--disable-software-rasterizer",
]
# Chromium runs in a thread with an event loop; Django would refuse the test's own queries there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# Milliseconds: a machine under load is slow, and slowness is not what these walks are about.
PATIENCE = 15_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None and not os.environ.get("GONGKAI_REQUIRE_BROWSER"):
                item.add_marker(pytest.mark.skip(reason="no Chromium here: apt-get install chromium"))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.fail("a browser is required here (GONGKAI_REQUIRE_BROWSER) and Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Visitor:
    """Somebody with a browser of their own: walks pages, and looks at each with axe's eyes."""

    def __init__(self, context: BrowserContext, address: str, pictures: Path | None) -> None:
        self.context, self.address, self.pictures = context, address, pictures
        self.page: Page = context.new_page()

    def goes_to(self, path: str) -> Page:
        """Open a page of the site."""
        self.page.goto(self.address + path)
        return self.page

    def finds_no_barrier(self, name: str) -> None:
        """axe finds no violation; nothing is wider than the screen; a picture is kept where one is wanted."""
        if self.pictures:
            self.page.screenshot(path=self.pictures / f"{name}.png", full_page=True)
        found = self._axe()
        told = [
            (one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found.response["violations"]
        ]
        assert told == []
        overhang = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overhang == 0, f"{name}: the page is {overhang} px wider than the screen"

    def _axe(self) -> AxeResults:
        try:
            return Axe().run(self.page)
        except Error:
            # A click does not wait for the page that it asks for: the one that axe looked at was leaving.
            self.page.wait_for_load_state()
            return Axe().run(self.page)


@pytest.fixture
def pictures() -> Path | None:
    """Where screenshots go, when GONGKAI_SCREENSHOTS names a folder."""
    folder = os.environ.get("GONGKAI_SCREENSHOTS")
    if folder is None:
        return None
    Path(folder).mkdir(parents=True, exist_ok=True)
    return Path(folder)


@pytest.fixture
def visitor(chromium, live_server, pictures):
    """Make visitors: ``visitor()`` at a desk, ``visitor("phone")`` on a phone; each has its own session."""
    contexts = []

    def arrive(size: str = "desk") -> Visitor:
        context = chromium.new_context(viewport=SIZES[size], locale="zh-CN", timezone_id="Asia/Shanghai")
        context.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        contexts.append(context)
        return Visitor(context, live_server.url, pictures)

    yield arrive
    for context in contexts:
        context.close()


@pytest.fixture
def camera() -> Camera:
    """The camera of the handbook; it takes pictures when GONGKAI_HANDBOOK is set."""
    return Camera(bool(os.environ.get("GONGKAI_HANDBOOK")))


@pytest.fixture
def office(transactional_db):
    """The bureau of finance with its five duties, and the standard catalogue."""
    adopt_standard_catalogue(by=SYSTEM)
    return builders.office()
