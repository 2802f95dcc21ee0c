"""Keeps the index in step with the rows: what is published has an entry, what is not has none."""

from collections.abc import Iterable

from django.contrib.postgres.search import SearchVector
from django.db.models import Value
from django.db.models.expressions import CombinedExpression

from apps.agenda_items.models import AgendaItem
from apps.language.journal_numbers import parse_journal_number
from apps.search.matching import CONFIGURATION
from apps.search.models import SearchEntry, sort_key
from apps.topics.topics import topic_of

# PostgreSQL refuses a tsvector over 1 MB; a text this long is indexed by its distinct words.
_LONG_TEXT = 400_000
# Stop words are not indexed but keep their place, so that no phrase reaches from one text into the next.
_APART = "\nog og og og\n"


def index_items(item_ids: Iterable[int]) -> None:
    """Write the entries of these items anew; an item that is not published loses its entry.

    Cost: seven queries for any number of items, and one per published item.
    """
    ids = list(item_ids)
    items = AgendaItem.objects.published().filter(pk__in=ids).for_page()
    SearchEntry.objects.filter(item__in=ids).delete()
    for item in items:
        _entry(item).save(force_insert=True)


def _entry(item: AgendaItem) -> SearchEntry:
    meeting, committee = item.meeting, item.meeting.committee
    number = None if item.is_closed else parse_journal_number(item.journal_number)
    return SearchEntry(
        item=item,
        municipality_id=committee.municipality_id,
        committee=committee,
        held_on=meeting.held_on,
        sort_key=sort_key(meeting.held_on, meeting.pk, item.position),
        topic=(topic_of(item.journal_number) or "") if number else "",
        journal_prefixes=list(number.prefixes) if number else [],
        outcomes=sorted({outcome.code for outcome in item.outcomes.all()}),
        has_vote=not item.is_closed and bool(item.votes.all()),
        words=_words(item),
    )


def _words(item: AgendaItem) -> CombinedExpression:
    """The item's words by weight: A title and number, B the decision, C the text, D committee and papers."""
    titles, decision, body, around = [item.title], [item.decision_text], [], [item.meeting.committee.name]
    # Of a closed item nobody may learn more by searching than its page says.
    if not item.is_closed:
        titles.append(item.journal_number)
        decision += [vote.subject for vote in item.votes.all()]
        body += [text for s in item.sections.all() for text in (s.heading, s.text)]
        body += [row.text for row in item.recommendations.all()]
        around += [*(row.title for row in item.attachments.all()), *item.absent]
    return _part("A", titles) + _part("B", decision) + _part("C", body) + _part("D", around)


def _part(weight: str, texts: list[str]) -> SearchVector:
    text = _bounded("".join(_APART + text for text in texts))
    return SearchVector(Value(text), config=CONFIGURATION, weight=weight)


def _bounded(text: str) -> str:
    return text if len(text) <= _LONG_TEXT else " ".join(dict.fromkeys(text.split()))[:_LONG_TEXT]
