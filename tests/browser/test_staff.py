"""Staff import a document with a preview, correct a title, and the correction survives a new version of it."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Archive, log_in, submit

DOCUMENT = """REFERAT
Havneudvalget
d. 06-05-2025

Mødedato 6. maj 2025 kl. 15:00
Mødested Rådhuset, lokale 3
Mødedeltagere Gro Askelund (A), Vagn Tofte (V) (Afbud), Lis Mose (direktør)

Indholdsfortegnelse
Punkt 1: Ny badebro ved Nordhavnen
Punkt 2: Eventuelt

Punkt 1: Ny badebro ved Nordhavnen

04.04.00-P20-3-25

Sammendrag

Badebroen ved Nordhavnen er slidt og skal fornyes inden sommeren.

Indstilling

Center for Havn indstiller, at

1. Badebroen fornyes.
2. Badebroen males rød.

Beslutning

Indstillingens punkt 1 godkendt. Indstillingens punkt 2 forkastes.

Afbud Vagn Tofte

Punkt 2: Eventuelt

Beslutning

Intet.

Afbud Vagn Tofte
"""
ITEM = "/soendersund/udvalg/havneudvalget/2025-05-06/punkt-1/"
CORRECTED = "Ny badebro ved Nordhavnen i Søndersund"


def upload(page: Page, *files: Path) -> None:
    page.goto("/admin/importer/")
    page.locator("[name=documents]").set_input_files(list(files))
    page.locator("[name=kommune]").fill("Søndersund")
    submit(page.locator("[type=submit]").last)


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    path = tmp_path / "havneudvalget.txt"
    path.write_text(DOCUMENT, encoding="utf-8")
    return path


def test_staff_import_correct_and_import_again(staff_page: Page, page: Page, minutes: Path) -> None:
    upload(staff_page, minutes)
    preview = staff_page.get_by_role("main")
    for shown in ("Havneudvalget", "Ny badebro ved Nordhavnen", "Godkendt", "Forkastet", "Gro Askelund"):
        expect(preview.get_by_text(shown).first).to_be_attached()
    assert page.goto(ITEM).status == 404  # type: ignore[union-attr]

    submit(staff_page.locator("[name=importer]"))
    page.goto(ITEM)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ny badebro ved Nordhavnen")

    staff_page.goto("/admin/agenda_items/agendaitem/?q=badebro")
    staff_page.locator("#result_list").get_by_role(
        "link", name=re.compile("badebro|Punkt 1|^1$")
    ).first.click()
    staff_page.locator("[name=title]").fill(CORRECTED)
    submit(staff_page.locator("[name=_save]").first)
    page.goto(ITEM)
    expect(page.get_by_role("heading", level=1)).to_have_text(CORRECTED)

    minutes.write_text(
        DOCUMENT.replace("Ny badebro", "Fornyet badebro").replace("males rød", "males grøn"), encoding="utf-8"
    )
    upload(staff_page, minutes)
    expect(staff_page.get_by_role("main")).to_contain_text(re.compile("onflikt"))
    submit(staff_page.locator("[name=importer]"))
    page.goto(ITEM)
    expect(page.get_by_role("heading", level=1)).to_have_text(CORRECTED)
    expect(page.get_by_role("main")).to_contain_text("males grøn")


def test_a_regretted_import_leaves_nothing(staff_page: Page, page: Page, minutes: Path) -> None:
    minutes.write_text(
        DOCUMENT.replace("06-05-2025", "13-05-2025").replace("6. maj", "13. maj"), encoding="utf-8"
    )
    upload(staff_page, minutes)
    submit(staff_page.locator("[name=fortryd]"))
    assert page.goto(ITEM.replace("2025-05-06", "2025-05-13")).status == 404  # type: ignore[union-attr]


def test_a_file_that_is_no_minutes_is_refused_by_name(staff_page: Page, tmp_path: Path) -> None:
    shopping = tmp_path / "indkøb.txt"
    shopping.write_text("Mælk\nBrød\nKartofler\n", encoding="utf-8")
    upload(staff_page, shopping)
    expect(staff_page.get_by_role("main")).to_contain_text("indkøb.txt")


def test_axe_finds_nothing_in_the_import_view(browser: Browser, archive: Archive, minutes: Path) -> None:
    context = browser.new_context(base_url=archive.url, bypass_csp=True)
    page = context.new_page()
    log_in(page, archive)
    page.goto("/admin/importer/")
    assert Axe().run(page).violations_count == 0, Axe().run(page).generate_report()
    minutes.write_text(
        DOCUMENT.replace("06-05-2025", "20-05-2025").replace("6. maj", "20. maj"), encoding="utf-8"
    )
    upload(page, minutes)
    assert Axe().run(page).violations_count == 0, Axe().run(page).generate_report()
    submit(page.locator("[name=fortryd]"))
    context.close()
