"""Municipalities and committees: created and renamed here; the old address leads on to the new one."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from apps.committees.models import Committee, Municipality
from apps.corrections.admin import SourceAdmin


@admin.register(Municipality)
class MunicipalityAdmin(SourceAdmin):
    """A municipality, by its name without "Kommune"."""

    list_display = ("name", "slug", "on_site")
    search_fields = ("name",)
    fields = ("name", "slug", "change_log")
    readonly_fields = ("slug", "change_log")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only what has no committees, people, cases or documents."""
        is_used = obj is not None and (
            obj.committees.exists() or obj.documents.exists() or obj.people.exists()
        )
        return obj is not None and not is_used and super().has_delete_permission(request, obj)


@admin.register(Committee)
class CommitteeAdmin(SourceAdmin):
    """A committee; renaming changes the address and keeps the old one as a redirect."""

    list_display = ("name", "municipality", "kind", "slug", "on_site")
    list_filter = ("municipality", "kind")
    list_select_related = ("municipality",)
    search_fields = ("name", "municipality__name")
    autocomplete_fields = ("municipality",)
    fields = ("municipality", "name", "kind", "slug", "change_log")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A committee stays in its municipality: its addresses lie below it."""
        return ("slug", "change_log", *(("municipality",) if obj else ()))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only a committee without meetings."""
        return obj is not None and not obj.meetings.exists() and super().has_delete_permission(request, obj)
