"""Politicians, as the lists of participants name them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from apps.corrections.admin import SourceAdmin
from apps.people.models import Person


@admin.register(Person)
class PersonAdmin(SourceAdmin):
    """A politician; attendance and votes keep the name as written, whatever this row is called."""

    list_display = ("name", "municipality", "on_site")
    list_filter = ("municipality",)
    list_select_related = ("municipality",)
    search_fields = ("name",)
    autocomplete_fields = ("municipality",)
    fields = ("municipality", "name", "slug", "change_log")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A politician stays in the municipality."""
        return ("slug", "change_log", *(("municipality",) if obj else ()))
