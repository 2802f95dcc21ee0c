"""One document the whole way: from its bytes to the page, the search and the JSON of it."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

pytestmark = pytest.mark.django_db

DOCUMENT = """REFERAT
Havneudvalget
d. 06-05-2025

Mødedato 6. maj 2025 kl. 15:00
Mødested Rådhuset, lokale 3
Mødedeltagere Gro Askelund (A), Vagn Tofte (V) (Afbud), Lis Mose (direktør)

Indholdsfortegnelse
Punkt 1: Ny badebro ved Nordhavnen

Punkt 1: Ny badebro ved Nordhavnen

04.04.00-P20-3-25

Sammendrag

Badebroen ved Nordhavnen er slidt og skal fornyes inden sommeren.

Beslutningen træffes af

Byrådet

Indstilling

Center for Havn indstiller, at

1. Badebroen fornyes.
2. Badebroen males rød.

Beslutning

Indstillingens punkt 1 anbefales. Indstillingens punkt 2 forkastes.

Bilag

ANBEFALES - Tegning af badebro

Afbud Vagn Tofte
"""


def test_a_document_goes_from_its_bytes_to_page_search_and_json(tmp_path: Path, client: Client) -> None:
    (tmp_path / "referat.txt").write_text(DOCUMENT, encoding="utf-8")
    call_command("import_minutes", str(tmp_path), kommune="Søndersund", verbosity=0)

    page = client.get("/soendersund/udvalg/havneudvalget/2025-05-06/punkt-1/")
    text = page.content.decode()
    for shown in (
        "Ny badebro ved Nordhavnen",
        "04.04.00-P20-3-25",
        "Anbefalet",
        "Forkastet",
        "Tegning af badebro",
    ):
        assert shown in text

    found = json.loads(client.get("/soeg.json", {"q": "badebro", "udfald": "rejected"}).content)
    assert found["total"] == 1
    hit = found["hits"][0]
    assert hit["url"] == "/soendersund/udvalg/havneudvalget/2025-05-06/punkt-1/"
    assert (hit["number"], hit["date"], hit["outcomes"]) == (1, "2025-05-06", ["recommended", "rejected"])
    assert "<mark>" in hit["snippet_html"]
    assert "Ny <mark>badebro</mark> ved Nordhavnen" in client.get("/soeg/", {"q": "badebro"}).content.decode()
