"""Addresses that never stop working: every slug ever given belongs to its row for good.

A row's slug is one segment of an address (`socialudvalget`, `2025-08-12`, `3`), unique below its parent. When it
changes, the old one leads on to the row; no other row ever gets it.
"""

from typing import Any, ClassVar, Self

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction


class TakenSlug(models.Model):
    """A slug that a row below `scope_id` (its parent's key; 0 without a parent) has or had."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    scope_id = models.PositiveBigIntegerField()
    slug = models.TextField()
    object_id = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            # Also finds the row of an address.
            models.UniqueConstraint(fields=("content_type", "scope_id", "slug"), name="slug_taken_once"),
        ]

    def __str__(self) -> str:
        return self.slug


class SluggedModel(models.Model):
    """A row with a slug of its own. `follows_name` says whether the slug changes when `wanted_slug` does."""

    follows_name: ClassVar[bool] = True

    slug = models.TextField("adresse", editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give the row a slug, or a new one when what it follows has changed, and take it for good."""
        if self.slug and not self.follows_name:
            super().save(*args, **kwargs)
            return
        with transaction.atomic():
            if not self._holds(self.wanted_slug()):
                self.slug = self._free_slug()
                if kwargs.get("update_fields") is not None:
                    kwargs["update_fields"] = {*kwargs["update_fields"], "slug"}
            super().save(*args, **kwargs)
            TakenSlug.objects.get_or_create(
                content_type=ContentType.objects.get_for_model(type(self)),
                scope_id=self.slug_scope(),
                slug=self.slug,
                defaults={"object_id": self.pk},
            )

    def wanted_slug(self) -> str:
        """The slug this row would have if nobody else had it; never empty."""
        raise NotImplementedError

    def slug_scope(self) -> int:
        """The key of the parent below which the slug is unique; 0 without a parent."""
        return 0

    @classmethod
    def ever_at(cls, scope_id: int, slug: str) -> Self | None:
        """The row that has or had this slug below `scope_id`. One query, two when there is a row."""
        taken = TakenSlug.objects.filter(
            content_type=ContentType.objects.get_for_model(cls), scope_id=scope_id, slug=slug
        ).values_list("object_id", flat=True)
        key = taken.first()
        return None if key is None else cls._default_manager.filter(pk=key).first()

    def _holds(self, wanted: str) -> bool:
        """Whether the slug is the wanted one, or the wanted one with the number of a collision."""
        head, _, number = self.slug.rpartition("-")
        return self.slug == wanted or (head == wanted and number.isdigit())

    def _free_slug(self) -> str:
        wanted = self.wanted_slug()
        taken = dict(
            TakenSlug.objects.filter(
                content_type=ContentType.objects.get_for_model(type(self)),
                scope_id=self.slug_scope(),
                slug__startswith=wanted,
            ).values_list("slug", "object_id")
        )
        slug, number = wanted, 1
        while taken.get(slug, self.pk) != self.pk or (self.pk is None and slug in taken):
            number += 1
            slug = f"{wanted}-{number}"
        return slug
