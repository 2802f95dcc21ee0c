"""Publishing, unpublishing and what follows a change: rows, cases and index together."""

from collections.abc import Iterable

from django.db import transaction

from apps.agenda_items.models import AgendaItem
from apps.cases.grouping import group_into_cases
from apps.meetings.models import Meeting
from apps.search.indexing import index_items


def refresh_items(item_ids: Iterable[int]) -> None:
    """Bring cases and index in step with these items, after any change of them."""
    ids = list(item_ids)
    group_into_cases(AgendaItem.objects.filter(pk__in=ids).with_meeting())
    index_items(ids)


def refresh_meeting(meeting: Meeting) -> None:
    """Bring cases and index in step with all items of a meeting."""
    refresh_items(meeting.items.values_list("pk", flat=True))


def unpublish(row: Meeting | AgendaItem, reason: str) -> None:
    """Take a meeting or an item off the public pages and out of the index. Raises ValueError without a reason."""
    if not reason.strip():
        raise ValueError("En afpublicering skal have en grund.")
    _set_reason(row, reason.strip())


def publish_again(row: Meeting | AgendaItem) -> None:
    """Show an unpublished meeting or item again."""
    _set_reason(row, "")


def _set_reason(row: Meeting | AgendaItem, reason: str) -> None:
    with transaction.atomic():
        row.unpublished_reason = reason
        row.save(update_fields=("unpublished_reason",))
        if isinstance(row, Meeting):
            refresh_meeting(row)
        else:
            refresh_items([row.pk])
