"""Attachments of agenda items."""

from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from apps.agenda_items.models import AgendaItem, ItemRow
from apps.parsing.markup.addresses import is_web_address


class Attachment(ItemRow):
    """A paper that the item names; internal ones do not exist for the public."""

    item = models.ForeignKey(
        AgendaItem, on_delete=models.CASCADE, related_name="attachments", verbose_name="punkt"
    )
    title = models.TextField("titel")
    is_recommended = models.BooleanField("anbefales læst", default=False)
    address = models.TextField("adresse", blank=True, help_text="Hvor kommunen selv har bilaget.")

    source_fields = ("position", "title", "is_recommended", "address")

    class Meta:
        verbose_name = "bilag"
        verbose_name_plural = "bilag"
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.title

    @property
    def link(self) -> str:
        """Where readers are sent for it; "" for none. What staff type may be no address of the web."""
        return self.address if is_web_address(self.address) else ""


class AttachmentFile(models.Model):
    """The file of a public attachment, as it lay beside the document that names it; staff alone can have it.

    It is kept with its document, and gets its attachment when the document is loaded. Its document is known by
    fingerprint, since documents are an idea of the import.
    """

    attachment = models.OneToOneField(
        Attachment, on_delete=models.CASCADE, null=True, related_name="file", verbose_name="bilag"
    )
    document_sha256 = models.TextField("dokumentets sha256")
    path = models.TextField("sti i eksporten")
    content = models.BinaryField("indhold")
    sha256 = models.TextField("sha256")
    size = models.PositiveIntegerField("bytes")
    media_type = models.TextField("medietype")
    received_at = models.DateTimeField("modtaget", auto_now_add=True)

    class Meta:
        verbose_name = "bilagsfil"
        verbose_name_plural = "bilagsfiler"
        ordering = ("pk",)
        constraints = [
            # Also finds the files of a document.
            models.UniqueConstraint(fields=("document_sha256", "path"), name="attachment_file_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The file's name, without the folders of the export."""
        return self.path.rpartition("/")[2]


def count_of_files(item: str) -> Coalesce:
    """For a QuerySet: how many of the papers of the item at this path have a kept file."""
    files = AttachmentFile.objects.filter(attachment__item=OuterRef(item), attachment__is_removed=False)
    counted = files.order_by().values("attachment__item").annotate(count=Count("pk"))
    return Coalesce(Subquery(counted.values("count")), 0)
