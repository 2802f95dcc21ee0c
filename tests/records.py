"""Invented records, for tests that need no document."""

import datetime as dt
from typing import Any

from apps.parsing.records import (
    DocumentKind,
    Outcome,
    OutcomeCode,
    ParsedItem,
    ParsedMeeting,
    Participant,
    Recommendation,
    Section,
    SectionKind,
)


def an_item(number: str = "1", title: str = "Meddelelser", **fields: Any) -> ParsedItem:
    """An approved item with a summary."""
    defaults: dict[str, Any] = {
        "outcomes": (Outcome(outcome=OutcomeCode.APPROVED),),
        "decision_text": "Indstillingen godkendt",
        "recommendations": (Recommendation(number=1, text=f"{title} godkendes."),),
        "sections": (
            Section(
                kind=SectionKind.SUMMARY,
                heading="Sammendrag",
                text=f"Om {title.lower()}.",
                first_line=3,
                last_line=4,
            ),
        ),
        "section_headings": ("Sammendrag",),
        "first_line": 1,
        "last_line": 9,
    }
    return ParsedItem(number=number, title=title, **{**defaults, **fields})


def a_meeting(*items: ParsedItem, **fields: Any) -> ParsedMeeting:
    """A meeting of an invented committee."""
    defaults: dict[str, Any] = {
        "kind": DocumentKind.MINUTES,
        "layout": "test",
        "municipality": "Søndersund",
        "committee": "Klima- og Havneudvalget",
        "date": dt.date(2025, 5, 6),
        "participants": (
            Participant(name="Gro Askelund", party="A"),
            Participant(name="Vagn Tofte", party="V"),
        ),
    }
    return ParsedMeeting(items=items or (an_item(),), **{**defaults, **fields})
