"""Rows that say what staff changed."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models


class FieldOfRow(models.Model):
    """Names one field of one row of any model."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, verbose_name="slags")
    object_id = models.PositiveBigIntegerField("række")
    row = GenericForeignKey("content_type", "object_id")
    field = models.TextField("felt")

    class Meta:
        abstract = True

    @property
    def field_label(self) -> str:
        """The field's Danish name."""
        model = self.content_type.model_class()
        return str(model._meta.get_field(self.field).verbose_name) if model else self.field  # type: ignore[union-attr]


class Correction(FieldOfRow):
    """A field that staff have corrected: the row holds their value, this row the one of the source.

    `source_changed_at` is set when a later import states another value than the one staff corrected: a conflict
    for staff to look at. Settling it clears that: `source_value` stays, so only another value makes a conflict again.
    `is_dropped` says that the source does not have the row any more, which is a conflict too. Handing a correction back
    writes `source_value` into the row and deletes this one.
    """

    source_value = models.JSONField("kildens værdi", null=True, encoder=DjangoJSONEncoder)
    source_changed_at = models.DateTimeField("kilden ændret", null=True, blank=True)
    is_dropped = models.BooleanField("rækken er fjernet i kilden", default=False)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, verbose_name="rettet af"
    )
    corrected_at = models.DateTimeField("rettet", auto_now_add=True)

    class Meta:
        verbose_name = "rettelse"
        verbose_name_plural = "rettelser"
        ordering = ("-corrected_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=("content_type", "object_id", "field"), name="one_correction_per_field"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field_label}: {self.row}"

    @property
    def is_conflict(self) -> bool:
        """Whether the source says something else than when staff last decided about the field."""
        return self.source_changed_at is not None


class ChangeLogEntry(FieldOfRow):
    """One changed field of one row: who or which import, when, from what, to what. Creation is no change."""

    old_value = models.JSONField("før", null=True, encoder=DjangoJSONEncoder)
    new_value = models.JSONField("efter", null=True, encoder=DjangoJSONEncoder)
    changed_at = models.DateTimeField("ændret", auto_now_add=True, db_index=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, verbose_name="ændret af"
    )
    cause = models.TextField("anledning", blank=True)

    class Meta:
        verbose_name = "ændring"
        verbose_name_plural = "ændringslog"
        ordering = ("-changed_at", "-pk")
        indexes = [
            # For the history of one row in the admin.
            models.Index(fields=("content_type", "object_id"), name="change_log_of_a_row"),
        ]

    def __str__(self) -> str:
        return f"{self.field_label}: {self.row}"
