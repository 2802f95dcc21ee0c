"""The search index: a narrow row per published item."""

import datetime as dt

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from apps.agenda_items.models import AgendaItem
from apps.committees.models import Committee, Municipality

# Of the sort key: what tells the items of a meeting apart, and the meetings of a day.
SLOT_BITS = 8
MEETING_BITS = 6


def sort_key(held_on: dt.date, meeting_id: int, position: int) -> int:
    """A number that is larger the later the day and, within a meeting, the earlier the item.

    day << 14 | meeting << 8 | item. Two of some forty meetings on a day may share a number; order among equals
    then goes by key.
    """
    meeting = meeting_id % (1 << MEETING_BITS)
    slot = (1 << SLOT_BITS) - 1 - min(position, (1 << SLOT_BITS) - 1)
    return (((held_on.toordinal() << MEETING_BITS) | meeting) << SLOT_BITS) | slot


class SearchEntry(models.Model):
    """What the search needs of one published item; written by `indexing` alone, read by `matching` and `facets`."""

    item = models.OneToOneField(
        AgendaItem, on_delete=models.CASCADE, primary_key=True, related_name="search_entry"
    )
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="+")
    held_on = models.DateField()
    # Date order with room for what arrives late, see the function.
    sort_key = models.BigIntegerField()
    topic = models.TextField(blank=True)
    journal_prefixes = ArrayField(models.TextField(), default=list)
    outcomes = ArrayField(models.TextField(), default=list)
    has_vote = models.BooleanField(default=False)
    words = SearchVectorField()

    class Meta:
        verbose_name = "søgepost"
        verbose_name_plural = "søgeposter"
        indexes = [
            # For the words of a query.
            GinIndex(fields=("words",), name="search_words"),
            # For a journal number or any beginning of one.
            GinIndex(fields=("journal_prefixes",), name="search_journal_prefixes"),
            # For newest and oldest first, the order without words.
            models.Index(fields=("sort_key",), name="search_by_date"),
        ]

    def __str__(self) -> str:
        return str(self.item_id)
