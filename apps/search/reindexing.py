"""Writes the index anew after a change of the word rules, batch by batch, while what is there answers."""

from collections.abc import Iterator

from django.db.models import QuerySet

from apps.agenda_items.models import AgendaItem
from apps.committees.models import Committee
from apps.language.analysis import ANALYSER_VERSION
from apps.search.indexing import index_items, take_turn, tidy
from apps.search.models import SearchEntry

# Each batch is a transaction of its own: a search sees an item by the old rules or the new ones, never not at all,
# and imports wait for a fraction of a second.
_BATCH = 100
# No version of the word rules.
_OUTDATED = 0


def outdated() -> QuerySet[AgendaItem]:
    """The published items whose entries an older version of the word rules wrote, or that have none, newest first."""
    current = SearchEntry.objects.filter(analyser_version=ANALYSER_VERSION)
    return (
        AgendaItem.objects.published()
        .exclude(pk__in=current.values("item"))
        .order_by("-meeting__held_on", "pk")
    )


def move_entries(source: Committee, target: Committee) -> None:
    """The items of one committee have become another's: so have their entries, at once. Two queries.

    The committee's name is among their words: they are outdated until they are indexed anew.
    """
    take_turn()
    SearchEntry.objects.filter(committee=source).update(committee=target, analyser_version=_OUTDATED)


def reindex(items: QuerySet[AgendaItem]) -> Iterator[int]:
    """Index these items anew; yields after each batch how many are done. Stopped midway, it goes on where it was."""
    ids = list(items.values_list("pk", flat=True))
    for first in range(0, len(ids), _BATCH):
        batch = ids[first : first + _BATCH]
        index_items(batch)
        yield first + len(batch)
    if ids:
        tidy()
