"""Meetings and who took part."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from apps.committees.choosing import CommitteeChoices, CommitteeFilter, told_apart
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
class MeetingAdmin(CommitteeChoices, PublishableAdmin):  # type: ignore[misc]
    """A meeting with its participants."""

    list_display = (
        "committee",
        "held_on",
        "start_time",
        "kind_in_words",
        "is_public",
        "items_link",
        "on_site",
    )
    list_filter = (
        PublishedFilter,
        "kind",
        "committee__municipality",
        ("committee", CommitteeFilter),
    )
    # The committees are read by `get_queryset`; without this Django would join them to the list.
    list_select_related = ()
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

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With the committees that the list, and a box to choose a meeting from, name."""
        return super().get_queryset(request).prefetch_related(told_apart("committee"))

    @admin.display(description="slags", ordering="kind")
    def kind_in_words(self, meeting: Any) -> str:
        """Agenda, supplementary agenda or minutes."""
        return str(meeting.kind_label)

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
