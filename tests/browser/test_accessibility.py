"""Every page passes axe (WCAG 2.1 AA) and fits a screen of 320 pixels."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Archive

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}}
COMMITTEE = "/soendersund/udvalg/aeldre-og-sundhedsudvalget/"
PUBLIC = [
    "/",
    "/om/",
    "/soegehjaelp/",
    "/tilgaengelighed/",
    "/privatliv/",
    "/ret-eller-slet/?side=/soendersund/",
    "/soeg/",
    "/soeg/?q=nødkald&udvalg=byraadet&aar=2025&udfald=approved&journalnummer=27",
    "/soeg/?q=nødkalld+plejecentre",
    "/soeg/?q=vikarkorps",
    "/soeg/?q=skole+enhjørningestald",
    "/soeg/?q=enhjørningestald&aar=2024",
    "/soeg/?q=budget&fra=31-02-2024&udfald=ukendt&side=0",
    "/soendersund/",
    "/soendersund/udvalg/",
    COMMITTEE,
    f"{COMMITTEE}2025-06-10/",
    f"{COMMITTEE}2025-06-10/punkt-1/",
    f"{COMMITTEE}2025-06-10/punkt-4/",
    f"{COMMITTEE}2025-06-10/punkt-4/?q=nødkald+pleje",
    f"{COMMITTEE}2025-06-10/punkt-10/",
    "/soendersund/udvalg/byraadet/2024-10-08/punkt-2/",
    # Formatted sections, what changed since the agenda, and what was corrected.
    f"{COMMITTEE}2026-03-03/punkt-2/",
    "/soendersund/udvalg/plan-og-teknikudvalget/2026-04-14/",
    "/soendersund/udvalg/plan-og-teknikudvalget/2026-04-14/punkt-3/",
    "/soendersund/udvalg/socialudvalget/2026-05-19/punkt-2/",
    "/soendersund/udvalg/klima-og-miljoeudvalget/2026-06-09/punkt-2/",
    "/soendersund/sager/",
    "/soendersund/sager/27-36-04-g01-7-23/",
    "/soendersund/politikere/",
    "/soendersund/politikere/birgit-holmskov/",
    "/soendersund/emner/27/",
    "/findes-ikke/",
]


@pytest.fixture(scope="module")
def seeing_page(browser: Browser, archive: Archive) -> Iterator[Page]:
    """axe itself is a script, so this visitor has JavaScript, and the policy lets it in."""
    context = browser.new_context(base_url=archive.url, locale="da-DK", bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PUBLIC)
def test_axe_finds_nothing(seeing_page: Page, path: str) -> None:
    seeing_page.set_viewport_size({"width": 1280, "height": 900})
    seeing_page.goto(path)
    results = Axe().run(seeing_page, options=RULES)
    assert results.violations_count == 0, results.generate_report()


@pytest.mark.parametrize("path", PUBLIC)
def test_nothing_scrolls_sideways_at_320_pixels(seeing_page: Page, path: str) -> None:
    seeing_page.set_viewport_size({"width": 320, "height": 640})
    seeing_page.goto(path)
    width = seeing_page.evaluate("document.documentElement.scrollWidth")
    assert width <= 320


@pytest.mark.parametrize("path", PUBLIC)
def test_no_page_breaks_its_own_content_policy(browser: Browser, archive: Archive, path: str) -> None:
    context = browser.new_context(base_url=archive.url)
    page = context.new_page()
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.goto(path)
    page.wait_for_load_state("networkidle")
    context.close()
    assert not [message for message in messages if "Content Security Policy" in message]
