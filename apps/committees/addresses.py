"""Addresses that never stop working: every slug ever given belongs to its row for good.

A row's slug is one segment of an address (`socialudvalget`, `2025-08-12`, `3`), unique below its parent. When it
changes, the old one leads on to the row; no other row ever gets it while that row exists.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar, Self

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from apps.language.addresses import slugify

# An index entry of PostgreSQL holds some 2,700 bytes; no name comes near this.
_LONGEST_SLUG = 200
# The key of a parent, and a slug below it.
Place = tuple[int, str]


def slug_of_name(name: str) -> str:
    """A name as one segment of an address, bounded in length; "" where it has no letter or digit."""
    return slugify(name)[:_LONGEST_SLUG].strip("-")


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
            if not self._holds(self.wanted_slug()) or self._is_taken_by_another():
                self.slug = self._free_slug()
                if kwargs.get("update_fields") is not None:
                    kwargs["update_fields"] = {*kwargs["update_fields"], "slug"}
            super().save(*args, **kwargs)
            self._take_slug()

    @classmethod
    def ever_at_all(cls, places: Iterable[Place]) -> dict[Place, Self]:
        """The rows that have or had these slugs, by their places, with some more. Two queries."""
        owners = cls._taken(places)
        rows = cls._default_manager.in_bulk(owners.values())
        return {place: rows[key] for place, key in owners.items() if key in rows}

    @classmethod
    def create_all(cls, rows: Iterable[Self]) -> None:
        """Write new rows and give them their slugs, as `save` does one by one. Three queries, however many they are.

        Those whose slug is or was another's are saved one by one, after the others. What else `save` of the model sees
        to has to be done before.
        """
        placed = [(row.wanted_place(), row) for row in rows]
        taken = cls._taken(place for place, _ in placed)
        first: dict[Place, Self] = {}
        for place, row in placed:
            if place not in taken:
                first.setdefault(place, row).slug = place[1]
        with transaction.atomic():
            cls._default_manager.bulk_create(first.values())
            row_type = ContentType.objects.get_for_model(cls)
            TakenSlug.objects.bulk_create(
                TakenSlug(content_type=row_type, scope_id=scope_id, slug=slug, object_id=row.pk)
                for (scope_id, slug), row in first.items()
            )
            for place, row in placed:
                if first.get(place) is not row:
                    row.save()

    @classmethod
    def move_all(cls, rows: Iterable[Self], fields: Sequence[str]) -> None:
        """Write these fields of rows that have moved below other parents, with slugs that are free there.

        As `save` does one by one, in the order given. Six queries, however many they are; the former slugs stay taken.
        """
        rows = list(rows)
        row_type = ContentType.objects.get_for_model(cls)
        taken = TakenSlug.objects.filter(
            content_type=row_type, scope_id__in={row.slug_scope() for row in rows}
        ).values_list("scope_id", "slug", "object_id")
        owners = {(scope_id, slug): key for scope_id, slug, key in taken}
        existing = set(cls._base_manager.filter(pk__in=owners.values()).values_list("pk", flat=True))
        # A slug that the row itself had there before is free to it; what a deleted row had is free to all.
        held = {place: key for place, key in owners.items() if key in existing}
        for row in rows:
            scope_id = row.slug_scope()
            row.slug = _first_free(
                row.wanted_slug(),
                lambda slug: held.get((scope_id, slug), row.pk) != row.pk,  # noqa: B023
            )
            held[scope_id, row.slug] = row.pk
        with transaction.atomic():
            cls._default_manager.bulk_update(rows, (*fields, "slug"))
            TakenSlug.objects.bulk_create(
                (
                    TakenSlug(
                        content_type=row_type, scope_id=row.slug_scope(), slug=row.slug, object_id=row.pk
                    )
                    for row in rows
                ),
                update_conflicts=True,
                unique_fields=("content_type", "scope_id", "slug"),
                update_fields=("object_id",),
            )

    def wanted_place(self) -> Place:
        """Where this row would be if nobody else were there."""
        return self.slug_scope(), self.wanted_slug()

    @classmethod
    def _taken(cls, places: Iterable[Place]) -> dict[Place, int]:
        """Whose these slugs are or were, by their places, with some more. One query."""
        places = list(places)
        found = TakenSlug.objects.filter(
            content_type=ContentType.objects.get_for_model(cls),
            scope_id__in={scope_id for scope_id, _ in places},
            slug__in={slug for _, slug in places},
        )
        return {
            (scope_id, slug): key
            for scope_id, slug, key in found.values_list("scope_id", "slug", "object_id")
        }

    def wanted_slug(self) -> str:
        """The slug this row would have if nobody else had it; never empty."""
        raise NotImplementedError

    def slug_scope(self) -> int:
        """The key of the parent below which the slug is unique; 0 without a parent."""
        return 0

    @property
    def standing_key(self) -> int:
        """The key of the row that stands for this one today: itself, unless it was merged into another."""
        return int(self.pk)

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

    def _siblings(self) -> models.QuerySet[TakenSlug]:
        """The slugs taken below the row's parent."""
        row_type = ContentType.objects.get_for_model(type(self))
        return TakenSlug.objects.filter(content_type=row_type, scope_id=self.slug_scope())

    def _is_taken_by_another(self) -> bool:
        """Whether the slug has been another row's below this parent: the row has moved here."""
        return self._siblings().filter(slug=self.slug).exclude(object_id=self.pk).exists()

    def _take_slug(self) -> None:
        taken, _ = TakenSlug.objects.get_or_create(
            content_type=ContentType.objects.get_for_model(type(self)),
            scope_id=self.slug_scope(),
            slug=self.slug,
            defaults={"object_id": self.pk},
        )
        if taken.object_id != self.pk:
            taken.object_id = self.pk
            taken.save(update_fields=("object_id",))

    def _free_slug(self) -> str:
        """The wanted slug, or the first numbered one that no other row has or had; a deleted row holds none."""
        wanted = self.wanted_slug()
        similar = self._siblings().filter(slug__startswith=wanted).exclude(object_id=self.pk or 0)
        owners = dict(similar.values_list("slug", "object_id"))
        rows = type(self)._base_manager.filter(pk__in=owners.values())
        existing = set(rows.values_list("pk", flat=True)) if owners else set()
        return _first_free(wanted, lambda slug: owners.get(slug) in existing)


def _first_free(wanted: str, is_taken: Callable[[str], bool]) -> str:
    """The slug, or the slug with the lowest number from 2 on, that is not taken."""
    slug, number = wanted, 1
    while is_taken(slug):
        number += 1
        slug = f"{wanted}-{number}"
    return slug
