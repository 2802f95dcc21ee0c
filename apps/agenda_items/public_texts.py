"""What the public reads of an item, as plain texts: to compare it with what it said before."""

from collections.abc import Iterable

from django.db.models import Prefetch

from apps.agenda_items.models import AgendaItem, Vote
from apps.parsing.records import SectionKind

# Shown in a form of their own, so their text is no text of the case.
NO_CASE_TEXT = frozenset(
    {
        SectionKind.PREVIOUS_HANDLING,
        SectionKind.ATTACHMENTS,
        SectionKind.DECIDED_BY,
        SectionKind.RECOMMENDATION,
        SectionKind.DECISION,
        SectionKind.DECISION_HISTORY,
    }
)

Texts = dict[str, str]


def published_texts(item_ids: Iterable[int]) -> dict[int, Texts]:
    """The texts of the published ones of these items, by the Danish name of what they are. Six queries."""
    items = AgendaItem.objects.published().filter(pk__in=list(item_ids))
    votes = Prefetch("votes", queryset=Vote.objects.prefetch_related("casts"))
    return {
        item.pk: _texts(item)
        for item in items.prefetch_related("sections", "recommendations", "outcomes", votes)
    }


def recommendations_text(points: Iterable[tuple[int, str]]) -> str:
    """The points of a recommendation, a line each."""
    return "\n".join(f"{number}. {text}" for number, text in points)


def attachments_text(titles: Iterable[str]) -> str:
    """The papers' titles, a line each."""
    return "\n".join(titles)


def _texts(item: AgendaItem) -> Texts:
    return {
        "titel": item.title,
        "beslutning": item.decision_text,
        "udfald": "\n".join(
            f"punkt {o.recommendation}: {o.code} {o.with_remarks}" for o in item.outcomes.all()
        ),
        "afstemning": "\n".join(_vote(vote) for vote in item.votes.all()),
        "indstilling": "\n".join(f"{row.number}: {row.text}" for row in item.recommendations.all()),
        "sagstekst": "\n".join(
            f"{s.heading}\n{s.text}" for s in item.sections.all() if s.kind not in NO_CASE_TEXT
        ),
        "lukket": "ja" if item.is_closed else "",
    }


def _vote(vote: Vote) -> str:
    counts = (vote.count_for, vote.count_against, vote.count_abstained)
    casts = sorted(f"{cast.side} {cast.name} {cast.party}" for cast in vote.casts.all())
    return " ".join((vote.subject, str(vote.is_carried), *map(str, counts), *casts))
