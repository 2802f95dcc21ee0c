"""The sample minutes against the facts worked out by hand: what a person reads in them is what the parser reads."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from apps.ingestion.listed_committees import committee_list
from apps.ingestion.opening.sources import open_paths
from apps.parsing import parse_document
from apps.parsing.records import ParsedItem, ParsedMeeting
from tests.ingestion import sample_pdf
from tests.ingestion.documents import SAMPLES

FACTS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "sample_facts.json").read_text(encoding="utf-8")
)["documents"]
ITEMS = [(document["file"], item) for document in FACTS for item in document["items"]]
LAYOUTS = {
    "minutes_export",
    "web_page",
    "numbered_minutes",
    "firstagenda",
    "firstagenda_page",
    "os2web_page",
    "heading_page",
    "agenda_management",
    "edoc",
    "sbsys",
}


@cache
def meeting_of(file: str) -> ParsedMeeting:
    return parse_document((SAMPLES / file).read_bytes(), name=file)


def outcomes_in_order(outcomes: list[tuple[int | None, str, bool]]) -> list[tuple[int, str, bool]]:
    return sorted((number or 0, code, with_remarks) for number, code, with_remarks in outcomes)


def facts_of(item: ParsedItem) -> dict[str, Any]:
    return {
        "title": item.title,
        "journal_number": item.journal_number,
        "is_closed": item.is_closed,
        "outcomes": outcomes_in_order(
            [(o.recommendation, o.outcome.value, o.with_remarks) for o in item.outcomes]
        ),
        "recommendations": len(item.recommendations),
        "votes": len(item.votes),
        "absent": list(item.absent),
        "disqualified": list(item.disqualified),
    }


def test_every_sample_document_has_facts() -> None:
    """The papers of exports and the list of committees are no minutes."""
    sources = [source for source in open_paths([SAMPLES]) if committee_list(source.read()) is None]
    assert sorted(document["file"] for document in FACTS) == sorted(
        Path(source.name).relative_to(SAMPLES).as_posix() for source in sources
    )


def test_the_samples_show_the_layouts_and_the_kinds_of_documents() -> None:
    meetings = [meeting_of(document["file"]) for document in FACTS]
    assert {meeting.layout for meeting in meetings} == LAYOUTS
    assert [meeting.is_supplement for meeting in meetings].count(True) == 1
    assert [meeting.is_corrected for meeting in meetings].count(True) == 1
    assert not any(meeting.is_draft for meeting in meetings)


def test_the_pdf_is_what_its_script_makes() -> None:
    assert sample_pdf.PATH.read_bytes() == sample_pdf.make()


@pytest.mark.parametrize("facts", FACTS, ids=lambda facts: facts["file"])
def test_a_sample_meeting_reads_as_its_facts_say(facts: dict[str, Any]) -> None:
    meeting = meeting_of(facts["file"])
    assert meeting.date
    assert {
        "committee": meeting.committee,
        "date": meeting.date.isoformat(),
        "kind": meeting.kind.value,
        "start_time": meeting.start_time.strftime("%H:%M") if meeting.start_time else None,
        "items": [item.number for item in meeting.items],
    } == {
        **{key: facts[key] for key in ("committee", "date", "kind", "start_time")},
        "items": [str(item["number"]) for item in facts["items"]],
    }


@pytest.mark.parametrize(("file", "facts"), ITEMS, ids=[f"{file}-{item['number']}" for file, item in ITEMS])
def test_a_sample_item_reads_as_its_facts_say(file: str, facts: dict[str, Any]) -> None:
    read = next(facts_of(item) for item in meeting_of(file).items if item.number == str(facts["number"]))
    assert read == {
        **{key: facts[key] for key in read},
        "outcomes": outcomes_in_order(
            [(o["recommendation"], o["outcome"], o["with_remarks"]) for o in facts["outcomes"]]
        ),
    }


@pytest.mark.parametrize("facts", FACTS, ids=lambda facts: facts["file"])
def test_no_whole_sample_looks_cut(facts: dict[str, Any]) -> None:
    assert "cut_off" not in [warning.code for warning in meeting_of(facts["file"]).warnings]


@pytest.mark.parametrize("share", [0.3, 0.5, 0.7])
def test_most_samples_cut_in_the_middle_are_noticed(share: float) -> None:
    """Not all: a page cut between two items looks whole, and so does text that has no form of its own."""
    texts = [path for path in SAMPLES.glob("*.txt") if meeting_of(path.name).layout != "numbered_minutes"]
    noticed = 0
    for path in texts:
        content = path.read_bytes()
        cut = content[: content.rindex(b"\n", 0, int(len(content) * share)) + 1]
        noticed += "cut_off" in [warning.code for warning in parse_document(cut).warnings]
    assert noticed >= 0.9 * len(texts)
