"""A citizen finds a decision by browsing, without knowing what it is called."""

import re

from playwright.sync_api import Page, expect


def test_a_citizen_finds_a_decision_by_browsing(page: Page) -> None:
    page.goto("/")
    page.get_by_role("region", name="Udvalg").get_by_role("link", name="Børne- og Skoleudvalget").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Børne- og Skoleudvalget")
    page.get_by_role("main").get_by_role("link", name=re.compile("12. juni 2025")).first.click()
    page.get_by_role("link", name="Åbningstider i dagtilbud").click()
    decision = page.locator(".decision")
    expect(decision).to_contain_text("Udvalgets beslutning, 12. juni 2025")
    expect(decision).to_contain_text("Forkastet")
    expect(page.get_by_text("Dette er ikke det officielle referat")).to_be_visible()


def test_a_case_is_followed_from_committee_to_council(page: Page) -> None:
    page.goto("/soendersund/udvalg/aeldre-og-sundhedsudvalget/2025-06-10/punkt-4/")
    expect(page.locator(".decision")).to_contain_text("Byrådet træffer den endelige beslutning")
    page.get_by_role("link", name="Følg hele sagen").click()
    expect(page.get_by_role("main")).to_contain_text("27.36.04-G01-7-23")
    page.get_by_role("link", name="Anlægsbevilling til nyt nødkald").last.click()
    expect(page.get_by_role("main")).to_contain_text("Byrådet")
    page.get_by_role("link", name="Udskiftning af nødkald: valg af model").first.click()
    expect(page.locator(".decision")).to_be_visible()


def test_an_error_is_reported_with_the_address_of_the_page(page: Page) -> None:
    page.goto("/soendersund/udvalg/byraadet/2025-06-24/punkt-3/")
    page.get_by_role("link", name="Meld en fejl").click()
    expect(page.get_by_role("main")).to_contain_text("/soendersund/udvalg/byraadet/2025-06-24/punkt-3/")


def test_no_page_sets_a_cookie_or_loads_from_elsewhere(page: Page) -> None:
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    for path in ("/", "/soeg/?q=havnebad", "/soendersund/udvalg/byraadet/2025-06-24/", "/om/"):
        page.goto(path)
    home = page.url.split("/om/")[0]
    assert len(addresses) > 4
    assert not [address for address in addresses if not address.startswith(home)]
    assert not page.context.cookies()
