"""The public JSON form of a parsed meeting: every key always there, `null` or `[]` for what is not stated."""

from typing import Any

from apps.parsing.records import (
    HistoricDecision,
    ParsedItem,
    ParsedMeeting,
    Participant,
    Reference,
    Section,
    Vote,
    Voter,
)


def as_json(meeting: ParsedMeeting) -> dict[str, Any]:
    """The meeting as dictionaries and lists that `json.dumps` takes; dates ISO, times HH:MM."""
    return {
        "layout": meeting.layout,
        "municipality": meeting.municipality,
        "committee": meeting.committee,
        "date": meeting.date.isoformat() if meeting.date else None,
        "start_time": meeting.start_time.strftime("%H:%M") if meeting.start_time else None,
        "location": meeting.location,
        "source_url": meeting.source_url,
        "kind": meeting.kind.value,
        "participants": [_participant(participant) for participant in meeting.participants],
        "items": [_item(item) for item in meeting.items],
        "warnings": [{"code": w.code, "message": w.message, "line": w.line} for w in meeting.warnings],
    }


def _participant(participant: Participant) -> dict[str, Any]:
    return {
        "name": participant.name,
        "party": participant.party,
        "affiliation_note": participant.affiliation_note,
        "role": participant.role,
        "absent": participant.absent,
        "substitute_for": participant.substitute_for,
    }


def _item(item: ParsedItem) -> dict[str, Any]:
    return {
        "number": int(item.number) if item.number.isdigit() else item.number,
        "title": item.title,
        "journal_number": item.journal_number,
        "is_closed": item.is_closed,
        "first_line": item.first_line,
        "last_line": item.last_line,
        "section_headings": list(item.section_headings),
        "sections": [_section(section) for section in item.sections],
        "previous_handling": [_handling(reference) for reference in item.previous_handling],
        "decided_by": item.decided_by,
        "recommended_by": item.recommended_by,
        "recommendations": [{"number": r.number, "text": r.text} for r in item.recommendations],
        "decision_text": item.decision_text,
        "outcomes": [
            {"recommendation": o.recommendation, "outcome": o.outcome.value, "with_remarks": o.with_remarks}
            for o in item.outcomes
        ],
        "votes": [_vote(vote) for vote in item.votes],
        "decision_history": [_historic(decision) for decision in item.decision_history],
        "attachments": [
            {"title": a.title, "recommended": a.recommended, "address": a.address} for a in item.attachments
        ],
        "attachment_count": item.attachment_count,
        "recommended_count": item.recommended_count,
        "internal_count": item.internal_count,
        "absent": list(item.absent),
        "disqualified": list(item.disqualified),
        "references": [_handling(r) | {"first_line": r.first_line} for r in item.references],
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "kind": section.kind.value,
        "heading": section.heading,
        "text": section.text,
        "first_line": section.first_line,
        "last_line": section.last_line,
    }


def _handling(reference: Reference) -> dict[str, Any]:
    date = reference.date.isoformat() if reference.date else None
    return {"committee": reference.committee, "date": date, "item": reference.item}


def _historic(decision: HistoricDecision) -> dict[str, Any]:
    date = decision.date.isoformat() if decision.date else None
    return {"committee": decision.committee, "date": date, "text": decision.text}


def _vote(vote: Vote) -> dict[str, Any]:
    counts = vote.counts
    return {
        "subject": vote.subject,
        "for": [_voter(voter) for voter in vote.votes_for],
        "against": [_voter(voter) for voter in vote.against],
        "abstained": [_voter(voter) for voter in vote.abstained],
        "counts": {"for": counts.votes_for, "against": counts.against, "abstained": counts.abstained},
        "carried": vote.carried,
    }


def _voter(voter: Voter) -> dict[str, Any]:
    return {"name": voter.name, "party": voter.party}
