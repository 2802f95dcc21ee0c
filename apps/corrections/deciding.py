"""What staff decide about corrections by ticking boxes beside the fields."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import QueryDict

from apps.corrections.acting import current_actor
from apps.corrections.forms import HAND_BACK, KEEP
from apps.corrections.models import Correction
from apps.corrections.sources import hand_back, settle


@dataclass(frozen=True, kw_only=True)
class Decided:
    """The names of the fields that were handed back to the source, and of those that staff keep."""

    handed_back: list[str]
    kept: list[str]


def decide_chosen(posted: QueryDict, rows: Iterable[models.Model]) -> Decided:
    """Do what the boxes say about corrections of these rows; of any other row nothing. What is ticked twice is kept."""
    rows = list(rows)
    kept = [correction for correction in _chosen(posted, KEEP, rows) if correction.is_conflict]
    keys = {correction.pk for correction in kept}
    given = [correction for correction in _chosen(posted, HAND_BACK, rows) if correction.pk not in keys]
    for correction in kept:
        settle(correction)
    for correction in given:
        hand_back(correction, actor=current_actor())
    return Decided(handed_back=[c.field_label for c in given], kept=[c.field_label for c in kept])


def _chosen(posted: QueryDict, name: str, rows: Iterable[models.Model]) -> list[Correction]:
    keys = [int(key) for key in posted.getlist(name) if key.isdecimal() and len(key) < 19]
    if not keys:
        return []
    ours = {(ContentType.objects.get_for_model(row).pk, row.pk) for row in rows}
    return [
        correction
        for correction in Correction.objects.filter(pk__in=keys)
        if (correction.content_type_id, correction.object_id) in ours
    ]
