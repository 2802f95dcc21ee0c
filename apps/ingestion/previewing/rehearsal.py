"""A dry run: a waiting document is loaded inside a transaction that is rolled back, and what would change is kept."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

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
from apps.corrections.models import Correction
from apps.ingestion.importing import failure_recorded, load_document
from apps.ingestion.loading import LoadEffect
from apps.ingestion.models import ImportedFile
from apps.ingestion.previewing.snapshots import MeetingSnapshot, snapshot
from apps.meetings.models import Meeting


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """A corrected field whose source says something else; `item_id` is None for the meeting and its participants."""

    correction: Correction
    row: models.Model
    item_id: int | None


@dataclass(kw_only=True)
class Rehearsal:
    """What importing a document would do. `refusal` is why it would not be imported at all."""

    refusal: str = ""
    effect: LoadEffect | None = None
    before: MeetingSnapshot = field(default_factory=MeetingSnapshot)
    after: MeetingSnapshot = field(default_factory=MeetingSnapshot)
    conflicts: list[Conflict] = field(default_factory=list)

    @property
    def is_known(self) -> bool:
        """Whether the same bytes are in the archive already."""
        return not self.refusal and self.effect is None


def rehearse(file_id: int) -> Rehearsal:
    """Load a waiting file and roll everything back. Cost: as loading it, and two snapshots of the meeting."""
    file = ImportedFile.objects.select_related("run__started_by", "document").get(pk=file_id)
    rehearsal = Rehearsal()
    with transaction.atomic():
        with failure_recorded(file), transaction.atomic():
            rehearsal.effect = load_document(file)
        rehearsal.refusal = file.message
        if rehearsal.effect is not None:
            rehearsal.after = snapshot(rehearsal.effect.meeting.pk)
            rehearsal.conflicts = open_conflicts(rehearsal.effect.meeting)
        transaction.set_rollback(True)
    if rehearsal.effect is not None and not rehearsal.effect.is_new:
        rehearsal.before = snapshot(rehearsal.effect.meeting.pk)
    return rehearsal


def open_conflicts(meeting: Meeting) -> list[Conflict]:
    """All corrections of the meeting and what belongs to it whose source says something else. Two queries per model."""
    items = AgendaItem.objects.filter(meeting=meeting)
    conflicts = [
        *_conflicts([meeting], lambda row: None),
        *_conflicts(meeting.attendance.all(), lambda row: None),
        *_conflicts(items, lambda row: row.pk),
        *_conflicts(
            VoteCast.objects.filter(vote__item__in=items).select_related("vote"), lambda row: row.vote.item_id
        ),
    ]
    for model in (Recommendation, Outcome, Vote, Section, Attachment, EarlierHandling):
        conflicts += _conflicts(model.objects.filter(item__in=items), lambda row: row.item_id)
    return conflicts


def _conflicts(rows: Iterable[models.Model], item_of: Callable[[Any], int | None]) -> list[Conflict]:
    by_key = {row.pk: row for row in rows}
    if not by_key:
        return []
    row_type = ContentType.objects.get_for_model(next(iter(by_key.values())))
    found = Correction.objects.filter(
        content_type=row_type, object_id__in=by_key, source_changed_at__isnull=False
    )
    return [
        Conflict(correction=c, row=by_key[c.object_id], item_id=item_of(by_key[c.object_id]))
        for c in found.select_related("corrected_by", "content_type")
    ]
