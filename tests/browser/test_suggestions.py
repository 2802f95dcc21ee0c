"""Suggestions while typing, with the keyboard and the mouse, and without JavaScript."""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import Archive
from tests.browser.test_accessibility import RULES


@pytest.fixture
def typing_page(browser: Browser, archive: Archive) -> Iterator[Page]:
    """A visitor with JavaScript, under the archive's own content policy."""
    context = browser.new_context(base_url=archive.url, locale="da-DK")
    page = context.new_page()
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    yield page
    context.close()
    assert not messages


def typed(page: Page, path: str, text: str) -> Locator:
    """The options that stand below the field once `text` is typed: no slowly typed half of it is asked for."""
    page.clock.install(time=dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
    page.goto(path)
    page.clock.pause_at(dt.datetime(2025, 1, 2, tzinfo=dt.UTC))
    page.locator("#q").press_sequentially(text)
    page.clock.run_for(1_000)
    page.clock.resume()
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    return options


def test_arrows_and_enter_choose_a_search_and_keep_the_filters(typing_page: Page) -> None:
    options = typed(typing_page, "/soeg/?udvalg=byraadet", "nødk")
    field = typing_page.get_by_role("combobox")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(typing_page.get_by_role("status")).to_contain_text(re.compile(r"\d+ forslag"))
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", options.first.get_attribute("id") or "-")
    field.press("Enter")
    typing_page.wait_for_url(re.compile(r"q=n%C3%B8dkald&udvalg=byraadet$"))


def test_arrows_go_round_through_the_field(typing_page: Page) -> None:
    options = typed(typing_page, "/", "skol")
    field = typing_page.get_by_role("combobox")
    field.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    field.press("ArrowDown")
    expect(typing_page.locator("[aria-selected=true]")).to_have_count(0)
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")


def test_escape_closes_and_enter_searches_for_what_is_typed(typing_page: Page) -> None:
    typed(typing_page, "/", "skol")
    field = typing_page.get_by_role("combobox")
    field.press("Escape")
    expect(typing_page.get_by_role("option")).to_have_count(0)
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("skol")
    field.press("Enter")
    typing_page.wait_for_url("**/soeg/?q=skol")


def test_a_committee_is_one_click_away(typing_page: Page) -> None:
    typed(typing_page, "/", "byr").filter(has_text="Udvalg").click()
    expect(typing_page.get_by_role("heading", level=1)).to_have_text("Byrådet")


def test_only_the_last_letters_are_asked_for(typing_page: Page) -> None:
    asked: list[str] = []
    typing_page.on("request", lambda request: asked.append(request.url) if "forslag" in request.url else None)
    typed(typing_page, "/", "nødkald ple")
    assert len(asked) == 1
    typing_page.locator("#q").fill("n")
    expect(typing_page.get_by_role("option")).to_have_count(0)


def test_leaving_the_field_closes_the_list(typing_page: Page) -> None:
    typed(typing_page, "/", "skol")
    typing_page.keyboard.press("Tab")
    expect(typing_page.get_by_role("option")).to_have_count(0)


@pytest.mark.parametrize("path", ["/", "/soeg/"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_in_the_open_list(
    browser: Browser, archive: Archive, path: str, width: int
) -> None:
    context = browser.new_context(
        base_url=archive.url, bypass_csp=True, viewport={"width": width, "height": 800}
    )
    page = context.new_page()
    typed(page, path, "by")
    page.keyboard.press("ArrowDown")
    results = Axe().run(page, options=RULES)
    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_without_javascript_the_field_is_a_plain_field(page: Page) -> None:
    page.goto("/soeg/")
    field = page.locator("#q")
    assert field.get_attribute("role") is None
    field.fill("nødkald")
    field.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("»nødkald«")


def test_the_words_of_a_search_are_marked_in_the_item_and_can_be_unmarked(page: Page) -> None:
    page.goto("/soeg/?q=nødkald")
    page.locator(".hit h2 a").first.click()
    expect(page.locator("h1 mark, article mark").first).to_be_visible()
    page.get_by_role("link", name="Vis uden markering").click()
    expect(page.locator("mark")).to_have_count(0)
