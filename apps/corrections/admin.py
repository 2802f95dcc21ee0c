"""What all admin pages of the archive share: corrections beside their fields, and rows that can be brought back."""

from collections.abc import Iterable
from typing import Any, ClassVar, TypeAlias

from django.contrib import admin, messages
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import QuerySet
from django.forms import BaseModelFormSet, ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString

from apps.agenda_items.models import AgendaItem
from apps.agenda_items.public_corrections import corrections_noted, note_corrections
from apps.agenda_items.public_texts import published_texts
from apps.corrections.acting import current_actor
from apps.corrections.deciding import decide_chosen
from apps.corrections.filters import ConflictFilter, ModelOfRowFilter
from apps.corrections.forms import (
    RESTORE,
    CorrectableForm,
    LabelledFormSet,
    TextWidgets,
    correction_notes,
    number_new_rows,
    readable,
    said_by_source,
)
from apps.corrections.meanwhile import SEEN, changes_of, changes_since
from apps.corrections.models import ChangeLogEntry, Correction
from apps.corrections.sources import Corrections, SourceRow, hand_back, restore, settle
from apps.corrections.tracking import TrackedModel
from apps.ingestion.owners import owner_of, refresh_after

Form: TypeAlias = "ModelForm[Any]"
FormSet: TypeAlias = "BaseModelFormSet[Any, Any]"


