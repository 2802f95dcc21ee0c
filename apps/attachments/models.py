"""Attachments of agenda items."""

from django.db import models

from apps.agenda_items.models import AgendaItem, ItemRow


class Attachment(ItemRow):
    """A paper that the item names; internal ones do not exist for the public."""

    item = models.ForeignKey(
        AgendaItem, on_delete=models.CASCADE, related_name="attachments", verbose_name="punkt"
    )
    title = models.TextField("titel")
    is_recommended = models.BooleanField("anbefales læst", default=False)

    source_fields = ("position", "title", "is_recommended")

    class Meta:
        verbose_name = "bilag"
        verbose_name_plural = "bilag"
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.title
