"""The course of a case: its published items from the first handling to the last."""

from typing import Any

from django.db.models import Count, Max, Prefetch, Q, QuerySet

from apps.agenda_items.models import AgendaItem
from apps.cases.models import Case

_PUBLIC = Q(items__unpublished_at=None, items__removed_at=None, items__meeting__unpublished_at=None)


def handled_cases() -> QuerySet[Any]:
    """Cases with a published item, the latest handled first.

    Each has `handlings` and `latest_on`, which the type of a plain `Case` would not tell.
    """
    return (
        Case.objects.annotate(
            handlings=Count("items", filter=_PUBLIC), latest_on=Max("items__meeting__held_on", filter=_PUBLIC)
        )
        .filter(handlings__gt=0)
        .select_related("municipality")
        .order_by("-latest_on", "-handlings", "journal_number")
    )


def course_items() -> "Prefetch[Any]":
    """Reads each case's published items along as `course`, in the order of their meetings. Two queries."""
    return Prefetch("items", queryset=in_order(), to_attr="course")


def in_order() -> QuerySet[AgendaItem]:
    """Published items in the order of their meetings, with what a line in a list shows."""
    items = AgendaItem.objects.published().for_list()
    return items.order_by("meeting__held_on", "meeting__sequence", "meeting", "position")


def is_gone(case: Case) -> bool:
    """Whether all that the case had was removed in the source, nothing being merely unpublished. Two queries."""
    removed = case.items.filter(removed_at__isnull=False, unpublished_at=None, meeting__unpublished_at=None)
    return case.items.count() == removed.count()
