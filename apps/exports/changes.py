"""When what the public reads was last changed."""

import datetime as dt
from collections.abc import Sequence

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import F, Max, Q
from django.utils import timezone

from apps.agenda_items.models import (
    AgendaItem,
    EarlierHandling,
    Outcome,
    Recommendation,
    Section,
    Vote,
    VoteCast,
)
from apps.attachments.models import Attachment
from apps.corrections.models import ChangeLogEntry
from apps.corrections.tracking import TrackedModel
from apps.meetings.models import Meeting

# What an entry of a feed shows. Another place on the agenda is no news.
_FIELDS_SHOWN = ("number", "title", "is_closed", "decided_by", "decision_text")
_OUTCOME_FIELDS_SHOWN = ("code", "with_remarks", "is_removed")
# What an item's page shows, and how each row names its item.
_OWNERS: dict[type[TrackedModel], str] = {
    AgendaItem: "pk",
    Section: "item",
    Recommendation: "item",
    Outcome: "item",
    Vote: "item",
    VoteCast: "vote__item",
    EarlierHandling: "item",
    Attachment: "item",
}


def published_at(item: AgendaItem) -> dt.datetime:
    """The meeting's moment; of a meeting to come, when its agenda was imported."""
    meeting = item.meeting
    held_at = timezone.make_aware(dt.datetime.combine(meeting.held_on, meeting.start_time or dt.time.min))
    return min(held_at, meeting.imported_at) if meeting.imported_at else held_at


def updated_at(items: Sequence[AgendaItem]) -> dict[int, dt.datetime]:
    """When each item's title, decision or outcomes last changed, else when it was published. Two queries."""
    moments = {item.pk: published_at(item) for item in items}
    owners = dict(Outcome.with_removed.filter(item__in=moments).values_list("pk", "item"))
    item_type, outcome_type = (ContentType.objects.get_for_model(model) for model in (AgendaItem, Outcome))
    changes = ChangeLogEntry.objects.filter(
        Q(content_type=item_type, object_id__in=moments, field__in=_FIELDS_SHOWN)
        | Q(content_type=outcome_type, object_id__in=owners, field__in=_OUTCOME_FIELDS_SHOWN)
    )
    latest = changes.order_by().values_list("content_type", "object_id").annotate(Max("changed_at"))
    for type_id, key, changed_at in latest:
        item_id = owners[key] if type_id == outcome_type.pk else key
        moments[item_id] = max(moments[item_id], changed_at)
    return moments


def item_changes(first: int = 0, end: int = 2**62, *, per: int = 1) -> dict[int, dt.datetime]:
    """When the items with keys from `first` up to `end`, or any of their rows, last changed, by key // `per`.

    One query. Items that never changed are left out: creation is no change.
    """
    parts, params = [], []
    for model, owner in _OWNERS.items():
        rows = model._base_manager.filter(**{f"{owner}__gte": first, f"{owner}__lt": end})
        sql, sql_params = rows.order_by().values_list("pk", F(owner)).query.sql_with_params()
        # Ours alone: the one value from outside, the bounds, are parameters.
        parts.append(
            f"SELECT owner.item / %s, log.changed_at FROM {ChangeLogEntry._meta.db_table} AS log"  # noqa: S608
            f" JOIN ({sql}) AS owner (pk, item) ON owner.pk = log.object_id WHERE log.content_type_id = %s"
        )
        params += [per, *sql_params, ContentType.objects.get_for_model(model).pk]
    statement = f"SELECT n, max(at) FROM ({' UNION ALL '.join(parts)}) AS change (n, at) GROUP BY n"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return dict(cursor.fetchall())


def archive_changed_at() -> dt.datetime | None:
    """When anything in the archive was last imported or changed. Two queries, by index or over the meetings."""
    imported = Meeting.objects.aggregate(latest=Max("imported_at"))["latest"]
    changed = ChangeLogEntry.objects.aggregate(latest=Max("changed_at"))["latest"]
    return max((moment for moment in (imported, changed) if moment), default=None)
