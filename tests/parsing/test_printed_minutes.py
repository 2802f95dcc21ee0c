"""The same meeting as PDF and as text gives the same record: the examples, and the real documents of ARCHIVE_CORPUS."""

import html
import json
import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from apps.parsing import parse_document
from apps.parsing.json_form import as_json
from tests.parsing.printing import as_html, print_html, print_lines

CORPUS = Path(os.environ.get("ARCHIVE_CORPUS", ""))
SCORER = CORPUS / "tools" / "score_parse.py"
EXAMPLES = Path(__file__).parent / "examples"
# The page made of a record has the form of these two layouts.
PRINTED = (
    "council_export",
    "council_page",
    "minutes_export_agenda",
    "minutes_export_minutes",
    "web_page_with_head",
)
with_corpus = pytest.mark.skipif(
    not os.environ.get("ARCHIVE_CORPUS") or not SCORER.exists(),
    reason="ARCHIVE_CORPUS names no corpus with its scorer",
)
with_chromium = pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium to print with")


def faithfully(text: str) -> bytes:
    return print_lines(text, header="Referat fra mødet", footer="Side {page} af {pages}")


def faithfully_on_short_pages(text: str) -> bytes:
    return print_lines(text, header="", footer="{page}", lines=37)


def wrapped_anew(text: str) -> bytes:
    rows = [row for line in text.split("\n") for row in (textwrap.wrap(line, 100) or [""])]
    return print_lines("\n".join(rows), header="Strandby")


def as_a_web_page(text: str) -> bytes:
    return print_html(as_html(text, parse_document(text.encode())))


def as_proportional_lines(text: str) -> bytes:
    return print_html(
        f"<pre style='white-space: pre-wrap; font: 10pt Liberation Sans'>{html.escape(text)}</pre>"
    )


WAYS: tuple[Callable[[str], bytes], ...] = (
    faithfully,
    faithfully_on_short_pages,
    wrapped_anew,
    as_a_web_page,
    as_proportional_lines,
)


def facts(content: bytes) -> dict[str, Any]:
    """The record without the texts of the sections, whose list entries a page break may part, and without lines."""
    meeting = as_json(parse_document(content))
    for item in meeting["items"]:
        for key in ("sections", "first_line", "last_line"):
            del item[key]
        for reference in item["references"]:
            del reference["first_line"]
    for warning in meeting["warnings"]:
        del warning["line"]
    return {key: meeting[key] for key in meeting if key != "source_lines"}


@pytest.mark.parametrize("name", PRINTED)
@pytest.mark.parametrize("way", WAYS[:3], ids=lambda way: way.__name__)
def test_an_example_printed_line_by_line_gives_the_record_of_its_text(
    way: Callable[[str], bytes], name: str
) -> None:
    text = (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    assert facts(way(text)) == facts(text.encode())


@pytest.mark.slow
@with_chromium
@pytest.mark.parametrize("name", PRINTED)
@pytest.mark.parametrize("way", WAYS[3:], ids=lambda way: way.__name__)
def test_an_example_printed_by_a_browser_gives_the_record_of_its_text(
    way: Callable[[str], bytes], name: str
) -> None:
    text = (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    assert facts(way(text)) == facts(text.encode())


@pytest.mark.slow
@with_chromium
def test_an_export_with_contents_lists_and_tables_is_read_whole() -> None:
    page = (Path(__file__).parent / "printed_export.html").read_text(encoding="utf-8")
    meeting = parse_document(print_html(page, style=""))
    assert (meeting.layout, meeting.committee, meeting.warnings) == ("minutes_export", "Havneudvalget", ())
    assert str(meeting.location).endswith("ved siden af færgen")
    assert [person.name for person in meeting.participants][-1] == "Inge-Lise Brandt"
    first, second, third = meeting.items
    assert second.title == "Havneplan for Strandby Havn med nye broer til lystbåde og plads til fiskerne"
    assert second.section_headings == ("Indstilling", "Sagsfremstilling", "Økonomi", "Beslutning", "Bilag")
    assert [r.number for r in second.recommendations] == [1, 2]
    assert "2024\t1.200\tBroerne bygges, og der graves ud ved den gamle mole" in second.sections[1].text
    assert "Bro B\t80 m" in second.sections[1].text
    assert "- Bro B er til joller" in first.sections[0].text
    assert third.is_closed


@pytest.mark.slow
@with_corpus
@with_chromium
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_the_real_documents_are_read_as_well_from_pdf_as_from_text(
    way: Callable[[str], bytes], tmp_path: Path
) -> None:
    plain, printed = tmp_path / "plain", tmp_path / "printed"
    for folder in (plain, printed):
        folder.mkdir()
    for path in sorted((CORPUS / "minutes").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        for folder, content in ((plain, text.encode()), (printed, way(text))):
            record = json.dumps(as_json(parse_document(content)), ensure_ascii=False)
            (folder / f"{path.stem}.json").write_text(record, encoding="utf-8")
    wanted, found = scores(plain), scores(printed)
    assert {field: found.get(field) for field, f1 in wanted.items() if found.get(field, 0) < f1 - 1} == {}


def scores(folder: Path) -> dict[str, float]:
    result = subprocess.run(
        [sys.executable, str(SCORER), str(CORPUS / "gold"), str(folder), "--json"],
        check=True,
        capture_output=True,
        text=True,
    )
    return {field: row["f1"] for field, row in json.loads(result.stdout)["fields"].items()}
