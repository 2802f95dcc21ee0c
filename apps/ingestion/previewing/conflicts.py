"""Fields that staff have corrected in a meeting, and those of them whose source says something else."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

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
from apps.corrections.forms import readable, said_by_source
from apps.corrections.models import Correction
from apps.ingestion.previewing.differences import Fragment, change_between
from apps.meetings.models import Meeting


@dataclass(frozen=True, kw_only=True)
class Corrected:
    """A corrected field of a row; `item_id` is None for the meeting and its participants."""

    correction: Correction
    row: models.Model
    item_id: int | None

    @property
    def is_conflict(self) -> bool:
        """Whether the source says something else than when staff corrected it."""
        return self.correction.is_conflict


@dataclass(frozen=True, kw_only=True)
class ShownConflict:
    """A conflict with what staff and source say, word by word."""

    key: int
    place: str
    field: str
    staff: Sequence[Fragment]
    source: Sequence[Fragment]
    corrected_by: str
    corrected_at: Any


def corrected_fields(meeting: Meeting) -> list[Corrected]:
    """All corrections of the meeting and what belongs to it. Two queries per model."""
    items = AgendaItem.objects.filter(meeting=meeting)
    found = [
        *_corrected([meeting], lambda row: None),
        *_corrected(meeting.attendance.all(), lambda row: None),
        *_corrected(items, lambda row: row.pk),
        *_corrected(
            VoteCast.objects.filter(vote__item__in=items).select_related("vote"), lambda row: row.vote.item_id
        ),
    ]
    for model in (Recommendation, Outcome, Vote, Section, Attachment, EarlierHandling):
        found += _corrected(model.objects.filter(item__in=items), lambda row: row.item_id)
    return found


def open_conflicts(meeting: Meeting) -> list[Corrected]:
    """The corrections whose source says something else."""
    return [corrected for corrected in corrected_fields(meeting) if corrected.is_conflict]


def _corrected(rows: Iterable[models.Model], item_of: Callable[[Any], int | None]) -> list[Corrected]:
    by_key = {row.pk: row for row in rows}
    if not by_key:
        return []
    row_type = ContentType.objects.get_for_model(next(iter(by_key.values())))
    found = Correction.objects.filter(content_type=row_type, object_id__in=by_key)
    return [
        Corrected(correction=c, row=by_key[c.object_id], item_id=item_of(by_key[c.object_id]))
        for c in found.select_related("corrected_by", "content_type").order_by("pk")
    ]


def shown_conflict(conflict: Corrected, labels: Mapping[int, str]) -> ShownConflict:
    """A conflict in words; `labels` are those of the items by key."""
    correction, row = conflict.correction, conflict.row
    place = labels.get(conflict.item_id, "Punktet") if conflict.item_id is not None else "Mødet"
    is_own = isinstance(row, Meeting | AgendaItem)
    attribute = type(row)._meta.get_field(correction.field).attname  # type: ignore[union-attr]
    staff = readable(type(row), correction.field, getattr(row, attribute)) or "(ingenting)"
    sides = change_between(correction.field_label, staff, said_by_source(correction, type(row)))
    return ShownConflict(
        key=correction.pk,
        place=place if is_own else f"{place} ({row._meta.verbose_name}: {row})",
        field=correction.field_label,
        staff=sides.old,
        source=sides.new,
        corrected_by=str(correction.corrected_by or "en ukendt bruger"),
        corrected_at=correction.corrected_at,
    )
