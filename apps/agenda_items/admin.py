"""Agenda items with all that belongs to them, and votes with who voted how."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from apps.agenda_items.models import (
    AgendaItem,
    EarlierHandling,
    Outcome,
    PublicCorrection,
    Recommendation,
    Section,
    Vote,
    VoteCast,
)
from apps.attachments.models import Attachment
from apps.committees.choosing import CommitteeFilter, told_apart
from apps.corrections.admin import SourceAdmin, SourceInline
from apps.corrections.forms import LabelledFormSet, PublicReasonForm, PublishableForm, TextWidgets
from apps.ingestion.admin import PUBLISHING_FIELDS, PublishableAdmin, PublishedFilter


class OutcomeInline(SourceInline):
    """What was decided, of the whole item or of a point of the recommendation."""

    model = Outcome
    fields = ("code", "recommendation", "with_remarks", "position", "corrections_column")


class RecommendationInline(SourceInline):
    """The points of the recommendation."""

    model = Recommendation
    long_fields = ("text",)
    fields = ("number", "text", "position", "corrections_column")


class VoteInline(SourceInline):
    """The votes; who voted how stands on the vote's own page."""

    model = Vote
    show_change_link = True
    fields = (
        "subject",
        "count_for",
        "count_against",
        "count_abstained",
        "is_carried",
        "position",
        "corrections_column",
    )


class AttachmentInline(SourceInline):
    """The papers."""

    model = Attachment
    fields = ("title", "address", "is_recommended", "position", "corrections_column")


class EarlierHandlingInline(SourceInline):
    """Earlier handlings that the document names."""

    model = EarlierHandling
    long_fields = ("text",)
    classes = ("collapse",)
    fields = ("kind", "committee_name", "held_on", "item_number", "text", "position", "corrections_column")


class SectionInline(SourceInline):
    """The sections of the text."""

    model = Section
    long_fields = ("text",)
    classes = ("collapse",)
    fields = ("kind", "heading", "text", "position", "corrections_column")


class PublicCorrectionInline(TextWidgets, admin.TabularInline):  # type: ignore[type-arg, misc]
    """The lines that tell the public what was corrected: they come by themselves, and can be reworded or removed."""

    model = PublicCorrection
    formset = LabelledFormSet
    extra = 0
    fields = ("corrected_on", "reason", "fields", "is_by_archive")
    readonly_fields = ("corrected_on", "fields", "is_by_archive")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: a line follows from a change."""
        return False


class RemovedFilter(admin.SimpleListFilter):
    """Items that the source no longer has."""

    title = "kilden"
    parameter_name = "i_kilden"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The two states."""
        return [("ja", "Står i dokumentet"), ("nej", "Fjernet i dokumentet")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The items in the chosen state."""
        if self.value() is None:
            return queryset
        return queryset.filter(removed_at__isnull=self.value() == "ja")


class AgendaItemForm(PublishableForm, PublicReasonForm):
    """Corrects an item, and says in public why."""


@admin.register(AgendaItem)
class AgendaItemAdmin(PublishableAdmin):
    """An item and everything it holds."""

    form = AgendaItemForm
    list_display = (
        "title",
        "number",
        "committee",
        "held_on",
        "journal_number",
        "outcome_labels",
        "is_public",
        "on_site",
    )
    list_display_links = ("title",)
    list_filter = (
        PublishedFilter,
        RemovedFilter,
        "is_closed",
        "since_agenda",
        "outcomes__code",
        "meeting__committee__municipality",
        ("meeting__committee", CommitteeFilter),
    )
    list_select_related = ("meeting",)
    list_per_page = 50
    empty_value_display = "-"
    search_fields = ("title", "journal_number", "decision_text", "meeting__committee__name")
    date_hierarchy = "meeting__held_on"
    ordering = ("-meeting__held_on", "meeting", "position")
    autocomplete_fields = ("meeting",)
    long_fields = ("decision_text",)
    inlines = (
        OutcomeInline,
        RecommendationInline,
        VoteInline,
        AttachmentInline,
        EarlierHandlingInline,
        SectionInline,
        PublicCorrectionInline,
    )
    row_models: ClassVar = dict.fromkeys(
        (Outcome, Recommendation, Vote, Attachment, EarlierHandling, Section), "item"
    )
    fieldsets: ClassVar[Any] = (
        (
            None,
            {
                "fields": (
                    "meeting",
                    ("number", "position"),
                    "title",
                    "journal_number",
                    "is_closed",
                    "since_agenda",
                    "decision_text",
                    "decided_by",
                    "recommended_by",
                    ("absent", "disqualified"),
                    ("attachment_count", "recommended_count", "internal_count"),
                    "public_reason",
                )
            },
        ),
        PUBLISHING_FIELDS,
        ("Rækker og log", {"fields": ("removed_rows", "change_log", "slug", "removed_at")}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """An item stays in its meeting: its address lies below it."""
        return (
            "since_agenda",
            "removed_rows",
            "change_log",
            "slug",
            "removed_at",
            *(("meeting",) if obj else ()),
        )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With the outcomes and the committees that the list shows."""
        return super().get_queryset(request).prefetch_related("outcomes", told_apart("meeting__committee"))

    @admin.display(description="udvalg", ordering="meeting__committee__sort_key")
    def committee(self, item: Any) -> str:
        """The committee's name."""
        return str(item.meeting.committee)

    @admin.display(description="dato", ordering="meeting__held_on")
    def held_on(self, item: Any) -> Any:
        """The meeting's date."""
        return item.meeting.held_on

    @admin.display(description="udfald")
    def outcome_labels(self, item: Any) -> str:
        """The outcomes in words."""
        return ", ".join(dict.fromkeys(str(outcome) for outcome in item.outcomes.all()))


class VoteCastInline(SourceInline):
    """Who voted how, with name and party as written."""

    model = VoteCast
    parent_field = "vote"
    fields = ("side", "name", "party", "position", "corrections_column")


@admin.register(Vote)
class VoteAdmin(SourceAdmin):
    """One vote with the votes cast; reached from its item."""

    form = PublicReasonForm
    list_display = (
        "subject_or_number",
        "item",
        "count_for",
        "count_against",
        "count_abstained",
        "is_carried",
    )
    list_select_related = ("item",)
    list_filter = ("is_carried", ("item__meeting__committee", CommitteeFilter))
    search_fields = ("subject", "item__title")
    view_on_site = False
    inlines = (VoteCastInline,)
    row_models: ClassVar = {VoteCast: "vote"}
    readonly_fields = ("item_link", "removed_rows", "change_log")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "item_link",
                    "subject",
                    ("count_for", "count_against", "count_abstained"),
                    "is_carried",
                    "position",
                    "public_reason",
                )
            },
        ),
        ("Rækker og log", {"fields": ("removed_rows", "change_log")}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Votes are added on their item."""
        return False

    @admin.display(description="afstemning")
    def subject_or_number(self, vote: Any) -> str:
        """What the vote is called."""
        return str(vote)

    @admin.display(description="punkt")
    def item_link(self, vote: Any) -> SafeString:
        """A link back to the item."""
        address = reverse("admin:agenda_items_agendaitem_change", args=(vote.item_id,))
        return format_html('<a href="{}">{}</a>', address, str(vote.item))
