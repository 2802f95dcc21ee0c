"""Which meeting or item a row belongs to, and what follows when the row changes."""

from typing import Any

from django.db import models

from apps.agenda_items.models import AgendaItem, ItemRow, VoteCast
from apps.committees.models import Committee
from apps.ingestion.publishing import refresh_items, refresh_meeting
from apps.meetings.models import Attendance, Meeting


def owner_of(row: Any) -> models.Model:
    """The row with a page of its own that shows `row`: an item for its votes, a meeting for its participants."""
    owner: models.Model = row
    if isinstance(row, VoteCast):
        owner = row.vote.item
    elif isinstance(row, ItemRow):
        owner = row.item  # type: ignore[attr-defined]
    elif isinstance(row, Attendance):
        owner = row.meeting
    return owner


def refresh_after(row: models.Model) -> None:
    """Bring cases and index in step after `row` has changed. Cost: as `refresh_items`, for all items it concerns."""
    owner = owner_of(row)
    if isinstance(owner, AgendaItem):
        refresh_items([owner.pk])
    elif isinstance(owner, Meeting):
        refresh_meeting(owner)
    elif isinstance(owner, Committee):
        refresh_items(AgendaItem.objects.filter(meeting__committee=owner).values_list("pk", flat=True))
