"""Staff bring in an agenda, its minutes and corrected minutes, and correct a field in between; nothing is lost."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Archive, log_in, submit
from tests.browser.test_staff import upload

HEAD = """{kind} Fjordudvalget d. 04-11-2025

Mødedato Tirsdag d. 4. november 2025 kl. 16:00

Mødested {place}

Mødedeltagere Gro Askelund (A) (formand), Vagn Tofte (V){absent}, Lis Mose (direktør)

Indholdsfortegnelse

Meddelelser.....	2
Ny sejlerbro ved Nordhavnen.....	2
Takster for havnens pladser 2026.....	3
Eventuelt.....	3
"""
ITEMS = """
Punkt 1: Meddelelser

00.01.10-P35-4-25

1. Havnefesten

Havnefesten holdes den første lørdag i august.
{decision_1}
Punkt 2: Ny sejlerbro ved Nordhavnen

04.04.00-P20-3-25

Sammendrag

Sejlerbroen ved Nordhavnen er slidt. Den blev bygget i 1998 og er repareret to gange siden. Center for Havn har fået
tre tilbud på en ny bro, og det billigste er fra en lokal entreprenør. Broen kan stå klar inden sommeren, hvis der
bestilles i januar. Den nye bro bliver {length} meter lang og får rampe til kørestole.

Indstilling

Center for Havn indstiller, at

1. Sejlerbroen fornyes for {price} mio. kr.
2. Sejlerbroen males {colour}.
{decision_2}
Punkt 3: Takster for havnens pladser 2026

24.10.00-S00-1-25

Sammendrag

Taksterne følger den almindelige udvikling i priser og lønninger.

Indstilling

Center for Havn indstiller, at

1. Taksterne godkendes.
{decision_3}
Punkt 4: Eventuelt
{decision_4}"""
DECIDED = "\nBeslutning\n\n{}\n\nAfbud Vagn Tofte\n"
AGENDA = {"length": "40", "price": "2,1", "colour": "rød"} | {f"decision_{n}": "" for n in range(1, 5)}
MINUTES = AGENDA | {
    "decision_1": DECIDED.format("Taget til efterretning."),
    "decision_2": DECIDED.format("Indstillingens punkt 1 godkendt. Indstillingens punkt 2 forkastes."),
    "decision_3": DECIDED.format("Godkendt."),
    "decision_4": DECIDED.format("Intet."),
}
CORRECTED = MINUTES | {
    "length": "45",
    "price": "2,4",
    "decision_2": DECIDED.format("Indstillingens punkt 1 og 2 godkendt."),
}
MEETING = "/soendersund/udvalg/fjordudvalget/2025-11-04/"
ITEM = f"{MEETING}punkt-2/"
STAFF_TITLE = "Ny sejlerbro med rampe ved Nordhavnen"
REASON = "Afstemningen om farven var gengivet forkert."


def a_document(kind: str, fields: dict[str, str], place: str = "Rådhuset, lokale 3") -> str:
    absent = " (Afbud)" if fields["decision_1"] else ""
    return HEAD.format(kind=kind, place=place, absent=absent) + ITEMS.format(**fields)


def file_of(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def staff(browser: Browser, archive: Archive) -> Iterator[Page]:
    """Staff whose pages axe may look into."""
    context = browser.new_context(base_url=archive.url, bypass_csp=True, locale="da-DK")
    page = context.new_page()
    log_in(page, archive)
    yield page
    context.close()


def look_at(page: Page, name: str) -> None:
    """No axe finding, and no sideways scrolling at 320 px. Pictures go to the folder that PICTURES names."""
    findings = Axe().run(page)
    assert findings.violations_count == 0, findings.generate_report()
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        if folder := os.environ.get("PICTURES"):
            page.add_style_tag(content=".import-end { position: static !important }")
            page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.set_viewport_size({"width": 1280, "height": 900})
    assert too_wide <= 0, f"{name}: {too_wide} px too wide"


def test_agenda_minutes_and_corrected_minutes_with_a_correction_in_between(
    staff: Page, page: Page, tmp_path: Path
) -> None:
    main = staff.get_by_role("main")

    upload(staff, file_of(tmp_path, "dagsorden.txt", a_document("DAGSORDEN", AGENDA)))
    expect(main).to_contain_text("Mødet er nyt i arkivet: Fjordudvalget den 4. november 2025.")
    expect(main).to_contain_text("Udvalget »Fjordudvalget« findes ikke i arkivet og bliver oprettet.")
    look_at(staff, "1-agenda")
    submit(staff.locator("[name=importer]"))
    page.goto(ITEM)
    expect(page.get_by_role("main")).to_contain_text("Endnu ikke behandlet")

    upload(staff, file_of(tmp_path, "referat.txt", a_document("REFERAT", MINUTES)))
    expect(main).to_contain_text("punkter, der ikke var behandlet, får hver en beslutning.")
    look_at(staff, "2-minutes")
    submit(staff.locator("[name=importer]"))
    page.goto(ITEM)
    expect(page.get_by_role("main")).to_contain_text("Indstillingens punkt 2 forkastes")

    correct_title(staff)
    text = a_document("REFERAT", CORRECTED, "Havnekontoret").replace(
        "Ny sejlerbro ved", "Fornyet sejlerbro ved"
    )
    upload(staff, file_of(tmp_path, "rettet-referat.txt", text))
    expect(main).to_contain_text("Konflikter med rettelser (1)")
    assert ("2,1", "2,4") in zip(
        main.locator(".import-changes del").all_inner_texts(),
        main.locator(".import-changes ins").all_inner_texts(),
        strict=False,
    )
    staff.get_by_label("Begrundelse").fill(REASON)
    look_at(staff, "3-corrected")
    submit(staff.locator("[name=importer]"))
    page.goto(ITEM)
    public = page.get_by_role("main")
    expect(page.get_by_role("heading", level=1)).to_have_text(STAFF_TITLE)
    expect(public).to_contain_text("Indstillingens punkt 1 og 2 godkendt.")
    expect(public).to_contain_text(re.compile(rf"Rettet \d+\. \w+ \d{{4}}: {re.escape(REASON)}"))
    expect(public).to_contain_text("Ændret siden dagsordenen")

    shorter = text[: text.rindex("\nPunkt 4:")].replace("Eventuelt.....\t3\n", "")
    upload(staff, file_of(tmp_path, "kort.txt", shorter))
    expect(main).to_contain_text("Punkt 4: Eventuelt")
    look_at(staff, "4-shorter")
    submit(staff.locator("[name=importer]"))
    expect(main).to_contain_text("1 dokument venter på et svar fra dig")
    assert page.goto(f"{MEETING}punkt-4/").status == 200  # type: ignore[union-attr]
    staff.get_by_role("checkbox", name=re.compile("Tillad fjernelse")).check()
    submit(staff.locator("[name=importer]"))
    expect(main).to_contain_text("1 fjernet")
    look_at(staff, "5-report")


def correct_title(staff: Page) -> None:
    """As staff do: find the item, write another title, save."""
    staff.goto("/admin/agenda_items/agendaitem/?q=sejlerbro")
    row = staff.locator("#result_list tbody tr").filter(has_text="Fjordudvalget").first
    row.get_by_role("link").first.click()
    staff.locator("[name=title]").fill(STAFF_TITLE)
    submit(staff.locator("[name=_save]").first)
