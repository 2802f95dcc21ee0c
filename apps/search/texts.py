"""What of an item is searched, piece by piece in a fixed order: the same for indexing, snippets and marks.

A word's place is counted over all pieces, so that a place that the index knows leads back to the text.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from apps.agenda_items.models import AgendaItem, Recommendation, Section, Vote
from apps.attachments.models import Attachment
from apps.parsing.records import SectionKind

# Words of two pieces are never neighbours: no phrase and no compound reaches from one into the next.
GAP = 10

# Their lines are the decision, the recommendations or the titles of papers, which are read from their own rows.
_REPEATING = frozenset({SectionKind.DECISION, SectionKind.RECOMMENDATION, SectionKind.ATTACHMENTS})
# Lists of names.
_NO_PROSE = frozenset({SectionKind.ATTACHMENTS, SectionKind.DECIDED_BY})
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
    """The pieces of each item, by its key; of a closed one only what its page shows. Four queries.

    The items need their meeting and committee (`with_meeting`). Texts alone are read: whole rows take three times
    as long.
    """
    ids = [item.pk for item in items if not item.is_closed]
    recommendations = _texts(Recommendation.objects.filter(item__in=ids).order_by("position", "pk"), "text")
    votes = _texts(Vote.objects.filter(item__in=ids).order_by("position", "pk"), "subject")
    papers = _texts(Attachment.objects.filter(item__in=ids).order_by("position", "pk"), "title")
    sections: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    rows = Section.objects.filter(item__in=ids).order_by("position", "pk")
    for key, kind, heading, text in rows.values_list("item_id", "kind", "heading", "text"):
        sections[key].append((kind, heading, text))
    return {
        item.pk: tuple(
            piece
            for piece in _pieces(
                item, recommendations[item.pk], votes[item.pk], papers[item.pk], sections[item.pk]
            )
            if piece.text
        )
        for item in items
    }


def _texts(rows: "Iterable[object]", field: str) -> dict[int, list[str]]:
    texts: dict[int, list[str]] = defaultdict(list)
    for key, text in rows.values_list("item_id", field):  # type: ignore[attr-defined]
        texts[key].append(text)
    return texts


def _pieces(
    item: AgendaItem,
    recommendations: Sequence[str],
    votes: Sequence[str],
    papers: Sequence[str],
    sections: Sequence[tuple[str, str, str]],
) -> Iterable[Piece]:
    yield Piece("A", item.title)
    if not item.is_closed:
        yield Piece("A", item.journal_number)
    yield Piece("B", item.decision_text, is_prose=True)
    yield from (Piece("B", subject) for subject in votes)
    yield from (Piece("C", text, is_prose=True) for text in recommendations)
    known = {
        _bare(line) for text in (item.decision_text, *recommendations, *papers) for line in text.splitlines()
    }
    for kind, heading, text in sorted(sections, key=lambda section: section[0] in _EARLIER):
        is_repeating = kind in _REPEATING
        yield Piece("C", "" if is_repeating else heading)
        yield Piece("C", _unknown_lines(text, known) if is_repeating else text, kind not in _NO_PROSE)
    yield Piece("D", item.meeting.committee.name)
    yield Piece("D", item.meeting.held_on.isoformat())
    if not item.is_closed:
        yield from (Piece("D", name, label="Fraværende: ") for name in item.absent)
        yield from (Piece("D", title, label="Bilag: ") for title in papers)


def _unknown_lines(text: str, known: Collection[str]) -> str:
    return "\n".join(line for line in text.splitlines() if _bare(line) not in known)


def _bare(line: str) -> str:
    """A line without the mark or number of a list before it."""
    return line.strip().lstrip("0123456789.)-–•* \t")
