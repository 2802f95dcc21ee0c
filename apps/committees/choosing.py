"""Committees where staff choose one from those of all municipalities: a name that two of them use says which it is."""

from typing import Any

from django.contrib import admin
from django.db.models import Prefetch
from django.forms import ModelChoiceField
from django.http import HttpRequest

from apps.committees.models import Committee


def told_apart(path: str) -> "Prefetch[Any]":
    """For a list of rows: reads their committees, which lie at `path`, so that each says what it needs to. One query."""
    return Prefetch(path, queryset=Committee.objects.told_apart())


class CommitteeFilter(admin.RelatedFieldListFilter):
    """The committees that have met."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Keys and names, in Danish order."""
        rows = Committee.objects.filter(meetings__isnull=False).distinct().told_apart()
        rows = rows.order_by("sort_key", "municipality__sort_key")
        return [(str(row.pk), str(row)) for row in rows]


class CommitteeChoices:
    """For an admin whose form names a committee in a box that searches."""

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:  # type: ignore[type-arg]
        """Django's field, whose chosen committee says what the others to choose from say."""
        if db_field.related_model is Committee:
            kwargs.setdefault("queryset", Committee.objects.told_apart())
        field: ModelChoiceField | None = super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc, type-arg]
        return field
