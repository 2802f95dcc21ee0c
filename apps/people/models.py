"""People and parties. Attendance and votes keep name and party as written; these rows only connect them."""

from django.db import models
from django.urls import reverse

from apps.committees.models import Municipality, Named


class Person(Named):
    """An elected member, by name within one municipality."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="people", verbose_name="kommune"
    )

    class Meta:
        verbose_name = "politiker"
        verbose_name_plural = "politikere"
        ordering = ("sort_key",)
        constraints = [models.UniqueConstraint(fields=("municipality", "slug"), name="person_slug_once")]

    def slug_scope(self) -> int:
        """Below the municipality."""
        return self.municipality_id

    def get_absolute_url(self) -> str:
        """`/<kommune>/politikere/<navn>/`."""
        return reverse("person", args=(self.municipality.slug, self.slug))
