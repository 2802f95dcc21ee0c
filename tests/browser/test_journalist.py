"""A journalist narrows a search down by words and facets, with JavaScript off."""

import re

from playwright.sync_api import Page, expect


def total(page: Page) -> int:
    """The number of hits above the list."""
    return int(page.locator(".result-bar .num").last.inner_text())


def test_a_journalist_narrows_down_by_words_and_facets(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Emne, gadenavn, sag eller journalnummer").fill("nødkald")
    page.keyboard.press("Enter")
    everything = total(page)
    page.get_by_label("Ældre- og Sundhedsudvalget").check()
    page.get_by_role("button", name="Anvend filtre").click()
    page.get_by_role("button", name=re.compile("2024")).click()
    narrowed = total(page)
    assert 0 < narrowed < everything
    assert page.locator(".hit").count() == narrowed
    assert {text[-4:] for text in page.locator(".hit time").all_inner_texts()} == {"2024"}
    page.get_by_role("link", name=re.compile("Fjern filter: 2024")).click()
    page.get_by_role("link", name="Ryd alle filtre").click()
    assert total(page) == everything


def test_a_journal_number_is_found_by_its_beginning(page: Page) -> None:
    page.goto("/soeg/")
    page.get_by_label("Eller begyndelsen af et nummer").fill("27.36")
    page.get_by_role("button", name="Anvend filtre").click()
    numbers = page.locator(".hit .num").all_inner_texts()
    assert len(numbers) > 5
    assert all(number.startswith("27.36.") for number in numbers)


def test_a_wrong_date_is_told_beside_its_field_and_shows_no_hits(page: Page) -> None:
    page.goto("/soeg/?q=budget")
    page.get_by_label("Fra dato").fill("31-02-2024")
    page.get_by_role("button", name="Anvend filtre").click()
    field = page.get_by_label("Fra dato")
    expect(field).to_have_attribute("aria-invalid", "true")
    described = field.get_attribute("aria-describedby") or ""
    expect(page.locator(f"#{described.split()[0]}")).to_contain_text("31-02-2024")
    assert page.locator(".hit").count() == 0


def test_nothing_found_gives_advice(page: Page) -> None:
    page.goto("/soeg/?q=enhjørningestald")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ingen resultater")
    expect(page.get_by_role("main")).to_contain_text("Sådan kommer du videre")


def test_a_keyboard_comes_from_the_search_box_to_the_first_hit_in_three_presses(page: Page) -> None:
    page.goto("/soeg/?q=nødkald")
    page.locator("#q").focus()
    for key in ("Tab", "Tab", "Enter"):
        page.keyboard.press(key)
    focused = page.evaluate("document.activeElement.closest('.hit') !== null || document.activeElement.id")
    assert focused is True or focused == "foerste-resultat"
