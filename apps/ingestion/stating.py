"""What a record states, as field values of rows. One function per model; the key finds the row again."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from apps.agenda_items.formatted import digest_of
from apps.agenda_items.models import EarlierHandlingKind, SinceAgenda, VoteSide
from apps.committees.models import slug_of_name
from apps.ingestion.merging.matching import VoteIdentity
from apps.ingestion.merging.rules import MergedItem
from apps.ingestion.merging.sections import section_key
from apps.language.addresses import slugify
from apps.parsing.markup.addresses import leads_out
from apps.parsing.markup.cleaning import clean_html
from apps.parsing.records import DocumentKind, ParsedItem, ParsedMeeting, Vote

Record = TypeVar("Record")


@dataclass(frozen=True, kw_only=True, slots=True)
class Stated:
    """One row as a document states it."""

    key: str
    values: Mapping[str, Any]


def meeting_values(parsed: ParsedMeeting) -> dict[str, Any]:
    """A meeting's own fields. Rule: the source wins where it says something, and is kept where it is silent."""
    return {
        "kind": parsed.kind.value,
        "is_only_supplement": parsed.is_supplement and parsed.kind == DocumentKind.AGENDA,
        **({"start_time": parsed.start_time} if parsed.start_time else {}),
        **({"location": parsed.location} if parsed.location else {}),
        **({"source_url": parsed.source_url} if parsed.source_url else {}),
    }


def participants(parsed: ParsedMeeting) -> list[Stated]:
    """The list of participants."""
    return _stated(
        parsed.participants,
        lambda p: slugify(p.name),
        lambda p: {
            "name": p.name,
            "party": p.party or "",
            "affiliation_note": p.affiliation_note or "",
            "role": p.role or "",
            "is_absent": p.absent,
            "substitute_for": p.substitute_for or "",
        },
    )


def item_values(item: ParsedItem, position: int) -> dict[str, Any]:
    """An item's own fields. Rule: the source wins."""
    return {
        "number": item.number,
        "position": position,
        "title": item.title,
        "journal_number": item.journal_number or "",
        "is_closed": item.is_closed,
        "decided_by": item.decided_by or "",
        "recommended_by": item.recommended_by or "",
        "decision_text": item.decision_text or "",
        "attachment_count": item.attachment_count,
        "recommended_count": item.recommended_count,
        "internal_count": item.internal_count,
        "absent": list(item.absent),
        "disqualified": list(item.disqualified),
    }


# Fields of an item that a closed one does not show, and their empty values.
OPEN_ONLY = {
    "journal_number": "",
    "decided_by": "",
    "recommended_by": "",
    "attachment_count": None,
    "recommended_count": None,
    "internal_count": None,
}


def sections(item: ParsedItem) -> list[Stated]:
    """The sections, by their kind; other sections and announcements by their heading too."""
    return _stated(
        item.sections,
        section_key,
        lambda s: {
            "kind": s.kind.value,
            "heading": s.heading,
            "text": s.text,
            # Cleaned here too: the process that read the document may have been taken over by it.
            "html": clean_html(s.html) if s.html else "",
            "html_of": digest_of(s.text) if s.html else "",
            "first_line": s.first_line,
            "last_line": s.last_line,
        },
    )


def recommendations(item: ParsedItem) -> list[Stated]:
    """The points of the recommendation, by number."""
    return _stated(
        item.recommendations, lambda r: str(r.number), lambda r: {"number": r.number, "text": r.text}
    )


def outcomes(item: ParsedItem) -> list[Stated]:
    """The outcomes, by the point they are about."""
    return _stated(
        item.outcomes,
        lambda o: "item" if o.recommendation is None else str(o.recommendation),
        lambda o: {
            "recommendation": o.recommendation,
            "code": o.outcome.value,
            "with_remarks": o.with_remarks,
        },
    )


