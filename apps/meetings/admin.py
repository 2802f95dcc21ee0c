"""Meetings and who took part."""

from typing import Any, ClassVar

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from apps.corrections.admin import SourceInline
from apps.ingestion.admin import PUBLISHING_FIELDS, PublishableAdmin, PublishedFilter
from apps.meetings.models import Attendance, Meeting


class AttendanceInline(SourceInline):
    """Name and party as written; the politician is only a link."""

    model = Attendance
    parent_field = "meeting"
    fields = (
        "name",
        "party",
        "affiliation_note",
        "role",
        "is_absent",
        "substitute_for",
        "corrections_column",
        "position",
        "person",
    )
    autocomplete_fields = ("person",)


@admin.register(Meeting)
class MeetingAdmin(PublishableAdmin):
    """A meeting with its participants."""

    list_display = ("committee", "held_on", "start_time", "kind", "is_public", "items_link", "on_site")
    list_filter = (
        PublishedFilter,
        "kind",
        "committee__municipality",
        ("committee", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("committee__municipality",)
    search_fields = ("committee__name", "committee__municipality__name", "location")
    date_hierarchy = "held_on"
    autocomplete_fields = ("committee",)
    inlines = (AttendanceInline,)
    row_models = {Attendance: "meeting"}
    readonly_fields = ("slug", "imported_at", "items_link", "removed_rows", "change_log")
    fieldsets: ClassVar[Any] = (
        (
            None,
            {
                "fields": (
                    "committee",
                    "held_on",
                    "start_time",
                    "location",
                    "kind",
                    "source_url",
                    "items_link",
                )
            },
        ),
        PUBLISHING_FIELDS,
        ("Rækker og log", {"fields": ("removed_rows", "change_log", "slug", "imported_at")}),
    )

    @admin.display(description="punkter")
    def items_link(self, meeting: Any) -> str | SafeString:
        """A link to the list of the meeting's items."""
        if meeting.pk is None:
            return "-"
        address = reverse("admin:agenda_items_agendaitem_changelist")
        return format_html(
            '<a href="{}?meeting__id__exact={}" aria-label="Punkter: {}">Punkter</a>',
            address,
            meeting.pk,
            str(meeting),
        )
