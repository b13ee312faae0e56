"""Neo4j Browser in a headless Chromium: log in, take our colours, ask, and see what it draws. Needs Debian's `chromium`."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

QUIET = (
    "no-sandbox",
    "disable-gpu",
    "disable-quic",
    "no-first-run",
    "disable-background-networking",
    "disable-component-update",
    "disable-sync",
)
SECONDS = 90.0
DROP = """text => {
  const data = new DataTransfer();
  data.items.add(new File([text], 'policy-graph.grass'));
  const target = document.querySelector('[data-testid=main]');
  for (const name of ['dragover', 'drop'])
    target.dispatchEvent(new DragEvent(name, { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def find_chromium() -> str:
    """Skip the test where there is none; never under CI."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("there is no chromium: apt-get install chromium")
        pytest.skip("Neo4j Browser needs a browser (apt-get install chromium)")
    return found


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless one that is ended afterwards."""
    path = find_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[f"--{flag}" for flag in QUIET])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(browser: Browser, address: str) -> Iterator[Page]:
    """A page with no memory of others. What it wants from other hosts than this one is refused at once."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(SECONDS * 1000)
    context.route(re.compile(r"^https?://(?!127\.0\.0\.1[:/])"), _refuse)
    try:
        page = context.new_page()
        page.goto(address)
        yield page
    finally:
        context.close()


def connect(page: Page, uri: str, user: str, password: str) -> None:
    """Fill in the login form, and wait for the welcome."""
    scheme, host = uri.split("//")
    page.get_by_test_id("bolt-scheme-select").or_(page.locator("select")).first.select_option(f"{scheme}//")
    page.get_by_test_id("boltaddress").fill(host)
    page.get_by_test_id("username").fill(user)
    page.locator("input[type=password]").fill(password)
    page.get_by_test_id("connect").click()
    page.get_by_text("You are connected as user").wait_for()


def take_style(page: Page, grass: str) -> None:
    """Drop the style file on the window, as a person does."""
    page.evaluate(DROP, grass)
    page.get_by_text(":style").first.wait_for()


def ask(page: Page, statement: str) -> None:
    """Run a statement, have its picture fill the window, and wait until it stands still."""
    page.get_by_test_id("activeEditor").click()
    page.keyboard.insert_text(statement)
    page.keyboard.press("Control+Enter")
    page.locator("svg g.node").first.wait_for()
    page.get_by_test_id("frame").first.get_by_title("Fullscreen").click()
    moved = [""]
    while (now := page.locator("svg g.node").first.get_attribute("transform") or "") != moved[-1]:
        moved.append(now)
        page.wait_for_timeout(300)


def overview(page: Page) -> dict[str, int]:
    """The legend beside the picture: how many nodes of each label and edges of each type."""
    chips = page.locator("[data-testid=frameContents]").first.get_by_text(re.compile(r"^\w+ \(\d+\)$")).all_text_contents()
    return {name: int(count) for name, count in (re.fullmatch(r"(\w+) \((\d+)\)", chip).groups() for chip in chips)}  # type: ignore[union-attr]


def _refuse(route: Route) -> None:
    route.abort()