def votes(item: ParsedItem) -> list[Stated]:
    """The votes, in order; loading gives those that are known the keys they have (`matching.match_votes`)."""
    return _stated(
        item.votes,
        lambda v: "vote",
        lambda v: {
            "subject": v.subject or "",
            "count_for": v.counts.votes_for,
            "count_against": v.counts.against,
            "count_abstained": v.counts.abstained,
            "is_carried": v.carried,
        },
    )


def votes_cast(vote: Vote) -> list[Stated]:
    """Who voted how, by name and party."""
    sides = [
        (side, voter)
        for side, voters in (
            (VoteSide.FOR, vote.votes_for),
            (VoteSide.AGAINST, vote.against),
            (VoteSide.ABSTAINED, vote.abstained),
        )
        for voter in voters
    ]
    return _stated(
        sides,
        lambda cast: f"{slugify(cast[1].name)}:{cast[1].party or ''}",
        lambda cast: {"side": cast[0].value, "name": cast[1].name, "party": cast[1].party or ""},
    )


def earlier_handlings(item: ParsedItem) -> list[Stated]:
    """Earlier handlings that the item names: in its own section, in its history, in running text."""
    named = [
        *((EarlierHandlingKind.PREVIOUS, r.committee, r.date, r.item, "") for r in item.previous_handling),
        *((EarlierHandlingKind.HISTORY, h.committee, h.date, None, h.text) for h in item.decision_history),
        *((EarlierHandlingKind.REFERENCE, r.committee, r.date, r.item, "") for r in item.references),
    ]
    return _stated(
        named,
        lambda n: f"{n[0]}:{slugify(n[1])}:{n[2]}:{n[3] or ''}",
        lambda n: {
            "kind": n[0].value,
            "committee_name": n[1],
            "committee_slug": slug_of_name(n[1]),
            "held_on": n[2],
            "item_number": n[3] or "",
            "text": n[4],
        },
    )


def attachments(item: ParsedItem) -> list[Stated]:
    """The attachments, by title."""
    return _stated(
        item.attachments,
        lambda a: slugify(a.title),
        lambda a: {
            "title": a.title,
            "is_recommended": a.recommended,
            # One that is relative to a page nobody knows leads nowhere.
            "address": a.address if a.address and leads_out(a.address) else "",
        },
    )


def _stated(
    records: Iterable[Record], key: Callable[[Record], str], values: Callable[[Record], dict[str, Any]]
) -> list[Stated]:
    """Rows in the order of the document; a key that comes again is numbered."""
    seen: dict[str, int] = {}
    rows: list[Stated] = []
    for position, record in enumerate(records):
        name = key(record) or "row"
        seen[name] = seen.get(name, 0) + 1
        rows.append(
            Stated(
                key=name if seen[name] == 1 else f"{name}#{seen[name]}",
                values={"position": position, **values(record)},
            )
        )
    return rows


def vote_identity(vote: Vote) -> VoteIdentity:
    """What the vote is recognised by."""
    sides = (tuple(cast.values[field] for field in ("side", "name", "party")) for cast in votes_cast(vote))
    return VoteIdentity(subject=vote.subject or "", sides=frozenset(side_of(*side) for side in sides))


def side_of(side: str, name: str, party: str) -> str:
    """One vote cast, for comparing."""
    return f"{side}:{slugify(name)}:{party}"


def since_agenda(merged: MergedItem) -> dict[str, Any]:
    """How an item stands to the agenda, for its page."""
    stands = (
        SinceAgenda.ADDED if merged.is_added else SinceAgenda.SUPPLEMENT if merged.is_on_supplement else ""
    )
    return {
        "since_agenda": str(stands),
        "changes_since_agenda": [asdict(change) for change in merged.changes],
    }


def without_what_is_closed(values: Mapping[str, Any]) -> dict[str, Any]:
    """An item's fields as a closed item has them: number, public title and published decision."""
    return {**values, **OPEN_ONLY}
