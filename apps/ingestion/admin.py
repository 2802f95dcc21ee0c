"""Publishing in the admin, the kept documents, and the imports that brought them."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from apps.committees.choosing import told_apart
from apps.corrections.admin import ReadOnlyAdmin, SourceAdmin
from apps.corrections.forms import PublishableForm
from apps.ingestion.downloading import as_download
from apps.ingestion.models import ImportedFile, ImportRun, SourceDocument
from apps.ingestion.publishing import publish_again, unpublish
from apps.meetings.models import DocumentKind

admin.site.site_header = "Beslutningsarkivet: administration"
admin.site.site_title = "Beslutningsarkivet"
admin.site.index_title = "Oversigt"

PUBLISHING_FIELDS: tuple[str, Any] = (
    "Offentliggørelse",
    {
        "fields": ("is_unpublished", "unpublished_reason"),
        "description": "Her slettes intet: det, der ikke skal vises, afpubliceres med en grund og kan vises igen.",
    },
)


class PublishedFilter(admin.SimpleListFilter):
    """Public or taken off."""

    title = "offentliggørelse"
    parameter_name = "offentlig"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The two states."""
        return [("ja", "Offentlig"), ("nej", "Afpubliceret")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows in the chosen state."""
        if self.value() is None:
            return queryset
        return queryset.filter(unpublished_at__isnull=self.value() == "ja")


class DocumentKindFilter(admin.SimpleListFilter):
    """Agendas or minutes."""

    title = "slags"
    parameter_name = "slags"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """The kinds by their Danish names."""
        return [(value, str(label)) for value, label in DocumentKind.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The documents of the chosen kind."""
        return queryset.filter(kind=self.value()) if self.value() else queryset


class ReasonForm(forms.Form):
    """Why something is unpublished."""

    reason = forms.CharField(
        label="Grund til afpublicering",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Kun personalet ser grunden.",
        error_messages={"required": "Skriv, hvorfor det afpubliceres."},
    )


class PublishableAdmin(SourceAdmin):
    """Unpublishes and publishes, one by one or many at once; deletes nothing."""

    form = PublishableForm
    actions = ("unpublish_chosen", "publish_chosen")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: addresses keep their meaning, and what was decided is unpublished with a reason."""
        return False

    @admin.display(description="offentlig", boolean=True)
    def is_public(self, obj: Any) -> bool:
        """Whether the row itself is published."""
        return bool(obj.is_published)

    @admin.action(description="Afpublicér de valgte", permissions=["change"])
    def unpublish_chosen(self, request: HttpRequest, queryset: QuerySet[Any]) -> TemplateResponse | None:
        """Ask for a reason, then take the rows off the public pages."""
        form = ReasonForm(request.POST if "afpublicer" in request.POST else None)
        if form.is_valid():
            rows = list(queryset)
            for row in rows:
                unpublish(row, form.cleaned_data["reason"])
            messages.success(request, f"{len(rows)} afpubliceret.")
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": "Afpublicér",
            "form": form,
            "rows": queryset,
            "opts": self.opts,
            "checkbox_name": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/unpublish.html", context)

    @admin.action(description="Vis de valgte på siden igen", permissions=["change"])
    def publish_chosen(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Publish the rows that are not public."""
        rows = list(queryset.filter(unpublished_at__isnull=False))
        for row in rows:
            publish_again(row)
        messages.success(request, f"{len(rows)} vises igen.")


@admin.register(SourceDocument)
class SourceDocumentAdmin(ReadOnlyAdmin):
    """The kept documents, as they came."""

    list_display = (
        "name",
        "municipality",
        "meeting",
        "kind_in_words",
        "size",
        "received_at",
        "loaded_at",
        "download_link",
    )
    list_filter = ("municipality", DocumentKindFilter, "layout")
    list_select_related = ("municipality", "meeting")
    search_fields = ("name", "sha256", "meeting__committee__name")
    date_hierarchy = "received_at"
    fields = (
        "name",
        "municipality",
        "meeting",
        "kind_in_words",
        "is_supplement",
        "is_corrected",
        "format",
        "layout",
        "source_id",
        "source_url",
        "size",
        "sha256",
        "received_at",
        "loaded_at",
        "download_link",
    )
    readonly_fields = ("kind_in_words", "download_link")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Without the bytes."""
        rows: QuerySet[Any] = super().get_queryset(request)
        return rows.defer("content").prefetch_related(told_apart("meeting__committee"))

    def get_urls(self) -> list[URLPattern]:
        """Beside Django's own: the bytes."""
        download = self.admin_site.admin_view(self.download)
        return [
            path("<int:pk>/hent/", download, name="ingestion_sourcedocument_download"),
            *super().get_urls(),
        ]

    def download(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The document as it came, for staff who may see documents; 404 for others."""
        documents = (
            SourceDocument.objects.all()
            if self.has_view_permission(request)
            else SourceDocument.objects.none()
        )
        return as_download(get_object_or_404(documents, pk=pk))

    @admin.display(description="slags", ordering="kind", empty_value="-")
    def kind_in_words(self, document: Any) -> str | None:
        """What kind of document it is."""
        if document.is_supplement and document.kind == DocumentKind.AGENDA:
            return "tillægsdagsorden"
        return dict(DocumentKind.choices).get(document.kind)

    @admin.display(description="dokument")
    def download_link(self, document: Any) -> SafeString:
        """A link to the bytes."""
        address = reverse("admin:ingestion_sourcedocument_download", args=(document.pk,))
        return format_html('<a href="{}" aria-label="Hent {}">Hent</a>', address, document.name)


class ImportedFileInline(admin.TabularInline):  # type: ignore[type-arg]
    """What became of each file."""

    model = ImportedFile
    fields = ("name", "status", "message", "document")
    readonly_fields = fields
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Without the bytes of the documents."""
        return super().get_queryset(request).select_related("document").defer("document__content")


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    """All imports, by upload and by command. A new one begins on the import page."""

    list_display = ("__str__", "state", "started_at", "started_by", "municipality_name", "report_link")
    list_filter = ("state", "started_by")
    list_select_related = ("started_by",)
    search_fields = ("files__name", "municipality_name")
    date_hierarchy = "started_at"
    inlines: ClassVar = (ImportedFileInline,)
    fields = (
        "state",
        "started_at",
        "finished_at",
        "started_by",
        "municipality_name",
        "is_extra_meeting",
        "allows_removal",
        "reason",
        "report_link",
    )
    readonly_fields = ("report_link",)

    @admin.display(description="gennemsyn og rapport")
    def report_link(self, run: Any) -> SafeString:
        """A link to the preview, or to the report of a finished import."""
        address = reverse("import_preview", args=(run.pk,))
        return format_html('<a href="{}" aria-label="Åbn {}">Åbn</a>', address, str(run))
