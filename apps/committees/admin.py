"""Municipalities and committees: created, renamed, dated and merged here; an old address leads on to the new one."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.formats import date_format

from apps.committees.choosing import CommitteeChoices
from apps.committees.models import Committee, CommitteeName, CommitteeSuccession, Municipality
from apps.corrections.admin import SourceAdmin
from apps.corrections.forms import CorrectableForm, LabelledFormSet, TextWidgets
from apps.ingestion.committee_merging import (
    Merge,
    MergeRefusedError,
    index_moved,
    merge_committees,
    plan_merge,
)

# What the merge page sends: which committee stays.
KEPT = "bliver"


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


class CommitteeForm(CorrectableForm):
    """The period of a committee holds its meetings: a document of another day would mean another committee."""

    def clean(self) -> dict[str, Any]:
        """Refuse a period that leaves meetings out, and name the first of them."""
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        outside = Q(pk__in=())
        outside |= Q(held_on__lt=first) if first else outside
        outside |= Q(held_on__gt=last) if last else outside
        meeting = (
            self.instance.meetings.filter(outside).order_by("held_on").first() if self.instance.pk else None
        )
        if meeting is not None:
            name = "starts_on" if first and meeting.held_on < first else "ends_on"
            day = date_format(meeting.held_on, "j. F Y")
            self.add_error(name, f"Arkivet har et møde i udvalget den {day}. Perioden skal rumme alle møder.")
        return cleaned


class CommitteeInline(CommitteeChoices, TextWidgets, admin.TabularInline):  # type: ignore[type-arg, misc]
    """Rows below a committee."""

    formset = LabelledFormSet
    extra = 0


class NameInline(CommitteeInline):
    """What documents also call the committee."""

    model = CommitteeName
    fields = ("name", "starts_on", "ends_on")


class SuccessorInline(CommitteeInline):
    """Committees that this one went on in."""

    model = CommitteeSuccession
    fk_name = "predecessor"
    fields = ("successor", "happened_on", "kind")
    autocomplete_fields = ("successor",)


class PredecessorInline(CommitteeInline):
    """Committees that went on in this one."""

    model = CommitteeSuccession
    fk_name = "successor"
    fields = ("predecessor", "happened_on", "kind")
    autocomplete_fields = ("predecessor",)
    verbose_name = "forgænger"
    verbose_name_plural = "forgængere"


@admin.register(Committee)
class CommitteeAdmin(SourceAdmin):
    """A committee; renaming and merging change addresses and keep the old ones as redirects."""

    form = CommitteeForm
    list_display = ("name", "municipality", "kind", "period", "meeting_count", "on_site")
    list_filter = ("municipality", "kind")
    ordering = ("sort_key", "pk")
    search_fields = ("name", "names__name", "municipality__name")
    autocomplete_fields = ("municipality",)
    inlines = (NameInline, PredecessorInline, SuccessorInline)
    actions = ("merge_chosen", "index_chosen")
    fieldsets: ClassVar[Any] = (
        (None, {"fields": ("municipality", "name", "kind")}),
        (
            "Periode",
            {
                "fields": (("starts_on", "ends_on"),),
                "description": "Et dokument hører til det udvalg, der havde navnet på mødets dag. "
                "Lad felterne stå tomme, hvis udvalget altid har haft navnet.",
            },
        ),
        ("Adresse og log", {"fields": ("slug", "merged_into", "change_log")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With the number of meetings; in a box to choose from a name that is used twice says where."""
        rows: QuerySet[Any] = super().get_queryset(request).told_apart()  # type: ignore[attr-defined]
        counted: QuerySet[Any] = rows.annotate(meeting_total=Count("meetings", distinct=True))
        return counted

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Lists and choices leave out what was merged into another."""
        return super().get_search_results(request, queryset.filter(merged_into=None), search_term)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A committee stays in its municipality: its addresses lie below it."""
        return ("slug", "merged_into", "change_log", *(("municipality",) if obj else ()))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was merged into another only leads there."""
        is_merged = obj is not None and obj.merged_into_id is not None
        return not is_merged and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only a committee without meetings, and none whose addresses lead on or are led to."""
        if obj is None or obj.merged_into_id is not None or obj.meetings.exists() or obj.absorbed.exists():
            return False
        return super().has_delete_permission(request, obj)

    @admin.display(description="periode", ordering="starts_on")
    def period(self, obj: Any) -> str:
        """The years."""
        return str(obj.years)

    @admin.display(description="møder", ordering="meeting_total")
    def meeting_count(self, obj: Any) -> int:
        """How many meetings the archive has."""
        return int(obj.meeting_total)

    @admin.action(description="Læg to udvalg sammen", permissions=["change"])
    def merge_chosen(self, request: HttpRequest, queryset: QuerySet[Any]) -> TemplateResponse | None:
        """Show what would move either way, then merge the one committee into the other."""
        rows = list(queryset.order_by("-meeting_total", "pk"))
        if len(rows) != 2:
            messages.error(request, "Vælg netop to udvalg, som skal være ét.")
            return None
        kept = next((row for row in rows if str(row.pk) == request.POST.get(KEPT)), None)
        try:
            if kept is not None:
                merge = merge_committees(kept, next(row for row in rows if row is not kept))
                messages.success(request, _what_was_done(merge))
                if merge.unindexed:
                    messages.warning(request, _what_is_left(merge.kept, merge.unindexed))
                return None
            plans = [plan_merge(rows[0], rows[1]), plan_merge(rows[1], rows[0])]
        except MergeRefusedError as error:
            messages.error(request, str(error))
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": "Læg to udvalg sammen",
            "plans": plans,
            "rows": rows,
            "opts": self.opts,
            "checkbox_name": ACTION_CHECKBOX_NAME,
            "kept_name": KEPT,
        }
        return TemplateResponse(request, "admin/merge_committees.html", context)

    @admin.action(description="Gør søgningen færdig efter en sammenlægning", permissions=["change"])
    def index_chosen(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Go on where a merge of large committees left off."""
        for committee in queryset:
            if left := index_moved(committee):
                messages.warning(request, _what_is_left(committee, left))
            else:
                messages.success(request, f"{committee}: søgningen er færdig.")


def _what_was_done(merge: Merge) -> str:
    moved = "1 møde" if merge.meetings == 1 else f"{merge.meetings} møder"
    return f"{merge.absorbed} er lagt sammen med {merge.kept}: {moved} er flyttet, og de gamle adresser leder videre."


def _what_is_left(kept: Committee, left: int) -> str:
    return (
        f"{left} punkter findes endnu ikke ved ordet »{kept}«, når man søger. Alt andet er på plads. Vælg {kept} i listen "
        "og handlingen »Gør søgningen færdig efter en sammenlægning«."
    )