class SourceAdmin(TextWidgets, admin.ModelAdmin):  # type: ignore[type-arg, misc]
    """A row whose fields documents state and staff correct. `row_models` are its lists, by the name of their parent."""

    form: type[Form] = CorrectableForm
    row_models: ClassVar[dict[type[SourceRow], str]] = {}
    save_on_top = True
    change_form_template = "admin/source_change_form.html"

    class Media:
        css: ClassVar[dict[str, tuple[str, ...]]] = {"all": ("admin_archive.css",)}

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002
        """A form that knows the corrections of this row. Django makes the class anew for each request."""
        form: Any = super().get_form(request, obj, change, **kwargs)
        if isinstance(obj, TrackedModel):
            form.corrections = Corrections([obj])
            if request.method == "POST":
                form.meanwhile = changes_since(request.POST.get(SEEN, ""), obj, self._lists())
        return form

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        """The row; locked while a form is saved, so that an import waits for it and it for an import."""
        row = super().get_object(request, object_id, from_field)
        if row is not None and request.method == "POST":
            self.model._base_manager.select_for_update().get(pk=row.pk)
            row.refresh_from_db()
        return row

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """The page says which changes it has seen, so that saving it undoes none made meanwhile."""
        row = context.get("original")
        seen = changes_of(row, self._lists()).count() if isinstance(row, TrackedModel) else ""
        context |= {"seen_name": SEEN, "seen": seen}
        return super().render_change_form(request, context, *args, **kwargs)

    def _lists(self) -> dict[type[Any], str]:
        """The models of the rows that stand on the page below this one, by the name of their parent."""
        return {
            inline.model: inline.parent_field for inline in self.inlines if issubclass(inline, SourceInline)
        }

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:  # noqa: FBT001
        """Before the row is saved: what the public reads of its item, to say afterwards what was corrected."""
        form.texts_before = published_texts(_item_keys([obj])) if change else {}
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Form, formset: FormSet, change: bool) -> None:  # noqa: FBT001
        """New rows come last, unless staff say where."""
        number_new_rows(formset)
        super().save_formset(request, form, formset, change)

    def save_related(
        self,
        request: HttpRequest,
        form: Any,
        formsets: Iterable[FormSet],
        change: bool,  # noqa: FBT001
    ) -> None:
        """Save the rows, do what the ticked boxes say, tell the public, and bring cases and index in step."""
        formsets = list(formsets)
        super().save_related(request, form, formsets, change)
        rows = [form.instance, *(f.instance for formset in formsets for f in formset.initial_forms)]
        decided = decide_chosen(request.POST, rows)
        if decided.handed_back:
            messages.success(request, f"Givet tilbage til kilden: {', '.join(decided.handed_back)}.")
        if decided.kept:
            messages.success(request, f"Rettelsen er beholdt: {', '.join(decided.kept)}.")
        if restored := self._restore_chosen(request, form.instance):
            messages.success(request, f"Gendannet: {', '.join(restored)}.")
        before = form.texts_before
        reason = form.cleaned_data.get("public_reason", "")
        note_corrections(before, published_texts(before), reason=reason, is_by_archive=True)
        refresh_after(form.instance)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Bring cases and index of what the row belonged to in step."""
        owner = owner_of(obj)
        with corrections_noted(_item_keys([obj]), is_by_archive=True):
            super().delete_model(request, obj)
        if owner is not obj:
            refresh_after(owner)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """The same for each of several."""
        for row in list(queryset):
            self.delete_model(request, row)

    @admin.display(description="fjernede rækker")
    def removed_rows(self, obj: Any) -> str | SafeString:
        """The rows that staff removed, each with a box that brings it back."""
        rows = self._removed_rows(obj)
        return (
            format_html_join(
                "",
                '<label class="fjernet"><input type="checkbox" name="{}" value="{}"> Gendan {}: {}</label>',
                ((RESTORE, _key(row), row._meta.verbose_name, str(row)) for row in rows),
            )
            or "Ingen. Rækker fra dokumentet, som personalet sletter, kan gendannes her."
        )

    @admin.display(description="ændringslog")
    def change_log(self, obj: Any) -> str | SafeString:
        """A link to the changes of this row."""
        if obj.pk is None:
            return "-"
        row_type = ContentType.objects.get_for_model(obj)
        address = reverse("admin:corrections_changelogentry_changelist")
        return format_html(
            '<a href="{}?content_type__id__exact={}&amp;object_id__exact={}">Se alle ændringer af {}</a>',
            address,
            row_type.pk,
            obj.pk,
            row_type.name,
        )

    @admin.display(description="på siden")
    def on_site(self, obj: Any) -> SafeString:
        """A link to the public page."""
        return format_html(
            '<a href="{}" aria-label="Se på siden: {}">Se på siden</a>', obj.get_absolute_url(), str(obj)
        )

    def _removed_rows(self, obj: Any) -> list[SourceRow]:
        if obj is None or obj.pk is None:
            return []
        return [
            row
            for model, parent in self.row_models.items()
            for row in model.with_removed.filter(**{parent: obj}, is_removed=True)
        ]

    def _restore_chosen(self, request: HttpRequest, obj: Any) -> list[str]:
        chosen = set(request.POST.getlist(RESTORE))
        rows = [row for row in self._removed_rows(obj) if _key(row) in chosen] if chosen else []
        for row in rows:
            restore(row, actor=current_actor())
        return [str(row) for row in rows]


class SourceInline(TextWidgets, admin.TabularInline):  # type: ignore[type-arg, misc]
    """Rows of a list, each with a column that shows what staff have corrected."""

    form: type[Form] = CorrectableForm
    formset = LabelledFormSet
    extra = 0
    parent_field: ClassVar[str] = "item"
    readonly_fields = ("corrections_column",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Django makes an inline for each request, so these are the corrections of this page.
        self.corrections = Corrections(())

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """A formset whose forms know the corrections of all rows, read in one query."""
        formset: Any = super().get_formset(request, obj, **kwargs)
        if obj is not None:
            self.corrections = Corrections(self.get_queryset(request).filter(**{self.parent_field: obj}))
            formset.form.corrections = self.corrections
        return formset

    @admin.display(description="rettelser")
    def corrections_column(self, row: Any) -> SafeString | str:
        """Who corrected which field, and what the source says."""
        return correction_notes(row, self.corrections) if row.pk else ""


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Rows that staff look at and never write."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False


def _item_keys(rows: Iterable[Any]) -> list[int]:
    """The keys of the items that show these rows."""
    owners = (owner_of(row) for row in rows if row is not None)
    return [owner.pk for owner in owners if isinstance(owner, AgendaItem) and owner.pk is not None]


def _key(row: models.Model) -> str:
    return f"{row._meta.label_lower}:{row.pk}"


class FieldOfRowAdmin(ReadOnlyAdmin):
    """Rows that each tell of one field of another row."""

    list_per_page = 50

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With the rows, read together."""
        return super().get_queryset(request).prefetch_related("row")

    @admin.display(description="felt", ordering="field")
    def what(self, entry: Any) -> str:
        """The field's Danish name."""
        return str(entry.field_label).capitalize()

    @admin.display(description="række")
    def where(self, entry: Any) -> SafeString | str:
        """The row, with a link to the page where it is corrected."""
        if entry.row is None:
            return f"(slettet {entry.content_type.name} {entry.object_id})"
        owner = owner_of(entry.row)
        address = reverse(f"admin:{owner._meta.app_label}_{owner._meta.model_name}_change", args=(owner.pk,))
        text = str(owner) if owner is entry.row else f"{owner} ({entry.content_type.name}: {entry.row})"
        return format_html('<a href="{}">{}</a>', address, text)


