"""A whole archive, served as `make run` serves it, and a real browser to look at it with."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from tests.minutes_archive.running import free_port

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
START_SECONDS = 120
# Five seconds, as it is without this, are too few on a busy machine.
expect.set_options(timeout=30_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass(frozen=True)
class Archive:
    """A running archive with the sample minutes in it."""

    url: str
    folder: Path

    @property
    def login(self) -> tuple[str, str]:
        """The staff login."""
        name, password = (self.folder / "login.txt").read_text().splitlines()[:2]
        return name, password


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("archive")
    port = free_port()
    # As a newcomer has it: neither a database of their own nor the settings of these tests.
    environment = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    server = subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env=environment | {"VAR_DIR": str(folder), "PORT": str(port)},
    )
    archive = Archive(url=f"http://127.0.0.1:{port}", folder=folder)
    try:
        wait_for(f"{archive.url}/sundhed/", server)
        yield archive
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(60) == 0


def wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until the archive is healthy."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        assert server.poll() is None, "the server has stopped"
        with contextlib.suppress(OSError), urllib.request.urlopen(url):
            return
        time.sleep(0.2)
    raise AssertionError(f"{url} does not answer")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("Ingen Chromium på maskinen: apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser, archive: Archive) -> Iterator[BrowserContext]:
    """A fresh visitor with JavaScript off, as every public page must work without it."""
    context = browser.new_context(base_url=archive.url, java_script_enabled=False, locale="da-DK")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def staff_page(browser: Browser, archive: Archive) -> Iterator[Page]:
    """A member of staff who has logged in, with JavaScript as in any browser."""
    context = browser.new_context(base_url=archive.url, locale="da-DK")
    page = context.new_page()
    log_in(page, archive)
    yield page
    context.close()


def log_in(page: Page, archive: Archive) -> None:
    """As staff."""
    page.goto("/admin/")
    name, password = archive.login
    page.fill("[name=username]", name)
    page.fill("[name=password]", password)
    submit(page.locator("[type=submit]"))


def submit(button: Locator) -> None:
    """Press a button, and wait until the server has done what it stands for and its page is there."""
    with button.page.expect_navigation():
        button.click()
