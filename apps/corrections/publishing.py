"""The published state: every public QuerySet begins at `.published()`."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from apps.corrections.tracking import Row, TrackedModel, TrackedQuerySet


class PublishableQuerySet(TrackedQuerySet[Row]):
    """Rows that can be taken off the public pages."""

    def published(self) -> "PublishableQuerySet[Row]":
        """What the public may see."""
        return self.filter(unpublished_at=None)


class PublishableModel(TrackedModel):
    """A row that is public from its import on, until staff unpublish it with a reason."""

    unpublished_at = models.DateTimeField("afpubliceret", null=True, blank=True, editable=False)
    unpublished_reason = models.TextField("grund til afpublicering", blank=True)

    untracked_fields: ClassVar[frozenset[str]] = frozenset({"unpublished_at"})

    class Meta:
        abstract = True
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="%(class)s_unpublished_with_a_reason",
                condition=models.Q(unpublished_at=None, unpublished_reason="")
                | (models.Q(unpublished_at__isnull=False) & ~models.Q(unpublished_reason="")),
            ),
        ]

    @property
    def is_published(self) -> bool:
        """Whether the row itself is public (its meeting may still not be)."""
        return self.unpublished_at is None

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the moment and the reason together: a reason unpublishes, no reason publishes again."""
        if bool(self.unpublished_reason) != bool(self.unpublished_at):
            self.unpublished_at = timezone.now() if self.unpublished_reason else None
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "unpublished_at"}
        super().save(*args, **kwargs)