@admin.register(Correction)
class CorrectionAdmin(FieldOfRowAdmin):
    """What staff have corrected; each can be handed back to the source."""

    list_display = (
        *("what", "where", "now", "source"),
        *("is_conflict", "buttons", "corrected_by", "corrected_at"),
    )
    list_display_links = None
    list_filter = (ConflictFilter, ModelOfRowFilter, "corrected_by")
    list_select_related = ("content_type", "corrected_by")
    search_fields = ("field", "source_value", "corrected_by__username")
    actions = ("hand_back_chosen", "keep_chosen")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Handing back is a change; single corrections have no form of their own."""
        return obj is None and admin.ModelAdmin.has_change_permission(self, request, obj)

    def get_urls(self) -> list[URLPattern]:
        """Beside Django's own: the buttons of each row."""
        back, keep = map(self.admin_site.admin_view, (self.hand_back_one, self.keep_one))
        return [
            path("<int:pk>/giv-tilbage/", back, name="corrections_correction_hand_back"),
            path("<int:pk>/behold/", keep, name="corrections_correction_keep"),
            *super().get_urls(),
        ]

    def hand_back_one(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Hand one correction back and return to the list as it was filtered."""
        if request.method == "POST" and self.has_change_permission(request):
            self._hand_back(request, [get_object_or_404(Correction, pk=pk)])
        return self._to_list(request)

    def keep_one(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Settle one conflict for staff's value and return to the list as it was filtered."""
        if request.method == "POST" and self.has_change_permission(request):
            self._keep(request, [get_object_or_404(Correction, pk=pk)])
        return self._to_list(request)

    def _to_list(self, request: HttpRequest) -> HttpResponse:
        before = request.headers.get("referer", "")
        is_ours = url_has_allowed_host_and_scheme(
            before, {request.get_host()}, require_https=request.is_secure()
        )
        return redirect(before if is_ours else "admin:corrections_correction_changelist")

    @admin.action(description="Giv de valgte tilbage til kilden", permissions=["change"])
    def hand_back_chosen(self, request: HttpRequest, queryset: QuerySet[Correction]) -> None:
        """Write the source's values into the rows."""
        self._hand_back(request, list(queryset))

    @admin.action(description="Behold de valgte rettelser: konflikten er afgjort", permissions=["change"])
    def keep_chosen(self, request: HttpRequest, queryset: QuerySet[Correction]) -> None:
        """Settle the conflicts for staff's values; what is no conflict stays as it is."""
        self._keep(request, list(queryset))

    def _keep(self, request: HttpRequest, corrections: list[Correction]) -> None:
        conflicts = [correction for correction in corrections if correction.is_conflict]
        for correction in conflicts:
            settle(correction)
        count = len(conflicts)
        messages.success(
            request, f"{count} {'konflikt' if count == 1 else 'konflikter'} afgjort: rettelsen gælder."
        )

    def _hand_back(self, request: HttpRequest, corrections: list[Correction]) -> None:
        with corrections_noted(_item_keys(c.row for c in corrections), is_by_archive=True):
            for correction in corrections:
                row = correction.row
                hand_back(correction, actor=current_actor())
                if isinstance(row, models.Model):
                    refresh_after(row)
        count = len(corrections)
        messages.success(
            request, f"{count} {'rettelse' if count == 1 else 'rettelser'} givet tilbage til kilden."
        )

    @admin.display(description="rettet til")
    def now(self, correction: Correction) -> str:
        """Staff's value."""
        row = correction.row
        field = type(row)._meta.get_field(correction.field) if row is not None else None
        value = getattr(row, field.attname) if field is not None else None
        return readable(correction.content_type.model_class(), correction.field, value) or "(ingenting)"

    @admin.display(description="kilden siger")
    def source(self, correction: Correction) -> str:
        """The source's value."""
        return said_by_source(correction, correction.content_type.model_class())

    @admin.display(description="konflikt", ordering="source_changed_at")
    def is_conflict(self, correction: Correction) -> str:
        """Whether the source says something else since."""
        return "Ja" if correction.is_conflict else ""

    @admin.display(description="afgør")
    def buttons(self, correction: Correction) -> SafeString:
        """What can be decided about this row."""
        keep = [("keep", "Behold rettelsen")] if correction.is_conflict else []
        choices = (*keep, ("hand_back", "Giv tilbage til kilden"))
        # They belong to the list's own form.
        return format_html_join(
            " ",
            '<button type="submit" class="button" formaction="{}" aria-label="{}: {}">{}</button>',
            (
                (
                    reverse(f"admin:corrections_correction_{name}", args=(correction.pk,)),
                    label,
                    correction,
                    label,
                )
                for name, label in choices
            ),
        )


@admin.register(ChangeLogEntry)
class ChangeLogAdmin(FieldOfRowAdmin):
    """Who or which import changed what."""

    list_display = ("changed_at", "what", "where", "before", "after", "changed_by", "cause")
    list_display_links = None
    list_filter = (ModelOfRowFilter, "changed_by")
    list_select_related = ("content_type", "changed_by")
    search_fields = ("=object_id", "field", "cause", "old_value", "new_value")
    date_hierarchy = "changed_at"

    @admin.display(description="før")
    def before(self, entry: ChangeLogEntry) -> str:
        """The value before."""
        return readable(entry.content_type.model_class(), entry.field, entry.old_value)

    @admin.display(description="efter")
    def after(self, entry: ChangeLogEntry) -> str:
        """The value after."""
        return readable(entry.content_type.model_class(), entry.field, entry.new_value)
