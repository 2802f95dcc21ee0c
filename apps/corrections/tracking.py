"""Models whose changes are logged, whoever makes them: `save`, `QuerySet.update` and bulk writes alike."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, ClassVar, Self, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone

from apps.corrections.acting import Actor, current_actor
from apps.corrections.models import ChangeLogEntry, Correction

Row = TypeVar("Row", bound="TrackedModel", covariant=True)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one row, before and after."""

    object_id: int
    field: str
    old: Any
    new: Any


class TrackedQuerySet(models.QuerySet[Row]):
    """Logs what `update` (and so `bulk_update`) changes; costs one more read of the rows before and after."""

    def bulk_create(self, objs: Iterable[Row], *args: Any, **kwargs: Any) -> list[Row]:
        """Create as Django does, and remember what was written, so that a later `save` knows what changed."""
        rows = super().bulk_create(objs, *args, **kwargs)
        for row in rows:
            row.remember()
        return rows

    def update(self, **values: Any) -> int:
        """Update as Django does, and log every changed field of every row."""
        fields = [
            name for name in self.model.tracked_fields() if name in _attribute_names(self.model, values)
        ]
        if not fields:
            return super().update(**values)
        with transaction.atomic(using=self.db):
            before = _values(self.model, self.order_by().values_list("pk", flat=True), fields)
            count = super().update(**values)
            after = _values(self.model, list(before), fields)
            record(
                self.model,
                [
                    FieldChange(pk, field, old[field], after[pk][field])
                    for pk, old in before.items()
                    for field in fields
                    if pk in after and old[field] != after[pk][field]
                ],
            )
        return count


class TrackedModel(models.Model):
    """A row whose changed fields are logged. `source_fields` are the ones that documents state.

    Where a correcting actor (staff) changes a source field, the change is kept as a `Correction`.
    """

    source_fields: ClassVar[tuple[str, ...]] = ()
    untracked_fields: ClassVar[frozenset[str]] = frozenset()
    # What was last read or written; empty for a row that is not in the database yet.
    _remembered: Mapping[str, Any] = MappingProxyType({})

    objects = models.Manager.from_queryset(TrackedQuerySet)()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save as Django does; log what changed since the row was read."""
        changes = [] if self._state.adding else self.unsaved_changes(kwargs.get("update_fields"))
        with transaction.atomic(using=kwargs.get("using")):
            super().save(*args, **kwargs)
            record(type(self), changes)
        self.remember()

    @classmethod
    def tracked_fields(cls) -> tuple[str, ...]:
        """The attribute names (`committee_id`) of all fields whose changes are logged."""
        return _tracked_fields(cls)

    @classmethod
    def from_db(
        cls, db: str | None, field_names: Collection[str], values: Collection[Any], **kwargs: Any
    ) -> Self:
        """Remember what was read, so that `save` knows what changed."""
        row = super().from_db(db, field_names, values, **kwargs)
        # Of every row a page reads, so it has to be cheap: one dict, and copies only of what could change inside.
        row._remembered = _unchangeable(cls, dict(zip(field_names, values, strict=False)))
        return row

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """Read again, and remember that."""
        super().refresh_from_db(*args, **kwargs)
        self.remember()

    def unsaved_changes(self, among: Iterable[str] | None = None) -> list[FieldChange]:
        """What `save` would change, of all tracked fields or of those that `among` names."""
        names = None if among is None else _attribute_names(type(self), among)
        return [
            FieldChange(self.pk, field, old, getattr(self, field))
            for field in self.tracked_fields()
            if field in self._remembered
            and (names is None or field in names)
            and getattr(self, field) != (old := self._remembered[field])
        ]

    def remember(self) -> None:
        """Take the row as it stands for what is in the database."""
        deferred = self.get_deferred_fields()
        names = [name for name in self.tracked_fields() if name not in deferred]
        self._remembered = _unchangeable(type(self), {name: getattr(self, name) for name in names})


@cache
def _tracked_fields(model: type[TrackedModel]) -> tuple[str, ...]:
    return tuple(
        field.attname
        for field in model._meta.concrete_fields
        if not field.primary_key and field.name not in model.untracked_fields
    )


@cache
def _changeable_fields(model: type[TrackedModel]) -> tuple[str, ...]:
    """Fields whose values can be changed in place: lists."""
    return tuple(field.attname for field in model._meta.concrete_fields if isinstance(field, ArrayField))


def _unchangeable(model: type[TrackedModel], values: dict[str, Any]) -> dict[str, Any]:
    """The values, with copies of those that could be changed in place."""
    for name in _changeable_fields(model):
        if values.get(name):
            values[name] = list(values[name])
    return values


def record(model: type[TrackedModel], changes: Sequence[FieldChange]) -> None:
    """Log the changes under the current actor, and keep those of a correcting one as corrections."""
    if not changes:
        return
    actor = current_actor()
    row_type = ContentType.objects.get_for_model(model)
    ChangeLogEntry.objects.bulk_create(
        ChangeLogEntry(
            content_type=row_type,
            object_id=change.object_id,
            field=_field_name(model, change.field),
            old_value=change.old,
            new_value=change.new,
            changed_by=actor.user,
            cause=actor.cause,
        )
        for change in changes
    )
    if actor.is_correcting:
        for change in changes:
            if _field_name(model, change.field) in model.source_fields:
                _correct(row_type, _field_name(model, change.field), change, actor)


def _correct(row_type: ContentType, field: str, change: FieldChange, actor: Actor) -> None:
    """Keep the source's value beside staff's; a value changed back to the source's is no correction any more."""
    correction, created = Correction.objects.get_or_create(
        content_type=row_type,
        object_id=change.object_id,
        field=field,
        defaults={"source_value": change.old, "corrected_by": actor.user},
    )
    if created:
        return
    correction.refresh_from_db()
    if as_stated(row_type.model_class(), field, correction.source_value) == change.new:
        correction.delete()
    else:
        correction.corrected_by, correction.corrected_at = actor.user, timezone.now()
        # Who changes the field again has seen what the source says.
        correction.source_changed_at = None
        correction.save(update_fields=("corrected_by", "corrected_at", "source_changed_at"))


def as_stated(model: type[models.Model] | None, field: str, value: Any) -> Any:
    """A value of the log or of a correction (JSON) in the field's own Python type."""
    return model._meta.get_field(field).to_python(value) if model else value  # type: ignore[union-attr]


@receiver(post_delete)
def _forget_deleted(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    """A deleted row takes its corrections along; its change log stays."""
    if issubclass(sender, TrackedModel):
        row_type = ContentType.objects.get_for_model(sender)
        Correction.objects.filter(content_type=row_type, object_id=instance.pk).delete()


def _attribute_names(model: type[models.Model], names: Iterable[str]) -> set[str]:
    """`committee` and `committee_id` both as `committee_id`."""
    by_name = {field.name: field.attname for field in model._meta.concrete_fields}
    return {by_name.get(name, name) for name in names}


def _field_name(model: type[models.Model], attribute: str) -> str:
    return next(field.name for field in model._meta.concrete_fields if field.attname == attribute)


def _values(
    model: type[TrackedModel], keys: Iterable[Any], fields: Sequence[str]
) -> dict[Any, dict[str, Any]]:
    rows = model._base_manager.filter(pk__in=list(keys)).values("pk", *fields)
    return {row["pk"]: row for row in rows}
