"""Rows that come from documents, and the door through which loading writes them."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.sql import Query
from django.utils import timezone

from apps.corrections.acting import Actor, acting, current_actor
from apps.corrections.models import Correction
from apps.corrections.tracking import Row, TrackedModel, TrackedQuerySet, as_stated


class SourceRowQuerySet(TrackedQuerySet[Row]):
    """Rows of a list in a document, such as recommendations or votes."""

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete row by row, so that what staff remove is remembered."""
        rows = list(self)
        for row in rows:
            row.delete()
        return len(rows), {self.model._meta.label: len(rows)}


class _VisibleManager(models.Manager.from_queryset(SourceRowQuerySet)):  # type: ignore[misc]
    """Leaves out what staff removed. Prefetching asks for a QuerySet per parent row, so the condition is built once."""

    def get_queryset(self) -> SourceRowQuerySet[Any]:
        rows: SourceRowQuerySet[Any] = super().get_queryset()
        rows.query = _visible(self.model).clone()
        return rows


@cache
def _visible(model: "type[SourceRow]") -> Query:
    return SourceRowQuerySet(model).filter(is_removed=False).query


class SourceRow(TrackedModel):
    """A row of a list in a document. Loading finds it again by `source_key`, whatever staff have corrected in it.

    What staff add has no key and is never touched by loading; what they remove stays as a marked row, so that the
    next import does not bring it back. `objects` leaves those out; `with_removed` is for loading.
    """

    source_key = models.TextField(blank=True, editable=False)
    is_removed = models.BooleanField("fjernet", default=False, editable=False)

    untracked_fields: ClassVar[frozenset[str]] = frozenset({"source_key"})

    objects = _VisibleManager()  # type: ignore[misc]
    with_removed = models.Manager.from_queryset(SourceRowQuerySet)()

    class Meta:
        abstract = True

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Staff's removal of a row that a document states is remembered; any other row is deleted."""
        if current_actor().is_correcting and self.source_key:
            self.is_removed = True
            self.save(update_fields=("is_removed",))
            return 1, {self._meta.label: 1}
        return super().delete(*args, **kwargs)


class Corrections:
    """All corrections of some rows, read in one query per model, for loading and for the preview."""

    def __init__(self, rows: Iterable[TrackedModel]) -> None:
        keys: dict[type[TrackedModel], list[int]] = {}
        for row in rows:
            keys.setdefault(type(row), []).append(row.pk)
        self._found: dict[tuple[type[models.Model], int, str], Correction] = {}
        for model, ids in keys.items():
            row_type = ContentType.objects.get_for_model(model)
            for correction in Correction.objects.filter(content_type=row_type, object_id__in=ids):
                self._found[model, correction.object_id, correction.field] = correction

    def of(self, row: TrackedModel, field: str) -> Correction | None:
        """The correction of one field, if staff have corrected it."""
        return self._found.get((type(row), row.pk, field))

    def all_of(self, row: TrackedModel) -> list[Correction]:
        """The corrections of all fields of the row."""
        return [found for field in row.source_fields if (found := self.of(row, field))]

    def source_value(self, row: TrackedModel, field: str) -> Any:
        """What the source last said, corrected or not."""
        correction = self.of(row, field)
        return as_stated(type(row), field, correction.source_value) if correction else getattr(row, field)


class SourceEffect:
    """What loading did to one row; `conflicts` names the corrected fields whose source now says something else."""

    __slots__ = ("changed", "conflicts")

    def __init__(self, *, changed: bool, conflicts: tuple[str, ...]) -> None:
        self.changed = changed
        self.conflicts = conflicts


def take_from_source(row: TrackedModel, stated: Mapping[str, Any], corrections: Corrections) -> SourceEffect:
    """Write what a document states into a row, staff's corrections apart. Rule of every field: staff wins.

    A corrected field keeps its value; the source's new value is kept beside it and marked as a conflict.
    Saves only where something changed; what the log leaves out is saved too but is no change.
    """
    conflicts = []
    differs = False
    for field, value in stated.items():
        correction = corrections.of(row, field)
        if correction is None:
            differs |= getattr(row, field) != value
            setattr(row, field, value)
        elif as_stated(type(row), field, correction.source_value) != value:
            correction.source_value = value
            correction.source_changed_at = None if value == getattr(row, field) else timezone.now()
            correction.is_dropped = False
            correction.save(update_fields=("source_value", "source_changed_at", "is_dropped"))
            if correction.source_changed_at:
                conflicts.append(field)
        elif correction.is_dropped:
            # The row is back, as it was.
            correction.is_dropped = False
            correction.save(update_fields=("is_dropped",))
    changed = bool(row.unsaved_changes())
    if changed or differs:
        row.save()
    return SourceEffect(changed=changed, conflicts=tuple(conflicts))


def mark_as_conflicts(corrections: Iterable[Correction]) -> int:
    """The source has dropped a row that staff corrected: it stays, and staff are told once. Gives how many are new."""
    fresh = [correction for correction in corrections if not correction.is_dropped]
    for correction in fresh:
        correction.is_dropped, correction.source_changed_at = True, timezone.now()
        correction.save(update_fields=("is_dropped", "source_changed_at"))
    return len(fresh)


def settle(correction: Correction) -> None:
    """Staff keep their value against what the source says now: no conflict, until it says something else."""
    correction.source_changed_at = None
    correction.save(update_fields=("source_changed_at",))


def hand_back(correction: Correction, *, actor: Actor) -> None:
    """Give a corrected field back to the source: its value is written, the change logged, the correction gone.

    With the last correction of a row that the source has dropped the row goes too.
    """
    row = correction.row
    with acting(Actor(user=actor.user, cause="Rettelsen er givet tilbage til kilden")):
        if isinstance(row, TrackedModel):
            value = as_stated(type(row), correction.field, correction.source_value)
            # By attribute name: of a related row the log keeps the key.
            setattr(row, row._meta.get_field(correction.field).attname, value)  # type: ignore[union-attr]
            row.save(update_fields=(correction.field,))
        correction.delete()
        if isinstance(row, SourceRow) and correction.is_dropped and not Corrections([row]).all_of(row):
            row.delete()


def restore(row: SourceRow, *, actor: Actor) -> None:
    """Bring back a row that staff removed."""
    with acting(Actor(user=actor.user, cause="Fjernelsen er fortrudt")):
        row.is_removed = False
        row.save(update_fields=("is_removed",))
