"""Filters of the lists of corrections and changes."""

from typing import Any

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest


class ModelOfRowFilter(admin.SimpleListFilter):
    """By the kind of row."""

    title = "slags"
    parameter_name = "content_type__id__exact"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        """The kinds that occur."""
        kinds = ContentType.objects.filter(pk__in=model_admin.model.objects.order_by().values("content_type"))
        return sorted(((kind.pk, kind.name) for kind in kinds), key=lambda kind: kind[1])

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows of the chosen kind."""
        kind = self.value()
        return queryset.filter(content_type_id=kind) if kind and kind.isdecimal() else queryset


class ConflictFilter(admin.SimpleListFilter):
    """Corrections whose source has changed since."""

    title = "konflikt"
    parameter_name = "konflikt"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The two states."""
        return [("ja", "Kilden er ændret siden"), ("nej", "Uden konflikt")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The corrections in the chosen state."""
        if self.value() is None:
            return queryset
        return queryset.filter(source_changed_at__isnull=self.value() == "nej")
