"""What of an item is searched, piece by piece in a fixed order: the same for indexing, snippets and marks.

A word's place is counted over all pieces, so that a place that the index knows leads back to the text.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import F, Value

from apps.agenda_items.models import AgendaItem, Recommendation, Section, Vote
from apps.attachments.models import Attachment
from apps.parsing.records import SectionKind

# Words of two pieces are never neighbours: no phrase and no compound reaches from one into the next.
GAP = 10

# Their lines are the decision and the titles of papers, which are read from their own rows.
_IN_ROWS_ONLY = frozenset({SectionKind.DECISION, SectionKind.ATTACHMENTS})
# Lists of names.
_NO_PROSE = frozenset({SectionKind.DECIDED_BY})
# What others said before comes after what this item is about.
_EARLIER = frozenset({SectionKind.PREVIOUS_HANDLING, SectionKind.DECISION_HISTORY})


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of an item. Weight A: title and journal number, B: decision, C: the case, D: committee, date, absence, papers.

    `is_prose`: whether a snippet may show it; what is none may be shown after its `label`.
    """

    weight: str
    text: str
    is_prose: bool = False
    label: str = ""


def pieces_of(items: Sequence[AgendaItem]) -> dict[int, tuple[Piece, ...]]:
    """The pieces of each item, by its key; of a closed one only what its page shows. One query.

    The items need their meeting and committee (`with_meeting`). Texts alone are read: whole rows take three times
    as long.
    """
    rows: dict[int, list[_Row]] = defaultdict(list)
    for key, *row in _rows([item.pk for item in items if not item.is_closed]):
        rows[key].append(_Row(*row))
    return {item.pk: tuple(piece for piece in _pieces(item, rows[item.pk]) if piece.text) for item in items}


class _Row(NamedTuple):
    """A text of an item's lists: of which list, its place there, and, of a section, kind and heading."""

    source: int
    position: int
    pk: int
    kind: str
    heading: str
    text: str


_RECOMMENDATION, _VOTE, _PAPER, _SECTION = range(4)


def _rows(ids: Sequence[int]) -> Iterable[tuple[Any, ...]]:
    """All lists of these items together, each in its own order."""
    first, *others = (
        rows.filter(item__in=ids)
        .order_by()
        .annotate(source=Value(source), row_kind=kind, row_heading=heading)
        .values_list("item_id", "source", "position", "pk", "row_kind", "row_heading", text)
        for source, rows, kind, heading, text in (
            (_RECOMMENDATION, Recommendation.objects.all(), Value(""), Value(""), "text"),
            (_VOTE, Vote.objects.all(), Value(""), Value(""), "subject"),
            (_PAPER, Attachment.objects.all(), Value(""), Value(""), "title"),
            (_SECTION, Section.objects.all(), F("kind"), F("heading"), "text"),
        )
    )
    return sorted(first.union(*others, all=True))


def _pieces(item: AgendaItem, rows: Sequence[_Row]) -> Iterable[Piece]:
    yield Piece("A", item.title)
    if not item.is_closed:
        yield Piece("A", item.journal_number)
    yield Piece("B", item.decision_text, is_prose=True)
    yield from (Piece("B", row.text) for row in rows if row.source == _VOTE)
    recommendations = [row.text for row in rows if row.source == _RECOMMENDATION]
    papers = [row.text for row in rows if row.source == _PAPER]
    yield from (Piece("C", text, is_prose=True) for text in recommendations)
    # The page shows these rows, never the section they come from: it may hold what staff have corrected away.
    own = _IN_ROWS_ONLY | ({SectionKind.RECOMMENDATION} if recommendations else frozenset())
    sections = (row for row in rows if row.source == _SECTION and row.kind not in own)
    for row in sorted(sections, key=lambda row: row.kind in _EARLIER):
        yield Piece("C", "" if row.kind == SectionKind.RECOMMENDATION else row.heading)
        yield Piece("C", row.text, row.kind not in _NO_PROSE)
    yield Piece("D", item.meeting.committee.name)
    yield Piece("D", item.meeting.held_on.isoformat())
    if not item.is_closed:
        yield Piece("D", item.recommended_by)
        yield from (Piece("D", name, label="Fraværende: ") for name in item.absent)
        yield from (Piece("D", title, label="Bilag: ") for title in papers)
