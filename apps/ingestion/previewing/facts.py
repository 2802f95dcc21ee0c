"""What a record states, in words, for people who check it: labels and texts. What is not stated is left out."""

from typing import Any

from apps.agenda_items.models import SECTION_CHOICES
from apps.corrections.forms import in_words
from apps.ingestion.previewing.sentences import about_papers
from apps.parsing.records import (
    OUTCOME_LABELS,
    DocumentKind,
    ParsedItem,
    ParsedMeeting,
    Participant,
    Vote,
    Voter,
)

_LONGEST_FACT = 1200


def kind_of(parsed: ParsedMeeting) -> str:
    """What the document is: "referat", "tillægsdagsorden", "rettet referat"."""
    if parsed.kind == DocumentKind.MINUTES:
        kind = "referat"
    else:
        kind = "tillægsdagsorden" if parsed.is_supplement else "dagsorden"
    return f"rettet {kind}" if parsed.is_corrected else kind


def meeting_facts(parsed: ParsedMeeting, municipality: str) -> list[tuple[str, str]]:
    """A meeting's own fields."""
    return _said(
        ("Kommune", municipality),
        ("Udvalg", parsed.committee or "Ikke fundet"),
        ("Dato", in_words(parsed.date) if parsed.date else "Ikke fundet"),
        ("Tidspunkt", in_words(parsed.start_time) if parsed.start_time else ""),
        ("Sted", parsed.location),
        ("Slags", kind_of(parsed)),
        ("Kildens adresse", parsed.source_url),
    )


def about_participant(participant: Participant) -> str:
    """What is said of a participant beside name, party and absence."""
    return ", ".join(
        filter(
            None,
            (
                participant.affiliation_note,
                participant.role,
                participant.substitute_for and f"stedfortræder for {participant.substitute_for}",
            ),
        )
    )


def item_facts(item: ParsedItem) -> list[tuple[str, str]]:
    """An item's fields. Long ones are cut: the whole text stands in the source beside."""
    outcomes = (
        f"{f'Punkt {o.recommendation}: ' if o.recommendation is not None else ''}{OUTCOME_LABELS[o.outcome]}"
        f"{' med bemærkninger' if o.with_remarks else ''}"
        for o in item.outcomes
    )
    papers = about_papers(item.attachment_count, item.recommended_count, item.internal_count)
    return _said(
        ("Titel", item.title),
        ("Lukket punkt", "ja" if item.is_closed else ""),
        ("Journalnummer", item.journal_number),
        ("Udfald", "\n".join(outcomes)),
        ("Beslutning", item.decision_text),
        ("Indstilling", "\n".join(f"{r.number}. {r.text}" for r in item.recommendations)),
        ("Afstemninger", "\n".join(_vote(vote) for vote in item.votes)),
        ("Beslutningen træffes af", item.decided_by),
        ("Fraværende", ", ".join(item.absent)),
        ("Inhabile", ", ".join(item.disqualified)),
        (
            "Tidligere behandling",
            "\n".join(_reference(r.committee, r.date, r.item) for r in item.previous_handling),
        ),
        (
            "Beslutningshistorik",
            "\n".join(_reference(h.committee, h.date, None) for h in item.decision_history),
        ),
        ("Bilag", "\n".join(f"{a.title}{' (anbefales)' if a.recommended else ''}" for a in item.attachments)),
        ("Antal bilag", papers),
        (
            "Afsnit",
            "\n".join(
                f"{s.heading or dict(SECTION_CHOICES)[s.kind.value].capitalize()} (linje {s.first_line}-{s.last_line})"
                for s in item.sections
            ),
        ),
    )


def _reference(committee: str, day: Any, item: str | None) -> str:
    return ", ".join(filter(None, (committee, in_words(day) if day else "", f"punkt {item}" if item else "")))


def _vote(vote: Vote) -> str:
    sides = (
        ("for", vote.votes_for, vote.counts.votes_for),
        ("imod", vote.against, vote.counts.against),
        ("undlod", vote.abstained, vote.counts.abstained),
    )
    said = [
        f"{label}: {' '.join(filter(None, (None if count is None else str(count), ', '.join(map(_voter, voters)))))}"
        for label, voters, count in sides
        if voters or count is not None
    ]
    result = {True: "vedtaget", False: "forkastet", None: ""}[vote.carried]
    return "; ".join(filter(None, (vote.subject, *said, result)))


def _voter(voter: Voter) -> str:
    return f"{voter.name} ({voter.party})" if voter.name and voter.party else voter.name or voter.party or ""


def _said(*facts: tuple[str, str | None]) -> list[tuple[str, str]]:
    """The facts that the document states, bounded."""
    return [
        (label, text if len(text) <= _LONGEST_FACT else f"{text[:_LONGEST_FACT]} …")
        for label, text in facts
        if text
    ]
