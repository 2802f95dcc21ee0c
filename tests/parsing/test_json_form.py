"""The JSON form has every key, always."""

import datetime as dt
import json
from typing import Any

from apps.parsing.json_form import as_json
from apps.parsing.records import (
    DocumentKind,
    HistoricDecision,
    ParsedItem,
    ParsedMeeting,
    Participant,
    Reference,
    Vote,
    VoteCounts,
    Voter,
)

MEETING_KEYS = {
    "municipality",
    "committee",
    "date",
    "start_time",
    "location",
    "source_url",
    "kind",
    "participants",
    "items",
    "warnings",
}
ITEM_KEYS = {
    "number", "title", "journal_number", "is_closed", "section_headings", "sections", "previous_handling", "decided_by", "recommended_by",
    "recommendations", "decision_text", "outcomes", "votes", "decision_history", "attachments", "attachment_count", "recommended_count",
    "internal_count", "absent", "disqualified", "references",
}  # fmt: skip


def a_meeting(*items: ParsedItem, **fields: Any) -> ParsedMeeting:
    return ParsedMeeting(kind=DocumentKind.AGENDA, layout="web_page", items=items, **fields)


def test_what_is_not_stated_is_null_or_empty_and_never_left_out() -> None:
    form = as_json(a_meeting(ParsedItem(number="1", title="Havn", first_line=1, last_line=2)))
    assert form.keys() >= MEETING_KEYS
    assert form["items"][0].keys() >= ITEM_KEYS
    assert (form["date"], form["participants"], form["items"][0]["attachment_count"]) == (None, [], None)
    json.dumps(form)


def test_dates_times_and_numbers_have_their_form() -> None:
    items = [
        ParsedItem(number=number, title="Havn", first_line=1, last_line=2) for number in ("3", "2.4", "u1")
    ]
    form = as_json(a_meeting(*items, date=dt.date(2025, 8, 12), start_time=dt.time(9, 5)))
    assert (form["date"], form["start_time"]) == ("2025-08-12", "09:05")
    assert [item["number"] for item in form["items"]] == [3, "2.4", "u1"]


def test_votes_have_sides_and_counts() -> None:
    vote = Vote(against=(Voter(name="", party="V"),), counts=VoteCounts(votes_for=3), carried=True)
    item = ParsedItem(
        number="1", title="Havn", first_line=1, last_line=2, votes=(vote,),
        decision_history=(HistoricDecision(committee="Byrådet", date=dt.date(2025, 8, 12), text="Udsat"),),
        references=(Reference(committee="Byrådet", date=None, item="4", first_line=9),),
    )  # fmt: skip
    form = as_json(a_meeting(item, participants=(Participant(name="Bo Krat", party="A"),)))
    assert form["items"][0]["votes"] == [
        {
            "subject": None, "for": [], "against": [{"name": "", "party": "V"}], "abstained": [],
            "counts": {"for": 3, "against": None, "abstained": None}, "carried": True,
        }
    ]  # fmt: skip
    assert form["items"][0]["decision_history"] == [
        {"committee": "Byrådet", "date": "2025-08-12", "text": "Udsat"}
    ]
    assert form["items"][0]["references"] == [
        {"committee": "Byrådet", "date": None, "item": "4", "first_line": 9}
    ]
    assert form["participants"][0]["substitute_for"] is None
