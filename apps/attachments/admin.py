"""The files of attachments: staff look at them and fetch them; the public pages show titles only."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString

from apps.attachments.models import AttachmentFile
from apps.committees.choosing import CommitteeFilter
from apps.corrections.admin import ReadOnlyAdmin


@admin.register(AttachmentFile)
class AttachmentFileAdmin(ReadOnlyAdmin):
    """The kept files, as they came."""

    list_display = ("name", "attachment", "item", "media_type", "size", "received_at", "download_link")
    list_filter = ("media_type", ("attachment__item__meeting__committee", CommitteeFilter))
    list_select_related = ("attachment__item",)
    search_fields = ("path", "sha256", "attachment__title")
    date_hierarchy = "received_at"
    fields = (
        "attachment",
        "item",
        "path",
        "media_type",
        "size",
        "sha256",
        "document_sha256",
        "received_at",
        "download_link",
    )
    readonly_fields = ("item", "download_link")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Without the bytes."""
        return super().get_queryset(request).defer("content")

    def get_urls(self) -> list[URLPattern]:
        """Beside Django's own: the bytes."""
        download = self.admin_site.admin_view(self.download)
        return [
            path("<int:pk>/hent/", download, name="attachments_attachmentfile_download"),
            *super().get_urls(),
        ]

    def download(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The file as it came, for staff who may see files; 404 for others. No browser shows it inside the site."""
        files = AttachmentFile.objects.all()
        file = get_object_or_404(files if self.has_view_permission(request) else files.none(), pk=pk)
        name = "".join(c for c in file.name if c.isprintable()) or "bilag"
        return HttpResponse(
            bytes(file.content),
            content_type=file.media_type,
            headers={
                "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "",
                "X-Content-Type-Options": "nosniff",
                "Content-Security-Policy": "default-src 'none'; sandbox",
            },
        )

    @admin.display(description="punkt", ordering="attachment__item")
    def item(self, file: Any) -> str:
        """The item that names it."""
        return str(file.attachment.item) if file.attachment else "-"

    @admin.display(description="fil")
    def download_link(self, file: Any) -> SafeString:
        """A link to the bytes."""
        address = reverse("admin:attachments_attachmentfile_download", args=(file.pk,))
        return format_html('<a href="{}" aria-label="Hent {}">Hent</a>', address, file.name)
