"""Rows made the way an import makes them, for tests of pages."""

import datetime as dt
from typing import Any

from django.test import Client

from apps.committees.models import Municipality
from apps.ingestion.loading import load_meeting
from apps.ingestion.publishing import refresh_items
from apps.meetings.models import Meeting
from apps.parsing.records import (
    Attachment,
    Outcome,
    OutcomeCode,
    ParsedItem,
    ParsedMeeting,
    Reference,
    Vote,
    VoteCounts,
    Voter,
)
from tests.records import a_meeting, an_item

HOSTILE = "<img src=x onerror=alert(1)> & 'søn'"
CASE_NUMBER = "27.36.04-G01-7-23"
COMMITTEE = "/soendersund/udvalg/klima-og-havneudvalget/"
MEETING = f"{COMMITTEE}2025-05-06/"


def load(*meetings: ParsedMeeting) -> list[Meeting]:
    """Load and publish, in the order given."""
    loaded = []
    for parsed in meetings:
        municipality = Municipality.named(parsed.municipality or "Søndersund")
        effect = load_meeting(parsed, municipality, allows_removal=True)
        refresh_items(effect.item_ids)
        loaded.append(effect.meeting)
    return loaded


def a_full_item(number: str, title: str = "Nyt nødkald", **fields: Any) -> ParsedItem:
    """An item with something of everything its page shows."""
    return an_item(
        number,
        title,
        **{
            "journal_number": CASE_NUMBER,
            "votes": (
                Vote(
                    subject="Ændringsforslag",
                    votes_for=(Voter(name="Gro Askelund", party="A"),),
                    against=(Voter(name="Vagn Tofte", party="V"), Voter(name="Ida Bro", party="Ø")),
                    carried=False,
                ),
            ),
            "attachments": (Attachment(title="Notat om dækning", recommended=True),),
            "attachment_count": 2,
            "internal_count": 1,
            "absent": ("Ida Bro",),
            "decided_by": "Byrådet",
            **fields,
        },
    )


def many_meetings(count: int, *, items: int = 3) -> list[ParsedMeeting]:
    """Meetings of one committee, a week apart, each with items of its own cases and one that names the week before."""
    meetings = []
    for n in range(count):
        held_on = dt.date(2024, 1, 2) + dt.timedelta(days=7 * n)
        before = Reference(committee="Klima- og Havneudvalget", date=held_on - dt.timedelta(days=7), item="1")
        rows = [a_full_item("1", previous_handling=(before,))]
        rows += [
            a_full_item(str(i), f"Sag {n}-{i}", journal_number=f"27.36.{n:02d}-G01-{i}-23")
            for i in range(2, items + 1)
        ]
        meetings.append(a_meeting(*rows, date=held_on))
    return meetings


def a_result(code: OutcomeCode, recommendation: int | None = None, *, with_remarks: bool = False) -> Outcome:
    """One outcome."""
    return Outcome(outcome=code, recommendation=recommendation, with_remarks=with_remarks)


def a_counted_vote(votes_for: int, against: int) -> Vote:
    """A vote of which only numbers are known."""
    return Vote(counts=VoteCounts(votes_for=votes_for, against=against), carried=votes_for > against)


def page(client: Client, path: str, status: int = 200) -> str:
    """The page's HTML, after checking what holds for every public page."""
    response = client.get(path)
    assert response.status_code == status, (path, response.status_code, response.headers.get("Location"))
    assert not response.cookies
    html = response.content.decode()
    assert "style=" not in html
    assert "<script" not in html.replace('<script src="/static/', "")
    assert "<img" not in html
    return html
