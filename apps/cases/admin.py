"""Cases, to look at: they follow the journal numbers of their items."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from apps.agenda_items.models import AgendaItem
from apps.cases.models import Case
from apps.corrections.admin import ReadOnlyAdmin


@admin.register(Case)
class CaseAdmin(ReadOnlyAdmin):
    """A case with its items. An item moves to another case when its journal number is corrected."""

    list_display = ("journal_number", "municipality", "item_count", "on_site")
    list_filter = ("municipality",)
    list_select_related = ("municipality",)
    search_fields = ("journal_number", "items__title")
    fields = ("municipality", "journal_number", "slug", "items_of_case")
    readonly_fields = ("items_of_case",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With the number of items."""
        queryset: QuerySet[Any] = super().get_queryset(request)
        counted: QuerySet[Any] = queryset.annotate(number_of_items=Count("memberships", distinct=True))
        return counted

    @admin.display(description="punkter", ordering="number_of_items")
    def item_count(self, case: Any) -> int:
        """How many items the case has."""
        return int(case.number_of_items)

    @admin.display(description="punkter")
    def items_of_case(self, case: Any) -> SafeString:
        """The items, oldest first, each with a link."""
        items = AgendaItem.objects.filter(cases=case).with_meeting().order_by("meeting__held_on", "position")
        return format_html_join(
            "",
            '<div><a href="{}">{}, {}</a></div>',
            (
                (
                    reverse("admin:agenda_items_agendaitem_change", args=(item.pk,)),
                    str(item.meeting),
                    str(item),
                )
                for item in items
            ),
        )

    @admin.display(description="på siden")
    def on_site(self, case: Any) -> SafeString:
        """A link to the public page."""
        return format_html(
            '<a href="{}" aria-label="Se på siden: {}">Se på siden</a>', case.get_absolute_url(), str(case)
        )
