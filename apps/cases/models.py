"""Cases: the same journal number, handled by several committees over time."""

from django.db import models
from django.urls import reverse

from apps.agenda_items.models import AgendaItem
from apps.committees.models import Municipality, SluggedModel
from apps.language.addresses import slugify


class Case(SluggedModel):
    """A case (sag), known by its journal number within a municipality."""

    follows_name = False

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="cases", verbose_name="kommune"
    )
    journal_number = models.TextField("journalnummer")
    # The case that the last of its items went to, when staff or a document corrected the journal number.
    continued_as = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    items = models.ManyToManyField(AgendaItem, through="CaseItem", related_name="cases")

    class Meta:
        verbose_name = "sag"
        verbose_name_plural = "sager"
        ordering = ("journal_number",)
        constraints = [
            models.UniqueConstraint(fields=("municipality", "slug"), name="case_slug_once"),
            # Also finds the case of an item that is loaded.
            models.UniqueConstraint(fields=("municipality", "journal_number"), name="case_once"),
        ]

    def __str__(self) -> str:
        return self.journal_number

    def wanted_slug(self) -> str:
        """The journal number as an address: `15-00-00-p05-7-25`."""
        return slugify(self.journal_number)

    def slug_scope(self) -> int:
        """Below the municipality."""
        return self.municipality_id

    def successor(self) -> "Case":
        """The case that its items went on to; itself while it has any. One query per step."""
        return self.continued_as.successor() if self.continued_as else self

    def get_absolute_url(self) -> str:
        """`/<kommune>/sager/<sag>/`."""
        return reverse("case", args=(self.municipality.slug, self.slug))


class CaseItem(models.Model):
    """An item's membership in its case; an item is in one case at most."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="memberships")
    item = models.OneToOneField(AgendaItem, on_delete=models.CASCADE, related_name="case_membership")

    class Meta:
        verbose_name = "punkt i sag"
        verbose_name_plural = "punkter i sager"

    def __str__(self) -> str:
        return f"{self.case}: {self.item}"
